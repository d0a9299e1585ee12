"""Numbers written in words, and in Chinese and Roman numerals: what values a text may mention.

The values are for confirming: a word such as "one" or "second" means a number only now and then.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from l10n.text.numbers import numbers
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.text.reading import Reading
    from l10n.text.wording import Named

_AND = re.compile(
    r"[\s\u00a0\u200c-]*(?:and|et|y|e|und|en|ו|و|و?ال|ve|и|اور|och|i|a)?[\s\u00a0\u200c-]*"
)
_HUNDRED = 100
_THOUSAND = 1000
_TEENS = 11
# what most texts have not, and what is found much faster than the words themselves
_ENGLISH = "teen eleven twelve twenty thirty forty fifty sixty seventy eighty ninety".split()
_HALF = 0.5
_SCALES = (1e3, 1e6, 1e9, 1e12)
_LONGEST_RUN = 8
_CHINESE = re.compile(
    "[〇零一二两兩三四五六七八九十百千万萬亿億兆0-9.]*[〇零一二两兩三四五六七八九十百千万萬亿億半][〇零一二两兩三四五六七八九十百千万萬亿億0-9]*"
)
_CHINESE_DIGITS = {
    d: n
    for n, pair in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for d in pair
}
_CHINESE_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "兆": 10**12,
}
_ROMAN = re.compile(r"[IVXLCХІ]{1,6}(?=(?:e|è|er|ère|ème|º|-\w{1,3})?(?!\w))")
_IN_WORD = re.compile(r"\w")
_ROMAN_VALUES = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10, "L": 50, "C": 100}
_CLOSED = {"de": "und", "nl": "en", "it": "", "sv": "", "hu": "", "fi": ""}


def values_in_words(reading: Reading) -> frozenset[float]:
    """Every value that the words of a text may stand for, also beside digits: "2 and a half"."""
    return _values(reading.prose, reading.language, tuple(n.value for n in numbers(reading)))


def says_half(reading: Reading) -> bool:
    """Whether a text has a word for a half."""
    return any(_HALF in values for run in _runs(reading.prose, reading.language) for values in run)


def and_a_half(value: float) -> tuple[float, ...]:
    """What "N and a half" may be worth: 2.5, or 2.5 million, for 2; 2.5 million for 2 million."""
    if value < _THOUSAND:
        return tuple((value + _HALF) * scale for scale in (1.0, *_SCALES))
    return (value + max(scale for scale in _SCALES if scale <= value) / 2,)


@lru_cache(maxsize=2048)
def _values(text: str, language: str, digits: tuple[float, ...]) -> frozenset[float]:
    words = wording(language)
    found = {
        float(_roman(match[0]))
        for match in _ROMAN.finditer(text)
        if _IN_WORD.match(text[match.start() - 1 : match.start()]) is None
    }
    if not words.spaces:
        return frozenset({*found, *_chinese_values(text)})
    whole = set(digits)
    for run in _runs(text, language):
        found.update(_composites(run))
        for is_half, part in groupby(run, key=lambda values: _HALF in values):
            whole.update(() if is_half else _composites(list(part)))
    if _HALF in found:
        found.update(more for value in whole for more in and_a_half(value))
    scales = found.intersection(_SCALES)
    found.update([value * scale for value in found if value % 1 == _HALF for scale in scales])
    if language in _CLOSED:
        found.update(_closed_values(text, language))
    return frozenset(found)


def cardinals(reading: Reading) -> dict[float, tuple[int, int]]:
    """The plain words from three to ten that a text counts with, and where they stand."""
    return _cardinals(reading.prose, reading.language)


@lru_cache(maxsize=2048)
def _cardinals(text: str, language: str) -> dict[float, tuple[int, int]]:
    found: dict[float, tuple[int, int]] = {}
    for hit in wording(language).counting.find(text):
        value = float(hit.keys[0]) if hit.keys else 0.0
        if hit.sure and 3 <= value <= 10:
            found.setdefault(value, (hit.start, hit.end))
    return found


def compounds(reading: Reading) -> dict[float, tuple[int, int]]:
    """The numbers from eleven to ninety-nine that a text counts with in words, and where they stand."""
    return _compounds(reading.prose, reading.language)


@lru_cache(maxsize=2048)
def _compounds(text: str, language: str) -> dict[float, tuple[int, int]]:
    found: dict[float, tuple[int, int]] = {}
    if language == "en" and not any(map(text.lower().__contains__, _ENGLISH)):
        return found
    for hits in _hits(text, language, ("cardinals", "scales")):
        value = _composed([float(hit.keys[0]) for hit in hits])
        if all(hit.sure for hit in hits) and _TEENS <= value < _HUNDRED and value % 1 == 0:
            found.setdefault(value, (hits[0].start, hits[-1].end))
    return found


def _runs(text: str, language: str) -> Iterator[list[tuple[float, ...]]]:
    """Number words that stand together."""
    for hits in _hits(text, language, ("cardinals", "ordinals", "scales")):
        yield [tuple(float(key) for key in hit.keys) for hit in hits]


def _hits(text: str, language: str, tables: tuple[str, ...]) -> Iterator[list[Named]]:
    """The words of these tables that stand together."""
    run: list[Named] = []
    for hit in wording(language).lexicon(*tables).find(text):
        if run and not _AND.fullmatch(text, run[-1].end, hit.start):
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _composites(run: list[tuple[float, ...]]) -> Iterator[float]:
    for values in run:
        yield from values
    for start in range(len(run)):
        for end in range(start + 2, min(len(run), start + _LONGEST_RUN) + 1):
            yield _composed([values[0] for values in run[start:end]])


def _composed(values: list[float]) -> float:
    total = current = 0.0
    for value in values:
        if value >= _THOUSAND:
            if total and not current and value > total:
                total *= value  # "dos mil millones"
            else:
                total += (current or 1) * value
            current = 0
        elif (value == _HUNDRED and 0 < current < _HUNDRED) or (value == 20 and current == 4):
            current *= value
        else:
            current += value
    return round(total + current, 4)


def _closed_values(text: str, language: str) -> Iterator[float]:
    """``zweihundertfünfzig``: words that are written together."""
    table = _table(language)
    link = _CLOSED[language]
    for word in re.findall(r"\w{6,}", text.lower()):
        parts = _parts(word, table, link)
        if parts and len(parts) > 1:
            yield _composed(parts)


@lru_cache(maxsize=8)
def _table(language: str) -> tuple[tuple[str, float], ...]:
    words = wording(language)
    pairs = []
    for table in ("cardinals", "scales"):
        for line in words.table(table):
            key, *spellings = line
            pairs += [(s.rstrip("*?"), float(key)) for s in spellings if len(s) > 2]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _parts(word: str, table: tuple[tuple[str, float], ...], link: str) -> list[float] | None:
    """The number words that a word is made of, an ending of three letters at most left over."""
    found: list[float] = []
    at = 0
    while at < len(word):
        hit = next(((s, v) for s, v in table if word.startswith(s, at)), None)
        if hit is None:
            if link and found and word.startswith(link, at):
                at += len(link)
                continue
            return found if found and len(word) - at <= 3 else None
        found.append(hit[1])
        at += len(hit[0])
    return found


def _chinese_values(text: str) -> Iterator[float]:
    for match in _CHINESE.finditer(text):
        numeral = match[0]
        digits = [_CHINESE_DIGITS[c] for c in numeral if c in _CHINESE_DIGITS]
        if len(digits) == len(numeral):  # 二〇二三
            yield float(int("".join(map(str, digits)) or "0"))
            yield from map(float, digits)
        else:
            yield _chinese(numeral)
        if "半" in numeral:
            yield from (0.5, 30.0, 50.0, 2.0)
    for word, value in (
        ("两", 2.0),
        ("双", 2.0),
        ("首", 1.0),
        ("世纪", 100.0),
        ("世紀", 100.0),
        ("打", 12.0),
    ):
        if word in text:
            yield value
    for found in re.finditer("([一二三四五六七八九])成", text):
        yield _CHINESE_DIGITS[found[1]] * 10.0
    for found in re.finditer("([一二三四五六七八九十])分之([一二三四五六七八九])", text):
        yield _chinese(found[2])
        yield _chinese(found[1])


def _chinese(numeral: str) -> float:
    total = section = 0.0
    digits = ""
    for letter in numeral:
        if letter in "0123456789.":
            digits += letter
        elif letter in _CHINESE_DIGITS:
            digits = str(_CHINESE_DIGITS[letter])
        elif letter in _CHINESE_SCALES:
            scale = _CHINESE_SCALES[letter]
            value = float(digits) if digits.strip(".") else 0.0
            digits = ""
            if scale >= 10**4:
                total = (
                    (total + section + value or 1) * scale
                    if total < scale
                    else total + (section + value or 1) * scale
                )
                section = 0.0
            else:
                section += (value or 1) * scale
    return total + section + (float(digits) if digits.strip(".") else 0.0)


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -v if any(v < later for later in values[n + 1 :]) else v for n, v in enumerate(values)
    )
