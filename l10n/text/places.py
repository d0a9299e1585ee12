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
