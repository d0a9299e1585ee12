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


@dataclass(frozen=True, slots=True)
class Comparable:
    """A text prepared once for many comparisons: ``folded`` is exact, ``signature`` with classes."""

    folded: str
    signature: str

    @classmethod
    def of(cls, text: str) -> Comparable:
        same = folded(text)
        return cls(same, _CLASSES.sub(_class, same))


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from a text to another: ``was`` became ``now``; either may be empty.

    ``kind`` is ``same``, ``text``, ``number`` or ``tag``; the last two weigh one character at most.
    """

    kind: str
    was: str
    now: str


def folded(text: str) -> str:
    """The text composed (NFC) and with single spaces: what is the same counts as identical."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def similarity(one: str | Comparable, other: str | Comparable) -> int:
    """How alike two texts are; symmetric."""
    from rapidfuzz.distance import Levenshtein

    a, b = _comparable(one), _comparable(other)
    if a.folded == b.folded:
        return 100
    longer = max(len(a.signature), len(b.signature))
    away = Levenshtein.distance(a.signature, b.signature)
    alike = 100 * (longer - away) // longer
    return max(0, min(alike, 99) - (tags(a.folded) != tags(b.folded)))


def explained(one: str | Comparable, other: str | Comparable) -> tuple[Edit, ...]:
    """The edit script that the similarity counts, numbers and tags set apart."""
    from rapidfuzz.distance import Levenshtein

    a, b = _comparable(one), _comparable(other)
    was, now = _pieces(a.folded), _pieces(b.folded)
    edits: list[Edit] = []
    for step in Levenshtein.opcodes(a.signature, b.signature):
        left, right = was[step.src_start : step.src_end], now[step.dest_start : step.dest_end]
        if step.tag != "equal":
            edits.append(Edit(_kind(left + right), "".join(left), "".join(right)))
            continue
        for mine, theirs in zip(left, right, strict=True):
            kind = "same" if mine == theirs else _kind([mine])
            if kind == "same" and edits and edits[-1].kind == "same":
                last = edits.pop()
                mine, theirs = last.was + mine, last.now + theirs  # noqa: PLW2901 - the run grows
            edits.append(Edit(kind, mine, theirs))
    return tuple(edits)


def _comparable(text: str | Comparable) -> Comparable:
    return text if isinstance(text, Comparable) else Comparable.of(text)


def _pieces(text: str) -> list[str]:
    """What each character of the signature stands for."""
    made: list[str] = []
    at = 0
    for found in _CLASSES.finditer(text):
        made += [*text[at : found.start()], found[0]]
        at = found.end()
    return [*made, *text[at:]]


def _kind(pieces: list[str]) -> str:
    if all(TAG.fullmatch(piece) for piece in pieces):
        return "tag"
    return "number" if all(NUMBER.fullmatch(piece) for piece in pieces) else "text"


def _class(found: re.Match[str]) -> str:
    return _TAG_CLASS if found["tag"] else _NUMBER_CLASS
