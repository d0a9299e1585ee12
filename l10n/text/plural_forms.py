"""How many plural forms a language has for whole numbers (Unicode CLDR and gettext's own table)."""

from __future__ import annotations

import re
from functools import cache

_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")
_SAMPLE = 1000
_MILLION = 10**6  # has a form of its own in CLDR's French and Spanish, in few catalogs
# what catalogs have that follow an older CLDR
_FORMER = {"he": 4}


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
    forms = {rule(n) for n in range(_SAMPLE)}
    counts |= {len(forms), len({*forms, rule(_MILLION)})}
    former = _FORMER.get(tag.partition("-")[0])
    return frozenset(counts | {former} if former else counts)
