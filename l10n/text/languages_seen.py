"""Which language a text seems to be in, by the small words that only one language has.

A sentence gives itself away by its function words. Words are counted for a language only where the
language expected does not have them; letters that a language never uses count, too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Locale
from l10n.text.wording import languages, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.text.reading import Reading

_LEAST_WORDS = 4
_LEAST_HITS = 3
_FAMILIES = {  # languages too near each other to be told apart by a sentence
    **dict.fromkeys(("da", "no", "nb", "nn", "sv"), "norse"),
    **dict.fromkeys(("hr", "sr", "bs", "sh"), "serbo-croatian"),
    **dict.fromkeys(("id", "ms"), "malay"),
    **dict.fromkeys(("tr", "az"), "turkic"),
    **dict.fromkeys(("cs", "sk"), "czechoslovak"),
    **dict.fromkeys(("fa", "prs"), "persian"),
    **dict.fromkeys(("hi", "mr", "ne"), "nagari"),
    **dict.fromkeys(("fi", "et"), "finnic"),
    **dict.fromkeys(("ru", "bg", "be", "mk"), ""),
}
# letters that the expected language never has, and the language that they tell
_LETTERS = {
    **dict.fromkeys(("es", "fr", "it"), ("pt", frozenset("ãõ"))),
    "pt": ("es", frozenset("ñ")),
    **dict.fromkeys(("fa", "prs", "ar", "ckb"), ("ur", frozenset("ٹڈڑںے"))),
    **{"ru": ("uk", frozenset("іїєґ")), "uk": ("ru", frozenset("ыэъё"))},
}
# the article of Arabic, behind the one-letter words, on a word of some length
_ARTICLE = re.compile("(?:[وفبك]?ال|لل)[\u0621-\u064a]{3,}")
_WITHOUT_ARTICLE = frozenset({"fa", "prs", "ur", "ckb", "ps"})


class Seen(NamedTuple):
    """A language and how many words of a text are its own."""

    language: str
    hits: int


def other_language(reading: Reading, expected: str) -> Seen | None:
    """The language that a text is surely in if that is not the expected one."""
    words = reading.lowered
    if len(words) < _LEAST_WORDS:
        return None
    own = wording(expected).stop
    if not own:
        return None
    mine = sum(map(own.__contains__, words))
    if mine * 4 > len(words):
        return None
    best = _best(reading, expected)
    if best is None or best.hits < _LEAST_HITS or best.hits < 0.15 * len(words):
        return None
    rest = _stop(best.language)
    only_mine = sum(word in own and word not in rest for word in words)
    return best if best.hits >= 3 * only_mine and best.hits > only_mine + 1 else None


def _best(reading: Reading, expected: str) -> Seen | None:
    own = wording(expected).stop
    scores: dict[str, int] = {}
    for word in reading.lowered:
        if word not in own:
            for language in _owners().get(word, ()):
                scores[language] = scores.get(language, 0) + 1
    family = _FAMILIES.get(expected) or expected
    for language, hits in _given_away(reading, expected):
        scores[language] = scores.get(language, 0) + hits
    rivals = {
        k: v
        for k, v in scores.items()
        if (_FAMILIES.get(k) or k) != family and _script(k) == _script(expected)
    }
    if not rivals:
        return None
    language = max(rivals, key=lambda k: (rivals[k], k))
    return Seen(language, rivals[language])


def _given_away(reading: Reading, expected: str) -> Iterator[tuple[str, int]]:
    """Words that tell a language by a letter or by its article; names in capitals tell nothing."""
    if expected in _LETTERS:
        language, letters = _LETTERS[expected]
        if not letters.isdisjoint(reading.letters):
            small = (word.text for word in reading.words if not word.text[0].isupper())
            yield language, sum(not letters.isdisjoint(word) for word in small)
    if expected in _WITHOUT_ARTICLE:
        yield "ar", sum(_ARTICLE.fullmatch(word) is not None for word in reading.lowered)


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for language in languages():
        for word in wording(language).stop:
            owners[word] = (*owners.get(word, ()), language)
    return owners


@cache
def _script(language: str) -> str:
    return Locale.parse(language).script


def _stop(language: str) -> frozenset[str]:
    return wording(language).stop
