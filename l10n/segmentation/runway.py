"""Where a match can begin at the earliest, for patterns that are a run of letters before a stop.

Most break rules of a rule file read "a word, closing marks, a stop": a search tries, and gives up,
every word of the sentence. Such a match holds a first stop, and what precedes it there can only be of
the run; so it begins no earlier than that run does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from regex import Pattern

_ITEM = re.compile(
    r"(?P<char>\\[pP]\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\[^\w]|\\[sdw]|\[\^?\]?(?:\\.|[^\\\[\]])*\]|[\w ,;:!…])"
    r"(?P<repeat>[*+?]?)(?![*+?{])"
)
_FIRST: Final = r"\b"


@dataclass(frozen=True, slots=True)
class Runway:
    """``stop`` is what every match holds, ``run`` (read backwards) what can precede it in a match."""

    stop: Pattern[str]
    run: Pattern[str]

    def start(self, text: str, place: int) -> int:
        """The first place, not before ``place``, where a match can begin; -1 when there is none."""
        found = self.stop.search(text, place)
        if found is None:
            return -1
        before = self.run.match(text, place, found.start())
        return before.start() if before else found.start()


def runway(pattern: str) -> Runway | None:
    """The runway of a pattern; None for one that has none, or is not read here."""
    import regex

    sets: list[str] = []
    for one, repeat in _items(pattern):
        if regex.match(one, " ", regex.VERSION1):  # too frequent for a stop
            return None
        if sets and repeat in {"", "+"} and _disjoint("".join(sets), one):
            return Runway(
                regex.compile(one, regex.VERSION1),
                regex.compile(f"(?r)[{''.join(sets)}]*+", regex.VERSION1),
            )
        sets.append(one)
    return None


def _items(pattern: str) -> list[tuple[str, str]]:
    """The characters and sets of a pattern with their repeats; nothing if there is more to it."""
    place = len(_FIRST) if pattern.startswith(_FIRST) else 0
    items = []
    while place < len(pattern):
        found = _ITEM.match(pattern, place)
        if found is None:
            return []
        items.append((found["char"], found["repeat"]))
        place = found.end()
    return items


def _disjoint(some: str, other: str) -> bool:
    import regex

    return regex.search(f"[[{some}]&&[{other}]]", _characters(), regex.VERSION1) is None


@cache
def _characters() -> str:
    """Two planes of Unicode: sets that share a character of a later one share some here, too."""
    return "".join(map(chr, (*range(0xD800), *range(0xE000, 0x20000))))
