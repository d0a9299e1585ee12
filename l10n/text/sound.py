"""How names sound across scripts: a skeleton of consonants by which a rendering is known again.

Coarse on purpose: voiced and unvoiced are one class, vowels, h, w and y are left out, so that
Austin has the skeleton of its Russian, Persian and Hebrew renderings, however those spell it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PAIRS = {"sh": "j", "ch": "j", "zh": "j", "kh": "k", "gh": "k", "th": "t", "dh": "t", "ph": "b"}
_PAIRS |= {"ck": "k", "qu": "k", "ts": "s", "tz": "s", "sch": "j", "tch": "j"}
_CLASSES = {
    "b": "bpfvБбПпФфВвبپفڤבפףΒβΠπΦφ",
    "t": "dtДдТтتطدضذثدטתדΤτΔδΘθ",
    "s": "szçСсЗзЦцسصزظשסזצץΣσςΖζ",
    "k": "gkqĞğКкГгХхґҐقكکگغخكקכךגΚκΓγΧχ",
    "j": "jşšžčćЖжШшЧчЩщشجچژ",
    "l": "lŁłЛлلלΛλ",
    "m": "mМмمמםΜμ",
    "n": "nñНнنנןΝν",
    "r": "rРрرڕרΡρ",
    "x": "xΞξ",
}
_OF = {letter: name for name, letters in _CLASSES.items() for letter in letters}
# letters that look otherwise at the end of a word
_FINAL = str.maketrans("ךםןףץةىی", "כמנפצتيي")
# what two or three letters are one sound, and where c is not k
_TOGETHER = re.compile("sch|tch|" + "|".join(pair for pair in _PAIRS if len(pair) == 2))
_SOFT = re.compile("c(?=[eiyéèêíï])")
_DOUBLED = re.compile(r"(.)\1+")
# one-letter words and the article, written together with the name
_PREFIXES = {
    "Arab": tuple(
        f"{one}{article}" for one in ("و", "ف", "ب", "ل", "ك", "") for article in ("ال", "")
    ),
    "Hebr": ("וב", "ול", "ומ", "וה", "שב", "של", "ו", "ב", "ל", "מ", "ה", "ש", "כ", "כש", "וש"),
}


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """The consonant classes of a word in order, doubled ones once; empty for other scripts."""
    lowered = _TOGETHER.sub(lambda found: _PAIRS[found[0]], word.lower())
    if "c" in lowered:
        lowered = _SOFT.sub("s", lowered)
    return _DOUBLED.sub(r"\1", lowered.translate(_SOUNDS))


class _Sounds(dict[int, str]):
    """The class of each letter, told from the letter without its marks when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        name = _OF.get(letter) or _OF.get(unicodedata.normalize("NFD", letter)[0], "")
        self[code] = name = "ks" if name == "x" else name
        return name


_SOUNDS = _Sounds({ord("c"): "k"})


def bare(word: str, script: str) -> tuple[str, ...]:
    """A word as it stands, and without each prefix that may be written together with it."""
    if script not in _PREFIXES:
        return (word,)
    stripped = (word[len(p) :] for p in _PREFIXES[script] if p and word.startswith(p))
    return (word, *(rest for rest in stripped if len(rest) > 2))


@lru_cache(maxsize=32_768)
def sounds(word: str, script: str) -> tuple[tuple[str, str], ...]:
    """Each form that a word may be without its prefixes, and how that sounds."""
    return tuple((form, skeleton(form)) for form in bare(word, script))


def one_rendering(word: str, other: str, script: str) -> bool:
    """Whether two words are one spelling but for their endings (three letters at most).

    Names change their last letters in scripts with cases; in Arabic and Hebrew letters are only
    added behind them.
    """
    a, b = _folded(word), _folded(other)
    shared = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    short, long = sorted((len(a), len(b)))
    kept = short if script in _PREFIXES else max(short - 2, 2)
    return shared >= kept and long - shared <= 4


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower())
    kept = (c for c in letters if not unicodedata.combining(c) and c not in "\u200c'’-")
    return "".join(kept).translate(_FINAL)
