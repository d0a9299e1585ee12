"""Plain text, its blocks recognised by shape.

A blank line ends a block. Before the body stand, each optional, a kicker (a word or two), the
headline, a deck, captions with a credit in square brackets, and a byline. A short line without a
full stop before a paragraph is a subhead. What a web page left after the last paragraph (rating
buttons, captchas, share links) is boilerplate: kept byte for byte and not translated.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from l10n.formats import Format, ReadOptions, splice
from l10n.model import Block, BlockKind, Document
from l10n.text.encoding import decode, wide
from l10n.text.inline import escape, unescape
from l10n.text.residue import is_residue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from l10n.model import Locale

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t>]*")
_ITEM = re.compile(r"[ \t]*(?:[-*+\N{BULLET}\N{EN DASH}]|[0-9]{1,3}[.)])[ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_CREDITED = re.compile(
    r"(?P<caption>.*\S)?(?P<gap>\s*)(?P<credit>\[[^\[\]\r\n]{2,200}\])\s*", re.DOTALL
)
_CLOSERS = (
    "\"')]}"
    "\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT CORNER BRACKET}"
)
_TERMINAL = tuple(
    ".!?\N{HORIZONTAL ELLIPSIS}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}\N{DEVANAGARI DANDA}"
    "\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}\N{FULLWIDTH QUESTION MARK}"
    "\N{ARMENIAN FULL STOP}\N{ETHIOPIC FULL STOP}"
)
# "By" as bylines begin, in the languages that desks write in
_BYLINE = re.compile(
    r"(?:By|BY|Par|Por|Von|Da|Di|Door|Av|Przez|Автор:?|Текст:?|От|Yazan:?|"
    r"بقلم|كتب|كتبت|نوشته|به قلم|از|تحریر:?|نووسینی|מאת)[ \t:]+\S.{1,80}"
)
_PLAIN = (BlockKind.PARAGRAPH, 0)
_SHORT = 80  # characters: a subhead or a heading line of a news article stays under this
_WRAPPED = 110  # characters: nobody wraps text by hand wider than this
_NARROWEST = 40  # characters: short lines one below the other are lines, not a column
_TAIL = 60  # pieces: residue is no longer than this
_LONG = 10_000  # characters: no headline, caption or byline comes near this
_FRONT = 14  # pieces: a byline further down belongs to the body


class _Piece(NamedTuple):
    """A run of text that may become a block: its span and its text on one line."""

    start: int
    end: int
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH

    @property
    def is_sentence(self) -> bool:
        return self.text.rstrip(_CLOSERS).endswith(_TERMINAL)

    @property
    def is_line(self) -> bool:
        """Short, on its own, and no sentence."""
        return len(self.text) <= _SHORT and not self.is_sentence and self.text[-1] not in ":,;"


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    decoded = decode(raw, wide(raw))
    pieces = list(_pieces(decoded.text))
    kinds = _kinds(pieces, options)
    blocks = [
        block
        for piece, kind in zip(pieces, kinds, strict=True)
        for block in _blocks(decoded.text, piece, kind)
    ]
    return Document(
        path=path,
        format="plain-text",
        text=decoded.text,
        blocks=tuple(blocks),
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def _write(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    del locale  # plain text has no place to say its language
    return splice(
        document.text,
        {
            (document.blocks[n].start, document.blocks[n].end): unescape(target)
            for n, target in targets.items()
        },
    )


def _pieces(text: str) -> Iterator[_Piece]:
    for group in _groups(text):
        for start, end, kind in _items(text, group):
            yield _Piece(start, end, _one_line(text, start, end), kind)


def _one_line(text: str, start: int, end: int) -> str:
    """A piece's text on one line; of a very long one its two ends, by which it is told as well."""
    if end - start > 2 * _LONG:
        return f"{_one_line(text, start, start + _LONG)} {_one_line(text, end - _LONG, end)}"
    return " ".join(text[start:end].split())


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that are not blank, as spans without white space at their edges."""
    group: list[tuple[int, int]] = []
    for found in _LINE.finditer(text):
        line = found[0].rstrip()
        if line:
            start, width = found.start(), len(line)
            group.append((start + width - len(line.lstrip()), start + width))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _items(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, BlockKind]]:
    """The pieces of a group: wrapped lines are one, list items and captions one each."""
    if len(lines) == 1:
        kind, width = _mark(text[slice(*lines[0])])
        yield lines[0][0] + width, lines[0][1], kind
        return
    marks = [_mark(text[start:end]) for start, end in lines]
    joined = _is_wrapped(text, lines)
    at = 0
    for n in range(1, len(lines) + 1):
        starts_anew = n == len(lines) or (bool(marks[n][1]) or not (joined or marks[at][1]))
        if starts_anew:
            kind, width = marks[at]
            yield lines[at][0] + width, lines[n - 1][1], kind
            at = n


def _mark(line: str) -> tuple[BlockKind, int]:
    """What a line's first characters make of it, and how many they are."""
    if line[0].isalpha():
        return _PLAIN
    if item := _ITEM.match(line):
        return BlockKind.LIST_ITEM, item.end()
    if (quoted := _QUOTED.match(line)) and quoted.end() < len(line):
        return BlockKind.QUOTE, quoted.end()
    return _PLAIN


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether each line ends where the next word would not have fitted any more."""
    widest = max(end - start for start, end in lines)
    if not _NARROWEST <= widest <= _WRAPPED:
        return False
    return all(
        end - start + 1 + len(text[first:last].split(None, 1)[0]) > widest * 0.9
        for (start, end), (first, last) in pairwise(lines)
    )


def _kinds(pieces: Sequence[_Piece], options: ReadOptions) -> list[BlockKind]:
    body_end = len(pieces)
    if not options.translate_boilerplate:
        body_end = _residue_start(pieces, options.boilerplate)
    body_start = _byline(pieces[:body_end]) + 1 or _title_lines(pieces[:body_end])
    body = pieces[body_start:body_end]
    return [
        *_front(pieces[:body_start]),
        *_body(body, [piece.is_line for piece in body]),
        *[BlockKind.BOILERPLATE] * (len(pieces) - body_end),
    ]


def _byline(pieces: Sequence[_Piece]) -> int:
    """The index of the byline before the body, or -1."""
    for n, piece in enumerate(pieces[:_FRONT]):
        if n and not piece.is_sentence and _BYLINE.fullmatch(piece.text):
            return n
    return -1


def _title_lines(pieces: Sequence[_Piece]) -> int:
    """How many pieces stand before the body of an article that has no byline."""
    count = 0
    while count < min(2, len(pieces) - 1) and pieces[count].is_line:
        count += 1
    if count:
        while count < len(pieces) - 1 and _is_credited(pieces[count]):
            count += 1
    return count


def _front(pieces: Sequence[_Piece]) -> Iterator[BlockKind]:
    """The kinds of what stands before the body: kicker, headline, deck, captions, byline."""
    expected = [BlockKind.HEADLINE, BlockKind.DECK]
    if len(pieces) > 1 and len(pieces[0].text.split()) <= 3:
        second = pieces[1]
        if (
            not second.is_sentence
            and not _is_credited(second)
            and not _BYLINE.fullmatch(second.text)
        ):
            expected.insert(0, BlockKind.KICKER)
    for piece in pieces:
        if _is_credited(piece):
            yield BlockKind.CAPTION
        elif _BYLINE.fullmatch(piece.text):
            yield BlockKind.BYLINE
        else:
            yield expected.pop(0) if expected else piece.kind


def _body(pieces: Sequence[_Piece], are_lines: Sequence[bool]) -> Iterator[BlockKind]:
    """The kinds of the body: a line that leads on to text is a subhead."""
    last = len(pieces) - 1
    for n, piece in enumerate(pieces):
        if _is_credited(piece):
            yield BlockKind.CAPTION
        elif not are_lines[n] or piece.kind is not BlockKind.PARAGRAPH or n == last:
            yield piece.kind
        else:
            ends = are_lines[n + 1] or pieces[n + 1].kind is BlockKind.LIST_ITEM
            yield piece.kind if ends else BlockKind.SUBHEAD


def _is_credited(piece: _Piece) -> bool:
    return piece.text.endswith("]") and _CREDITED.fullmatch(piece.text) is not None


def _residue_start(pieces: Sequence[_Piece], patterns: Sequence[str]) -> int:
    """Where the residue after the last paragraph begins.

    The tail is a run of short pieces; it is residue from the first one that reads like a page's
    own controls, and only if at least one does.
    """
    tail = len(pieces)
    while (
        tail > max(1, len(pieces) - _TAIL)
        and len(pieces[tail - 1].text) <= _SHORT
        and not _is_credited(pieces[tail - 1])
    ):
        tail -= 1
    for n in range(tail, len(pieces)):
        if is_residue(pieces[n].text, patterns):
            return n
    return len(pieces)


def _blocks(text: str, piece: _Piece, kind: BlockKind) -> list[Block]:
    """The piece as blocks: the credit of a caption is a block of its own."""
    is_caption = kind is BlockKind.CAPTION
    credited = _CREDITED.fullmatch(text, piece.start, piece.end) if is_caption else None
    if credited is None:
        return [_block(text, piece.start, piece.end, kind)]
    own = [_block(text, *credited.span("credit"), BlockKind.CREDIT)]
    if credited["caption"]:
        own.insert(0, _block(text, *credited.span("caption"), BlockKind.CAPTION))
    return own


def _block(text: str, start: int, end: int, kind: BlockKind) -> Block:
    content = text[start:end]
    if "\n" in content or "\r" in content:
        content = _LINE_BREAK.sub(" ", content)
    return Block(
        kind=kind,
        start=start,
        end=end,
        content=escape(content),
        translate=kind is not BlockKind.BOILERPLATE,
    )


format = Format(suffixes=(".txt", ".text"), read=_read, write=_write)  # noqa: A001
