"""ICU messages: which arguments a pattern such as ``{n, plural, one {# file} other {# files}}`` has."""

from __future__ import annotations

import re

_TYPED = re.compile(
    r"\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal|number|date|time|choice|spellout|ordinal|"
    r"duration)\b"
)
_NAME = re.compile(r"\s*([\w.-]+)\s*(?:,\s*(\w+)\s*)?")
_BRANCHING = frozenset({"plural", "select", "selectordinal"})


def is_icu(text: str) -> bool:
    """Whether a text has an argument with a type."""
    return "{" in text and _TYPED.search(text) is not None


def arguments(text: str) -> frozenset[str]:
    """The arguments of a message, inside branches, too; a typed one as ``name, type``."""
    found: set[str] = set()
    for inner in _braces(text):
        named = _NAME.match(inner)
        if named is None:
            continue
        name, kind = named[1], named[2] or ""
        found.add(f"{name}, {kind}" if kind else name)
        if kind in _BRANCHING:
            for branch in _braces(inner[named.end() :]):
                found |= arguments(branch)
    return frozenset(found)


def _braces(text: str) -> list[str]:
    """The contents of the outermost braces; apostrophes quote braces as ICU has it."""
    found: list[str] = []
    depth = start = 0
    quoted = False
    for n, letter in enumerate(text):
        if letter == "'" and text[n + 1 : n + 2] in {"{", "}"} and not quoted:
            quoted = True
        elif letter == "'" and quoted:
            quoted = False
        elif quoted:
            continue
        elif letter == "{":
            depth += 1
            start = n + 1 if depth == 1 else start
        elif letter == "}" and depth:
            depth -= 1
            if depth == 0:
                found.append(text[start:n])
    return found
