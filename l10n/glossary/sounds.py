"""How a name sounds in Latin letters: one key for the usual transliterations of an Arabic name.

Hizbullah, Hezbollah and Hizballah have one key; so have Ain and Ayn, Assad and Asad, an-Nujaba and
al-Nujaba, Mohammed and Mohammad. A key proposes nothing for short names, of which too many differ
by a vowel only (Oman, Amman; Iran, Iron).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ARTICLE = "al"
# The article before a sun letter takes that letter: an-Nujaba, ash-Shammari
_ASSIMILATED = {
    **{"an": "n", "ad": "d", "ar": "r", "as": "s", "at": "t", "az": "z", "ash": "sh", "ath": "th"},
    **{"adh": "dh", "en": "n", "ed": "d", "er": "r", "es": "s", "et": "t", "ez": "z", "esh": "sh"},
}
_ARTICLES = frozenset({"al", "el", "ul"})
_SMALL_WORD = 3
_LEAST_LETTERS = 5
_CONSONANTS_ENOUGH = 3

_SPELLINGS = (
    (re.compile(r"^mac(?=[^aeiouy])"), "mc"),
    (re.compile(r"[aou]ll?ah?$"), "L"),  # Allah at the end of a name: -ullah, -allah, -ollah
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"tth|th"), "T"),
    (re.compile(r"kh"), "X"),
    (re.compile(r"gh"), "G"),
    (re.compile(r"dh"), "D"),
    (re.compile(r"sch|sh"), "S"),
    (re.compile(r"tch|ch"), "C"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"ck|q|c(?![eiy])"), "k"),
    (re.compile(r"c"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"([aeiou])h[aeiou](?=[rlmn])"), r"\1h"),
    (re.compile(r"(?<=[aeiouy])h$"), ""),
    (re.compile(r"[ae]$"), "a"),
)
_VOWELS = re.compile(r"[aeiou](?:[aeiou]|y(?![aeiou]))*|(?<!^)y(?![aeiou])[aeiou]*")
_VOWEL_CLASSES = (
    (re.compile(r"[ou]+|w?[ou]+"), "u"),
    (re.compile(r"a+"), "a"),
    (re.compile(r"[eiy]|ee|ie|ii|iy|yi"), "i"),
    (re.compile(r"a[uo]|o[ua]|ao"), "o"),
)


def key(words: Sequence[str], at: int = 0, count: int = 0) -> str:
    """The key of ``words[at:at + count]`` (folded, lower case), or "" when it would be too vague."""
    end = at + (count or len(words) - at)
    articles = [_is_article(words, index) for index in range(at, end)]
    others = articles.count(False)
    if others == 0 or (others == 1 and len(words[end - 1]) < _LEAST_LETTERS):
        return ""
    return " ".join(
        ARTICLE if article else word_key(words[index], loose=others > 1)
        for index, article in zip(range(at, end), articles, strict=True)
    )


def _is_article(words: Sequence[str], index: int) -> bool:
    word = words[index]
    if word in _ARTICLES:
        return index + 1 < len(words)
    sun = _ASSIMILATED.get(word)
    return sun is not None and index + 1 < len(words) and words[index + 1].startswith(sun)


def may_be_article(word: str) -> bool:
    """Whether the word is the article in some spelling."""
    return word in _ARTICLES or word in _ASSIMILATED


def word_key(word: str, *, loose: bool) -> str:
    """The key of one word; ``loose`` leaves the vowels out where the consonants say enough."""
    if len(word) <= _SMALL_WORD and not re.search("[aeiouy]{2}|y", word):
        return word
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    if not loose:
        return _VOWELS.sub(lambda run: _vowel_class(run.group()), word)
    bare = _VOWELS.sub("", word[1:]).replace("z", "s")
    first = "A" if word[0] in "aeiou" else word[0].replace("z", "s")
    if len(bare) + (first != "A") >= _CONSONANTS_ENOUGH:
        return first + bare
    return _VOWELS.sub(lambda run: _vowel_class(run.group()), word)


def _vowel_class(run: str) -> str:
    return next((name for vowels, name in _VOWEL_CLASSES if vowels.fullmatch(run)), "e")
