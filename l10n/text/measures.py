"""Measures in running prose: a number with its unit, and what it is in other units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.text.numbers import Number, numbers
from l10n.text.reading import read
from l10n.text.wording import Named, wording

if TYPE_CHECKING:
    from l10n.text.reading import Reading

# unit: dimension, factor to the dimension's own measure, offset added after it
_UNITS = {
    **{"mm": ("length", 0.001, 0), "cm": ("length", 0.01, 0), "m": ("length", 1, 0)},
    **{"km": ("length", 1000, 0), "inch": ("length", 0.0254, 0), "foot": ("length", 0.3048, 0)},
    **{"yard": ("length", 0.9144, 0), "mile": ("length", 1609.344, 0)},
    **{"g": ("mass", 0.001, 0), "kg": ("mass", 1, 0), "t": ("mass", 1000, 0)},
    **{"oz": ("mass", 0.02835, 0), "lb": ("mass", 0.45359, 0)},
    **{"ml": ("volume", 0.001, 0), "l": ("volume", 1, 0), "gallon": ("volume", 3.785, 0)},
    # a speed is the way of an hour: "85 miles" stands here and "an hour" there
    **{"kmh": ("length", 1000, 0), "mph": ("length", 1609.344, 0)},
    **{"celsius": ("temperature", 1, 0), "fahrenheit": ("temperature", 5 / 9, -160 / 9)},
    **{"m2": ("area", 1, 0), "foot2": ("area", 0.0929, 0), "acre": ("area", 4046.86, 0)},
    **{"hectare": ("area", 10000, 0), "km2": ("area", 1e6, 0), "mile2": ("area", 2589988, 0)},
    **{"second": ("time", 1, 0), "minute": ("time", 60, 0), "hour": ("time", 3600, 0)},
    **{"day": ("time", 86400, 0), "week": ("time", 604800, 0)},
    **{"month": ("time", 2629800, 0), "year": ("time", 31557600, 0)},
}
_SPEEDS = ({"kmh", "km"}, {"mph", "mile"})
_TOLERANCE = 0.12  # translators round: 20 miles are "about 30 km"
_INCHES = 12
_BETWEEN = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-"


# what may stand between the two numbers of a span: "2 to 4 inches", "5-10 cm"
_SPAN = re.compile(
    r"[\s\u00a0]*(?:[-\u2010-\u2015~\uff5e\u81f3\u5230]|\w{1,5}[\s-]{0,2}|\w-[\s]?)?[\s\u00a0]*"
)
_HALF = re.compile(r"\bhalf[ -]$")
_OF = re.compile(r" (?:de|of|di|von|van)(?= )| d(?=['\u2019])")
_SMALLER = {"foot": "inch", "m": "cm", "hour": "minute", "kg": "g", "lb": "oz"}
_COMPOUND = re.compile(r"[\s,\u00a0-]*(?:and|et|y|e|und|\u0438|\u0648|ve)?[\s\u00a0-]*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the unit behind it; ``units`` are the units that its spelling may mean.

    ``parts`` are the numbers as they stand in the text: two for "6 foot 6", none for "a mile".
    """

    number: Number
    units: tuple[str, ...]
    end: int
    sure: bool
    parts: tuple[Number, ...] = ()

    @property
    def dimensions(self) -> frozenset[str]:
        return frozenset(_UNITS[unit][0] for unit in self.units)

    def same_as(self, other: Quantity) -> bool:
        """Whether the two are the same length, weight, ... within rounding."""
        return any(
            alike(mine[-1], unit, theirs[-1], their_unit)
            for unit in self.units
            for their_unit in other.units
            for mine in self.number.readings
            for theirs in other.number.readings
        )


