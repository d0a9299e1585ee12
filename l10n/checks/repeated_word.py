"""No word, and no two or three words together, stand twice in a row by mistake."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import eq
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, read
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_GAP = re.compile(r"[ \t\u00a0\u202f\n]+")
_HYPHENS = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")
_LEAST = 2
_LONGEST = 3  # words that may come twice together


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Many languages say a word twice for effect; there, only function words count."""
    target = read(unit.target, context.target.language)
    words = target.lowered
    if len(set(words)) == len(words):
        return
    found = _repeated_word(target, context.target.language) if _has_pair(words) else None
    found = found or _repeated_words(target)
    if found is None or _repeats(unit.source, context.source.language):
        return
    start, middle, end = found
    yield Finding(
        severity=Severity.WARNING,
        message=say("{word} stands twice in a row", word=unit.target[middle:end].strip()),
        start=start,
        end=end,
        fix=Fix(start=middle, end=end, text=""),
    )


def _repeated_word(target: Reading, language: str) -> tuple[int, int, int] | None:
    """Where the first of the two begins, where it ends, and where the second ends."""
    words = target.lowered
    known = wording(language)
    doubled = known.words("doubled")
    spoken = target.words
    if len(spoken) != len(words):
        return None
    for n in range(1, len(words)):
        word = words[n]
        if word != words[n - 1] or word in doubled or not word[0].isalpha():
            continue
        if len(word) < _LEAST and word not in known.stop:
            continue
        if _is_acronym(words, n, known.words("letters")):
            continue
        if known.reduplicates and not (word in known.stop or _is_definite(word, language)):
            continue
        if _in_compound(target.prose, spoken[n - 1].start, spoken[n].end):
            continue
        if _GAP.fullmatch(target.prose, spoken[n - 1].end, spoken[n].start):
            return spoken[n - 1].start, spoken[n - 1].end, spoken[n].end
    return None


def _in_compound(text: str, start: int, end: int) -> bool:
    """Whether either word is part of a longer one: "peut-être être"."""
    return text[start - 1 : start] in _HYPHENS or text[end : end + 1] in _HYPHENS


def _repeated_words(target: Reading) -> tuple[int, int, int] | None:
    """The same for two or three different words together, with only spaces between them."""
    words = target.lowered
    for size in range(2, _LONGEST + 1):
        same = list(map(eq, words, words[size:]))
        if sum(same) < size:
            continue
        for n in range(len(same) - size + 1):
            phrase = words[n : n + size]
            if not all(same[n : n + size]) or len(set(phrase)) == 1:
                continue
            if _are_run(target, n, n + 2 * size):
                spoken = target.words
                middle, end = spoken[n + size - 1].end, spoken[n + 2 * size - 1].end
                return spoken[n].start, middle, end
    return None


def _are_run(target: Reading, first: int, end: int) -> bool:
    """Whether words, not numbers or single letters, follow each other with spaces only."""
    spoken = target.words[first:end]
    if len(target.words) != len(target.lowered):
        return False
    return all(len(word.text) >= _LEAST and word.text[0].isalpha() for word in spoken) and all(
        _GAP.fullmatch(target.prose, one.end, other.start) for one, other in pairwise(spoken)
    )


def _is_acronym(words: tuple[str, ...], at: int, letters: frozenset[str]) -> bool:
    """Names of letters among others: the acronym CNN as Arabic says it."""
    around = (*words[max(0, at - 2) : at - 1], *words[at + 1 : at + 2])
    return words[at] in letters and any(word in letters or word[1:] in letters for word in around)


def _is_definite(word: str, language: str) -> bool:
    """A noun with the article is not repeated for effect in Arabic."""
    return language in {"ar", "arz"} and word.startswith("\u0627\u0644") and len(word) > 4


def _repeats(source: str, language: str) -> bool:
    told = read(source, language)
    return _has_pair(told.lowered) or _repeated_words(told) is not None


def _has_pair(words: tuple[str, ...]) -> bool:
    return len(set(words)) < len(words) and any(map(eq, words, words[1:]))
