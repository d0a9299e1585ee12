"""Numbers in running text as values: separators by locale, scale words, every digit system.

A written number may be read in more than one way (``2.400`` is 2400 in Spanish and 2.4 in English,
``17.03`` a decimal or a date), so it has several readings; who compares takes the one that fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from l10n.text.wording import Wording, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.text.reading import Reading

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_INNER = (
    ".,'\N{RIGHT SINGLE QUOTATION MARK}\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}"
    "\N{ARABIC COMMA}\N{FULLWIDTH COMMA}\N{FULLWIDTH FULL STOP}"
)
_TOKEN = re.compile(
    rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9])(?:[.,\N{{ARABIC DECIMAL SEPARATOR}}][0-9]+)?"
    rf"|[0-9]+(?:[{_INNER}][0-9]+)*(?:/[0-9]{{1,4}})?"
)
_SPLIT = re.compile(r"[0-9]+|[^0-9]+")
_LAST_GROUP = 3
_PAIR = 2
_LONGEST = 15
_DECADE = re.compile(r"['’]?s\b|['’]?(?:er|ern)\b|-?(?:х|ті|те|е|ые|ых)\b|年代|lerde|lı|lar|ler")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|è|ème|º|ª|o|a|-?[йяегмт]\w{0,2})\b")
_SPAN = re.compile(r"\s?[-\N{EN DASH}/]\s?")
_AFTER_NOON = re.compile(r"\s?(?:p\.?\s?m\b|in the (?:afternoon|evening)|at night)", re.IGNORECASE)
_BEFORE_NOON = re.compile(r"\s?(?:a\.?\s?m\b|in the morning)", re.IGNORECASE)
_CLOCK = re.compile(r"[:.h][0-5][0-9](?![0-9])")
_CENTURY = 100
_WIDEST_LINK = 5
_LINK = re.compile(r"\s*(?:and|et|y|e|и|و|اور|और)?\s*")

Values = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number written with digits: its span and what it may be worth, the likeliest first."""

    start: int
    end: int
    text: str
    readings: tuple[Values, ...]

    @property
    def value(self) -> float:
        """The likeliest value (of the last part, where one spelling holds several numbers)."""
        return self.readings[0][-1]


def numbers(reading: Reading, territory: str = "") -> tuple[Number, ...]:
    """The numbers of a text in order, scale words included (``24万`` is 240000)."""
    if not reading.has_digits:
        return ()
    return _numbers(reading.folded, reading.language, territory)


@lru_cache(maxsize=2048)
def _numbers(text: str, language: str, territory: str) -> tuple[Number, ...]:
    words = wording(language, territory)
    found: list[Number] = []
    for token in _TOKEN.finditer(text):
        readings = _plain(token[0], words)
        end, readings = _scaled(text, token.end(), readings, words)
        readings = (*readings, *_further(text, token, readings[0]))
        found.append(Number(token.start(), end, text[token.start() : end], readings))
    return tuple(found)


def _plain(token: str, words: Wording) -> tuple[Values, ...]:
    """The readings of digits with their separators."""
    parts = _SPLIT.findall(token)
    digits, marks = parts[::2], parts[1::2]
    if len(token) > _LONGEST or not marks:
        return ((float(int(token)),),) if not marks else (tuple(float(int(d)) for d in digits),)
    separate = tuple(float(int(part)) for part in digits)
    if "/" in marks or len(digits) > _PAIR or any(part[0] == "0" for part in digits[:_PAIR]):
        separate = tuple(sorted(separate))  # 03/17 and 17.03 are one date
    if (
        len(set(marks)) == 1
        and _grouped(digits)
        and marks[0] in words.group
        and digits[-1] == "000"
    ):
        return tuple(dict.fromkeys(_values(digits, marks, words)))
    return tuple(dict.fromkeys((*_values(digits, marks, words), separate)))


def _values(digits: list[str], marks: list[str], words: Wording) -> Iterator[Values]:
    kinds = {" " if mark in _SPACES else mark for mark in marks}
    if len(kinds) == 1:
        mark = next(iter(kinds))
        if _grouped(digits) and (mark in words.group or mark == " "):
            yield (float(int("".join(digits))),)
        is_decimal = mark in words.decimal or (not _grouped(digits) and mark != "/")
        if len(digits) == 2 and mark not in {" ", "'"} and is_decimal:
            yield (float(f"{digits[0]}.{digits[1]}"),)
    elif marks[-1] not in marks[:-1] and _grouped(digits[:-1]):
        yield (float("".join(digits[:-1]) + "." + digits[-1]),)


def _grouped(digits: list[str]) -> bool:
    """Western groups of three, or Indian ones: 2,40,000."""
    first, *rest = digits
    if not rest or len(rest[-1]) != _LAST_GROUP or len(first) > _LAST_GROUP or first == "0":
        return len(digits) == 1
    inner = {len(part) for part in rest[:-1]}
    return inner <= {3} or (inner == {2} and len(first) <= 2)


def _scaled(
    text: str, end: int, readings: tuple[Values, ...], words: Wording
) -> tuple[int, tuple[Values, ...]]:
    """The readings times the scale words that follow; short letters (``m``, ``b``) may be units."""
    lexicon = words.lexicon("scales")
    while True:
        at = end + (text[end : end + 1] in {*_SPACES, "-"} and end < len(text))
        hit = lexicon.at(text, at)
        if hit is None:
            return end, readings
        factor = float(hit.keys[0])
        grown = tuple((*r[:-1], _exact(r[-1] * factor)) for r in readings)
        doubtful = hit.end - hit.start == 1 and words.spaces
        readings = (*grown, *readings) if doubtful else grown
        end = hit.end


def _exact(value: float) -> float:
    return round(value, 4)


def _further(text: str, token: re.Match[str], likeliest: Values) -> Iterator[Values]:
    """Readings that depend on what stands around: decades, the second year of a span, hours."""
    value = likeliest[-1]
    if len(likeliest) > 1 or value != int(value):
        return
    before, after = text[: token.start()], text[token.end() : token.end() + 24]
    if value <= 10 and after.startswith(("割", "成")):  # tenths
        yield (value * 10,)
    if value >= 1000 and value % 10 == 0 and value < 2100 and _DECADE.match(after):
        yield (value % _CENTURY,)
    if value < _CENTURY and value % 10 == 0 and _DECADE.match(after):
        yield (1900 + value,)
        yield (2000 + value,)
    span = re.search(r"(?<![0-9])([12][0-9])[0-9]{2}\s?[-\N{EN DASH}/]\s?$", before[-9:])
    if span and len(token[0]) == 2:
        yield (float(span[1] + token[0]),)
    clock = _CLOCK.match(after)
    rest = after[clock.end() :] if clock else after
    if value <= 12 and _AFTER_NOON.match(rest):
        yield (value % 12 + 12,)
        yield (0.0,) if value == 12 else (value + 12,)
    if value == 12 and _BEFORE_NOON.match(rest):
        yield (0.0,)
        yield (24.0,)


def sums(reading: Reading, found: tuple[Number, ...]) -> Iterator[tuple[float, int]]:
    """``2亿4000万`` and "2 million 400 thousand": what a number and the next make together."""
    for n, (one, other) in enumerate(pairwise(found)):
        gap = reading.folded[one.end : other.start]
        scaled = not one.text.isdecimal()
        if len(gap) <= _WIDEST_LINK and scaled and one.value > other.value and _LINK.fullmatch(gap):
            yield _exact(one.value + other.value), n
