"""The SRX engine: every break rule is searched for once, exceptions are asked where one breaks.

The order of searching is that of the reference implementation (`segment` by J. Lipski), so that
rule files written against it cut where they always did: a rule's first half is found leftmost and
greedily, the second must match where it ends; the earliest break wins; rules that began before a
break are searched for again behind it; an exception that stands before the rule can forbid it.
"""

from __future__ import annotations

import re
import time
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from l10n.errors import ConfigError
from l10n.segmentation.decision import Decision
from l10n.segmentation.edges import DEPTH, at_distance, edges, required
from l10n.segmentation.java_regex import finite
from l10n.segmentation.patience import seconds_for
from l10n.segmentation.runway import runway

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from regex import Pattern

    from l10n.segmentation.srx import Rule

# A text gets this many seconds, and more if it is long; a rule that needs longer runs for ever.
_SECONDS: Final = 10.0
_CHARACTERS_A_SECOND: Final = 50_000
_MOST_WINDOWS: Final = 20_000
# Group numbers and names would mean something else in a longer pattern.
_REFERENCES = re.compile(r"\\[1-9]|\\[kg]<|\(\?<[A-Za-z]|\(\?P|\(\?\||\(\?[a-zA-Z-]+\)")
_END: Final = attrgetter("end")


class Machine:
    """The rules of one language, ready to run."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._breaks = [
            _Break(rule, sum(not earlier.breaks for earlier in rules[:index]))
            for index, rule in enumerate(rules)
            if rule.breaks
        ]
        self._exceptions = _Exceptions([rule for rule in rules if not rule.breaks])

    def boundaries(self, text: str) -> tuple[int, ...]:
        """Return the offsets at which a segment begins."""
        return tuple([place for place, _, exception in self._places(text) if exception is None])

    def explain(self, text: str) -> tuple[Decision, ...]:
        """Return every place where a break rule matched, with the rule that had the last word."""
        return tuple(
            Decision(
                offset=place,
                breaks=exception is None,
                rule=_name(exception or rule),
                evidence=_evidence(exception or rule, text, place),
            )
            for place, rule, exception in self._places(text)
        )

    def _places(self, text: str) -> Iterator[tuple[int, Rule, Rule | None]]:
        """Yield each place where a break rule matches first, with the exception that forbids it."""
        size = len(text)
        seconds = max(_SECONDS, size / _CHARACTERS_A_SECOND)
        deadline = time.monotonic() + seconds
        live = [_Search(rule, text, seconds) for rule in self._breaks if rule.possible(text)]
        live = [found for found in live if found.find(0)]
        possible = self._exceptions.possible(text) if live else 0
        start = 0
        while live:
            first = min(live, key=_END)
            end = first.end
            if start < end < size:
                allowed = possible & first.rule.exceptions
                exception = self._exceptions.find(text, end, allowed, seconds) if allowed else None
                yield end, first.rule.rule, exception
                if exception is None:
                    start = end
                    live = [found for found in live if found.begin >= end or found.find(end)]
            if time.monotonic() > deadline:
                raise _endless(first.rule.rule)
            live = [found for found in live if found.end > end or found.pass_by(end)]


class _Break:
    """A break rule; ``exceptions`` are those before it, as bits."""

    __slots__ = (
        "after",
        "before",
        "empty",
        "exceptions",
        "longest",
        "needs",
        "rough",
        "rule",
        "runway",
    )

    def __init__(self, rule: Rule, exceptions: int) -> None:
        self.rule = rule
        self.exceptions = (1 << exceptions) - 1
        self.needs = tuple(required(rule.before) | required(rule.after))
        self.empty = not rule.before
        self.before = _compiled(rule.before)
        self.after = _compiled(rule.after) if rule.after else None
        self.runway = runway(rule.before)
        self.longest = rule.before + rule.after
        self.rough = _rough(rule)

    def possible(self, text: str) -> bool:
        for char in self.needs:  # noqa: SIM110 - asked for every rule and text, and all() is slower
            if char not in text:
                return False
        return True


class _Search:
    """Where a break rule matches next in one text."""

    __slots__ = ("begin", "end", "next", "rule", "seconds", "text")

    def __init__(self, rule: _Break, text: str, seconds: float) -> None:
        self.rule, self.text = rule, text
        self.seconds = seconds_for(rule.longest, len(text), seconds)
        self.begin = self.end = self.next = 0

    def pass_by(self, end: int) -> bool:
        """Move behind ``end``; False when the rule matches nowhere any more."""
        while self.end <= end:
            if not self.find(self.next):
                return False
        return True

    def find(self, place: int) -> bool:
        """Find the first half leftmost from ``place``, with the second where it ends."""
        rule, text, seconds = self.rule, self.text, self.seconds
        search, after = rule.before.search, rule.after
        try:
            if rule.empty:
                return self._find_after(place, seconds)
            # Only the first time: a rule that is found once is mostly found again.
            if not place and rule.rough and not rule.rough.search(text, timeout=seconds):
                return False
            start = rule.runway.start if rule.runway else None
            while place <= len(text) and (place := start(text, place) if start else place) >= 0:
                found = search(text, place, timeout=seconds)
                if found is None:
                    return False
                begin, end = found.span()
                place = end + (begin == end)
                if after is None or after.match(text, end, timeout=seconds):
                    self.begin, self.end, self.next = begin, end, place
                    return True
        except TimeoutError as error:
            raise _endless(rule.rule) from error
        return False

    def _find_after(self, place: int, seconds: float | None) -> bool:
        """Find a rule with an empty first half, which matches everywhere."""
        after = self.rule.after
        if after is None:
            self.begin = self.end = place
        elif found := after.search(self.text, place, timeout=seconds):
            self.begin = self.end = found.start()
        else:
            return False
        self.next = self.end + 1
        return self.end < len(self.text)


class _Exceptions:
    """The rules that forbid a break, filed by the characters that can surround their places."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._patterns: dict[int, Pattern[str]] = {}
        self._needs: dict[str, int] = {}
        for number, rule in enumerate(rules):
            for char in required(rule.before) | required(rule.after):
                self._needs[char] = self._needs.get(char, 0) | 1 << number
        self._before = [edges(rule.before, at_end=True) for rule in rules]
        after = [edges(rule.after, at_end=False) for rule in rules]
        self._sides = [
            _Side([at_distance(ways, index) for ways in side])
            for side in (self._before, after)
            for index in range(DEPTH)
        ]
        self._windows: dict[str, int] = {}

    def possible(self, text: str) -> int:
        """Return, as bits, the exceptions that can match anywhere in this text."""
        masks = [mask for char, mask in self._needs.items() if char not in text]
        possible = (1 << len(self.rules)) - 1
        for mask in masks:
            possible &= ~mask
        return possible

    def find(self, text: str, place: int, possible: int, seconds: float) -> Rule | None:
        """Return the first of the possible exceptions that matches at ``place``."""
        sides, size = self._sides, len(text)
        possible &= self._window(text[max(0, place - DEPTH) : place])
        for index in range(min(DEPTH, size - place)):
            if not possible:
                return None
            possible &= sides[DEPTH + index].mask(text[place + index])
        for number in _bits(possible):
            if self._matches(number, text, place, seconds):
                return self.rules[number]
        return None

    def _window(self, window: str) -> int:
        """Return, as bits, the exceptions that these characters can end."""
        known = self._windows.get(window)
        if known is None:
            if len(self._windows) > _MOST_WINDOWS:
                self._windows.clear()
            near = window[::-1]
            known = (1 << len(self.rules)) - 1
            for index, char in enumerate(near):
                known &= self._sides[index].mask(char)
            for number in _bits(known):
                if not any(_fits(way, near) for way in self._before[number]):
                    known ^= 1 << number
            self._windows[window] = known
        return known

    def _matches(self, number: int, text: str, place: int, seconds: float) -> bool:
        pattern = self._patterns.get(number)
        if pattern is None:
            pattern = self._patterns[number] = _exception(self.rules[number])
        try:
            return pattern.match(text, place, timeout=seconds) is not None
        except TimeoutError as error:
            raise _endless(self.rules[number]) from error


