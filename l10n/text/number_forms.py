"""Writing a number or a month as a target does: its digits, its separators, its month names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from l10n.text.digits import fold

if TYPE_CHECKING:
    from l10n.model import Locale

_ARABIC_ZERO = "\N{ARABIC-INDIC DIGIT ZERO}"
_GROUPS = (
    "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{ARABIC THOUSANDS SEPARATOR}"
)
_DECIMALS = "\N{ARABIC DECIMAL SEPARATOR}"
_GROUP = 3
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number as it is spelled: its digits before and after the decimal mark, and the marks."""

    whole: str
    fraction: str = ""
    group: str = ""
    decimal: str = ""

    @property
    def amount(self) -> Decimal:
        return Decimal(f"{self.whole}.{self.fraction or 0}")


def spelled(text: str, locale: Locale) -> Spelled | None:
    """A number read by its locale's habits; None for a date, a version, or what is doubtful."""
    digits = fold(text)
    if len(digits) > _MOST_DIGITS:
        return None
    group, decimal = _marks(locale)
    groups, decimals = re.escape(_GROUPS + group), re.escape(_DECIMALS + decimal)
    found = re.fullmatch(
        rf"(?P<whole>\d{{1,3}}(?P<group>[{groups}])\d{{3}}(?:(?P=group)\d{{3}})*|\d+)"
        rf"(?:(?P<decimal>[{decimals}])(?P<fraction>\d+))?",
        digits,
    )
    if found is None:
        return None
    return Spelled(
        re.sub(r"\D", "", found["whole"]),
        found["fraction"] or "",
        found["group"] or "",
        found["decimal"] or "",
    )


def same_plural(one: Spelled, other: Spelled, locale: Locale) -> bool:
    """Whether nouns behind the two numbers take the same form in a language."""
    from babel import Locale as BabelLocale
    from babel import UnknownLocaleError

    try:
        rule = BabelLocale.parse(locale.posix).plural_form
    except (UnknownLocaleError, ValueError):
        return False
    return bool(rule(one.amount) == rule(other.amount))


def rewritten(new: Spelled, like: str, target: Locale) -> str | None:
    """A number as the target writes it: digits and separators as in ``like``, else its locale's."""
    old = spelled(like, target)
    if old is None:
        return None
    group, decimal = _own_marks(like, target)
    whole = new.whole
    # 2400 without a mark is the target's habit; 240 says nothing about it
    if new.group and (old.group or len(old.whole) <= _GROUP):
        mark = old.group or group
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", lambda _: mark, whole)
    text = f"{whole}{old.decimal or decimal}{new.fraction}" if new.fraction else whole
    zero = ord(_zero(like))
    return "".join(chr(zero + int(one)) if one.isdecimal() else one for one in text)


def month_name(number: int, target: Locale) -> str:
    """A month as running text of the target names it; empty if that is not known."""
    from babel import UnknownLocaleError
    from babel.dates import get_month_names

    try:
        return str(get_month_names("wide", locale=target.posix)[number])
    except (UnknownLocaleError, ValueError):
        return ""


def _own_marks(like: str, target: Locale) -> tuple[str, str]:
    if _zero(like) == _ARABIC_ZERO:
        return "\N{ARABIC THOUSANDS SEPARATOR}", "\N{ARABIC DECIMAL SEPARATOR}"
    return _marks(target)


@cache
def _marks(locale: Locale) -> tuple[str, str]:
    """The locale's group and decimal marks between Western digits."""
    from babel import UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        return (
            str(get_group_symbol(locale.posix, numbering_system="latn")),
            str(get_decimal_symbol(locale.posix, numbering_system="latn")),
        )
    except (UnknownLocaleError, ValueError):
        return ",", "."


def _zero(like: str) -> str:
    """The zero of the digits that a number is written with."""
    first = next(letter for letter in like if letter.isdecimal())
    return chr(ord(first) - int(first))
