"""What one word alone says of the point behind it: its kind, its shape, whether that settles all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from l10n.segmentation import language as kind
from l10n.segmentation.candidate import split_token

if TYPE_CHECKING:
    from l10n.segmentation.language import Language

ACRONYM = re.compile(r"[^\W\d_]{1,3}(?:[.-]+[^\W\d_]{1,3})+")
ROMAN = re.compile(r"[IVXLC]+")
_POINTS = re.compile("[.\N{ARABIC FULL STOP}]")
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxz]{1,3}")
APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_MOST_WORDS: Final = 65_536


class _Settled(dict[str, bool | None]):
    """What `settled` says of each word met so far; a lookup costs a third of a cached call."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def __missing__(self, word: str) -> bool | None:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = answer = settled(word, self.code)
        return answer


@lru_cache(maxsize=128)
def settled_words(code: str) -> _Settled:
    """Return the words of a language that are settled, filled as they are met."""
    return _Settled(code)


def settled(word: str, code: str) -> bool | None:
    """Whether a point after this word breaks, where the word alone settles it; else None.

    The short cut of the engine rests on this. The word stands between a space and the point, is
    neither the first of its segment nor preceded by an abbreviation, and no small letter follows.
    """
    lang = kind.load(code)
    if lang is None or not word or any(char.isspace() for char in word):
        return None
    token, _ = split_token(word, lang)
    if not token:
        return True
    what = find_kind(token, lang)
    if what and not what & kind.UNIT and what & (kind.TITLE | kind.NEVER):
        return False
    doubtful = (
        what
        or (lang.ordinals and is_ordinal(token))
        or (len(token) == 1 and token.isalpha() and token.casefold() not in lang.short_words)
        or token.casefold() in lang.letters
        or is_acronym(token, lang)
        or ROMAN.fullmatch(token)
        or CONSONANTS.fullmatch(token)
    )
    return None if doubtful else True


def find_kind(token: str, lang: Language) -> int:
    """Look a word up: as it is, without the number before it, an elided article, a clitic."""
    kinds = lang.kinds
    found = kinds.get(token, 0)
    if not found and token[0].isdigit():
        found = kinds.get(token.lstrip("0123456789.,"), 0) & kind.UNIT
    if not found and lang.elision:
        found = kinds.get(APOSTROPHE.split(token)[-1], 0)
    if not found and token[0] in lang.clitics:
        found = kinds.get(token[1:], 0) & kind.TITLE
    if not found and lang.number_suffixes and token.endswith(lang.number_suffixes):
        found = kind.NUMBER
    if not found and "-" in token:
        found = kinds.get(token.rpartition("-")[2], 0) & kind.TITLE
    return found


def is_acronym(token: str, lang: Language) -> bool:
    """U.N., S.p.A., P.-A., or the same with the letters' names (yu. en.)."""
    parts = _POINTS.split(token)
    return ("." in token and bool(ACRONYM.fullmatch(token))) or (
        len(parts) > 1 and lang.letters.issuperset(parts)
    )


def is_ordinal(token: str) -> bool:
    """27, or a day without its year (27.1, 2023.05.12), not 2017, 9.30 or 27.1.2017."""
    parts = token.split(".")
    if not all(part.isdigit() for part in parts):
        return False
    if len(parts) == 1:
        return len(token) < 4
    return (
        len(parts[-1]) < 3
        and int(parts[-2]) <= 31
        and int(parts[-1]) <= (12 if len(parts) == 2 else 31)
    )
