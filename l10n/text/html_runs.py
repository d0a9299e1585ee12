"""A run: text and inline tags between two block boundaries, and the block it becomes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from l10n.errors import FormatError
from l10n.model.document import Block, BlockKind
from l10n.text.content import ContentBuilder
from l10n.text.html_elements import OPAQUE, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXT, LITERAL, OPEN, CLOSE, ALONE, KEPT = range(6)
LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^>]*+>")
_MOST_PIECES = 300_000
_CREDIT = re.compile(r"\[[^\[\]\r\n]{2,200}\]\s*\Z")
_NO_TEXT = re.compile(
    r"(?:(?:https?|ftp)://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#][\w.]+|[\s|,;/:.()-])+"
)


class Piece(NamedTuple):
    """A part of a run: source span, and a literal's text or a tag's name.

    ``KEPT`` is an element with words that stay as they are: one code, which is read as part of the text.
    """

    kind: int
    start: int
    end: int
    data: str = ""


def code_kind(name: str, markup: str) -> int:
    """What an element is whose inside is not translated, by its name and all its markup."""
    return KEPT if name not in OPAQUE and LETTER.search(_TAG.sub("", markup)) else ALONE


def block_of(
    source: str, run: Sequence[Piece], kind: BlockKind, *, syntax: str, notes: tuple[str, ...] = ()
) -> Block | None:
    """The block that a run is; None if nothing in it is to be translated."""
    text = _only_text(source, run) if run else None
    if text is not None:
        return _text_block(source, text, kind, syntax, notes)
    bounded(source, run)
    pieces, partners = _merged(source, run)
    low, high = _edges(source, pieces, partners)
    if low >= high:
        return None
    pieces, start, end = _trimmed(source, pieces, low, high)
    builder = ContentBuilder(start)
    numbers: dict[int, int] = {}
    for n, piece in enumerate(pieces, low):
        partner = partners.get(n, -1)
        if piece.kind == TEXT:
            builder.text(source, piece.start, piece.end)
        elif piece.kind == LITERAL:
            builder.literal(piece.data, piece.start, piece.end)
        elif piece.kind == OPEN and partner >= 0:
            numbers[partner] = builder.opening(piece.data, source, piece.start, piece.end)
        elif piece.kind == CLOSE and n in numbers:
            builder.closing(numbers[n], source, piece.start, piece.end)
        else:
            builder.alone(piece.data, source, piece.start, piece.end)
    block = builder.block(kind, start, end, syntax=syntax, notes=notes)
    return None if not block.tags and _NO_TEXT.fullmatch(block.content) else block


def bounded(source: str, pieces: Sequence[Piece]) -> None:
    """Refuse a paragraph of so many tags that nobody could translate it, or wait for it."""
    if len(pieces) > _MOST_PIECES:
        raise FormatError(
            f"a paragraph has more than {_MOST_PIECES} texts and tags",
            line=source.count("\n", 0, pieces[0].start) + 1,
            hint="this is data, not an article: leave it out, or break it into paragraphs",
        )


def with_credit(source: str, run: Sequence[Piece]) -> Iterator[tuple[Sequence[Piece], BlockKind]]:
    """A caption's run, and the credit in square brackets at its end as a run of its own."""
    last = len(run) - 1
    while last > 0 and run[last].kind == TEXT and source[run[last].start : run[last].end].isspace():
        last -= 1
    piece = run[last]
    found = _CREDIT.search(source, piece.start, piece.end) if piece.kind == TEXT else None
    if found is None:
        yield run, BlockKind.CAPTION
        return
    yield (*run[:last], piece._replace(end=found.start())), BlockKind.CAPTION
    yield (piece._replace(start=found.start()),), BlockKind.CREDIT


def _only_text(source: str, run: Sequence[Piece]) -> Piece | None:
    """The one text of a run that has white space and one wrapping tag beside it at the most."""
    low, high = 0, len(run)
    while high - low > 1 and _is_blank(source, run[high - 1]):
        high -= 1
    while high - low > 1 and _is_blank(source, run[low]):
        low += 1
    first, last = run[low], run[high - 1]
    if high - low == 3 and first.kind == OPEN and last.kind == CLOSE and first.data == last.data:
        if _is_label_end(source, last):
            return None
        first = run[low + 1]
    elif high - low != 1:
        return None
    return first if first.kind == TEXT else None


