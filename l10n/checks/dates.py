"""A date keeps its month and its weekday, whichever names of months the language uses.

The day and the year of a date are numbers, and the numbers check compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.dates import Named, months, solar, solar_days, weekdays, written_in_digits
from l10n.text.message import say
from l10n.text.reading import Reading, read
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Months and weekdays that the source surely names and the target replaces by others."""
    source = read(unit.source, context.source.language)
    named = [month for month in months(source) if month.sure]
    days = weekdays(source)
    if not named and not days:
        return
    target = read(unit.target, context.target.language)
    if named and wording(target.language).knows("months"):
        yield from _months(named, source, target)
    if days and wording(target.language).knows("weekdays"):
        yield from _swapped(days, weekdays(source), weekdays(target), _DAYS)


def _months(named: list[Named], source: Reading, target: Reading) -> Iterator[Finding]:
    there = months(target)
    elsewhere = solar(target)
    if elsewhere and not any(month.sure for month in there):
        yield from _solar(named, elsewhere)
        return
    digits = written_in_digits(target)
    lost = [month for month in named if month.number not in digits]
    yield from _swapped(tuple(lost), months(source), there, _MONTHS)


def _swapped(
    wanted: tuple[Named, ...],
    source: tuple[Named, ...],
    target: tuple[Named, ...],
    names: list[str],
) -> Iterator[Finding]:
    """Those wanted that the target lacks while it names others that the source does not."""
    present = {one.number for one in target}
    known = {one.number for one in source}
    wrong = [one for one in target if one.sure and one.number not in known]
    if not wrong:
        return
    for one in wanted:
        if one.number not in present:
            found = wrong[0]
            yield Finding(
                severity=Severity.ERROR,
                message=say(
                    "{wanted} of the source is {found} here",
                    wanted=names[one.number - 1],
                    found=names[found.number - 1],
                ),
                start=found.start,
                end=found.end,
                source_start=one.start,
                source_end=one.end,
            )
            return


def _solar(named: list[Named], there: tuple[Named, ...]) -> Iterator[Finding]:
    """A day of the solar calendar must be the same day."""
    for month in named:
        if not month.day:
            continue
        days = solar_days(month.number, month.day)
        dated = [one for one in there if one.day]
        if dated and not any((one.number, one.day) in days for one in dated):
            yield Finding(
                severity=Severity.ERROR,
                message=say(
                    "{wanted} {day} is another day in the calendar used here",
                    wanted=_MONTHS[month.number - 1],
                    day=month.day,
                ),
                start=dated[0].start,
                end=dated[0].end,
                source_start=month.start,
                source_end=month.end,
            )