def alike(value: float, unit: str, other: float, other_unit: str) -> bool:
    """Whether two measures are one within rounding; in the same unit they must be equal."""
    if unit == other_unit:
        return value == other
    dimension, factor, offset = _UNITS[unit]
    other_dimension, other_factor, other_offset = _UNITS[other_unit]
    if dimension != other_dimension:
        return False
    if {unit, other_unit} in _SPEEDS:
        return value == other
    if dimension == "temperature" and _near(value * factor, other * other_factor, 0.5):
        return True  # ten degrees more than yesterday: a difference has no offset
    slack = 2.0 if dimension == "temperature" else 0.0
    return _near(value * factor + offset, other * other_factor + other_offset, slack)


def _near(one: float, other: float, slack: float) -> bool:
    return abs(one - other) <= max(abs(one), abs(other)) * _TOLERANCE + slack


def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """The measures of a text in order, those with a number in digits."""
    if not reading.has_digits:
        return ()
    return _quantities(reading.text, reading.language)


def spoken_quantities(reading: Reading) -> tuple[Quantity, ...]:
    """Measures whose number is a word: "two-foot", "a mile", "half an inch"."""
    words = wording(reading.language)
    if not words.spaces:
        return ()
    found = []
    for hit in words.lexicon("cardinals").find(reading.folded):
        unit = _unit(reading, hit.end) or _unit(reading, _behind_of(reading, hit.end))
        if unit is None:
            continue
        half = bool(_HALF.search(reading.folded[: hit.start]))
        values = tuple((0.5 if half else float(key),) for key in hit.keys)
        number = Number(hit.start, hit.end, reading.text[hit.start : hit.end], values)
        found.append(Quantity(number, unit.keys, unit.end, sure=False))
    return tuple(found)


def _behind_of(reading: Reading, end: int) -> int:
    """Past the "de" of "une trentaine de kilomètres"."""
    found = _OF.match(reading.folded, end)
    return found.end() if found else end


@lru_cache(maxsize=2048)
def _quantities(text: str, language: str) -> tuple[Quantity, ...]:
    reading = read(text, language)
    found: list[Quantity] = []
    waiting: list[Number] = []  # the first number of a span takes the unit of the second
    for number in numbers(reading):
        unit = _unit(reading, number.end)
        if waiting and not _SPAN.fullmatch(reading.folded, waiting[-1].end, number.start):
            waiting = []
        if unit is None:
            if found and _completes(found[-1], number, reading, unit):
                found[-1] = _together(found[-1], number, number.end)
            else:
                waiting = [number]
            continue
        if found and _completes(found[-1], number, reading, unit):
            found[-1] = _together(found[-1], number, unit.end)
            continue
        found += (Quantity(one, unit.keys, unit.end, unit.sure, (one,)) for one in waiting)
        found.append(Quantity(number, unit.keys, unit.end, unit.sure, (number,)))
        waiting = []
    return tuple(found)


def _unit(reading: Reading, end: int) -> Named | None:
    """The unit that begins behind a number, one space or hyphen between at most.

    A word with a prefix is none: "aged 13 on Saturday" measures no days.
    """
    text = reading.folded
    at = end + (text[end : end + 1] in _BETWEEN and end < len(text))
    hit = wording(reading.language).lexicon("units").at(text, at)
    known = hit and hit.keys and not hit.lead and all(key in _UNITS for key in hit.keys)
    return hit if known else None


def _completes(quantity: Quantity, number: Number, reading: Reading, unit: Named | None) -> bool:
    """The inches of "6 foot 6", the centimetres of "1 m 98 cm"."""
    smaller = _SMALLER.get(quantity.units[0], "")
    if not smaller or not _COMPOUND.fullmatch(reading.folded, quantity.end, number.start):
        return False
    if unit is None:
        return quantity.units[0] == "foot" and number.value < _INCHES and len(quantity.parts) == 1
    return smaller in unit.keys


def _together(quantity: Quantity, number: Number, end: int) -> Quantity:
    unit = quantity.units[0]
    share = _UNITS[_SMALLER[unit]][1] / _UNITS[unit][1]
    value = quantity.number.value + number.value * share
    whole = replace(quantity.number, readings=((value,),))
    return replace(quantity, number=whole, end=end, parts=(*quantity.parts, number))
