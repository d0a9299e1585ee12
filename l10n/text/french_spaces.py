"""The no-break spaces of French: before : ; ? ! and inside its quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from l10n.text.codes import CODE_BLANK, TAG_BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.text.reading import Reading

WIDE = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
_OPEN = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_CLOSE = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_SIGNS = frozenset(":;?!" + _OPEN + _CLOSE)
_BEHIND = rf"(?<=[\w%€$)\]\u00bb\u201d\u2019*_\u2026\"{TAG_BLANK}{CODE_BLANK}])"
# a quotation may end in a full stop of its own
_AT_CLOSING = r"(?<=[.,!?])(?= ?\u00bb)"
_BEFORE = re.compile(
    rf"(?:{_BEHIND}(?= ?(?:[:;?!]+|\u00bb)(?![\w/]))|{_AT_CLOSING})( ?)([:;?!]+|\u00bb)"
)
_BEFORE_IN_CANADA = re.compile(
    rf"(?:{_BEHIND}(?= ?[:\u00bb](?![\w/]))|{_AT_CLOSING})( ?)([:\u00bb])"
)
_CAPITAL = re.compile(r"[A-Z]\w*$")
_AFTER = re.compile(r"\u00ab( ?)(?=[^\s\u00bb])")


class Gap(NamedTuple):
    """Where a no-break space is missing (or a space stands that may break), and for which sign."""

    start: int
    end: int
    space: str
    sign: str


def gaps(reading: Reading, territory: str = "", source: str = "") -> Iterator[Gap]:
    """The places of a text; Canada puts no space before ; ? and !, a name keeps its own sign.

    ``source`` is the text that was translated, if it is at hand.
    """
    if reading.letters.isdisjoint(_SIGNS):
        return
    before = _BEFORE_IN_CANADA if territory == "CA" else _BEFORE
    for found in before.finditer(reading.prose):
        sign = found[2]
        if sign == "!" and _is_name(source, reading.text[: found.start()]):
            continue
        yield Gap(*found.span(1), WIDE if sign[0] in {":", _CLOSE} else NARROW, sign)
    for found in _AFTER.finditer(reading.prose):
        yield Gap(*found.span(1), WIDE, _OPEN)


def _is_name(source: str, before: str) -> bool:
    """``Yahoo!``: a sign that belongs to a name that the source has, too."""
    word = _CAPITAL.search(before)
    return word is not None and f"{word[0]}!" in source
