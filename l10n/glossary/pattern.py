"""What to search for in a text to find one form of a term; compiled when a text first needs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to search for in a folded, lower-case text.

    ``groups`` are, for each word, the groups one of which holds the word without its prefixes;
    ``case`` what its capitals demand; ``cores`` and ``derived_cores`` letters without which no search
    is worth while.
    The regular expressions are compiled when a text first needs them: most never do.
    """

    form: str
    joined: bool
    present_regex: str
    derived_regex: str
    groups: tuple[tuple[int, ...], ...]
    case: tuple[tuple[int, int], ...]
    cores: tuple[tuple[str, ...], ...]
    inside: tuple[tuple[str, int], ...] = ()
    longer: tuple[str, ...] = ()
    derived_cores: tuple[tuple[str, ...], ...] = ()

    @property
    def present(self) -> re.Pattern[str]:
        return _compiled(self.present_regex)

    @property
    def derived(self) -> re.Pattern[str] | None:
        return _compiled(self.derived_regex) if self.derived_regex else None


@lru_cache(maxsize=200_000)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)
