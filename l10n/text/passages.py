"""The blocks of a value that a record holds: lines of text, or HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.text.content import ContentBuilder
from l10n.text.html_blocks import HtmlReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.model.document import Block, BlockKind
    from l10n.text.views import View

_MARKUP = re.compile(r"<[A-Za-z!/][^<>]*>|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_LINE = re.compile(r"[^\r\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def has_markup(text: str) -> bool:
    """Whether a value is HTML rather than text."""
    return _MARKUP.search(text) is not None


def blocks_of(
    view: View, kind: BlockKind, syntax: str, *, html: bool | None = None
) -> Iterator[Block]:
    """The blocks of a value, as HTML if it has markup (or as told)."""
    if has_markup(view.text) if html is None else html:
        for block in HtmlReader(view.text, kind=kind).blocks():
            yield view.lifted(block, syntax)
        return
    for found in _LINE.finditer(view.text):
        line = found[0]
        start = found.start() + len(line) - len(line.lstrip())
        end = found.start() + len(line.rstrip())
        if any(letter.isalpha() for letter in line) and not _SURROGATE.search(line):
            yield view.lifted(_block(view.text, start, end, kind), syntax)


def _block(text: str, start: int, end: int, kind: BlockKind) -> Block:
    builder = ContentBuilder(start)
    builder.text(text, start, end)
    return builder.block(kind, start, end, syntax="text")
