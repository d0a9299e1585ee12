"""Whether an answer can be a translation at all: long enough, not endless, in the right letters.

Looser than any check, because what fails here is refused however often it comes: an engine that said
one word, or a model that did what the text told it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.text.inline import plain

if TYPE_CHECKING:
    from l10n.model import Locale

_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS = 5  # ordinary ones; a shorter text may be a name, a label, a quotation
_LEAST = 0.35  # letters of a translation for one of those words; news has 0.5 and more
_LEAST_UNSPACED = 0.08  # Chinese writes a word with a letter or two
_MOST = 6  # letters of a translation for one of the source, beside
_MOST_BESIDE = 120  # those of a name that is written out
_IDEOGRAMS = "\u3040"  # letters from here on say as much as
_IDEOGRAM = 4  # letters of an alphabet
_LETTERS = re.compile(r"[^\W\d_]+")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f]+")  # than Latin ones


def implausible(source: str, target: str, locale: Locale) -> str:
    """Why a target is no translation of such a source; empty if it may be one.

    Words with a capital do not count: they may be names, which stay as they are or get shorter. A
    copy of the source is the business of a check, which can be switched off.
    """
    if target == source:
        return ""
    return _endless(source, target) or _scanty(source, target, locale)


def _endless(source: str, target: str) -> str:
    if len(target) <= _MOST_BESIDE:
        return ""
    said = sum(_IDEOGRAM if letter >= _IDEOGRAMS else 1 for letter in plain(source))
    most = _MOST_BESIDE + _MOST * said
    letters = len(plain(target))
    return f"{letters} characters for {said} of the source are too many" if letters > most else ""


def _scanty(source: str, target: str, locale: Locale) -> str:
    words = [word for word in _WORD.findall(plain(source)) if not word[0].isupper()]
    if len(words) < _WORDS:
        return ""
    wanted = sum(map(len, words))
    found = (_LETTERS if locale.script == "Latn" else _OTHER_LETTERS).findall(plain(target))
    letters = sum(map(len, found))
    least = _LEAST if locale.spaces_sentences else _LEAST_UNSPACED
    if letters >= least * wanted:
        return ""
    return f"{letters} letters of its script cannot say what {wanted} letters say"
