"""How long a pattern may take: one that cannot run for ever needs no clock, which costs as much as a match."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ESCAPE = re.compile(r"\\(?:[pPN]\{[^}]*\}|.)", re.DOTALL)
_SET = re.compile(r"\[\^?\]?[^\[\]]*\]")
_REFERENCE = re.compile(r"\\(?:[1-9]|[kg]<)")
# Groups that only group, look, or ignore case; what another one does is not read here.
_ODD_GROUP = re.compile(r"\(\?(?![:=!>]|<[=!]|i\))")
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{)")
_REPEAT = re.compile(r"(?:[*+]|\{[\d,]*\})[+?]?")
# About as many steps as ten seconds hold.
_MOST_STEPS: Final = 10**9


def seconds_for(pattern: str, size: int, seconds: float) -> float | None:
    """The seconds that a search in a text of this size may take; None where no clock is needed."""
    repeats = _repeats(pattern)
    return None if repeats is not None and size ** (repeats + 1) <= _MOST_STEPS else seconds


@lru_cache(maxsize=4096)
def _repeats(pattern: str) -> int | None:
    """How many repeats stand side by side; None where one is within another, or more is to be read."""
    if _REFERENCE.search(pattern) or _ODD_GROUP.search(pattern):
        return None
    plain = _ESCAPE.sub("a", pattern)
    while (fewer := _SET.sub("a", plain)) != plain:
        plain = fewer
    if "[" in plain or _REPEATED_GROUP.search(plain):
        return None
    return len(_REPEAT.findall(plain))
