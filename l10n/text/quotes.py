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
# the pairs that CLDR 48 gives (delimiters; Unicode-3.0): outer, then inner; all others use English's
_ENGLISH = "\u201c\u201d\u2018\u2019"
CLDR = {
    **dict.fromkeys(("ar", "ur"), "\u201d\u201c\u2019\u2018"),
    **dict.fromkeys(("he", "sv", "fi"), "\u201d\u201d\u2019\u2019"),
    **dict.fromkeys(("fa", "fr-CH"), "«»‹›"),
    **dict.fromkeys(("ru", "uk"), "«»\u201e\u201c"),
    **dict.fromkeys(("pt-PT", "it", "el"), "«»\u201c\u201d"),
    **dict.fromkeys(("de", "cs"), "\u201e\u201c\u201a\u2018"),
    **dict.fromkeys(("pl", "ro"), "\u201e\u201d«»"),
    **dict.fromkeys(("zh-Hant", "zh-TW", "zh-HK", "ja"), "「」『』"),
    **{"fr": "«»«»", "fr-CA": "«»\u201d\u201c", "nl": "\u2018\u2019\u2018\u2019"},
    **{"nb": "«»\u2018\u2019", "no": "«»\u2018\u2019", "hu": "\u201e\u201d»«", "ug": "»«›‹"},
    **{"bg": "\u201e\u201c\u201e\u201c", "sr": "\u201e\u201d\u2019\u2019"},
}
# where a straight mark is never right: the locale's own marks are on every keyboard there
STRAIGHT_IS_WRONG = frozenset({"fr", "de", "ru", "uk", "ja"})
# a mark inside a Hebrew acronym
_INSIDE = re.compile(
    # in "ve-" and the word quoted behind it the mark opens: a lone prefix, then a whole word
    r"(?<=[\u05d0-\u05ea])(?<!(?<![\u05d0-\u05ea])[הובכלמש])[\"״”“](?=[\u05d0-\u05ea])"
    r"|(?<=[\u05d0-\u05ea])[\"״”“](?=[\u05d0-\u05ea](?![\u05d0-\u05ea]))"
)
# inches and seconds behind a number, where no quotation is open that the mark may close
_INCHES = re.compile(r"(?<=[0-9])[\"”″](?![\s]?\w*[\"”])")
_SINGLE_OPEN = re.compile(r"(?<![\w.,;:!?'’])['\u2018](?=[\w¿¡(\u2026])(?!\d0s|tis\b|em\b|cause\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[.,;:!?\u2026])['\u2019](?!\w)|(?<=[A-Za-rt-z])['\u2019](?!\w)")
_MAY_CLOSE = re.compile(r"(?<=s)['\u2019](?!\w)")  # a plural's genitive, or the end


_INSIDE_SPACES = tuple(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
_OPENING = frozenset("([{¿¡" + STRAIGHT + LEFT_DOUBLE + OPEN_GUILLEMET + LOW_DOUBLE)
_CLOSERS = {
    STRAIGHT: frozenset(STRAIGHT),
    LEFT_DOUBLE: frozenset(RIGHT_DOUBLE + STRAIGHT),
    RIGHT_DOUBLE: frozenset(LEFT_DOUBLE + RIGHT_DOUBLE),
    LOW_DOUBLE: frozenset(LEFT_DOUBLE + RIGHT_DOUBLE),
    OPEN_GUILLEMET: frozenset(CLOSE_GUILLEMET),
    CLOSE_GUILLEMET: frozenset(OPEN_GUILLEMET + CLOSE_GUILLEMET),
    "「": frozenset("」"),
    "『": frozenset("』"),
    "〝": frozenset("〞〟"),
}
_CLOSED_LIKE_INCHES = frozenset(STRAIGHT + CURLY)
_SIGNS = re.compile(f"[{''.join(sorted(ALL))}]")


class Mark(NamedTuple):
    """A quotation mark with its place."""

    sign: str
    at: int


@lru_cache(maxsize=256)
def marks(reading: Reading) -> tuple[Mark, ...]:
    """The double quotation marks of a text's prose, without those that are part of a word."""
    if reading.letters.isdisjoint(ALL):
        return ()
    text = reading.prose
    found: list[Mark] = []
    for sign in _SIGNS.finditer(text):
        at = sign.start()
        if _INSIDE.match(text, at) or (_INCHES.match(text, at) and not _is_open(found)):
            continue
        found.append(Mark(sign[0], at))
    return tuple(found)


def _is_open(found: list[Mark]) -> bool:
    """Whether the marks so far leave a quotation open that a straight or curly mark may close."""
    return sum(mark.sign in _CLOSED_LIKE_INCHES for mark in found) % 2 == 1


def pairs_of(tag: str) -> str:
    """CLDR's four marks of a locale: outer opening and closing, inner opening and closing."""
    return CLDR.get(tag) or CLDR.get(tag.partition("-")[0], _ENGLISH)


def requoted(reading: Reading, wanted: str) -> tuple[tuple[int, int, str], ...]:
    """The quotation marks of a text that are written otherwise: span and new mark.

    ``wanted`` are two marks, or four with those of a quotation inside another. Empty where the
    marks do not pair.
    """
    inner = wanted[2:] or wanted
    opened: list[str] = []
    edits: list[tuple[int, int, str]] = []
    for mark in marks(reading):
        closes = bool(opened) and _closes(reading.prose, mark, opened[-1])
        if closes:
            opened.pop()
        pair = inner if opened else wanted
        if not closes:
            opened.append(mark.sign)
        start, end = _with_space(reading.prose, mark, closes=closes)
        if reading.prose[start:end] != pair[closes]:
            edits.append((start, end, pair[closes]))
    return () if opened else tuple(edits)


def _closes(text: str, mark: Mark, opener: str) -> bool:
    """Whether a mark ends the quotation that another one began, by the signs and what is around."""
    if mark.sign not in _CLOSERS.get(opener, ALL):
        return False
    before, after = text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2]
    begins = (not before or before.isspace() or before in _OPENING) and (
        after.isalnum() or after in _OPENING
    )
    return not begins or opener in GUILLEMETS + CORNERS + "〝"


def _with_space(text: str, mark: Mark, *, closes: bool) -> tuple[int, int]:
    """A mark with the space inside a guillemet, which belongs to it in French."""
    start, end = mark.at, mark.at + 1
    if mark.sign in GUILLEMETS:
        if closes:
            start -= text[start - 1 : start] in _INSIDE_SPACES and start > 1
        else:
            end += text[end : end + 1] in _INSIDE_SPACES and end < len(text)
    return start, end


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