class _Side:
    """One distance from the place: which exceptions, as bits, allow which character there."""

    def __init__(self, sets: Sequence[frozenset[str] | None]) -> None:
        self._any = sum(1 << number for number, chars in enumerate(sets) if chars is None)
        self._sets: dict[frozenset[str], int] = {}
        for number, chars in enumerate(sets):
            if chars is not None:
                self._sets[chars] = self._sets.get(chars, 0) | 1 << number
        self._known: dict[str, int] = {}
        self._patterns: list[tuple[Pattern[str], int]] = []

    def mask(self, char: str) -> int:
        known = self._known.get(char)
        if known is None:
            known = self._known[char] = self._ask(char)
        return known

    def _ask(self, char: str) -> int:
        if not self._patterns:
            self._patterns = [
                (_compiled("|".join(sorted(chars))), mask) for chars, mask in self._sets.items()
            ]
        return self._any | sum(mask for pattern, mask in self._patterns if pattern.match(char))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


@lru_cache(maxsize=65536)
def _is(source: str, char: str) -> bool:
    return _compiled(source).match(char) is not None


def _fits(way: tuple[str, ...], near: str) -> bool:
    return len(way) <= len(near) and all(
        _is(source, char) for source, char in zip(way, near, strict=False)
    )


def _rough(rule: Rule) -> Pattern[str] | None:
    """Both halves as one pattern: where that is found nowhere, the rule cannot match."""
    if not rule.before or not rule.after or _REFERENCES.search(rule.before + rule.after):
        return None
    return _compiled(f"(?:{rule.before})(?={rule.after})")


def _exception(rule: Rule) -> Pattern[str]:
    before = f"(?<={finite(rule.before)})" if rule.before else ""
    return _compiled(before + (f"(?={rule.after})" if rule.after else ""))


@lru_cache(maxsize=16384)
def _compiled(pattern: str) -> Pattern[str]:
    import regex

    return regex.compile(pattern, regex.VERSION1, cache_pattern=False)


def _endless(rule: Rule) -> ConfigError:
    return ConfigError(
        f"{rule.key} of language rules “{rule.language}” does not come to an end on this text",
        path=rule.path,
        line=rule.line,
        key=rule.key,
        hint="two ways to repeat the same, such as (a|aa)+, take time without bound",
    )


def _name(rule: Rule) -> str:
    return f"{rule.language}: {rule.key} (line {rule.line})"


def _evidence(rule: Rule, text: str, place: int) -> str:
    return f"{text[max(0, place - 20) : place]!r} before {text[place : place + 20]!r}, /{rule.before}/ /{rule.after}/"
