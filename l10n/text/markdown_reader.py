"""The blocks of Markdown: each leaf read inline, HTML inside it read as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model.document import Block, BlockKind
from l10n.text.html_blocks import HtmlReader
from l10n.text.html_runs import block_of
from l10n.text.markdown_blocks import Leaf, cells, structure
from l10n.text.markdown_codes import argument_blocks
from l10n.text.markdown_inline import InlineReader
from l10n.text.markdown_links import definition_titles
from l10n.text.views import View

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_CONTAINER_KINDS = {"list": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTE}
# code in a component, without blank lines around it: MDX reads it as code all the same
_FENCED = re.compile(
    r"^[ \t]*(?P<mark>`{3,}|~{3,}).*?^[ \t]*(?P=mark)[ \t]*$", re.MULTILINE | re.DOTALL
)
_JSX = re.compile(r"^\s*<[A-Z]\w*[\s/>]|^(?:import|export)\s.*?['\";{]", re.MULTILINE)


class MarkdownReader:
    """Reads one text, or a part of it from an offset on."""

    def __init__(self, text: str, *, start: int = 0, jsx: bool | None = None) -> None:
        self.text = text
        self._hidden = _blanked(text, start)
        self.jsx = bool(_JSX.search(text, start)) if jsx is None else jsx
        self.references: Container[str] = frozenset()

    def blocks(self) -> list[Block]:
        found = structure(self._hidden)
        self.references = found.references
        made = [block for leaf in found.leaves for block in self._of_leaf(leaf)]
        made.sort(key=lambda block: block.start)
        return made

    def references_only(self) -> Container[str]:
        """The keys of the defined reference labels."""
        return structure(self._hidden).references

    def _of_leaf(self, leaf: Leaf) -> Iterator[Block]:  # noqa: C901 - one branch a kind of leaf
        lines = [self._without_return(*line) for line in leaf.lines]
        if leaf.kind == "table":
            for line in lines:
                for cell in cells(self.text, *line)[: leaf.level]:
                    yield from self._inline([cell], BlockKind.CELL, "markdown-cell")
        elif leaf.kind == "html":
            yield from self._html(lines)
        elif leaf.kind == "reference":
            view = View.of_lines(self.text, lines)
            for block in definition_titles(view.text, 0, len(view.text)):
                yield view.lifted(block)
        elif leaf.kind == "codes":
            yield from argument_blocks(self.text, lines[0][0], lines[-1][1])
        elif leaf.kind == "label":
            yield from self._inline(lines, BlockKind.LABEL, "markdown")
        elif leaf.kind == "heading":
            yield from self._inline(
                [self._heading(*lines[0])], _heading_kind(leaf), "markdown-heading"
            )
        elif leaf.kind == "underlined":
            yield from self._inline(lines, _heading_kind(leaf), "markdown")
        else:
            kind = _CONTAINER_KINDS.get(leaf.container, BlockKind.PARAGRAPH)
            yield from self._inline(lines, kind, "markdown")

    def _inline(
        self, lines: list[tuple[int, int]], kind: BlockKind, syntax: str
    ) -> Iterable[Block]:
        """The block of a leaf's lines, and the blocks inside its codes."""
        view = View.of_lines(self.text, lines)
        inline = InlineReader(view.text, self.references, jsx=self.jsx).read()
        found = list(inline.nested)
        if inline.has_words:
            block = block_of(view.text, inline.pieces, kind, syntax=syntax)
            found += [block] if block is not None else []
        return [view.lifted(block) for block in found]

    def _html(self, lines: list[tuple[int, int]]) -> Iterable[Block]:
        view = View.of_lines(self.text, lines)
        text = _FENCED.sub(_hidden, view.text) if self.jsx else view.text
        return [view.lifted(block) for block in HtmlReader(text).blocks()]

    def _heading(self, start: int, end: int) -> tuple[int, int]:
        """The text of an ATX heading: without its marks at both ends."""
        while start < end and self.text[start] == "#":
            start += 1
        closing = _CLOSING_MARKS.search(self.text[start:end])
        return start, start + closing.start() if closing else end

    def _without_return(self, start: int, end: int) -> tuple[int, int]:
        return start, end - 1 if end > start and self.text[end - 1] == "\r" else end


def _hidden(found: re.Match[str]) -> str:
    """A comment in place of something, of the same length."""
    return f"<!--{'x' * (len(found[0]) - 7)}-->"


def _heading_kind(leaf: Leaf) -> BlockKind:
    return BlockKind.HEADLINE if leaf.level == 1 else BlockKind.SUBHEAD


def _blanked(text: str, start: int) -> str:
    """The text with what stands before an offset as blank lines."""
    return re.sub(r"[^\r\n]", " ", text[:start]) + text[start:] if start else text
