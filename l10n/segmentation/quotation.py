"""Quotations: whether the stop in one also ends the sentence around it, and where they lie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from l10n.segmentation.candidate import REACH, Candidate, at_head, word_at
from l10n.segmentation.decision import Verdict

if TYPE_CHECKING:
    from l10n.segmentation.language import Language

ATTRIBUTION: Final = Verdict(breaks=False, rule="attribution-follows")
QUOTATION_ENDS: Final = Verdict(breaks=True, rule="quotation-ends")
EMBEDDED: Final = Verdict(breaks=False, rule="quotation-in-mid-sentence")

_DOUBLE: Final = '"'
_PAIRS: Final = {
    "\N{RIGHT DOUBLE QUOTATION MARK}": "\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}",
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{DOUBLE LOW-9 QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{RIGHT CORNER BRACKET}": "\N{LEFT CORNER BRACKET}",
    "\N{RIGHT WHITE CORNER BRACKET}": "\N{LEFT WHITE CORNER BRACKET}",
    "\N{RIGHT SINGLE QUOTATION MARK}": "\N{LEFT SINGLE QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{SINGLE LOW-9 QUOTATION MARK}",
    "'": "'",
    _DOUBLE: _DOUBLE,
}
_INTRODUCERS: Final = (
    ":\N{FULLWIDTH COLON},\N{ARABIC COMMA}\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}"
)
_DASHES: Final = "-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}"
_ASKING: Final = (
    "!?\N{ARABIC QUESTION MARK}\N{FULLWIDTH QUESTION MARK}\N{FULLWIDTH EXCLAMATION MARK}"
)
_CLAUSE_REACH: Final = 120
_CLAUSE_WORDS: Final = 8
_COLONS: Final = (":", "\N{FULLWIDTH COLON}")
_COMMAS: Final = (",", "\N{ARABIC COMMA}", "\N{FULLWIDTH COMMA}")
_QUOTES: Final = tuple(
    "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT CORNER BRACKET}"
)
_CLAUSE = re.compile(
    r"[^.!?:,\u060c\uff0c\n\u2026\u061f\u06d4\u0964\u0965\u3002\uff01\uff1f\uff1a\u104b\u1362\u17d4\u0589]*"
)
_SENTENCE = re.compile(
    r"[^.!?:\n\u2026\u061f\u06d4\u0964\u0965\u3002\uff01\uff1f\uff1a\u104b\u1362\u17d4\u0589]*"
)

_UNSPACED_CLAUSE = re.compile(
    r"[^\s.,:!?\u3002\uff0c\uff1a\uff01\uff1f\u3001\u104b\u17d4]*"
    r"((?:[.!?\s\u3002\uff01\uff1f\u104b\u17d4]|[,\uff0c\u3001](?=[\"\u201c\u300c]))?)"
)


def closed_quotation(at: Candidate) -> Verdict | None:
    """A stop inside a quotation that closes here."""
    closers = at.passage.text[at.after : at.closed]
    mark = next((char for char in reversed(closers) if char in _PAIRS), "")
    if not mark:
        return None
    opener = _opener(at, mark)
    lang = at.passage.lang
    if opener < 0:
        return _opening(at)
    if lang.capitals and at.follow.isupper():
        return None
    return _embedded(at, opener)


def _opening(at: Candidate) -> Verdict | None:
    """The quotation opened the segment: an attribution that follows belongs to it."""
    lang, text = at.passage.lang, at.passage.text
    if lang.capitals and text[at.after - 1] in lang.points:
        return None
    if not lang.capitals and text[at.offset] in _DASHES:
        return ATTRIBUTION
    if text[at.offset] not in _QUOTES and attributes(at):
        return ATTRIBUTION
    return None if lang.capitals else QUOTATION_ENDS


def _embedded(at: Candidate, opener: int) -> Verdict | None:
    """The quotation opened in mid-sentence: after a colon it ends the sentence."""
    text, lang = at.passage.text, at.passage.lang
    word = word_at(text, at.follow_at)
    asks = text[at.after - 1] in _ASKING
    if asks and word in lang.conjunctions:
        return EMBEDDED
    introducer = text[max(at.begin, opener - 8) : opener].rstrip()[-1:]
    if introducer and introducer in _INTRODUCERS:
        return QUOTATION_ENDS
    if not lang.capitals and (not asks or (lang.spaces and word in lang.starters)):
        return QUOTATION_ENDS
    if lang.capitals and lang.spaces:
        return None
    return EMBEDDED


def _opener(at: Candidate, mark: str) -> int:
    """Return where the quotation that closes here opened, or -1 for the segment's head or before."""
    text = at.passage.text
    low = max(at.begin, at.stop - REACH)
    if mark in "\"'":
        marks = [
            found.start()
            for found in re.finditer(rf"(?<!\w){mark}|{mark}(?!\w)", text[low : at.stop])
        ]
        position = low + marks[-1] if len(marks) % 2 else -1
    else:
        position = max(text.rfind(char, low, at.stop) for char in _PAIRS[mark])
    return -1 if position < 0 or at_head(text, at.begin, position) else position


