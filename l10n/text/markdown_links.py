"""Link destinations, titles and labels in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from l10n.model.document import Block, BlockKind
from l10n.text.html_tokens import TEMPLATE
from l10n.text.markdown_codes import quoted_block

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = re.compile(TEMPLATE, re.DOTALL)
_POINTED = re.compile(r"<(?:[^<>\n\\]|\\.)*+>")
_PLAIN = re.compile(r"[^ \t\r\n()\\{]++|\\.|\{")
_TITLE = re.compile(
    r"""[ \t\r\n]+(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'
    |\((?P<round>(?:[^()\\]|\\.)*+)\))""",
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"[ \t\r\n]*+")
_DEFINITION_TITLE = re.compile(
    r"""\s(?:"(?P<double>(?:[^"\\]|\\.)+)"|'(?P<single>(?:[^'\\]|\\.)+)'
    |\((?P<round>(?:[^()\\]|\\.)+)\))\s*\Z""",
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 32  # brackets in a destination (CommonMark asks for at least three)


class Link(NamedTuple):
    """Where an inline link ends, and the blocks in its title."""

    end: int
    titles: tuple[Block, ...] = ()


def link_at(text: str, at: int) -> Link | None:
    """The ``(destination "title")`` that begins at an offset; None if there is none."""
    after = _space(text, at + 1)
    end = _destination_end(text, after)
    if end < 0:
        return None
    titles: tuple[Block, ...] = ()
    if found := _TITLE.match(text, end):
        titles = tuple(_titles(text, found))
        end = found.end()
    end = _space(text, end)
    return Link(end + 1, titles) if text.startswith(")", end) else None


def definition_titles(text: str, start: int, end: int) -> Iterator[Block]:
    """The title at the end of a reference definition."""
    if found := _DEFINITION_TITLE.search(text, start, end):
        yield from _titles(text, found)


def label_key(label: str) -> str:
    """The form in which two labels of references are the same."""
    return " ".join(label.split()).lower().upper()


def _titles(text: str, found: re.Match[str]) -> Iterator[Block]:
    group = next(g for g in ("double", "single", "round") if found[g] is not None)
    if any(letter.isalpha() for letter in found[group]):
        syntax = f"markdown-title-{group}"
        yield quoted_block(text, *found.span(group), BlockKind.TITLE, syntax)


def _destination_end(text: str, at: int) -> int:
    """Where a destination that begins here ends; -1 if it is none."""
    if text.startswith("<", at):
        found = _POINTED.match(text, at)
        return found.end() if found else -1
    depth = 0
    while at < len(text):
        letter = text[at]
        if letter == "(":
            depth += 1
        elif letter == ")":
            if not depth:
                break
            depth -= 1
        elif code := _CODE.match(text, at):
            at = code.end()
            continue
        elif plain := _PLAIN.match(text, at):
            at = plain.end()
            continue
        else:
            break
        if depth > _DEEPEST:
            return -1
        at += 1
    return -1 if depth else at


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
