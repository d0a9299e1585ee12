"""English plurals of a term: militias, proxies, secretaries of defense."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULES = (
    (re.compile(r"(?<=[a-z]{3})man$"), "men"),
    (re.compile(r"person$"), "people"),
    (re.compile(r"(?<=[^aeiou])y$"), "ies"),
    (re.compile(r"(?<=[^f])fe?$"), "ves"),
    (re.compile(r"([sxz]|ch|sh)$"), r"\1es"),
    (re.compile(r"(?<=[^sxz])$"), "s"),
    (re.compile(r"is$"), "es"),
)
# Of one-word names only those of people have a plural: Houthis, Druzes, Salafists; Iraqs are none.
_OF_PEOPLE = re.compile(r"(?:[^aeiou]i|ist|ian|ite|ican|er|id|ee|ean)$")
# Whatever ends in another letter only takes -s.
_ENDS_WITH_A_CHOICE = frozenset("nyfesxzh")
_HEAD_ENDS = frozenset("of for in to at against on".split())


def plurals(words: tuple[str, ...], *, name: bool) -> Iterator[tuple[str, ...]]:
    """The words with their head in the plural; nothing for a one-word name that has none."""
    if name and len(words) == 1 and not _OF_PEOPLE.search(words[0]):
        return
    head = next((at for at, word in enumerate(words) if at and word in _HEAD_ENDS), len(words)) - 1
    for form in plural(words[head]):
        yield (*words[:head], form, *words[head + 1 :])


@lru_cache(maxsize=50_000)
def plural(word: str) -> tuple[str, ...]:
    """The possible plurals of one folded word."""
    if len(word) < 3 or not word.isalpha():
        return ()
    if word[-1] not in _ENDS_WITH_A_CHOICE:
        return (word + "s",)
    forms = (pattern.sub(replacement, word, count=1) for pattern, replacement in _RULES)
    return tuple(form for form in forms if form != word)
