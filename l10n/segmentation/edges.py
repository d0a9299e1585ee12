"""What a pattern needs: the characters at its edges and those it cannot do without.

With it most rules of a file need not be tried at a place, or in a text, at all. A rule whose part before the break can only end in "Dr." need not be tried behind "St.". The answer
is always a superset: where a pattern is too clever to be read here, every character is possible.
"""

from __future__ import annotations

import re
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
_ANY_CASE: Final = "(?i)"
_REPEAT = re.compile(r"(?:([*+?])|\{(\d+)(,?)(\d*)\})[?+]?")


# A pattern with more different edges than this is not worth reading.
_MOST: Final = 600

# The beginnings, seen from the edge, of what a pattern can match: one-character patterns, at most
# `DEPTH` of them; fewer mean that anything, or nothing, can stand beyond.
Edges = frozenset[tuple[str, ...]]

_EMPTY: Final[Edges] = frozenset({()})


class TooClever(Exception):  # noqa: N818 - not an error: the pattern is valid, only not read here
    """The pattern has a construct whose edges are not computed."""


def edges(pattern: str, *, at_end: bool) -> Edges:
    """Return what can stand at the end (or the start) of a match, read away from that edge."""
    body = pattern.removeprefix(_ANY_CASE)
    try:
        found, place = _alternatives(body, 0, at_end=at_end)
    except TooClever:
        return _EMPTY
    if place != len(body):
        return _EMPTY
    return (
        found
        if body == pattern
        else frozenset(tuple(_any_case(char) for char in way) for way in found)
    )


def at_distance(ways: Edges, index: int) -> frozenset[str] | None:
    """Return what can stand at one distance from the edge; None is any character."""
    if any(len(way) <= index for way in ways):
        return None
    return frozenset(way[index] for way in ways)


def _any_case(char: str) -> str:
    return f"(?i:{char})"


def required(pattern: str) -> frozenset[str]:
    """Return characters without which the pattern cannot match anywhere."""
    body = pattern.removeprefix(_ANY_CASE)
    found, depth, place = set(), 0, 0
    while place < len(body):
        token = _ATOM.match(body, place)
        if (
            token is None
            or token.lastgroup in ("flags", "hard")
            or (token.lastgroup == "bar" and not depth)
        ):
            return frozenset()
        depth += (token.lastgroup in ("group", "look")) - (token.lastgroup == "end")
        place = _set_end(body, place) if token.lastgroup == "set" else token.end()
        repeat = _REPEAT.match(body, place)
        char = _literal(token)
        if char and not depth and (not repeat or repeat[0][0] == "+"):
            found.add(char)
        place = repeat.end() if repeat else place
    return frozenset(char for char in found if body == pattern or char.lower() == char.upper())


def _literal(token: re.Match[str]) -> str:
    """Return the one character that a token stands for, or ""."""
    if token.lastgroup == "plain":
        return token[0]
    source = token[0]
    if token.lastgroup != "char" or source[1] in "pPN":
        return ""
    if source[1] in "xuU":
        digits = source[2:]
        return chr(int(digits, 16))
    if not source[1].isalnum():
        return source[1]
    return {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}.get(source[1], "")


def _alternatives(pattern: str, place: int, *, at_end: bool) -> tuple[Edges, int]:
    found, place = _sequence(pattern, place, at_end=at_end)
    while pattern[place : place + 1] == "|":
        other, place = _sequence(pattern, place + 1, at_end=at_end)
        found = found | other
    return found, place


def _sequence(pattern: str, place: int, *, at_end: bool) -> tuple[Edges, int]:
    parts: list[Edges] = []
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


def _atom(pattern: str, place: int, *, at_end: bool) -> tuple[Edges, int]:
    token = _ATOM.match(pattern, place)
    if token is None:
        raise TooClever
    match token.lastgroup:
        case "anchor":
            return _EMPTY, token.end()
        case "look":
            _, end = _alternatives(pattern, token.end(), at_end=at_end)
            return _EMPTY, end + 1
        case "group" if token[0] == "(?:" or ":" not in token[0]:
            found, end = _alternatives(pattern, token.end(), at_end=at_end)
            return found, end + 1
        case "set":
            end = _set_end(pattern, place)
            return frozenset({(pattern[place:end],)}), end
        case "plain":
            return frozenset({(re.escape(token[0]),)}), token.end()
        case "char":
            return frozenset({(token[0],)}), token.end()
        case _:
            raise TooClever


def _set_end(pattern: str, place: int) -> int:
    """Return where a character class ends; classes nest."""
    depth = 0
    while place < len(pattern):
        char = pattern[place]
        depth += (char == "[") - (char == "]")
        place += 2 if char == "\\" else 1
        if not depth:
            return place
    raise TooClever


def _joined(near: Edges, far: Edges) -> Edges:
    """Put ``far`` behind ``near``, seen from the edge."""
    if all(len(way) >= DEPTH for way in near):
        return near
    found = frozenset((way + beyond)[:DEPTH] for way in near for beyond in far)
    if len(found) > _MOST:
        raise TooClever
    return found


def _repeated(part: Edges, repeat: re.Match[str]) -> Edges:
    mark, least, comma, most = repeat.groups()
    low = (mark == "+") if mark else int(least)
    high = (1 if mark == "?" else DEPTH) if mark else int(most or (DEPTH if comma else least))
    found = _EMPTY
    for _ in range(min(low, DEPTH)):
        found = _joined(found, part)
    total = found
    for _ in range(min(high, DEPTH) - min(low, DEPTH)):
        found = _joined(found, part)
        total = total | found
    return total
