"""Lists written as running text: where "2. Close the lid" begins behind "1. Open it"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.segmentation.language import Language

_BULLETS: Final = "\N{BULLET}\N{HYPHEN BULLET}\N{TRIANGULAR BULLET}\N{WHITE BULLET}\N{BLACK SMALL SQUARE}\N{BLACK CIRCLE}"
_HEAD = re.compile(
    rf"\s*(?:(?P<bullet>[{_BULLETS}])|(?P<mark>\d{{1,3}}|[a-z])(?P<shut>\.\)|[.)])\s)"
)


def may_open(text: str) -> bool:
    """Whether the first character lets a list begin: a cheap look before the dear one."""
    first = text[:1]
    return "a" <= first <= "z" or first.isspace() or first.isdigit() or first in _BULLETS


def items(text: str, lang: Language) -> Iterator[int]:
    """Yield where the second and later items of a list begin that the text opens with.

    A marker counts only as the successor of the one before, in the same dress. A bare number with
    a point is an ordinal in some languages, and no marker there.
    """
    head = _HEAD.match(text)
    if head is None:
        return
    if head["bullet"]:
        yield from _found(re.compile(rf"(?<=\s){head['bullet']}"), text, head.end())
        return
    mark, shut, place = head["mark"], head["shut"], head.end()
    if shut == "." and (lang.ordinals or not lang.capitals):
        return
    while mark := _successor(mark):
        item = re.compile(rf"(?<=\s){re.escape(mark + shut)}\s+(?=[^\W\d_])").search(text, place)
        if item is None or text[item.end()].islower():
            return
        yield item.start()
        place = item.end()


def _found(pattern: re.Pattern[str], text: str, place: int) -> Iterator[int]:
    return (match.start() for match in pattern.finditer(text, place))


def _successor(mark: str) -> str:
    """Return the marker after this one, in the same digits; "" after z."""
    if not mark.isdigit():
        return chr(ord(mark) + 1) if mark < "z" else ""
    zero = ord(mark[0]) - int(mark[0])
    return "".join(chr(zero + int(digit)) for digit in str(int(mark) + 1))
