"""How many plural forms a language has for whole numbers (Unicode CLDR and gettext's own table)."""

from __future__ import annotations

import re
from functools import cache

_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")
_SAMPLE = 1000  # forms for a million only, as in Spanish, are no forms in gettext


@cache
def plural_counts(tag: str, header: str) -> frozenset[int]:
    """The numbers of forms that are right; ``header`` is the value of ``Plural-Forms``.

    CLDR and gettext differ for a few languages (Persian, Turkish, Hebrew): both are right.
    """
    from babel import Locale, UnknownLocaleError

    told = _COUNT.search(header)
    counts = {int(told[1])} if told else set()
    try:
        rule = Locale.parse(tag.replace("-", "_")).plural_form
    except (UnknownLocaleError, ValueError):
        return frozenset(counts)
    return frozenset({*counts, len({rule(n) for n in range(_SAMPLE)})})
