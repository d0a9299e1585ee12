"""Document: a parsed article, its blocks in order and everything else left where it is.

Offset splicing: a Document keeps the decoded source text and, per Block, the span that a
translation replaces. What no Block covers is the skeleton, and is written back as it was read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is to a reader; running text has no msgctxt."""

    KICKER = "kicker"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DECK = "deck"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list-item"
    CELL = "cell"
    CAPTION = "caption"
    CREDIT = "credit"
    ALT = "alt"
    TITLE = "title"
    DESCRIPTION = "description"
    LABEL = "label"
    BOILERPLATE = "boilerplate"

    @property
    def context(self) -> str:
        """The ``msgctxt`` of units in such a block: empty for running text."""
        return "" if self in RUNNING_TEXT else self.value


RUNNING_TEXT = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.CELL}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """An inline code of a block, numbered: ``<a1>`` ... ``</a1>`` or ``<br3/>``.

    ``name`` is the tag's name with its number (``a1``); ``opening`` and ``closing`` are the source
    text that it stands for (``closing`` is empty for a standalone code).
    """

    name: str
    opening: str
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One structural piece of a document.

    ``start`` and ``end`` are code-point offsets into ``Document.text``: the slice that a
    translation replaces. ``content`` is the same text as a translator sees it: entities decoded,
    inline codes as numbered tags. ``positions`` maps content back to the source: pairs
    ``(content offset, text offset)`` in rising order, one for each place where the two stop
    running in step; empty means that ``content == text[start:end]``. ``syntax`` names, for the
    format that made the block, how a target is written back there (an attribute in double quotes,
    a YAML scalar, ...).
    """

    kind: BlockKind
    start: int
    end: int
    content: str
    tags: tuple[Tag, ...] = ()
    notes: tuple[str, ...] = ()
    syntax: str = ""
    positions: tuple[tuple[int, int], ...] = ()
    translate: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as its format understood it.

    ``text`` is the decoded source with its line ends untouched; ``encoding`` and ``bom`` give the
    bytes back: ``bom + text.encode(encoding)``. ``locale`` is the BCP 47 tag of its language.
    ``package`` is the file that the text is a part of, where it is one.
    """

    path: str
    format: str
    text: str
    locale: str = ""
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    encoding: str = "utf-8"
    bom: bytes = b""
    package: bytes = field(default=b"", repr=False)

    @property
    def raw(self) -> bytes:
        """The source bytes, as they were read."""
        return self.package or self.bom + self.text.encode(self.encoding, "surrogateescape")
