"""Targets as Markdown: what a target says is written so that it is read as the same again.

New text is first written as it is, which nearly always is right. If reading it gives something
else, what has a meaning in Markdown is escaped; if emphasis was lost because of the letters around
it, underscores become asterisks, and at last HTML tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.model.document import BlockKind
from l10n.text.content import source_offset
from l10n.text.html_runs import block_of
from l10n.text.inline import TAG
from l10n.text.markdown_reader import read_inline

if TYPE_CHECKING:
    from collections.abc import Container

    from l10n.model.document import Block
    from l10n.text.rendering import Encode, Rendering

_SPECIAL = re.compile(
    r"([\\`*_\[\]~]|!(?=\[|\Z)|&(?=#?[A-Za-z0-9]+;)|<(?=[A-Za-z/!?])|\{(?=[{%#:./]))"
)
_EMPHATIC = re.compile(r"([\\`*_~])")
_LINE_START = re.compile(
    r"(?P<mark>[-+*](?=\s|\Z)|\#{1,6}(?=\s|\Z)|>|`{3,}|~{3,}|:{3,}|\||=+\s*\Z|-{2,}\s*\Z|_{3,}\s*\Z"
    r"|\$\$|\[\^[^\]\s]+\]:|\[[^\]]+\]:|\[[ xX]\](?=\s)|\[![A-Za-z]+\])|(?P<number>\d{1,9})(?=[.)](?:\s|\Z))"
)
_CLOSING_MARKS = re.compile(r"(?<=\s)(#+)(?=\s*\Z)")
_BRACKETS = re.compile(r"\\.|`[^`]*`|[\[\]]", re.DOTALL)
_ALTS = frozenset({"markdown-alt", "markdown-label"})
_NUMBER = re.compile("[0-9]+")
_EMPHASIS = {"*": "em", "_": "em", "**": "strong", "__": "strong"}


class MarkdownWriter:
    """Writes the blocks of one document; ``references`` are the keys of its defined labels."""

    def __init__(self, references: Container[str], *, jsx: bool = False) -> None:
        self._references = references
        self._jsx = jsx

    def written(self, rendering: Rendering, n: int, target: str) -> str:
        """The Markdown of a block's target."""
        block, source = rendering.document.blocks[n], rendering.document.text
        wanted = _shape(target)
        written: list[str] = []
        for escape, emphasis in _attempts(source, block.start, block.end, target):
            encode = escape if block.syntax != "markdown-cell" else _in_cell(escape)
            tags = _Tags(block=block, source=source, target=target, emphasis=emphasis)
            text = rendering.block(n, target, encode, tags.code)
            if block.syntax == "markdown":
                text = _safe_start(text, source[block.start : block.end])
            elif block.syntax == "markdown-heading":
                text = _CLOSING_MARKS.sub(r"\\\1", text)
            written.append(text)
            if _is_balanced(text) and self._reads_as(text, block.syntax) == wanted:
                break
        best = written[-1] if len(written) < len(_ATTEMPTS) else written[1]
        return (
            best
            if block.syntax != "markdown-label"
            else _with_label(best, source[block.start : block.end])
        )

    def _reads_as(self, text: str, syntax: str) -> str:
        shown = f"x ![{text}](x) x" if syntax in _ALTS else f"x {text} x"
        inline = read_inline(shown, self._references, jsx=self._jsx)
        if syntax in _ALTS:
            alts = [block for block in inline.nested if block.kind is BlockKind.ALT]
            whole = len(inline.pieces) == 3 and len(alts) == 1
            return _shape(alts[0].content) if whole else ""
        block = block_of(shown, inline.pieces, BlockKind.PARAGRAPH, syntax=syntax)
        return _shape(block.content[2:-2]) if block is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tags:
    """How the tags of one block are written: as they were, but for two reasons to change them."""

    block: Block
    source: str
    target: str
    emphasis: str

    def code(self, code: str, span: tuple[int, int]) -> str | None:
        """The text for a tag, or None for its source."""
        written = self.source[slice(*span)]
        if self.emphasis and written in _EMPHASIS:
            closing = code.startswith("</")
            name = f"{'/' if closing else ''}{_EMPHASIS[written]}"
            return f"<{name}>" if self.emphasis == "html" else "*" * len(written)
        if written in {"]", "][]"} and code.startswith("</"):
            return self._labelled(code[2:-1], span[0])
        return None

    def _labelled(self, name: str, end: int) -> str | None:
        """The end of a reference link whose text was its label."""
        inside = re.compile(rf"<{name}>(.*?)</{name}>", re.DOTALL)
        before, after = inside.search(self.block.content), inside.search(self.target)
        if before is None or after is None or before[1] == after[1]:
            return None
        label = self.source[source_offset(self.block, before.start(1)) : end]
        return f"][{' '.join(label.split())}]"


def _attempts(source: str, start: int, end: int, target: str) -> tuple[tuple[Encode, str], ...]:
    """The ways to write a target, in order.

    Where the source escapes a letter, or emphasis wraps the whole block, a lone asterisk is escaped
    at once: read by itself it would mean nothing, but where it stands it may.
    """
    around = source[start - 1 : start] if start else ""
    careful = "\\" in source[start:end] or (around in {"*", "_", "~"} and around in target)
    return ((_calm, ""), *_ATTEMPTS[1:]) if careful else _ATTEMPTS


def _is_balanced(text: str) -> bool:
    """Whether no bracket could close or open one outside the block."""
    if "[" not in text and "]" not in text:
        return True
    depth = 0
    for bracket in _BRACKETS.findall(text):
        depth += {"[": 1, "]": -1}.get(bracket, 0)
        if depth < 0:
            return False
    return not depth


def _with_label(text: str, source: str) -> str:
    """An image's alternative text that was its label, with the label after it."""
    label = source.removesuffix("][")
    return f"{text.removesuffix('][')}][{' '.join(label.split())}"


def _as_it_is(text: str) -> str:
    return text.replace("\n", "&#10;")


def _calm(text: str) -> str:
    return _EMPHATIC.sub(r"\\\1", _as_it_is(text))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _as_it_is(text))


def _in_cell(encode: Encode) -> Encode:
    return lambda text: encode(text).replace("|", "\\|")


def _safe_start(text: str, source: str) -> str:
    """The text, with what would begin another kind of block escaped."""
    found = _LINE_START.match(text)
    if found is None or _LINE_START.match(source):
        return text
    at = len(found["number"] or "")
    return f"{text[:at]}\\{text[at:]}"


def _shape(content: str) -> str:
    """A content to compare by: its tags without their numbers, its white space as spaces."""
    if "<" in content:
        content = TAG.sub(lambda found: _NUMBER.sub("", found[0]), content)
    return content.replace("\n", " ")


_ATTEMPTS: tuple[tuple[Encode, str], ...] = (
    (_as_it_is, ""),
    (_escaped, ""),
    (_as_it_is, "asterisk"),
    (_escaped, "asterisk"),
    (_escaped, "html"),
)
