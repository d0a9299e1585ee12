"""The one similarity of two sources, 0-100, for the memory, for merging and for post-edit figures.

Character Levenshtein on NFC text with white space folded, each inline tag as one placeholder
character and each number as one class token; 100 only for texts that are the same after white-space
folding; at most 99 when only numbers or tags differ, and one point less for different tags.
docs/similarity.md has worked examples.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from l10n.text.digits import NUMBER
from l10n.text.inline import TAG, tags

_TAG_CLASS = "\N{OBJECT REPLACEMENT CHARACTER}"
_NUMBER_CLASS = "\N{NUMERO SIGN}"
_CLASSES = re.compile(f"(?P<tag>{TAG.pattern.replace('(?P<', '(?P<t_')})|{NUMBER.pattern}")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Comparable:
    """A text prepared once for many comparisons: ``folded`` is exact, ``signature`` with classes."""

    folded: str
    signature: str

    @classmethod
    def of(cls, text: str) -> Comparable:
        folded = _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
        return cls(folded, _CLASSES.sub(_class, folded))


def similarity(one: str | Comparable, other: str | Comparable) -> int:
    """How alike two texts are; symmetric."""
    from rapidfuzz.distance import Levenshtein

    a = one if isinstance(one, Comparable) else Comparable.of(one)
    b = other if isinstance(other, Comparable) else Comparable.of(other)
    if a.folded == b.folded:
        return 100
    alike = int(100 * Levenshtein.normalized_similarity(a.signature, b.signature))
    return max(0, min(alike, 99) - (tags(a.folded) != tags(b.folded)))


def _class(found: re.Match[str]) -> str:
    return _TAG_CLASS if found["tag"] else _NUMBER_CLASS
