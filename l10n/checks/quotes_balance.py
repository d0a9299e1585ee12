"""Quotation marks stand in pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.encoding import misread
from l10n.text.message import say
from l10n.text.quotes import (
    CLOSE_GUILLEMET,
    LEFT_DOUBLE,
    LOW_DOUBLE,
    OPEN_GUILLEMET,
    RIGHT_DOUBLE,
    Mark,
    marks,
    single_marks,
)
from l10n.text.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


# where a quotation may open with the mark that closes it elsewhere
_REVERSED = frozenset(
    {"da", "de", "sl", "hr", "sr", "bs", "cs", "sk", "hu", "sv", "fi", "pl", "nb", "no"}
)
_DOUBLE = frozenset({'"', LOW_DOUBLE, LEFT_DOUBLE, RIGHT_DOUBLE})
_PAIRS = {"「": "」", "『": "』", "〝": "〟"}


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """A quotation that the source, too, opens or closes in another unit is left alone."""
    target = read(unit.target, context.target.language)
    found = marks(target)
    if not found:
        return
    wrong = _unpaired(found, context.target.language)
    if wrong is None or _is_open(read(unit.source, context.source.language)):
        return
    if not any(True for _ in misread(unit.target, cyrillic=False)):  # marks of garbled bytes
        yield Finding(
            severity=Severity.WARNING,
            message=say("the quotation mark {found} has no partner", found=wrong.sign),
            start=wrong.at,
            end=wrong.at + 1,
        )


def _is_open(source: Reading) -> bool:
    if _unpaired(marks(source), source.language) is not None:
        return True
    opening, closing = single_marks(source)
    return opening != closing


def _unpaired(found: tuple[Mark, ...], language: str) -> Mark | None:
    """A mark without a partner; counts per family, since languages open and close differently."""
    by_sign: dict[str, list[Mark]] = {}
    for mark in found:
        by_sign.setdefault(mark.sign, []).append(mark)
    odd = by_sign.get('"', [])
    if language == "he":  # a keyboard's marks are mixed with typographic ones
        return _hebrew(found) or _guillemets(by_sign, language)
    if len(odd) % 2:
        return odd[-1]
    return _guillemets(by_sign, language) or _curly(by_sign) or _corners(by_sign)


def _hebrew(found: tuple[Mark, ...]) -> Mark | None:
    """The last of the double marks if their number is odd."""
    double = [mark for mark in found if mark.sign in _DOUBLE]
    return double[-1] if len(double) % 2 else None


def _guillemets(by_sign: dict[str, list[Mark]], language: str) -> Mark | None:
    opening, closing = by_sign.get(OPEN_GUILLEMET, []), by_sign.get(CLOSE_GUILLEMET, [])
    if language == "fi" and not opening and len(closing) % 2 == 0:
        return None
    if len(opening) != len(closing):
        longer = opening if len(opening) > len(closing) else closing
        return longer[-1]
    if opening and opening[0].at > closing[0].at and language not in _REVERSED:
        return closing[0]
    return None


def _curly(by_sign: dict[str, list[Mark]]) -> Mark | None:
    low, left, right = (by_sign.get(sign, []) for sign in (LOW_DOUBLE, LEFT_DOUBLE, RIGHT_DOUBLE))
    if low:
        spare = len(left) + len(right) - len(low)
        if spare == 0 or len(left) == len(right):
            return None if spare == 0 or len(left) + len(right) >= len(low) > 1 else low[-1]
        return low[-1] if spare < 0 else (left or right)[-1]
    if len(left) == len(right):
        return None
    if not (left and right) and (len(left) + len(right)) % 2 == 0:
        return None  # one mark for both ends, as in Swedish or on a Chinese keyboard
    return left[-1] if len(left) > len(right) else right[-1]


def _corners(by_sign: dict[str, list[Mark]]) -> Mark | None:
    for opener, closer in _PAIRS.items():
        opening, closing = by_sign.get(opener, []), by_sign.get(closer, [])
        if len(opening) != len(closing):
            return (opening if len(opening) > len(closing) else closing)[-1]
    return None
