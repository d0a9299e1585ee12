"""Cuts a text that is too long for the network into passages, at the best place there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.neural.alignment import Span

# Places to cut, the best first: after a sentence, after a clause, between words.
_SENTENCE = (
    "[.!?\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}\N{DEVANAGARI DANDA}]"
    "[\"')\\]\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]*\\s+"
    "|[\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}\N{FULLWIDTH QUESTION MARK}]"
)
_CLAUSE = (
    "[,;:\N{ARABIC COMMA}\N{ARABIC SEMICOLON}]\\s+"
    "|[\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH COMMA}\N{FULLWIDTH SEMICOLON}]"
)
_SENTENCE_ENDS, *_LESSER_ENDS = (re.compile(place) for place in (_SENTENCE, _CLAUSE, "\\s+"))
_LEAST = 0.3  # a cut earlier than this part of the room would make needless fragments


def passages(text: str, pieces: tuple[Span, ...], *, room: int, ease: int) -> Iterator[Span]:
    """Spans of ``text`` with at most ``room`` pieces each; together they are the whole text.

    A text that fits is left whole. Otherwise a passage is as many sentences as fit into ``ease``
    pieces, or one longer sentence: given several at once, the network drops some of them.
    """
    start = first = 0
    while len(pieces) - first > (room if start == 0 else ease):
        limit = pieces[first + room][0] if len(pieces) - first > room else len(text)
        cut = _cut(text, start, pieces[first + ease][0], limit)
        if cut >= len(text):
            break
        yield start, cut
        start = cut
        while first < len(pieces) and pieces[first][0] < cut:
            first += 1
    yield start, len(text)


def _cut(text: str, start: int, easy: int, limit: int) -> int:
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(text, start, limit)]
    if ends:
        return max((end for end in ends if end <= easy), default=ends[0])
    if limit == len(text):
        return limit
    earliest = start + int((limit - start) * _LEAST)
    for places in _LESSER_ENDS:
        ends = [match.end() for match in places.finditer(text, earliest, limit)]
        if ends:
            return ends[-1]
    return max(limit, start + 1)
