"""Counting words and characters the way invoices count them.

A word is a run without white space that holds a letter or a digit; in scripts without spaces each
ideograph or kana is one (as word processors count), other runs there are split at spaces only.
Tags are not counted.
"""

from __future__ import annotations

import re

from l10n.text.inline import plain

_IDEOGRAPH = re.compile(
    "[\N{CJK UNIFIED IDEOGRAPH-3400}-\N{CJK UNIFIED IDEOGRAPH-9FFF}"
    "\N{HIRAGANA LETTER SMALL A}-\N{KATAKANA LETTER VO}"
    "\N{CJK COMPATIBILITY IDEOGRAPH-F900}-\N{CJK COMPATIBILITY IDEOGRAPH-FAD9}]"
)


def words(content: str) -> int:
    """How many words a content has."""
    text = plain(content)
    ideographs = len(_IDEOGRAPH.findall(text))
    others = _IDEOGRAPH.sub(" ", text).split()
    return ideographs + sum(any(letter.isalnum() for letter in word) for word in others)


def characters(content: str) -> int:
    """How many characters a content has, white space not counted."""
    return sum(not letter.isspace() for letter in plain(content))
