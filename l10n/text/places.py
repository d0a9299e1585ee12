"""Places: the names of countries, regions and cities in a language (Unicode CLDR, through Babel)."""

from __future__ import annotations

from functools import cache


@cache
def place_names(language: str) -> frozenset[str]:
    """Territories and the cities that time zones are named after; empty for an unknown language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return frozenset()
    cities = (zone.get("city", "") for zone in locale.time_zones.values())
    return frozenset({*locale.territories.values(), *cities} - {""})


@cache
def longer_places(language: str) -> dict[str, tuple[str, ...]]:
    """Countries whose name stands within another country's name, and those longer names.

    Sudan and South Sudan, Guinea and Guinea-Bissau: who writes the longer one means another place.
    """
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return {}
    names = sorted({name for code, name in territories.items() if code.isalpha()})
    together = "\n".join(names)
    some = [name for name in names if together.count(name) > 1]
    found = {name: tuple(other for other in names if _stands_in(name, other)) for name in some}
    return {name: longer for name, longer in found.items() if longer}


def _stands_in(name: str, other: str) -> bool:
    """As a whole word, or anywhere in scripts that put no spaces between words."""
    if name == other or name not in other:
        return False
    before, _, after = other.partition(name)
    return name[0] > "\u3000" or not (before[-1:].isalnum() or after[:1].isalnum())
