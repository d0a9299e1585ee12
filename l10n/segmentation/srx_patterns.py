"""SRX patterns at work: translated, merged, and tried only where one of them can match.

A break rule can match only behind the characters that its ``beforebreak`` can end with, and before
one that its ``afterbreak`` can begin with. Both are derived from the patterns; where they cannot be,
every place is tried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from l10n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from regex import Pattern

_JAVA = re.compile(r"\\Q(.*?)(?:\\E|\Z)|\\[hvzZ]|\\x\{([0-9A-Fa-f]+)\}|\\.|\(\?U\)", re.DOTALL)
_TRANSLATED: Final = {
    r"\h": r"\p{H}",
    r"\v": r"\p{V}",
    r"\z": r"\Z",
    r"\Z": r"(?=\n?\Z)",
    "(?U)": "",
}
_QUANTIFIER = re.compile(r"(?:([*?])|(\+)|\{(\d*)(?:,(\d*))?\})[?+]?")
_ZERO_WIDTH: Final = frozenset({r"\b", r"\B", r"\A", r"\Z", r"\G", "^", "$"})
_MOST_WAYS: Final = 400
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|[a-zA-Z-]*:|>))?")


def translated(pattern: str) -> str:
    """A Java or ICU pattern as the ``regex`` package writes it."""

    def replaced(found: re.Match[str]) -> str:
        if found[1] is not None:
            return re.escape(found[1])
        if found[2] is not None:
            return re.escape(chr(int(found[2], 16)))
        return _TRANSLATED.get(found[0], found[0])

    return _JAVA.sub(replaced, pattern)


@lru_cache(maxsize=4096)
def compiled(pattern: str, path: str, line: int, key: str) -> Pattern[str]:
    """A pattern of a file; a broken one is a `ConfigError`."""
    import regex

    try:
        return regex.compile(pattern, regex.VERSION1)
    except (regex.error, OverflowError, RecursionError) as error:
        raise ConfigError(
            f"{key}: the pattern {pattern!r} cannot be read: {error}", path=path, line=line, key=key
        ) from error


@dataclass(frozen=True, slots=True)
class _Atom:
    """A single-character pattern or a group, and whether it may be absent or stand twice."""

    text: str
    optional: bool
    repeated: bool


class Matcher:
    """The rules of one language, ready to be asked about texts."""

    def __init__(self, rules: Sequence[tuple[bool, str, Any]], seconds: float) -> None:
        self._seconds = seconds
        self._groups: list[tuple[bool, Pattern[str], list[Any]]] = []
        for breaks, run in groupby(rules, key=lambda one: one[0]):
            own = [(path, rule) for _, path, rule in run]
            self._groups.append((breaks, _joined([rule for _, rule in own]), [r for _, r in own]))
        self._scan = _scan([rule for breaks, _, rule in rules if breaks])
        self._break_groups = [n for n, group in enumerate(self._groups) if group[0]]

    def decisions(self, text: str) -> Iterator[tuple[int, bool, Any]]:
        """Where a break rule matches: offset, whether the first matching rule breaks, that rule."""
        for at in self._places(text):
            first = next((n for n in self._break_groups if self._matches(n, text, at)), -1)
            if first < 0:
                continue
            held = next(
                (n for n in range(first) if not self._groups[n][0] and self._matches(n, text, at)),
                first,
            )
            yield at, self._groups[held][0], self._rule_at(held, text, at)

    def forbids(self, text: str, at: int) -> bool:
        """Whether the first rule that matches at a place is an exception."""
        for n, (breaks, _, _) in enumerate(self._groups):
            if self._matches(n, text, at):
                return not breaks
        return False

    def _places(self, text: str) -> Iterator[int]:
        if self._scan is None:
            yield from range(1, len(text))
            return
        for found in self._scan.finditer(text):
            if 0 < found.end() < len(text):
                yield found.end()

    def _matches(self, n: int, text: str, at: int) -> bool:
        try:
            return self._groups[n][1].match(text, at, timeout=self._seconds) is not None
        except TimeoutError as error:
            first = self._groups[n][2][0]
            raise ConfigError(
                f"the rules from number {first.number} on take too long on this text",
                line=first.line,
                key=f"rule {first.number}",
                hint="a repeated group inside a repeated group is the usual cause",
            ) from error

    def _rule_at(self, n: int, text: str, at: int) -> Any:
        rules = self._groups[n][2]
        return next((rule for rule in rules if _single(rule).match(text, at)), rules[0])


def _joined(rules: Sequence[Any]) -> Pattern[str]:
    """Rules of one kind in a row as one pattern: which of them matches makes no difference."""
    import regex

    by_after: dict[str, list[str]] = {}
    for rule in rules:
        by_after.setdefault(translated(rule.after), []).append(translated(rule.before))
    parts = []
    for after, befores in by_after.items():
        ahead = f"(?={after})" if after else ""
        behind = "" if "" in befores else f"(?<={'|'.join(f'(?:{one})' for one in befores)})"
        parts.append(f"{ahead}{behind}")
    return regex.compile("|".join(f"(?:{part})" for part in parts), regex.VERSION1)


@lru_cache(maxsize=4096)
def _single(rule: Any) -> Pattern[str]:
    return _joined([rule])


def _scan(rules: Sequence[Any]) -> Pattern[str] | None:
    """A pattern that finds every place where a break rule could match; None: any place at all."""
    import regex

    looks: dict[str, dict[str, None]] = {}
    for rule in rules:
        behind = _edges(translated(rule.before), reverse=True)
        told = _edges(translated(rule.after), depth=1)
        after = f"(?={'|'.join(one[0] for one in told)})" if told and all(told) else ""
        if behind is None or not all(behind):
            if not after:
                return None
            looks.setdefault("", {})[after] = None
            continue
        for *before, last in behind:
            look = f"(?<={''.join(before)}{last})" if before else ""
            looks.setdefault(last, {})[look + after] = None
    flags = regex.VERSION1 | regex.DOTALL | regex.IGNORECASE
    parts = [f"{last}(?:{'|'.join(tests)})" for last, tests in looks.items()]
    return regex.compile("|".join(parts) or "(?!)", flags)


def _edges(pattern: str, *, reverse: bool = False, depth: int = 2) -> list[tuple[str, ...]] | None:
    """How matches end (or begin): up to ``depth`` single-character patterns, outermost told.

    An empty tuple says that a match can be empty there; None that there are too many ways.
    """
    found: dict[tuple[str, ...], None] = {}
    for branch in _branches(pattern):
        for one in _ways(tuple(_atoms(branch)), depth, reverse=reverse):
            found[one] = None
            if len(found) > _MOST_WAYS:
                return None
    return list(found)


def _ways(atoms: tuple[_Atom, ...], depth: int, *, reverse: bool) -> Iterator[tuple[str, ...]]:
    """The outer characters of whatever these atoms match, in reading order."""
    if not depth or not atoms:
        yield ()
        return
    (edge, rest) = (atoms[-1], atoms[:-1]) if reverse else (atoms[0], atoms[1:])
    if edge.text in _ZERO_WIDTH or edge.text.startswith(("(?=", "(?!", "(?<=", "(?<!", "(?#")):
        yield from _ways(rest, depth, reverse=reverse)
        return
    again = (_Atom(edge.text, optional=True, repeated=False),) if edge.repeated else ()
    inner = rest + again if reverse else again + rest
    if edge.text.startswith("("):
        opened = _GROUP.match(edge.text)
        body = edge.text[opened.end() if opened else 1 : -1]
        for branch in _branches(body):
            own = tuple(_atoms(branch))
            yield from _ways(inner + own if reverse else own + inner, depth, reverse=reverse)
    else:
        for way in _ways(inner, depth - 1, reverse=reverse):
            yield (*way, edge.text) if reverse else (edge.text, *way)
    if edge.optional:
        yield from _ways(rest, depth, reverse=reverse)


def _branches(pattern: str) -> Iterator[str]:
    start = 0
    for at, part in _parts(pattern):
        if part == "|":
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _atoms(branch: str) -> Iterator[_Atom]:
    """The atoms of a branch with what their quantifiers say."""
    at = 0
    while at < len(branch):
        atom = next(part for _, part in _parts(branch[at:]))
        at += len(atom)
        found = _QUANTIFIER.match(branch, at)
        optional = repeated = False
        if found:
            at = found.end()
            least = found[3] if found[3] is not None else "1"
            most = found[4] if found[4] is not None else least
            optional = bool(found[1]) or least in {"0", ""}
            repeated = found[1] == "*" or bool(found[2]) or most not in {"0", "1"}
        if not re.fullmatch(r"\(\?[a-zA-Z-]+\)", atom):
            yield _Atom(atom, optional=optional, repeated=repeated)


def _parts(pattern: str) -> Iterator[tuple[int, str]]:
    """Atoms, quantifiers and bars of a pattern with their offsets; groups and sets are whole."""
    at = 0
    while at < len(pattern):
        end = _part_end(pattern, at)
        yield at, pattern[at:end]
        at = end


def _part_end(pattern: str, at: int) -> int:
    letter = pattern[at]
    if letter == "\\":
        named = re.compile(r"\\(?:[pPN]\{[^}]*\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)
        found = named.match(pattern, at)
        return found.end() if found else at + 1
    if letter not in "([":
        return at + 1
    depth, closing, here = 0, {"(": ")", "[": "]"}[letter], at
    while here < len(pattern):
        one = pattern[here]
        if one == "\\":
            here += 2
            continue
        if letter == "(" and one == "[":
            here = _part_end(pattern, here)
            continue
        depth += (one == letter) - (one == closing)
        here += 1
        if not depth:
            return here
    return len(pattern)
