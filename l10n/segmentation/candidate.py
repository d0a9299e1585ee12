"""A candidate: a run of stops with what stands around it, as the rules see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from l10n.segmentation.language import Language

# How far a rule looks back or ahead, in code points. Bounds keep every input linear.
REACH: Final = 600
_TOKEN_REACH: Final = 48
_HEAD_REACH: Final = 24
_NEXT_REACH: Final = 16

_NEXT = re.compile(r"(?:[^\w\s]|_){0,8}\s?(?:[^\w\s]|_){0,6}([^\W_])")
_WORD = re.compile(
    r"[^\s.,;:!?()\[\]\"<>{}/\u2026\u00ab\u00bb\u201c-\u201f\u060c\u061b\u061f\u06d4\u0964\u3001\u3002\uff0c]+"
)
_LATIN_TAIL = re.compile(r"[!-~]*+\Z")
# What may stand before the first word of a segment.
HEADS: Final = (
    " \t\"'([*_#-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT CORNER BRACKET}\N{BULLET}\N{NO-BREAK SPACE}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{HYPHEN BULLET}"
)
_WORD_ENDS: Final = "_/\N{MASCULINE ORDINAL INDICATOR}\N{DEGREE SIGN}"
_OPENERS: Final = (
    "(\"'[{<\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{EM DASH}\N{EN DASH}*_"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
    "\N{FULLWIDTH LEFT PARENTHESIS}\N{BULLET}\N{HYPHEN BULLET}"
)


class Passage(NamedTuple):
    """One stretch of text without a blank line, and what is true of all of it."""

    text: str
    lang: Language
    brackets: tuple[str, ...]
    """The opening brackets that occur in it."""
    yields: bool
    """It holds a proper full stop of its script, so that a point there is none."""
    last: int
    """The offset after its last letter or digit."""


# A tuple: one is made for each place in the text that the short cut does not settle.
class Candidate(NamedTuple):
    """A place where a sentence may end; all numbers are code-point offsets into ``text``."""

    passage: Passage
    begin: int
    """Where the current segment began."""
    stop: int
    """The first stop; ``after`` is behind the last one."""
    after: int
    closed: int
    """Behind quotation marks and brackets that close."""
    offset: int
    """Behind the white space: where the next segment would begin."""
    token: str
    """The word that ends at ``stop``, without opening punctuation; "" if punctuation ends it."""
    before: tuple[str, ...]
    """The two words before the token."""
    follow: str
    """The first letter or digit after ``offset``, behind quotes, brackets, dashes; "" if none near."""
    follow_at: int


def passage(text: str, lang: Language) -> Passage:
    """Gather what the rules ask of the whole passage."""
    last = len(text)
    while last and not text[last - 1].isalnum():
        last -= 1
    yields = bool(lang.points_yield_to) and any(mark in text for mark in lang.points_yield_to)
    return Passage(text, lang, tuple([mark for mark in BRACKETS if mark in text]), yields, last)


_ROUND: Final = ")\N{FULLWIDTH RIGHT PARENTHESIS}"
_SQUARE: Final = "]\N{FULLWIDTH RIGHT SQUARE BRACKET}"
# Chinese text closes a wide bracket with a narrow one, and the other way round.
BRACKETS: Final = {
    "(": _ROUND,
    "[": _SQUARE,
    "\N{FULLWIDTH LEFT PARENTHESIS}": _ROUND,
    "\N{FULLWIDTH LEFT SQUARE BRACKET}": _SQUARE,
}


def candidate(passage: Passage, begin: int, match: re.Match[str]) -> Candidate:
    """Read the surroundings of one match of the scan."""
    text = passage.text
    stop, offset = match.span()
    after, closed = match.end(1), match.end(2)
    if closed == offset and text[after] == '"' and not passage.lang.spaces:
        # Where no space tells, a straight mark closes only what one has opened.
        low = max(begin, stop - REACH)
        if text.count('"', low, stop) % 2 == 0:
            closed = offset = after
    token, before = split_token(text[max(begin, stop - _TOKEN_REACH) : stop], passage.lang)
    found = _NEXT.match(text, offset, offset + _NEXT_REACH)
    return Candidate(
        passage,
        begin,
        stop,
        after,
        closed,
        offset,
        token,
        before,
        found[1] if found else "",
        found.start(1) if found else offset,
    )


def split_token(text: str, lang: Language) -> tuple[str, tuple[str, ...]]:
    """Return the word at the end of ``text`` and the two before it.

    The word is "" where punctuation ends it: a quotation mark, a bracket, a per cent sign. In
    scripts without spaces a Latin word is cut from what it is glued to.
    """
    words = text.rsplit(None, 3)
    if not words or text[-1].isspace():
        return "", ()
    token = words[-1].lstrip(_OPENERS)
    last = token[-1:]
    ends = last.isalnum() or last in _WORD_ENDS or (not last.isascii() and _is_mark(last))
    if not ends:
        return "", ()
    if not lang.spaces and last.isascii():
        token = _LATIN_TAIL.findall(token)[0]
    return token, tuple(words[-3:-1])


def _is_mark(char: str) -> bool:
    """Whether a vowel sign or another combining mark ends the word (Indic, Thai, Arabic)."""
    from unicodedata import category

    return category(char)[0] in "ML" or category(char) == "Cf"


def word_at(text: str, position: int) -> str:
    """Return the word that starts at ``position``, without the punctuation around it."""
    found = _WORD.match(text, position, position + 40)
    return found[0] if found else ""


def at_head(text: str, begin: int, position: int) -> bool:
    """Whether nothing but spaces, dashes, quotes and brackets stands between the two places."""
    return position - begin <= _HEAD_REACH and not text[begin:position].strip(HEADS)
