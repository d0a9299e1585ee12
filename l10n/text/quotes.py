"""Quotation marks: which open, which close, which are at home in a locale."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from l10n.text.reading import Reading

STRAIGHT = '"'
LEFT_DOUBLE = "\N{LEFT DOUBLE QUOTATION MARK}"
RIGHT_DOUBLE = "\N{RIGHT DOUBLE QUOTATION MARK}"
LOW_DOUBLE = "\N{DOUBLE LOW-9 QUOTATION MARK}"
OPEN_GUILLEMET = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
CLOSE_GUILLEMET = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
GUILLEMETS = OPEN_GUILLEMET + CLOSE_GUILLEMET
CURLY = LEFT_DOUBLE + RIGHT_DOUBLE + LOW_DOUBLE
CORNERS = "「」『』"
ALL = frozenset(STRAIGHT + CURLY + GUILLEMETS + CORNERS + "〝〞〟")

# marks that a locale uses; one that is missing here takes any
AT_HOME = {
    "fr": GUILLEMETS,
    "de": LOW_DOUBLE + LEFT_DOUBLE + GUILLEMETS,
    "ru": GUILLEMETS + LOW_DOUBLE + LEFT_DOUBLE,
    "uk": GUILLEMETS + LOW_DOUBLE + LEFT_DOUBLE + RIGHT_DOUBLE,
    "fa": GUILLEMETS,
    "pl": LOW_DOUBLE + RIGHT_DOUBLE + GUILLEMETS,
    "zh": LEFT_DOUBLE + RIGHT_DOUBLE + CORNERS,
    "ja": CORNERS + "〝〞〟",
    "el": GUILLEMETS + LEFT_DOUBLE + RIGHT_DOUBLE,
}
# where a straight mark is never right: the locale's own marks are on every keyboard there
STRAIGHT_IS_WRONG = frozenset({"fr", "de", "ru", "uk", "ja"})
# a mark inside a Hebrew acronym, and inches and seconds behind a number
_INSIDE = re.compile(
    # in "ve-" and the word quoted behind it the mark opens: a lone prefix, then a whole word
    r"(?<=[\u05d0-\u05ea])(?<!(?<![\u05d0-\u05ea])[הובכלמש])[\"״”“](?=[\u05d0-\u05ea])"
    r"|(?<=[\u05d0-\u05ea])[\"״”“](?=[\u05d0-\u05ea](?![\u05d0-\u05ea]))"
    r"|(?<=[0-9])[\"”″](?![\s]?\w*[\"”])"
)
_SINGLE_OPEN = re.compile(r"(?<![\w.,;:!?'’])['\u2018](?=[\w¿¡(\u2026])(?!\d0s|tis\b|em\b|cause\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[.,;:!?\u2026])['\u2019](?!\w)|(?<=[A-Za-rt-z])['\u2019](?!\w)")
_MAY_CLOSE = re.compile(r"(?<=s)['\u2019](?!\w)")  # a plural's genitive, or the end


_SIGNS = re.compile(f"[{''.join(sorted(ALL))}]")


class Mark(NamedTuple):
    """A quotation mark with its place."""

    sign: str
    at: int


@lru_cache(maxsize=64)
def marks(reading: Reading) -> tuple[Mark, ...]:
    """The double quotation marks of a text's prose, without those that are part of a word."""
    if reading.letters.isdisjoint(ALL):
        return ()
    text = reading.prose
    return tuple(
        Mark(found[0], found.start())
        for found in _SIGNS.finditer(text)
        if _INSIDE.match(text, found.start()) is None
    )


def single_marks(reading: Reading) -> tuple[int, int]:
    """How many single marks open and how many surely close a quotation; apostrophes are neither."""
    text = reading.prose
    opening = len(_SINGLE_OPEN.findall(text))
    closing = len(_SINGLE_CLOSE.findall(text))
    if opening > closing:
        closing = min(opening, closing + len(_MAY_CLOSE.findall(text)))
    return opening, closing


def enclosed(reading: Reading, start: int, end: int) -> bool:
    """Whether a span stands in quotation marks or brackets, or beside one of them."""
    before, after = reading.prose[:start], reading.prose[end:]
    for opener, closer in (("(", ")"), ("（", "）"), ("[", "]"), ("《", "》"), ("<", ">")):
        if before.count(opener) > before.count(closer) and closer in after:
            return True
    signs = sum(c in ALL or c in "‘’'`*_" for c in before[-2:]) + sum(
        c in ALL or c in "‘’'`*_" for c in after[:2]
    )
    opened = sum(c in ALL for c in before)
    return signs >= 2 or (opened % 2 == 1 and any(c in ALL for c in after))
