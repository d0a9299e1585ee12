"""Months and weekdays in running prose, in every naming (Levantine, Gulf, Maghreb, Afghan), and the
solar calendar of Iran and Afghanistan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.text.numbers import numbers
from l10n.text.wording import wording

if TYPE_CHECKING:
    from l10n.text.reading import Reading

# what stands before a month in English when "March", "May" or "Aug" means one
_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|last|next|early|late|mid|this|every|each|from|to|through|"
    r"between|and|before|after|during|for)[\s-]|[0-9](?:st|nd|rd|th)?(?: of)? )$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(r"[.,]?\s?\(?([0-9]{1,2})(?:st|nd|rd|th|er|º|ª)?(?![0-9:%])")
_YEAR_AFTER = re.compile(r"[.,]?\s?(?:of |de |del |г\. )?(?:[12][0-9]{3})(?![0-9])")
_DAY_BEFORE = re.compile(
    r"(?<![0-9:])([0-9]{1,2})(?:st|nd|rd|th|er|º|ª|\.|-?[йяего]+)?\s?(?:of |de |d[’']|वें )?$"
)
_SHAPED = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}(?:[./-][0-9]{1,4})?")
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Named:
    """A month (1-12) or weekday (1-7, Monday first) in a text; ``day`` is 0 when none is said.

    ``lead`` are the letters of a prefix in the span; ``dated``: a day or a year stands beside it.
    """

    number: int
    start: int
    end: int
    sure: bool
    day: int = 0
    lead: int = 0
    dated: bool = False


def months(reading: Reading) -> tuple[Named, ...]:
    """The months that a text names."""
    return _months(reading.folded, reading.language)


@lru_cache(maxsize=2048)
def _months(text: str, language: str) -> tuple[Named, ...]:
    found = []
    for hit in wording(language).lexicon("months").find(text):
        before, after = text[max(0, hit.start - _NEAR) : hit.start], text[hit.end :]
        day = _day(before, after)
        dated = bool(day or _YEAR_AFTER.match(after))
        if language == "en":
            alone = hit.end - hit.start == len(text.strip(" ."))
            if not text[hit.start].isupper() and not alone:
                continue
            sure = dated or hit.sure or (hit.end - hit.start > 2 and bool(_BEFORE.search(before)))
            abbreviated = (
                not hit.sure and hit.end - hit.start == 3 and text[hit.start : hit.end] != "May"
            )
            sure = sure and (dated or not abbreviated)
        else:
            sure = hit.sure or bool(day)
        number = int(hit.keys[0])
        found.append(Named(number, hit.start, hit.end, sure, day, hit.lead, dated))
    return tuple(found)


def _day(before: str, after: str) -> int:
    follows, leads = _DAY_AFTER.match(after), _DAY_BEFORE.search(before)
    for match in (leads, follows):
        if match and 1 <= int(match[1]) <= 31:
            return int(match[1])
    return 0


def weekdays(reading: Reading) -> tuple[Named, ...]:
    """The days of the week that a text names."""
    return _weekdays(reading.prose, reading.language)


@lru_cache(maxsize=2048)
def _weekdays(text: str, language: str) -> tuple[Named, ...]:
    return tuple(
        Named(int(hit.keys[0]), hit.start, hit.end, hit.sure)
        for hit in wording(language).lexicon("weekdays").find(text)
        if language != "en" or text[hit.start].isupper()
    )


def written_in_digits(reading: Reading) -> frozenset[int]:
    """Every number that stands in a date such as ``17.03.2021`` or ``2021-03-17``."""
    if not reading.has_digits:
        return frozenset()
    return frozenset(
        int(part)
        for shaped in _SHAPED.findall(reading.folded)
        for part in re.split(r"[./-]", shaped)
        if len(part) <= 4
    )


def solar(reading: Reading) -> tuple[Named, ...]:
    """The months of the Iranian and Afghan calendar that a text names beside a day."""
    if not wording(reading.language).knows("hijri_months"):
        return ()
    text = reading.folded
    found = []
    for hit in wording(reading.language).lexicon("hijri_months").find(text):
        day = _day(text[max(0, hit.start - _NEAR) : hit.start], text[hit.end :])
        if day or hit.sure:
            found.append(Named(int(hit.keys[0]), hit.start, hit.end, hit.sure or bool(day), day))
    return tuple(found)


def solar_days(month: int, day: int) -> frozenset[tuple[int, int]]:
    """The solar months and days that a Gregorian one may be; leap years move it by a day."""
    # days of a common year before each month; the solar year begins on 21 March
    before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
    gone = (before[month - 1] + day - 1 - 79) % 365
    found = set()
    for shifted in (gone - 1, gone, gone + 1):
        n = shifted % 365
        found.add(
            (n // 31 + 1, n % 31 + 1) if n < 186 else ((n - 186) // 30 + 7, (n - 186) % 30 + 1)
        )
    return frozenset(found)


def years_elsewhere(reading: Reading) -> frozenset[float]:
    """Gregorian years that a text may mean by years of the solar or the lunar Hijri count."""
    found: set[float] = set()
    for number in numbers(reading):
        year = number.value
        if 1200 <= year <= 1500:
            found.update((year + 621, year + 622))
            lunar = round(year * 0.970225 + 621.5643)
            found.update((float(lunar - 1), float(lunar), float(lunar + 1)))
    return frozenset(found)
