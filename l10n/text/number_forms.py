"""Writing a number or a month as a target or a house does: digits, separators, month names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from l10n.text.codes import CODE_BLANK
from l10n.text.digits import NUMBER, fold
from l10n.text.number_codes import code_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.model import Locale
    from l10n.text.reading import Reading

# CLDR's numbering systems and their zeros
ZEROS = {
    "latn": "0",
    "arab": "\N{ARABIC-INDIC DIGIT ZERO}",
    "arabext": "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
}
_ARABIC_MARKS = "\N{ARABIC THOUSANDS SEPARATOR}", "\N{ARABIC DECIMAL SEPARATOR}"
_PERCENTS = {"%": "\N{ARABIC PERCENT SIGN}", "\N{ARABIC PERCENT SIGN}": "%"}
_PERCENT = re.compile(r"[ \u00a0\u202f]?([%\u066a])")
_GROUPS = (
    "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{ARABIC THOUSANDS SEPARATOR}"
)
_DECIMALS = "\N{ARABIC DECIMAL SEPARATOR}"
# two marks, of which the last can only be the decimal one; groups as in India
_TWO_MARKS = re.compile(
    rf"(?P<whole>\d{{1,3}}(?P<group>[.,{_GROUPS}])\d{{3}}(?:(?P=group)\d{{3}})*)"
    rf"(?P<decimal>(?!(?P=group))[.,{_DECIMALS}])(?P<fraction>\d+)"
)
_INDIAN = re.compile(
    r"(?P<whole>\d{1,2}(?P<group>,)(?:\d{2},)+\d{3})(?:(?P<decimal>\.)(?P<fraction>\d+))?"
)
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


def in_digits(reading: Reading, system: str, locale: Locale) -> Iterator[tuple[int, int, str]]:
    """The numbers of a text that are written otherwise in a numbering system: span, new spelling.

    ``system`` is one of `ZEROS`. Separators follow the digits; those of a date stay. Codes keep
    Western digits, and are given them.
    """
    text = reading.prose
    for start, end in code_spans(text):
        code = text[start:end]
        if system == "latn" and fold(code) != code:
            yield start, end, fold(code)
        text = f"{text[:start]}{CODE_BLANK * len(code)}{text[end:]}"
    for found in NUMBER.finditer(text):
        start, end = found.span()
        new = _in_system(found[0], system, locale)
        if new != found[0]:
            yield start, end, new
        percent = _PERCENT.match(text, end)
        if percent and (percent[1] == "%") == (system != "latn"):
            yield *percent.span(1), _PERCENTS[percent[1]]


def _in_system(number: str, system: str, locale: Locale) -> str:
    group, decimal = _marks(locale) if system == "latn" else _ARABIC_MARKS
    text = fold(number)
    if known := _INDIAN.fullmatch(text) or _TWO_MARKS.fullmatch(text):
        whole, old, fraction = known["whole"], known["group"], known["fraction"] or ""
    elif (plain := spelled(number, locale)) and (plain.group or plain.decimal):
        old, fraction = plain.group, plain.fraction
        whole = text[: -len(fraction) - 1] if fraction else text
    else:
        whole, old, fraction = text, "", ""
    if old and not old.isspace():
        whole = whole.replace(old, group)
    text = f"{whole}{decimal}{fraction}" if fraction else whole
    zero = ord(ZEROS[system])
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
    return _ARABIC_MARKS if _zero(like) == ZEROS["arab"] else _marks(target)


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
