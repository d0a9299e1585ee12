"""A machine did not fall into a loop: no word or phrase stands three times in a row."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_LETTERS = re.compile(
    r"([\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f][^\d\s]{1,15}?)\1{2,}"
)
_LONGEST = 12  # words of a phrase
_TIMES = 3
_JOINED = {"ar": "\N{ARABIC LETTER WAW}", "he": "\N{HEBREW LETTER VAV}"}


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """A phrase of up to twelve words; unless the source itself repeats."""
    target = read(unit.target, context.target.language)
    found = _loop(target) if context.target.spaces_sentences else _spaceless(target)
    if found and _loop(read(unit.source, context.source.language)) is None:
        start, end, length = found
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "{words} stands three times or more in a row",
                words=unit.target[start : start + length],
            ),
            start=start,
            end=end,
        )


def _spaceless(target: Reading) -> tuple[int, int, int] | None:
    text = target.prose
    triples = list(zip(text, text[1:], text[2:], strict=False))
    if len(triples) - len(set(triples)) < _TIMES - 1:
        return None  # nothing that stands three times
    found = _LETTERS.search(text)
    return (found.start(), found.end(), len(found[1])) if found else None


def _loop(reading: Reading) -> tuple[int, int, int] | None:
    """Start and end of a run in which each word is that of one phrase before, and its length."""
    words = reading.lowered
    if reading.language in _JOINED:  # "and" is written together with the word behind it
        known = frozenset(words)
        and_ = _JOINED[reading.language]
        words = tuple([w[1:] if w[0] == and_ and w[1:] in known else w for w in words])
    if len(words) - len(set(words)) < _TIMES - 1:
        return None
    if len(words) - 1 == len(set(pairwise(words))):
        return None  # a phrase that is repeated repeats its pairs of words
    often = [word for word, times in Counter(words).items() if times >= _TIMES]
    places: dict[str, list[int]] = {word: [] for word in often}
    for n, word in enumerate(words):
        if word in places:
            places[word].append(n)
    for found in places.values():
        for one, two, three in zip(found, found[1:], found[2:], strict=False):
            length = two - one
            phrase = words[one:two]
            if length != three - two or length > _LONGEST or not _has_letters(phrase):
                continue
            if words[two:three] == phrase == words[three : three + length]:
                spoken = reading.words
                end = spoken[two - 1].end - spoken[one].start
                return spoken[one].start, spoken[three + length - 1].end, end
    return None


def _has_letters(words: tuple[str, ...]) -> bool:
    return any(word.isalpha() and len(word) > 1 for word in words)
