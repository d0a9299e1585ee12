"""Measures in running prose: a number with its unit, and what it is in other units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.text.numbers import Number, numbers
from l10n.text.reading import read
from l10n.text.wording import wording

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
    **{"kmh": ("speed", 1, 0), "mph": ("speed", 1.609344, 0)},
    **{"celsius": ("temperature", 1, 0), "fahrenheit": ("temperature", 5 / 9, -160 / 9)},
    **{"m2": ("area", 1, 0), "foot2": ("area", 0.0929, 0), "acre": ("area", 4046.86, 0)},
    **{"hectare": ("area", 10000, 0), "km2": ("area", 1e6, 0), "mile2": ("area", 2589988, 0)},
    **{"second": ("time", 1, 0), "minute": ("time", 60, 0), "hour": ("time", 3600, 0)},
    **{"day": ("time", 86400, 0), "week": ("time", 604800, 0)},
    **{"month": ("time", 2629800, 0), "year": ("time", 31557600, 0)},
}
_TOLERANCE = 0.12  # translators round: 20 miles are "about 30 km"
_BETWEEN = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the unit behind it; ``units`` are the units that its spelling may mean."""

    number: Number
    units: tuple[str, ...]
    end: int
    sure: bool

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
    one, two = value * factor + offset, other * other_factor + other_offset
    slack = 2.0 if dimension == "temperature" else 0.0
    return abs(one - two) <= max(abs(one), abs(two)) * _TOLERANCE + slack


def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """The measures of a text in order."""
    if not reading.has_digits:
        return ()
    return _quantities(reading.text, reading.language)


@lru_cache(maxsize=2048)
def _quantities(text: str, language: str) -> tuple[Quantity, ...]:
    reading = read(text, language)
    lexicon = wording(language).lexicon("units")
    found = []
    for number in numbers(reading):
        at = number.end
        while reading.folded[at : at + 1] in _BETWEEN and at < len(text) and at - number.end < 2:
            at += 1
        hit = lexicon.at(reading.folded, at)
        if hit and all(key in _UNITS for key in hit.keys) and hit.keys:
            found.append(Quantity(number, hit.keys, hit.end, hit.sure))
    return tuple(found)