def _is_blank(source: str, piece: Piece) -> bool:
    return piece.kind == TEXT and source[piece.start : piece.end].isspace()


def _text_block(
    source: str, piece: Piece, kind: BlockKind, syntax: str, notes: tuple[str, ...]
) -> Block | None:
    """The block of a run without tags, which most are."""
    text = source[piece.start : piece.end]
    content = text.strip()
    start = piece.end - len(text.lstrip())
    end = start + len(content)
    if not content or _NO_TEXT.fullmatch(source, start, end):
        return None
    special = "<" in content or "&" in content or "  " in content
    if not special and content.isprintable():
        return Block(kind=kind, start=start, end=end, content=content, notes=notes, syntax=syntax)
    builder = ContentBuilder(start)
    builder.text(source, start, end)
    return builder.block(kind, start, end, syntax=syntax, notes=notes)


def _merged(source: str, run: Sequence[Piece]) -> tuple[list[Piece], dict[int, int]]:
    """The run with pairs that hold no word as one code each, and the partners of the others."""
    pieces: list[Piece] = []
    partners: dict[int, int] = {}
    open_at: list[int] = []
    counts: dict[str, int] = {}
    last_word = -1
    for piece in run:
        if piece.kind == OPEN:
            open_at.append(len(pieces))
            counts[piece.data] = counts.get(piece.data, 0) + 1
        elif piece.kind == CLOSE and counts.get(piece.data):
            while pieces[at := open_at.pop()].data != piece.data:
                counts[pieces[at].data] -= 1
            counts[piece.data] -= 1
            if last_word < at:
                pieces[at:] = [Piece(ALONE, pieces[at].start, piece.end, piece.data)]
                continue
            partners[at], partners[len(pieces)] = len(pieces), at
        elif _is_spoken(source, piece):
            last_word = len(pieces)
        pieces.append(piece)
    return pieces, partners


def _is_spoken(source: str, piece: Piece) -> bool:
    """Whether a piece is text that a reader sees, or stands for some."""
    if piece.kind == TEXT:
        return not source[piece.start : piece.end].isspace()
    if piece.kind == LITERAL:
        return not piece.data.isspace()
    return piece.kind == KEPT or piece.data in SPOKEN


def _edges(source: str, pieces: Sequence[Piece], partners: dict[int, int]) -> tuple[int, int]:
    """The run without layout and wrapping tags at its two ends."""
    low, high = 0, len(pieces)
    while low < high:
        if _is_layout(source, pieces[low], partners.get(low, -1)):
            low += 1
        elif _is_layout(source, pieces[high - 1], partners.get(high - 1, -1)):
            high -= 1
        elif partners.get(low, -1) == high - 1 and not _is_label_end(source, pieces[high - 1]):
            low, high = low + 1, high - 1
        else:
            break
    return low, high


def _is_label_end(source: str, piece: Piece) -> bool:
    """Whether a tag ends a Markdown link by reference: its text may be its label."""
    return source.startswith("]", piece.start) and not source.startswith("](", piece.start)


def _is_layout(source: str, piece: Piece, partner: int) -> bool:
    return partner < 0 and not _is_spoken(source, piece)


def _trimmed(
    source: str, pieces: Sequence[Piece], low: int, high: int
) -> tuple[list[Piece], int, int]:
    """The pieces between two indexes without the white space at their edges."""
    kept = list(pieces[low:high])
    first = kept[0]
    if first.kind == TEXT and source[first.start : first.start + 1].isspace():
        text = source[first.start : first.end]
        kept[0] = first._replace(start=first.end - len(text.lstrip()))
    last = kept[-1]
    if last.kind == TEXT and source[last.end - 1 : last.end].isspace():
        text = source[last.start : last.end]
        kept[-1] = last._replace(end=last.start + len(text.rstrip()))
    return kept, kept[0].start, kept[-1].end