def attributes(at: Candidate) -> bool:
    """Whether the clause that follows says who spoke, and no more than that."""
    text, lang = at.passage.text, at.passage.lang
    if not lang.spaces:
        return _unspaced_speaker(text, at.follow_at, lang)
    clause = _CLAUSE.match(text, at.follow_at, at.follow_at + _CLAUSE_REACH)
    if not clause or text.startswith(_COLONS, clause.end()):
        return False
    words = clause[0].casefold().split()
    if not lang.capitals and words and words[0] in lang.speech:
        rest = _SENTENCE.match(text, clause.end(), clause.end() + _CLAUSE_REACH)
        return (
            len(words) <= _CLAUSE_WORDS
            and lang.complementizers.isdisjoint(words)
            and not (rest and text.startswith(_COLONS, rest.end()))
        )
    if _goes_on(text, clause.end(), asks=text[at.after - 1] in _ASKING):
        return False
    if lang.capitals:
        return _named_speaker(clause[0].split(), lang)
    return len(words) <= _CLAUSE_WORDS and any(word in lang.speech for word in words[-2:])


def _goes_on(text: str, position: int, *, asks: bool) -> bool:
    """A comma: the clause is more than an attribution, but for one that parts two quotations."""
    rest = text[position + 1 : position + 4].lstrip()
    return text.startswith(_COMMAS, position) and not (asks and rest.startswith(_QUOTES))


def _unspaced_speaker(text: str, position: int, lang: Language) -> bool:
    """The minister said (and no more, or another quotation): the verb ends a short clause."""
    clause = _UNSPACED_CLAUSE.match(text, position, position + 30)
    if not clause or not (clause[1] or position + 30 > len(text)):
        return False
    tail = clause[0].rstrip(clause[1])[-5:]
    return any(verb in tail for verb in lang.speech)


def _named_speaker(words: list[str], lang: Language) -> bool:
    """Ahmed al-Askari asked: capitalised words, then a verb of speech; but not: She asked."""
    if words and len(words[0]) > 1 and words[0].casefold() in lang.starters:
        return False
    for word in words[:5]:
        if word.casefold().strip(",;") in lang.speech:
            return True
        if not (word[0].isupper() or len(word) <= 3 or "-" in word):
            return False
    return False


_QUOTE = re.compile(
    '["\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f]'
    "|(?<!\\w)['\u2018](?=\\w)|(?<=[\\w.!?,\u2026])['\u2019](?!\\w)|[()]"
)
_OPENING: Final = "\u201c\u201e\u00ab\u300c\u300e\u2018("
_CLOSING: Final = {
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "\u201d": "\u201d\u201c",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u2018": "\u2019",
    "(": ")",
    "'": "'",
    '"': '"',
}


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the outermost quotations and brackets that open and close in ``text``."""
    spans: list[tuple[int, int]] = []
    start, closers = -1, ""
    for found in _QUOTE.finditer(text):
        mark, place = found[0], found.start()
        if closers:
            if mark in closers and not (
                place > start and text[place - 1].isspace() and mark in "\"'"
            ):
                spans.append((start, place))
                closers = ""
        elif mark in _CLOSING and (mark in _OPENING or not place or not text[place - 1].isalnum()):
            start, closers = place, _CLOSING[mark]
    return tuple(spans)
