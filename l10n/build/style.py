"""House style: how a built article writes digits, quotation marks, spaces, months and dates.

The catalogs keep what people wrote; only what is published follows the house. Codes, addresses,
names such as F-16 and whatever stands in code elements are left alone.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from l10n.formats import splice
from l10n.model import Locale
from l10n.text.calendars import date_alone, in_calendar
from l10n.text.dates import months
from l10n.text.french_spaces import gaps
from l10n.text.inline import pieces, plain
from l10n.text.number_forms import in_digits, month_name
from l10n.text.quotes import pairs_of, requoted
from l10n.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Edit = tuple[int, int, str]
    Rule = Callable[[Reading], Iterable[Edit]]

MONTHS = ("levantine", "gulf", "both")
_LITERAL_TAGS = frozenset({"code", "kbd", "samp", "var", "pre", "tt"})
# whose names of the months CLDR has: Lebanon's, and the general ones
_LEVANTINE, _GULF = "ar-LB", "ar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """``[build.style.LOCALE]``; what is empty stays as the translator wrote it.

    ``digits`` is a numbering system of CLDR (latn, arab, arabext), ``quotes`` two or four marks or
    "cldr", ``spaces`` "french", ``months`` one of `MONTHS` (Arabic only), ``calendar`` that of a
    block which is nothing but a date.
    """

    digits: str = ""
    quotes: str = ""
    spaces: str = ""
    months: str = ""
    calendar: str = ""


def styled(
    content: str, style: Style, locale: Locale, source: str = "", *, language: str = "en"
) -> str:
    """A target's content as the house writes it; ``source`` is what it translates, in ``language``."""
    if style.calendar and (day := date_alone(Reading(plain(source), language))):
        with suppress(OverflowError, ValueError):  # out of the calendar's range: as it was written
            content = _redated(content, in_calendar(day, style.calendar, locale))
    for rule in _rules(style, locale, source):
        reading = Reading(content, locale.language)
        kept = _literal(content)
        edits = {
            (start, end): new
            for start, end, new in rule(reading)
            if not any(start < last and first < end for first, last in kept)
        }
        content = splice(content, edits)
    return content


def _rules(style: Style, locale: Locale, source: str) -> Iterator[Rule]:
    """What a style asks for, in an order in which no rule undoes another."""
    if style.months:
        yield lambda reading: _months(reading, style.months)
    if style.digits:
        yield lambda reading: in_digits(reading, style.digits, locale)
    if style.quotes:
        wanted = pairs_of(locale.tag) if style.quotes == "cldr" else style.quotes
        yield lambda reading: requoted(reading, wanted)
    if style.spaces:
        yield lambda reading: (
            (gap.start, gap.end, gap.space) for gap in gaps(reading, locale.territory, source)
        )


def _redated(content: str, date: str) -> str:
    """A content that is a date, perhaps in a tag, with another one."""
    texts = [piece for piece in pieces(content) if not piece.tag and piece.text.strip()]
    if len(texts) != 1:
        return content
    return content[: texts[0].start] + date + content[texts[0].end :]


def _months(reading: Reading, naming: str) -> Iterator[Edit]:
    """Months beside a day or a year; a month that is named twice ("A/B") is one month."""
    text = reading.prose
    found = list(months(reading))
    while found:
        first = last = found.pop(0)
        while found and found[0].number == last.number and text[last.end : found[0].start] == "/":
            last = found.pop(0)
        start = first.start + first.lead
        new = _naming(naming)[first.number]
        if (first.dated or last.dated) and text[start : last.end] != new:
            yield start, last.end, new


@cache
def _naming(naming: str) -> tuple[str, ...]:
    levantine, gulf = (
        tuple(month_name(n, Locale.parse(tag)) if n else "" for n in range(13))
        for tag in (_LEVANTINE, _GULF)
    )
    if naming == "both":
        return tuple(f"{one}/{other}" for one, other in zip(levantine, gulf, strict=True))
    return levantine if naming == "levantine" else gulf


def _literal(content: str) -> list[tuple[int, int]]:
    """The spans of code elements."""
    spans: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    for piece in pieces(content):
        if piece.tag.rstrip("0123456789") not in _LITERAL_TAGS:
            continue
        if piece.opens:
            opened[piece.tag] = piece.end
        elif piece.closes and piece.tag in opened:
            spans.append((opened.pop(piece.tag), piece.start))
    return spans
