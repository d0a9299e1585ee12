"""Which characters can stand at the edge of what a pattern matches, so that most rules need not be tried.

A rule whose part before the break can only end in "Dr." need not be tried behind "St.". The answer
is always a superset: where a pattern is too clever to be read here, every character is possible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# How many characters are looked at on each side of a place.
DEPTH: Final = 4

_ATOM = re.compile(
    r"""
      (?P<flags>\(\?[a-zA-Z-]+\))
    | (?P<look>\(\?<?[=!])
    | (?P<group>\((?:\?(?:[a-zA-Z-]*:|>|\||P?<[A-Za-z_]\w*>))?)
    | (?P<end>\))
    | (?P<bar>\|)
    | (?P<anchor>\\[bBAGZzKmM]|[\^$])
    | (?P<hard>\\(?:[1-9]|k<|g<|R|X|L<))
    | (?P<char>\\(?:[pPN]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.))
    | (?P<set>\[)
    | (?P<plain>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REPEAT = re.compile(r"(?:([*+?])|\{(\d+)(,?)(\d*)\})[?+]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """``sets[i]``: one-character patterns possible ``i`` characters from the edge; None is any.

    ``lengths`` are the lengths that a match can have, where `DEPTH` stands for that and more.
    """

    sets: tuple[frozenset[str] | None, ...]
    lengths: frozenset[int]


_EMPTY: Final = Edge(sets=(frozenset(),) * DEPTH, lengths=frozenset({0}))
_UNKNOWN: Final = Edge(sets=(None,) * DEPTH, lengths=frozenset(range(DEPTH + 1)))


class TooClever(Exception):  # noqa: N818 - not an error: the pattern is valid, only not read here
    """The pattern has a construct whose edges are not computed."""


def edge(pattern: str, *, at_end: bool) -> tuple[frozenset[str] | None, ...]:
    """Return what can stand at each distance from the end (or the start) of a match."""
    try:
        found, place = _alternatives(pattern, 0, at_end=at_end)
    except TooClever:
        return _UNKNOWN.sets
    if place != len(pattern):
        return _UNKNOWN.sets
    shortest = min(found.lengths)
    return tuple(chars if index < shortest else None for index, chars in enumerate(found.sets))


def _alternatives(pattern: str, place: int, *, at_end: bool) -> tuple[Edge, int]:
    found, place = _sequence(pattern, place, at_end=at_end)
    while pattern[place : place + 1] == "|":
        other, place = _sequence(pattern, place + 1, at_end=at_end)
        found = _either(found, other)
    return found, place


def _sequence(pattern: str, place: int, *, at_end: bool) -> tuple[Edge, int]:
    parts: list[Edge] = []
    while place < len(pattern) and pattern[place] not in "|)":
        part, place = _atom(pattern, place, at_end=at_end)
        repeat = _REPEAT.match(pattern, place)
        if repeat:
            part, place = _repeated(part, repeat), repeat.end()
        parts.append(part)
    found = _EMPTY
    for part in reversed(parts) if at_end else parts:
        found = _joined(found, part)
    return found, place


def _atom(pattern: str, place: int, *, at_end: bool) -> tuple[Edge, int]:
    token = _ATOM.match(pattern, place)
    if token is None:
        raise TooClever
    match token.lastgroup:
        case "flags" | "hard":
            raise TooClever
        case "anchor":
            return _EMPTY, token.end()
        case "look":
            _, end = _alternatives(pattern, token.end(), at_end=at_end)
            return _EMPTY, end + 1
        case "group":
            if ":" in token[0][2:] and token[0] != "(?:":
                raise TooClever
            found, end = _alternatives(pattern, token.end(), at_end=at_end)
            return found, end + 1
        case "set":
            end = _set_end(pattern, place)
            return _single(pattern[place:end]), end
        case "plain":
            return _single(re.escape(token[0])), token.end()
        case _:
            return _single(token[0]), token.end()


def _set_end(pattern: str, place: int) -> int:
    depth = 0
    while place < len(pattern):
        char = pattern[place]
        depth += (char == "[") - (char == "]")
        place += 2 if char == "\\" else 1
        if not depth:
            return place
    raise TooClever


def _single(source: str) -> Edge:
    return Edge(sets=(frozenset({source}), *_EMPTY.sets[1:]), lengths=frozenset({1}))


def _either(one: Edge, other: Edge) -> Edge:
    return Edge(
        sets=tuple(_union(a, b) for a, b in zip(one.sets, other.sets, strict=True)),
        lengths=one.lengths | other.lengths,
    )


def _union(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other


def _joined(near: Edge, far: Edge) -> Edge:
    """Put ``far`` behind ``near``, seen from the edge."""
    sets = list(near.sets)
    for length in near.lengths:
        for index in range(DEPTH - length):
            sets[length + index] = _union(sets[length + index], far.sets[index])
    lengths = frozenset(min(DEPTH, a + b) for a in near.lengths for b in far.lengths)
    return Edge(sets=tuple(sets), lengths=lengths)


def _repeated(part: Edge, repeat: re.Match[str]) -> Edge:
    mark, least, comma, most = repeat.groups()
    low = {"*": 0, "+": 1, "?": 0}.get(mark, int(least or 0)) if mark else int(least)
    high = {"*": DEPTH, "+": DEPTH, "?": 1}[mark] if mark else int(most or (DEPTH if comma else least))
    found = _EMPTY
    for _ in range(min(low, DEPTH)):
        found = _joined(found, part)
    total = found
    for _ in range(min(high, DEPTH) - min(low, DEPTH)):
        found = _joined(found, part)
        total = _either(total, found)
    return total
