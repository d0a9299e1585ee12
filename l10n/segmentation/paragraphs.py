"""Blank lines: they always break, while a single line end is white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = re.compile(
    r"(?:\r\n?|[\n\x85\u2028])[^\S\n\r\x85\u2028\u2029]*+(?:\r\n?|[\n\x85\u2028])\s*+|\u2029\s*+"
)


def has_lines(text: str) -> bool:
    """Whether there is any line end: five cheap looks before a dear one."""
    return "\n" in text or "\r" in text or "\u2029" in text or "\u2028" in text or "\x85" in text


def blank_lines(text: str) -> Iterator[int]:
    """Yield where the text goes on behind each blank line inside it."""
    for match in _BLANK.finditer(text) if has_lines(text) else ():
        if match.start() and match.end() < len(text):
            yield match.end()
