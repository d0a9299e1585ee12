"""The SRX engine: every break rule is searched for once, exceptions are asked where one breaks.

The order of searching is that of the reference implementation (`segment` by J. Lipski), so that
rule files written against it cut where they always did: a rule's first half is found leftmost and
greedily, the second must match where it ends; the earliest break wins; rules that began before a
break are searched for again behind it; an exception that stands before the rule can forbid it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from l10n.errors import ConfigError
from l10n.segmentation.decision import Decision
from l10n.segmentation.edges import DEPTH, edge
from l10n.segmentation.java_regex import finite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from regex import Pattern

    from l10n.segmentation.srx import Rule

# A text gets this many seconds, and more if it is long; a rule that needs longer runs for ever.
_SECONDS: Final = 10.0
_CHARACTERS_A_SECOND: Final = 50_000


class Machine:
    """The rules of one language, ready to run."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._breaks = [_Break(rule, self._before(rules, index)) for index, rule in enumerate(rules) if rule.breaks]
        self._exceptions = _Exceptions([rule for rule in rules if not rule.breaks])

    @staticmethod
    def _before(rules: Sequence[Rule], index: int) -> int:
        return sum(not rule.breaks for rule in rules[:index])

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
        clock = _Clock(text)
        live = [found for rule in self._breaks if (found := _Search(rule, text, clock)).find(0)]
        start, size = 0, len(text)
        while live:
            first = min(live, key=_Search.place)
            end = first.end
            if start < end < size:
                exception = self._exceptions.find(text, end, first.rule.exceptions, clock)
                yield end, first.rule.rule, exception
                if exception is None:
                    start = end
                    live = [found for found in live if found.begin >= end or found.find(end)]
            live = [found for found in live if found.pass_by(end)]


class _Clock:
    """Whether a text has had its time."""

    def __init__(self, text: str) -> None:
        self.deadline = time.monotonic() + max(_SECONDS, len(text) / _CHARACTERS_A_SECOND)

    def left(self) -> float:
        return max(0.001, self.deadline - time.monotonic())


class _Break:
    """A break rule and how many exceptions stand before it."""

    __slots__ = ("after", "before", "empty", "exceptions", "rule")

    def __init__(self, rule: Rule, exceptions: int) -> None:
        self.rule = rule
        self.exceptions = exceptions
        self.empty = not rule.before
        self.before = _compiled(rule.before)
        self.after = _compiled(rule.after)


class _Search:
    """Where a break rule matches next in one text."""

    __slots__ = ("begin", "clock", "end", "next", "rule", "text")

    def __init__(self, rule: _Break, text: str, clock: _Clock) -> None:
        self.rule, self.text, self.clock = rule, text, clock
        self.begin = self.end = self.next = 0

    def place(self) -> int:
        return self.end

    def pass_by(self, end: int) -> bool:
        """Move behind ``end``; False when the rule matches nowhere any more."""
        while self.end <= end:
            if not self.find(self.next):
                return False
        return True

    def find(self, place: int) -> bool:
        """Find the first half leftmost from ``place``, with the second where it ends."""
        try:
            return self._find(place, self.clock.left())
        except TimeoutError as error:
            raise _endless(self.rule.rule) from error

    def _find(self, place: int, seconds: float) -> bool:
        rule, text = self.rule, self.text
        if rule.empty:
            found = rule.after.search(text, place, timeout=seconds)
            if found is None:
                return False
            self.begin = self.end = found.start()
            self.next = self.end + 1
            return self.end < len(text)
        search, match = rule.before.search, rule.after.match
        while found := search(text, place, timeout=seconds):
            begin, end = found.span()
            place = end + (begin == end)
            if match(text, end, timeout=seconds):
                self.begin, self.end, self.next = begin, end, place
                return True
            if place > len(text):
                return False
        return False


class _Exceptions:
    """The rules that forbid a break, filed by the characters that can surround their places."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._patterns: dict[int, Pattern[str]] = {}
        self._before = [edge(rule.before, at_end=True) for rule in rules]
        self._after = [edge(rule.after, at_end=False) for rule in rules]
        self._known: list[dict[str, int]] = [{} for _ in range(2 * DEPTH)]
        self._tests: dict[tuple[str, str], bool] = {}

    def find(self, text: str, place: int, count: int, clock: _Clock) -> Rule | None:
        """Return the first of the first ``count`` exceptions that matches at ``place``."""
        possible = (1 << count) - 1
        for index in range(DEPTH):
            if possible and index < place:
                possible &= self._mask(index, text[place - 1 - index])
            if possible and place + index < len(text):
                possible &= self._mask(DEPTH + index, text[place + index])
        while possible:
            number = (possible & -possible).bit_length() - 1
            possible &= possible - 1
            if self._matches(number, text, place, clock):
                return self.rules[number]
        return None

    def _matches(self, number: int, text: str, place: int, clock: _Clock) -> bool:
        pattern = self._patterns.get(number)
        if pattern is None:
            pattern = self._patterns[number] = _exception(self.rules[number])
        try:
            return pattern.match(text, place, timeout=clock.left()) is not None
        except TimeoutError as error:
            raise _endless(self.rules[number]) from error

    def _mask(self, side: int, char: str) -> int:
        """Return, as bits, the exceptions that allow this character at this distance."""
        known = self._known[side]
        if char not in known:
            edges, index = (self._before, side) if side < DEPTH else (self._after, side - DEPTH)
            known[char] = sum(
                1 << number for number, sets in enumerate(edges) if self._allows(sets[index], char)
            )
        return known[char]

    def _allows(self, chars: frozenset[str] | None, char: str) -> bool:
        return chars is None or any(self._is(source, char) for source in chars)

    def _is(self, source: str, char: str) -> bool:
        if (source, char) not in self._tests:
            self._tests[source, char] = _compiled(source).match(char) is not None
        return self._tests[source, char]


def _exception(rule: Rule) -> Pattern[str]:
    before = f"(?<={finite(rule.before)})" if rule.before else ""
    return _compiled(before + (f"(?={rule.after})" if rule.after else ""))


def _compiled(pattern: str) -> Pattern[str]:
    import regex

    return regex.compile(pattern, regex.VERSION1, cache_pattern=False)


def _endless(rule: Rule) -> ConfigError:
    return ConfigError(
        f"{rule.key} of language rules “{rule.language}” does not come to an end on this text",
        path=rule.path,
        line=rule.line,
        key=rule.key,
        hint="a repeat inside a repeat, such as (a+)+, takes time without bound",
    )


def _name(rule: Rule) -> str:
    return f"{rule.language}: {rule.key} (line {rule.line})"


def _evidence(rule: Rule, text: str, place: int) -> str:
    return f"{text[max(0, place - 20) : place]!r} before {text[place : place + 20]!r}, /{rule.before}/ /{rule.after}/"
