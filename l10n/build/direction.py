"""Isolates around runs of the other direction, only where they would be shown in the wrong place.

Whether they would be is not guessed: the Unicode Bidirectional Algorithm (UAX #9, as python-bidi
runs it) lays the line out with and without the isolate, and the isolate is kept only if that
changes the order in which characters are seen.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import TYPE_CHECKING

from l10n.text.inline import pieces, well_formed
from l10n.text.number_codes import TELEPHONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model import Locale
    from l10n.text.inline import Piece

_FIRST_STRONG = "\N{FIRST STRONG ISOLATE}"
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT ISOLATE}"
_RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT ISOLATE}"
_POP = "\N{POP DIRECTIONAL ISOLATE}"
_CONTROLS = re.compile(
    "[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    f"{_LEFT_TO_RIGHT}-{_POP}]"
)
# signs that belong to the word they touch: C++, C#, 5G+, #hashtag, @handle, F-16, R&D
_ATTACHED = "+#%&@/_-"
_PAIRS = {")": "(", "]": "["}


def isolated(line: str, locale: Locale) -> str:
    """The line with isolates around those runs that need one; a line with controls stays as it is.

    ``line`` is one paragraph of plain text in the locale's language.
    """
    if _CONTROLS.search(line):
        return line
    begin = _LEFT_TO_RIGHT if locale.direction == "rtl" else _RIGHT_TO_LEFT
    runs = list(_foreign_runs(line, locale.direction))
    if locale.direction == "rtl":
        runs = sorted([*runs, *_telephones(line, runs)])
    for start, end in reversed(runs):
        wrapped = f"{line[:start]}{begin}{line[start:end]}{_POP}{line[end:]}"
        if _seen(wrapped, locale.direction) != _seen(line, locale.direction):
            line = wrapped
    return line


def isolated_content(content: str, locale: Locale) -> str:
    """A content with tags and escapes, its runs isolated as in `isolated`.

    An isolate that would begin inside one tag and end outside it is left out.
    """
    if _CONTROLS.search(content) or "&lt;" in content or "&amp;" in content:
        return content
    found = list(pieces(content))
    line = "".join(piece.text for piece in found if not piece.tag)
    if line == (wanted := isolated(line, locale)):
        return content
    edges: list[int] = []
    at = 0
    for letter in wanted:
        if _CONTROLS.match(letter):
            edges.append(at)
        else:
            at += 1
    begin = _LEFT_TO_RIGHT if locale.direction == "rtl" else _RIGHT_TO_LEFT
    for first, last in reversed(list(zip(edges[::2], edges[1::2], strict=True))):
        spans = product(reversed(_places(found, first)), _places(found, last))
        span = next((span for span in spans if well_formed(content[slice(*span)])), None)
        if span is not None:
            start, end = span
            content = f"{content[:start]}{begin}{content[start:end]}{_POP}{content[end:]}"
    return content


def _places(found: Sequence[Piece], at: int) -> list[int]:
    """Where in a content an offset of its text may stand: before and after each tag that is there."""
    places: set[int] = set()
    count = 0
    for piece in found:
        length = 0 if piece.tag else len(piece.text)
        if count <= at <= count + length:
            places |= {piece.start + at - count} if length else {piece.start, piece.end}
        count += length
    return sorted(places)


def _foreign_runs(line: str, direction: str) -> Iterator[tuple[int, int]]:
    """Spans from the first to the last strong character of the other direction, words joined."""
    own = {"rtl": {"R", "AL"}, "ltr": {"L"}}[direction]
    start = end = -1
    for n, letter in enumerate(line):
        kind = unicodedata.bidirectional(letter)
        if kind in own:
            if start >= 0:
                yield _widened(line, start, end)
            start = -1
        elif kind in {"L", "R", "AL"} or (start >= 0 and letter.isdecimal()):
            start = n if start < 0 else start
            end = n + 1
    if start >= 0:
        yield _widened(line, start, end)


def _telephones(line: str, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Numbers that are dialled from left to right, with their spaces, outside of these runs."""
    for found in TELEPHONE.finditer(line):
        start, end = found.span()
        if not any(first < end and start < last for first, last in runs):
            yield start, end


def _widened(line: str, start: int, end: int) -> tuple[int, int]:
    """The run with digits and signs that touch it."""
    while start > 0 and (line[start - 1].isdecimal() or line[start - 1] in _ATTACHED):
        start -= 1
    while end < len(line) and (line[end].isdecimal() or line[end] in _ATTACHED):
        end += 1
    pair = _PAIRS.get(line[end : end + 1], "")
    if pair and line.count(pair, start, end) > line.count(line[end], start, end):
        end += 1
    return start, end


def _seen(line: str, direction: str) -> str:
    """The characters in the order in which they are seen, without controls."""
    from bidi import get_display

    shown = get_display(line, base_dir="R" if direction == "rtl" else "L")
    return _CONTROLS.sub("", str(shown))
