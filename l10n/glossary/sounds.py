"""How a name sounds in Latin letters: one key for the usual transliterations of an Arabic name.

Hizbullah, Hezbollah and Hizballah have one key; so have Ain and Ayn, Assad and Asad, an-Nujaba and
al-Nujaba, Mohammed and Mohammad. A key proposes nothing for short names, of which too many differ
by a vowel only (Oman, Amman; Iran, Iron).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
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
_ARTICLE_SPELLINGS = _ARTICLES | _ASSIMILATED.keys()
_SMALL_WORD = 3
_LEAST_LETTERS = 5
_CONSONANTS_ENOUGH = 3

# Letters before h that are one sound with it.
_DIGRAPHS = {
    **{"th": "T", "tth": "T", "kh": "X", "gh": "G", "dh": "D"},
    **{"sh": "S", "sch": "S", "ch": "C", "tch": "C", "ph": "f"},
}
# A letter without which the pattern is not worth a try, the pattern, what it becomes.
_SPELLINGS = tuple(
    (rare, re.compile(pattern), becomes)
    for rare, pattern, becomes in (
        ("c", r"^mac(?=[^aeiouy])", "mc"),
        ("l", r"[aou]ll?ah?$", "L"),  # Allah at the end of a name: -ullah, -allah, -ollah
        ("", r"(.)\1+", r"\1"),
        ("h", r"tth|tch|sch|[tkgdscp]h", lambda found: _DIGRAPHS[found[0]]),
        ("j", r"dj", "j"),
        ("c", r"ck|c(?![eiy])", "k"),
        ("q", r"q", "k"),
        ("c", r"c", "s"),
        ("x", r"x", "ks"),
        ("h", r"([aeiou])h[aeiou](?=[rlmn])", r"\1h"),
        ("h", r"(?<=[aeiouy])h$", ""),
        ("e", r"e$", "a"),
    )
)
_VOWELS_TOGETHER = re.compile("[aeiouy]{2}|y")
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
    if _ARTICLE_SPELLINGS.isdisjoint(words[at:end]):
        if end - at == 1:
            return _strict(words[at]) if len(words[at]) >= _LEAST_LETTERS else ""
        return " ".join([_loose(word) for word in words[at:end]])
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
    return word in _ARTICLE_SPELLINGS


def word_key(word: str, *, loose: bool) -> str:
    """The key of one word; ``loose`` leaves the vowels out where the consonants say enough."""
    return _loose(word) if loose else _strict(word)


@lru_cache(maxsize=100_000)
def _strict(word: str) -> str:
    return word if _is_small(word) else _VOWELS.sub(_vowel_class, _respelled(word))


@lru_cache(maxsize=100_000)
def _loose(word: str) -> str:
    if _is_small(word):
        return word
    spelled = _respelled(word)
    bare = _VOWELS.sub("", spelled[1:]).replace("z", "s")
    first = "A" if spelled[0] in "aeiou" else spelled[0].replace("z", "s")
    if len(bare) + (first != "A") >= _CONSONANTS_ENOUGH:
        return first + bare
    return _strict(word)


def _is_small(word: str) -> bool:
    return len(word) <= _SMALL_WORD and not _VOWELS_TOGETHER.search(word)


def _respelled(word: str) -> str:
    """One letter for each way to write one sound."""
    for rare, pattern, replacement in _SPELLINGS:
        if rare in word:
            word = pattern.sub(replacement, word)
    return word


def _vowel_class(found: re.Match[str]) -> str:
    return _class_of(found[0])


@cache
def _class_of(run: str) -> str:
    return next((name for vowels, name in _VOWEL_CLASSES if vowels.fullmatch(run)), "e")
