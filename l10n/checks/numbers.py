"""Every number of the source stands in the target with the same value, and no other does.

Values are compared, not characters: 240,000 is 240 thousand in any language, digits of any script,
a number may be written in words, and 20 miles may have become 32 kilometres.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.dates import months, solar, solar_days, years_elsewhere
from l10n.text.measures import quantities, spoken_quantities
from l10n.text.message import say
from l10n.text.number_words import and_a_half, cardinals, compounds, says_half, values_in_words
from l10n.text.numbers import Number, numbers, sums
from l10n.text.reading import Reading, read
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from l10n.checks import Context
    from l10n.model import Unit

# languages that write two things of a kind with an ending of the noun, not with a number
_DUAL = {"ar": ("ان", "ين", "تا", "تي"), "he": ("יים",)}
_CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9]\s?[:.h\uff1a]\s?$")
_NAME = re.compile(r"([A-Za-z]{3,})-$")
_JOINTS = re.compile(r"(?<=[0-9])[ \u00a0\u202f().-]{1,2}(?=[0-9])")
_LONG = re.compile(r"[0-9]{7,}")
# "100 percent certain" is said without a number elsewhere
_WHOLLY = re.compile(
    r"\b100 ?(?:%|per ?cent) (?:certain|sure|confident|convinced|committed|behind|right)"
)
_SMALL = 100  # below it a number may be hidden in a word of a language we do not know


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Compare both sides; first as they are written, then with all that may explain a difference."""
    source = read(unit.source, context.source.language)
    target = read(unit.target, context.target.language)
    wanted = numbers(source, context.source.territory)
    given = numbers(target, context.target.territory)
    if [n.value for n in wanted] != [n.value for n in given]:
        missing, extra = _unmatched(wanted, given)
        if missing or extra:
            yield from _unexplained(source, target, missing, extra)
    yield from _other_word(source, target, wanted, given)


