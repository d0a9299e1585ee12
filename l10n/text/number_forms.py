"""Writing a number or a month as a target does: its digits, its separators, its month names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.text.digits import fold

if TYPE_CHECKING:
    from l10n.model import Locale

_GROUP = 3
_ARABIC_ZERO = "\N{ARABIC-INDIC DIGIT ZERO}"
_SEPARATED = re.compile(r"(\d)\D(\d{3})(?!\d)")


def same_plural(one: str, other: str, target: Locale) -> bool:
    """Whether nouns behind the two numbers take the same form in the target."""
    from babel import Locale as BabelLocale
    from babel import UnknownLocaleError

    try:
        rule = BabelLocale.parse(target.posix).plural_form
    except (UnknownLocaleError, ValueError):
        return False
    return bool(rule(int(one)) == rule(int(other)))


def rewritten(source: str, like: str, target: Locale) -> str | None:
    """A source's number as the target writes it: digits and separators as in ``like``."""
    digits = fold(source)
    grouped = bool(_SEPARATED.search(digits)) and "." not in digits
    if not digits.isdecimal() and not grouped:
        decimal = re.fullmatch(r"(\d+)\.(\d+)", digits)
        if decimal is None or ("." in like and not _is_decimal(like)):
            return None
        mark = _mark(like, target, "decimal")
        return _in_digits(f"{decimal[1]}{mark}{decimal[2]}", like)
    bare = re.sub(r"\D", "", digits)
    if not grouped or (like.isdecimal() and len(like) > _GROUP):  # 2400 soldiers, and no mark
        return _in_digits(bare, like)
    mark = _mark(like, target, "group")
    return _in_digits(re.sub(r"(?<=\d)(?=(?:\d{3})+$)", lambda _: mark, bare), like)


def _is_decimal(like: str) -> bool:
    return len(re.findall(r"\D", like)) == 1 and not _SEPARATED.search(fold(like))


def _mark(like: str, target: Locale, which: str) -> str:
    """The separator that the target's own number has, else its locale's."""
    found = re.search(r"\d(\D)\d", like)
    if found and (which == "group") == bool(_SEPARATED.search(fold(like))):
        return found[1]
    from babel.numbers import get_decimal_symbol, get_group_symbol

    system = {"0": "latn", _ARABIC_ZERO: "arab"}.get(_zero(like), "default")
    symbol = get_group_symbol if which == "group" else get_decimal_symbol
    return str(symbol(target.posix, numbering_system=system))


def _zero(like: str) -> str:
    """The zero of the digits that a number is written with."""
    first = next(letter for letter in like if letter.isdecimal())
    return chr(ord(first) - int(first))


def _in_digits(number: str, like: str) -> str:
    zero = ord(_zero(like))
    return "".join(chr(zero + int(one)) if one.isdecimal() else one for one in number)


def month_name(number: str, target: Locale) -> str:
    """A month as running text of the target names it."""
    from babel import UnknownLocaleError
    from babel.dates import get_month_names

    try:
        return str(get_month_names("wide", locale=target.posix)[int(number)])
    except (UnknownLocaleError, ValueError):
        return ""
