"""Currencies in running prose, by family: dollar, euro, pound, real, rial, ..."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.text.wording import wording

if TYPE_CHECKING:
    from l10n.text.reading import Reading

_SYMBOLS = {
    **{"r$": "real", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "￥": "yen"},
    **{"₹": "rupee", "₽": "ruble", "₺": "lira", "₪": "shekel", "₩": "won", "₴": "hryvnia"},
    **{"﷼": "rial", "₦": "naira", "₱": "peso", "₫": "dong", "฿": "baht", "₿": "bitcoin"},
}
_CODES = {
    **{"usd": "dollar", "eur": "euro", "gbp": "pound", "jpy": "yen", "cny": "yuan", "rub": "ruble"},
    **{"inr": "rupee", "try": "lira", "brl": "real", "ils": "shekel", "krw": "won", "chf": "franc"},
    **{
        "irr": "rial",
        "sar": "rial",
        "iqd": "dinar",
        "kwd": "dinar",
        "aed": "dirham",
        "zar": "rand",
    },
    **{"cad": "dollar", "aud": "dollar", "mxn": "peso", "uah": "hryvnia", "pkr": "rupee"},
}
_SIGN = re.compile(
    r"(?<![A-Za-z])R\$|[$€£¥￥₹₽₺₪₩₴﷼₦₱₫฿₿]"
    rf"|(?<![A-Za-z])(?:{'|'.join(code.upper() for code in _CODES)})(?![A-Za-z])"
)
_MAY_BE = re.compile(r"[A-Z]{3}|[$€£¥￥₹₽₺₪₩₴﷼₦₱₫฿₿]")  # quickly found, and in every sign
_TWINS = frozenset({("yen", "yuan"), ("yuan", "yen"), ("real", "rial"), ("rial", "real")})
_AMOUNT_BEFORE = re.compile(r"[0-9][^.;?!]{0,16}$")
_AMOUNT_AFTER = re.compile(r"\s?[0-9]")


class Money(NamedTuple):
    """A currency named in a text; ``amount`` says whether a sum stands beside it."""

    family: str
    start: int
    end: int
    sure: bool
    amount: bool


def currencies(reading: Reading) -> tuple[Money, ...]:
    """The currencies that a text names by sign or word."""
    return _currencies(reading.folded, reading.language)


@lru_cache(maxsize=2048)
def _currencies(text: str, language: str) -> tuple[Money, ...]:
    found = []
    for sign in _SIGN.finditer(text) if _MAY_BE.search(text) else ():
        amount = bool(_AMOUNT_AFTER.match(text, sign.end())) or bool(
            _AMOUNT_BEFORE.search(text[max(0, sign.start() - 12) : sign.start()])
        )
        family = _SYMBOLS.get(sign[0].lower()) or _CODES[sign[0].lower()]
        found.append(Money(family, sign.start(), sign.end(), family != "yen", amount))
    for hit in wording(language).lexicon("currencies").find(text):
        amount = bool(_AMOUNT_BEFORE.search(text[max(0, hit.start - 20) : hit.start]))
        found += (Money(key, hit.start, hit.end, hit.sure, amount) for key in hit.keys)
    return tuple(found)


def may_be_one(family: str, other: str) -> bool:
    """Whether two families share a sign or a name (¥; real and rial)."""
    return family == other or (family, other) in _TWINS