def _unmatched(
    wanted: Sequence[Number], given: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """The numbers of either side without a partner; a reading may need several partners."""
    left = list(given)
    missing = []
    for number in wanted:
        partner = next((g for g in left if _shares(number, g)), None)
        if partner is not None:
            left.remove(partner)
        else:
            missing.append(number)
    missing, left = _split_pairs(missing, left)
    left, missing = _split_pairs(left, missing)
    return missing, left


def _shares(one: Number, other: Number) -> bool:
    return not set(one.readings).isdisjoint(other.readings)


def _split_pairs(whole: list[Number], parts: list[Number]) -> tuple[list[Number], list[Number]]:
    """A date in digits, 17.03.2021, answers three numbers of the other side, or some of them."""
    rest = []
    for number in whole:
        several = next((r for r in number.readings if len(r) > 1), ())
        partners = [p for p in parts if any(r in {(v,) for v in several} for r in p.readings)]
        if partners and len(partners) >= len(several) - 1:
            parts = [p for p in parts if p not in partners]
        else:
            rest.append(number)
    return rest, parts


def _unexplained(
    source: Reading, target: Reading, missing: list[Number], extra: list[Number]
) -> Iterator[Finding]:
    missing = _without_clocks(source, target, missing)
    extra = _without_clocks(target, source, extra)
    missing, extra = _without_sums(source, target, missing, extra)
    missing, extra = _without_halves(source, target, missing, extra)
    missing, extra = _without_conversions(source, target, missing, extra)
    missing, extra = _without_calendars(source, target, missing, extra)
    extra = [n for n in extra if not _is_of_name(n, target, source)]
    said = _said(source) if extra else frozenset()
    extra = [n for n in extra if not _is_said(n, said, source, repeated=True)]
    if missing and _WHOLLY.search(source.folded):
        missing = [n for n in missing if n.value != 100]
    missing = [n for n in missing if not _may_go(n, target)]
    yield from _findings(missing, extra)


def _is_of_name(number: Number, side: Reading, other: Reading) -> bool:
    """The 19 of COVID-19, where the other side says COVID."""
    name = _NAME.search(side.folded[: number.start])
    return name is not None and name[1] in other.prose


def _findings(missing: list[Number], extra: list[Number]) -> Iterator[Finding]:
    for n in range(max(len(missing), len(extra))):
        lost = missing[n] if n < len(missing) else None
        found = extra[n] if n < len(extra) else None
        if lost and found:
            text = say(
                "the number {wanted} of the source is {found} here",
                wanted=lost.text,
                found=found.text,
            )
        elif lost:
            text = say("the number {wanted} of the source is missing", wanted=lost.text)
        else:
            text = say("the number {found} is not in the source", found=found.text if found else "")
        yield Finding(
            severity=Severity.ERROR,
            message=text,
            start=found.start if found else 0,
            end=found.end if found else 0,
            source_start=lost.start if lost else 0,
            source_end=lost.end if lost else 0,
        )


def _without_sums(
    source: Reading, target: Reading, missing: list[Number], extra: list[Number]
) -> tuple[list[Number], list[Number]]:
    """2.4 million is "2 million and 400 thousand": two numbers that are one."""
    given = numbers(target)
    for total, at in sums(target, given):
        partner = next((n for n in missing if (total,) in n.readings), None)
        if partner is not None:
            missing = [n for n in missing if n is not partner]
            extra = [n for n in extra if n not in {given[at], given[at + 1]}]
    wanted = numbers(source)
    for total, at in sums(source, wanted):
        partner = next((n for n in extra if (total,) in n.readings), None)
        if partner is not None:
            extra = [n for n in extra if n is not partner]
            missing = [n for n in missing if n not in {wanted[at], wanted[at + 1]}]
    return missing, extra


def _without_halves(
    source: Reading, target: Reading, missing: list[Number], extra: list[Number]
) -> tuple[list[Number], list[Number]]:
    """2.5 million is "2 million and a half"."""
    for whole, rest, side in ((missing, extra, target), (extra, missing, source)):
        for number in list(whole) if rest and says_half(side) else ():
            partner = next((n for n in rest if number.value in and_a_half(n.value)), None)
            if partner is not None:
                whole.remove(number)
                rest.remove(partner)
    return missing, extra


def _without_conversions(
    source: Reading, target: Reading, missing: list[Number], extra: list[Number]
) -> tuple[list[Number], list[Number]]:
    """Measures told in other units, instead of the source's or beside them."""
    wanted = (*quantities(source), *(spoken_quantities(source) if extra else ()))
    given = quantities(target)
    for quantity in wanted:
        for other in given:
            if quantity.same_as(other) and not {*extra}.isdisjoint(other.parts):
                extra = [n for n in extra if n not in other.parts]
                missing = [n for n in missing if n not in quantity.parts]
    # of "45 miles (72 km)" a translation keeps the one that its readers know
    spoken = spoken_quantities(target) if missing else ()
    for quantity in wanted:
        if not {*missing}.isdisjoint(quantity.parts) and any(
            quantity.same_as(other) for other in (*given, *spoken)
        ):
            missing = [n for n in missing if n not in quantity.parts]
    return missing, extra


def _without_clocks(side: Reading, other: Reading, odd: list[Number]) -> list[Number]:
    """The minutes of 7:00, where the other side says 7 a.m.; the groups of a telephone number."""
    joined = _JOINTS.sub("", other.folded)
    mine = _JOINTS.sub("", side.folded)
    rest = []
    for number in odd:
        if number.text == "00" and _CLOCK.search(
            side.folded[max(0, number.start - 6) : number.start]
        ):
            continue
        digits = _JOINTS.sub("", number.text)
        if _is_grouped_alike(digits, mine, joined):
            continue
        rest.append(number)
    return rest


def _is_grouped_alike(digits: str, mine: str, joined: str) -> bool:
    """Whether a long run of digits of either side, groups joined, holds these digits on both."""
    return any(digits in run and run in mine for run in _LONG.findall(joined) if len(digits) > 1)


def _without_calendars(
    source: Reading, target: Reading, missing: list[Number], extra: list[Number]
) -> tuple[list[Number], list[Number]]:
    """Days and years told in another calendar, instead of the source's or beside them."""
    if not extra:
        return missing, extra
    days = {
        day for month in months(source) if month.day for day in solar_days(month.number, month.day)
    }
    for there in solar(target):
        if (there.number, there.day) in days:
            extra = [n for n in extra if n.value != there.day]
            missing = [n for n in missing if n.value not in {m.day for m in months(source)}]
    years = years_elsewhere(target)
    if years and any(n.value in years for n in numbers(source)):
        missing = [n for n in missing if n.value not in years]
        extra = [n for n in extra if not 1200 <= n.value <= 1500]
    return missing, extra


def _said(source: Reading) -> frozenset[float]:
    """What the source says in words: numbers, and the months that some languages count."""
    named = {float(month.number) for month in months(source)}
    return values_in_words(source) | named


def _is_said(number: Number, said: frozenset[float], other: Reading, *, repeated: bool) -> bool:
    """Whether every part of a number is known from the other side, in words or repeated."""
    known = {v for n in numbers(other) for r in n.readings for v in r} if repeated else set()
    known |= {value // 100 + 1 for value in known if 1000 <= value < 2100}  # "the 20th century"
    return any(all(v in said or v in known for v in reading) for reading in number.readings)


def _may_go(number: Number, target: Reading) -> bool:
    """Whether a number of the source may be in the target without digits."""
    values = {reading[-1] for reading in number.readings if len(reading) == 1}
    if 1.0 in values or 0.0 in values:
        return True
    if values & values_in_words(target):
        return True
    if 2.0 in values and _has_dual(target):
        return True
    known = wording(target.language).knows("cardinals") or not wording(target.language).spaces
    if not known and min(values, default=_SMALL) < _SMALL:
        return True
    repeated = {v for n in numbers(target) for r in n.readings for v in r}
    return bool(values & repeated)


def _has_dual(target: Reading) -> bool:
    endings = _DUAL.get(target.language, ())
    return bool(endings) and any(
        word.text.rstrip("ِ").endswith(endings) and len(word.text) > 4 for word in target.words
    )


def _other_word(
    source: Reading, target: Reading, wanted: Sequence[Number], given: Sequence[Number]
) -> Iterator[Finding]:
    """A number in words for which another one stands: "three soldiers", four in Arabic."""
    if not wording(target.language).knows("cardinals"):
        return
    for counted in (cardinals, compounds):
        yield from _other_of(counted, source, target, wanted, given)


def _other_of(
    counted: Callable[[Reading], dict[float, tuple[int, int]]],
    source: Reading,
    target: Reading,
    wanted: Sequence[Number],
    given: Sequence[Number],
) -> Iterator[Finding]:
    asked = counted(source)
    if not asked:
        return
    there = {v for n in given for r in n.readings for v in r} | values_in_words(target)
    lost = {value: span for value, span in asked.items() if value not in there}
    if not lost:
        return
    here = {v for n in wanted for r in n.readings for v in r} | values_in_words(source)
    others = {v: span for v, span in counted(target).items() if v not in here}
    for (value, span), (other, there_span) in zip(lost.items(), others.items(), strict=False):
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "{wanted} of the source is {found} here", wanted=int(value), found=int(other)
            ),
            start=there_span[0],
            end=there_span[1],
            source_start=span[0],
            source_end=span[1],
        )
