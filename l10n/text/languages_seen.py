"""Which language a text seems to be in, by the small words that only one language has.

A sentence gives itself away by its function words. Words are counted for a language only where the
language expected does not have them; letters that a language never uses count, too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.text.wording import languages, wording

if TYPE_CHECKING:
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
_LETTERS = {  # letters that prove a language among those of its script
    "fa": "\N{ARABIC LETTER PEH}\N{ARABIC LETTER TCHEH}\N{ARABIC LETTER JEH}\N{ARABIC LETTER GAF}",
    "ur": "ٹڈڑںےھہ",
    "ckb": "ەێۆڕڵڤ",
    "ps": "ټډړښګڼېۍ",
    "uk": "іїєґ",
    "ru": "ыэъё",
    "es": "ñ¿¡",
    "de": "ß",
    "tr": "ığş",
    "pl": "łąęźż",
    "pt": "ãõ",
}


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
    mine = sum(word in own for word in words)
    if mine * 4 > len(words):
        return None
    best = _best(words, expected)
    if best is None or best.hits < _LEAST_HITS or best.hits < 0.15 * len(words):
        return None
    rest = _stop(best.language)
    only_mine = sum(word in own and word not in rest for word in words)
    return best if best.hits >= 3 * only_mine and best.hits > only_mine + 1 else None


def _best(words: tuple[str, ...], expected: str) -> Seen | None:
    own = wording(expected).stop
    scores: dict[str, int] = {}
    for word in words:
        if word not in own:
            for language in _owners().get(word, ()):
                scores[language] = scores.get(language, 0) + 1
    family = _FAMILIES.get(expected) or expected
    rivals = {k: v for k, v in scores.items() if (_FAMILIES.get(k) or k) != family}
    if not rivals:
        return None
    language = max(rivals, key=lambda k: (rivals[k], k))
    return Seen(language, rivals[language])


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for language in languages():
        for word in wording(language).stop:
            owners[word] = (*owners.get(word, ()), language)
    return owners


def _stop(language: str) -> frozenset[str]:
    return wording(language).stop


def foreign_letters(reading: Reading, expected: str) -> str:
    """A language of the same script of which the text uses letters that the expected one lacks."""
    for language, letters in _LETTERS.items():
        if language != expected and not reading.letters.isdisjoint(letters):
            return language
    return ""
