"""How many plural forms a language has for whole numbers (Unicode CLDR and gettext's own table)."""

from __future__ import annotations

import re
from functools import cache

_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")
_SAMPLE = 1000  # with what CLDR has beside these numbers: fractions, in French a million
# what catalogs have that follow an older CLDR
_FORMER = {"he": 4}


@cache
def plural_counts(tag: str, header: str) -> frozenset[int]:
    """The numbers of forms that are right; ``header`` is the value of ``Plural-Forms``.

    CLDR and gettext differ for a few languages (Persian, Turkish, Hebrew), and some tools write a
    form that no whole number takes (Russian, Polish): all are right.
    """
    from babel import Locale, UnknownLocaleError

    told = _COUNT.search(header)
    counts = {int(told[1])} if told else set()
    try:
        rule = Locale.parse(tag.replace("-", "_")).plural_form
        all_forms = len({*rule.tags, "other"})
    except (UnknownLocaleError, ValueError):
        return frozenset(counts)
    counts |= {len({rule(n) for n in range(_SAMPLE)}), all_forms}
    former = _FORMER.get(tag.partition("-")[0])
    return frozenset(counts | {former} if former else counts)
