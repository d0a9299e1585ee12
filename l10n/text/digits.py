"""Digits of every script: folding them to ASCII, and finding the numbers that a text holds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# separators inside a number: group and decimal marks of the locales we know, and their Arabic forms
_INNER = (
    ".,'\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}\N{NO-BREAK SPACE}"
    "\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{RIGHT SINGLE QUOTATION MARK}"
)
NUMBER = re.compile(rf"\d+(?:[{_INNER}]\d+)*")


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    digits = {
        code: str(unicodedata.digit(chr(code)))
        for code in range(0x80, 0x1FBFA)
        if chr(code).isdecimal()
    }
    return {**digits, ord("\N{ARABIC PERCENT SIGN}"): "%"}


@lru_cache(maxsize=1)
def foreign_digits() -> frozenset[str]:
    """Every character that `fold` changes."""
    return frozenset(map(chr, _table()))


def fold(text: str) -> str:
    """The text with every decimal digit written in ASCII; same length."""
    return text if text.isascii() else text.translate(_table())


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text in order, digits only: ``2,400`` and its Arabic spelling are ``2400``."""
    return tuple(re.sub(r"\D", "", found) for found in NUMBER.findall(fold(text)))
