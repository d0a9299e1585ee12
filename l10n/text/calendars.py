"""Dates in the solar Hijri calendar of Iran and Afghanistan and the lunar one of Umm al-Qura.

Arithmetic by hijridate and persiantools (both MIT); names of months and patterns follow CLDR 48
(Unicode-3.0).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from l10n.errors import ConfigError
from l10n.text.dates import months, weekdays

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.text.reading import Reading

CALENDARS = ("persian", "islamic-umalqura")
_ZWJ, _ZWNJ = "\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"
_MONTHS = {
    ("persian", "fa"): (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
    ),
    ("persian", "prs"): (
        "حمل ثور جوزا سرطان اسد سنبله\N{ARABIC HAMZA ABOVE} میزان عقرب قوس جدی دلو حوت".split()
    ),
    ("persian", "ps"): "وری غویی غبرگولی چنگاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب".split(),
    ("islamic-umalqura", "ar"): (
        "محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,"
        "ذو القعدة,ذو الحجة"
    ).split(","),
    ("islamic-umalqura", "fa"): (
        f"محرم,صفر,ربیع{_ZWNJ}الاول,ربیع{_ZWNJ}الثانی,جمادی{_ZWNJ}الاول,جمادی{_ZWNJ}الثانی,رجب,شعبان,"
        "رمضان,شوال,ذیقعده,ذیحجه"
    ).split(","),
    ("islamic-umalqura", "ur"): (
        "محرم,صفر,ربیع الاول,ربیع الثانی,جمادی الاول,جمادی الثانی,رجب,شعبان,رمضان,شوال,"
        "ذوالقعدۃ,ذوالحجۃ"
    ).split(","),
}
_PATTERNS = {
    ("persian", "ps"): "د {year} د {month} {day}",
    ("islamic-umalqura", "ar"): "{day} {month} {year} هـ",
    ("islamic-umalqura", "fa"): f"{{day}} {{month}} {{year}} ه{_ZWJ}.ق.",
    ("islamic-umalqura", "ur"): "{day} {month}\N{ARABIC COMMA} {year} ہجری",
}
_USUAL = "{day} {month} {year}"
_ISO = re.compile(r"\s*([0-9]{4})-([0-9]{2})-([0-9]{2})\s*")
# what may stand in a date beside its parts
_BETWEEN = frozenset(
    "of de del d’ d' г г. року года roku عام سنة سال م , . / - \N{ARABIC COMMA}".split()
)
_YEAR = re.compile(r"(?<![0-9])([12][0-9]{3})(?![0-9])")


def knows(calendar: str, locale: Locale) -> bool:
    """Whether the locale's names of the calendar's months are known."""
    return (calendar, _language(locale)) in _MONTHS


def date_alone(reading: Reading) -> date | None:
    """The Gregorian date that a text is, if it is nothing else: ``January 28, 2024``."""
    try:
        if iso := _ISO.fullmatch(reading.text):
            return date(*map(int, iso.groups()))
        named, years = months(reading), _YEAR.findall(reading.folded)
        days = {one.day for one in named if one.day}
        if len({one.number for one in named}) != 1 or len(years) != 1 or len(days) != 1:
            return None
        (day,) = days
        rest = list(reading.text if reading.codes else reading.folded)
        for found in (*named, *weekdays(reading)):
            rest[found.start : found.end] = " " * (found.end - found.start)
        left = re.sub(years[0], " ", "".join(rest), count=1)
        left = re.sub(rf"(?<![0-9])0?{day}(?:st|nd|rd|th)?(?![0-9])", " ", left, count=1)
        if not all(word in _BETWEEN for word in left.split()):
            return None
        return date(int(years[0]), named[0].number, day)
    except ValueError:  # 31 April
        return None


def in_calendar(day: date, calendar: str, locale: Locale) -> str:
    """A date as the locale writes it in a calendar, with Western digits; `ConfigError` without its package.

    `OverflowError` or `ValueError` out of its range (Umm al-Qura: 1343 to 1500 AH).
    """
    year, month, number = _converted(day, calendar)
    key = calendar, _language(locale)
    return _PATTERNS.get(key, _USUAL).format(year=year, month=_MONTHS[key][month - 1], day=number)


def _language(locale: Locale) -> str:
    return "prs" if (locale.language, locale.territory) == ("fa", "AF") else locale.language


def _converted(day: date, calendar: str) -> tuple[int, int, int]:
    try:
        if calendar == "persian":
            from persiantools.jdatetime import JalaliDate

            solar = JalaliDate(day)  # type: ignore[no-untyped-call]
            return solar.year, solar.month, solar.day
        from hijridate import Gregorian

        return Gregorian.fromdate(day).to_hijri().datetuple()
    except ImportError as error:
        raise ConfigError(
            f"the calendar {calendar} needs a package that is not installed",
            hint="pip install 'l10n-desk[calendars]'",
        ) from error
