"""What to search for in a text to find one form of a term; compiled when a text first needs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.text.letters import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER = re.compile(LETTER)


class Place(NamedTuple):
    """Where a form stands in a folded text.

    ``start`` is where its proclitics begin, ``words`` where each of its words begins without them.
    """

    start: int
    words: tuple[int, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A form as one regular expression; ``groups`` are, for each word, those one of which holds it."""

    regex: str
    groups: tuple[tuple[int, ...], ...]

    def places(self, lower: str) -> Iterator[Place]:
        for found in _compiled(self.regex).finditer(lower):
            words = [
                next(at for number in numbers if (at := found.start(number)) >= 0)
                for numbers in self.groups
            ]
            yield Place(found.start(), tuple(words), found.end())


@dataclass(frozen=True, slots=True)
class Stems:
    """A word without proclitics: its stems, each with the endings that it may have.

    Many words of a language share their endings, which take far longer to compile than to match;
    a stem is found without any pattern. Where several fit, the earlier of ``stems`` does.
    """

    stems: tuple[tuple[str, str], ...]

    def places(self, lower: str) -> Iterator[Place]:
        starts = {
            (at, number)
            for number, (stem, _) in enumerate(self.stems)
            for at in _word_starts(stem, lower)
        }
        done = 0
        for at, number in sorted(starts):
            stem, endings = self.stems[number]
            if at >= done and (found := _compiled(endings).match(lower, at + len(stem))):
                done = found.end()
                yield Place(at, (at,), done)


def _word_starts(stem: str, lower: str) -> Iterator[int]:
    """Where a word begins like this."""
    at = lower.find(stem)
    while at >= 0:
        if not at or not _LETTER.match(lower, at - 1):
            yield at
        at = lower.find(stem, at + 1)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to search for in a folded, lower-case text.

    ``case`` is what the capitals of each word demand; ``cores`` and ``derived_cores`` are letters
    without which no search is worth while.
    """

    form: str
    joined: bool
    present: Whole | Stems
    derived: Whole | Stems | None
    case: tuple[tuple[int, int], ...]
    cores: tuple[tuple[str, ...], ...]
    inside: tuple[tuple[str, int], ...] = ()
    longer: tuple[str, ...] = ()
    derived_cores: tuple[tuple[str, ...], ...] = ()


class Groups:
    """Counts the capturing groups of a growing pattern, and keeps each word's literal cores."""

    def __init__(self) -> None:
        self.words: list[tuple[int, ...]] = []
        self.cores: list[tuple[str, ...]] = []
        self._next = 1

    def add(self, stems: list[list[str]]) -> None:
        numbers = range(self._next, self._next + len(stems))
        self._next += len(stems)
        self.words.append(tuple(numbers))
        cores = {_common_start(group) for group in stems}
        self.cores.append(
            tuple(sorted(c for c in cores if not any(o != c and o in c for o in cores)))
        )


def _common_start(words: list[str]) -> str:
    low, high = min(words), max(words)
    return next((low[:at] for at, letter in enumerate(low) if letter != high[at]), low)


@lru_cache(maxsize=200_000)
def _compiled(regex: str) -> re.Pattern[str]:
    """Regular expressions are compiled when a text first needs them: most never do."""
    return re.compile(regex)
