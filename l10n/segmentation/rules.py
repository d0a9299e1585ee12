"""The rules: what each one sees at a candidate, and the order in which they are asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from l10n.segmentation import language as kind
from l10n.segmentation.candidate import BRACKETS, REACH, Candidate, at_head, word_at
from l10n.segmentation.decision import Verdict
from l10n.segmentation.quotation import closed_quotation
from l10n.segmentation.words import (
    APOSTROPHE,
    CONSONANTS,
    ROMAN,
    find_kind,
    is_acronym,
    is_ordinal,
)

if TYPE_CHECKING:
    from collections.abc import Callable


NOTHING_FOLLOWS: Final = Verdict(breaks=False, rule="nothing-follows")
CONTINUES: Final = Verdict(breaks=False, rule="punctuation-continues")
IN_BRACKETS: Final = Verdict(breaks=False, rule="in-brackets")
WORK_TITLE: Final = Verdict(breaks=False, rule="title-of-a-work")
PARTICLE: Final = Verdict(breaks=False, rule="particle-follows")
ELLIPSIS_JOINS: Final = Verdict(breaks=False, rule="ellipsis-continues")
ELLIPSIS: Final = Verdict(breaks=True, rule="ellipsis")
SMALL_LETTER: Final = Verdict(breaks=False, rule="small-letter-follows")
NAME_WITH_MARK: Final = Verdict(breaks=False, rule="name-with-exclamation-mark")
STOP: Final = Verdict(breaks=True, rule="stop")
NO_BREAK_SPACE: Final = Verdict(breaks=False, rule="no-break-space")
LIST_NUMBER: Final = Verdict(breaks=False, rule="list-number")
DATELINE: Final = Verdict(breaks=False, rule="dateline")
TITLE: Final = Verdict(breaks=False, rule="title")
ABBREVIATION: Final = Verdict(breaks=False, rule="abbreviation")
BEFORE_NUMBER: Final = Verdict(breaks=False, rule="abbreviation-before-number")
UNIT: Final = Verdict(breaks=True, rule="unit-ends-sentence")
CLOCK: Final = Verdict(breaks=False, rule="time-of-day-continues")
MAYBE_JOINS: Final = Verdict(breaks=False, rule="abbreviation-without-starter")
MAYBE: Final = Verdict(breaks=True, rule="abbreviation-before-starter")
ENDING: Final = Verdict(breaks=True, rule="abbreviation-ends-sentence")
INITIAL: Final = Verdict(breaks=False, rule="initial")
ORDINAL: Final = Verdict(breaks=False, rule="ordinal")
YIELDS: Final = Verdict(breaks=False, rule="script-has-its-own-full-stop")
FALLBACK: Final = Verdict(breaks=False, rule="not-a-stop-here")
FULL_STOP: Final = Verdict(breaks=True, rule="full-stop")

_DASHES: Final = "-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}"
_CONTINUING: Final = frozenset(
    ",;:\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH COMMA}"
    "\N{FULLWIDTH SEMICOLON}\N{FULLWIDTH COLON}\N{MIDDLE DOT}\N{KATAKANA MIDDLE DOT}"
)
_ELLIPSIS = re.compile(r".*(?:\.\.|\N{HORIZONTAL ELLIPSIS}|\. \.)")
# A sentence may open with a small letter when the word is a brand (iPhone), an Arabic name with
# its article (al-Askari), an address or a web page.
SMALL_OPENER = re.compile(
    r"[a-z]{1,5}[A-Z]|(?:al|el|an|ar|as|ash|ad|at|az|ath|adh)-[^\W\da-z_]|www\.|https?:|[\w.+-]+@\w"
)
_WORK_TITLE_CLOSERS: Final = "\N{RIGHT DOUBLE ANGLE BRACKET}\N{RIGHT ANGLE BRACKET}"
_STARTER_CLOSE: Final = "\"'\N{RIGHT SINGLE QUOTATION MARK}"


def judge(at: Candidate) -> Verdict:
    """Ask the rules in their order; the first that has an opinion decides."""
    for rule in RULES:
        verdict = rule(at)
        if verdict is not None:
            return verdict
    return FULL_STOP


def nothing_follows(at: Candidate) -> Verdict | None:
    """A stop at the end of the block begins nothing."""
    return NOTHING_FOLLOWS if at.offset >= at.passage.last else None


def continuing_punctuation(at: Candidate) -> Verdict | None:
    """A comma, a semicolon or a closing mark behind the stop goes on."""
    return CONTINUES if at.passage.text[at.offset] in _CONTINUING else None


def fallback_stop(at: Candidate) -> Verdict | None:
    """A mark that is a stop only in texts without the proper one (the Armenian colon), or doubled."""
    lang, text = at.passage.lang, at.passage.text
    if text[at.stop] in lang.doubled_stops and at.after - at.stop == 1:
        return FALLBACK
    if text[at.stop] not in lang.fallback_stops:
        return None
    proper = any(mark in text for mark in lang.unspaced)
    return FALLBACK if proper or not at.follow.isupper() else None


def brackets(at: Candidate) -> Verdict | None:
    """A stop in brackets that opened in mid-sentence does not end the sentence around them."""
    text = at.passage.text
    for opener in at.passage.brackets:
        closers = BRACKETS[opener]
        low = max(at.begin, at.stop - REACH)
        opened = text.rfind(opener, low, at.stop)
        if opened < 0 or at_head(text, at.begin, opened):
            continue
        if any(text.find(closer, opened, at.stop) >= 0 for closer in closers):
            continue
        if any(text.find(closer, at.after, at.after + REACH) >= 0 for closer in closers):
            return IN_BRACKETS
    return None


def work_title(at: Candidate) -> Verdict | None:
    """A stop inside the marks of a work's title, with text right behind, does not end."""
    closer = at.passage.text[at.closed - 1]
    return WORK_TITLE if closer in _WORK_TITLE_CLOSERS and at.closed == at.offset else None


def particle(at: Candidate) -> Verdict | None:
    """A quoting particle right behind the stop or the quotation (Japanese to, Korean rago)."""
    lang = at.passage.lang
    glued = at.closed == at.offset or (not lang.spaces and at.closed > at.after)
    return PARTICLE if glued and at.passage.text.startswith(lang.particles, at.offset) else None


def small_letter(at: Candidate) -> Verdict | None:
    """Small letters do not begin a sentence, but for names that are always written so."""
    if not at.follow.islower():
        return None
    text = at.passage.text
    if not at.passage.lang.capitals and not text[at.stop - 1].isascii():
        return None
    return None if SMALL_OPENER.match(text, at.follow_at) else SMALL_LETTER


def ellipsis(at: Candidate) -> Verdict | None:
    """Dots in mid-sentence go on unless a capital or a new thought follows."""
    text, lang = at.passage.text, at.passage.lang
    if not _ELLIPSIS.match(text, at.stop, at.after):
        return None
    word = word_at(text, at.follow_at).casefold()
    if lang.capitals and at.follow.isupper():
        return ELLIPSIS_JOINS if word in lang.always_capital else ELLIPSIS
    joins = (
        text.startswith(tuple(lang.continuers), at.follow_at)
        if not lang.spaces
        else word in lang.continuers
    )
    return ELLIPSIS_JOINS if joins else ELLIPSIS


def strong_stop(at: Candidate) -> Verdict | None:
    """Question marks and their kin always end a sentence, but in names such as Yahoo!."""
    text, lang = at.passage.text, at.passage.lang
    run = text[at.stop : at.after]
    if not run.strip(lang.points):
        return None
    if at.closed == at.after and at.token.casefold() + run in lang.exclaiming_names:
        return None if starts_sentence(at) else NAME_WITH_MARK
    return STOP


def no_break_space(at: Candidate) -> Verdict | None:
    """A single no-break space after a point was typed to hold the two sides together."""
    gap = at.passage.text[at.closed : at.offset]
    return NO_BREAK_SPACE if gap in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}") else None


def dateline(at: Candidate) -> Verdict | None:
    """BAGDAD (EFE). - the place and the agency, then a dash."""
    text = at.passage.text
    if text[at.offset] not in _DASHES or at.stop - at.begin > 60:
        return None
    first = word_at(text, at.begin)
    return DATELINE if len(first) > 2 and first.isupper() else None


def list_number(at: Candidate) -> Verdict | None:
    """1. or a. or IV. at the head of a segment numbers what follows."""
    token = at.token
    if not token or len(token) > 4 or at.passage.text[at.after : at.closed] not in ("", ")"):
        return None
    if not at_head(at.passage.text, at.begin, at.stop - len(token)):
        return None
    return LIST_NUMBER if token.isdigit() or len(token) == 1 or ROMAN.fullmatch(token) else None


def abbreviation(at: Candidate) -> Verdict | None:
    """The tables of the language: what is this word, and what does it want after it."""
    if not at.token:
        return None
    what, number = _look_up(at)
    return _weigh(at, what, after_number=number) if what else None


def _weigh(at: Candidate, what: int, *, after_number: bool) -> Verdict | None:
    if what & kind.UNIT and at.before and ROMAN.fullmatch(at.before[-1]):
        return MAYBE if starts_sentence(at) else MAYBE_JOINS
    if what & kind.UNIT and after_number:
        if at.follow.isdigit():
            return BEFORE_NUMBER
        return UNIT if at.passage.lang.capitals or starts_sentence(at) else MAYBE_JOINS
    if what & kind.TITLE:
        return TITLE
    if what & kind.NEVER:
        return ABBREVIATION
    if at.follow.isnumeric() or (what & kind.NUMBER and _numbers(at)):
        return BEFORE_NUMBER
    if what & kind.CLOCK and after_number:
        word = word_at(at.passage.text, at.follow_at).casefold()
        return CLOCK if word in at.passage.lang.clock_followers else FULL_STOP
    if what & kind.ENDING and at.passage.lang.capitals:
        return ENDING
    if what & (kind.MAYBE | kind.ENDING):
        return MAYBE if starts_sentence(at) else MAYBE_JOINS
    return None


def _numbers(at: Candidate) -> bool:
    """Whether a number in another guise follows: IV, a single letter, a number sign."""
    text = at.passage.text
    word = word_at(text, at.follow_at)
    return text[at.offset] in "#\N{SECTION SIGN}\N{NUMERO SIGN}" or bool(ROMAN.fullmatch(word))


def _look_up(at: Candidate) -> tuple[int, bool]:
    """Find the token, or it with the abbreviated words before it (z. B.), in the tables."""
    lang, joined, found = at.passage.lang, at.token, 0
    for word in reversed(at.before):
        if not word.endswith((".", "\N{ARABIC FULL STOP}")) or len(word) > 5:
            break
        joined = word.lstrip("(\"'") + joined
        found = lang.kinds.get(joined, found)
    number = at.token[0].isdigit() or (bool(at.before) and at.before[-1][-1].isdigit())
    return found or find_kind(at.token, lang), number


def initial(at: Candidate) -> Verdict | None:
    """Single letters, chains of them, words without a vowel: initials and acronyms."""
    token, lang = at.token, at.passage.lang
    if not token or token.casefold() in lang.short_words:
        return None
    if token.casefold() in lang.letters and _spelled_initial(at):
        return INITIAL
    letters = len(token) == 1 and token.isalpha()
    if letters and not lang.capitals and not token.isascii():
        return INITIAL
    if letters or is_acronym(token, lang) or CONSONANTS.fullmatch(token):
        return MAYBE if starts_sentence(at) and not at.follow.isdigit() else INITIAL
    return None


def _spelled_initial(at: Candidate) -> bool:
    """Whether a letter's name is an initial: beside another one, after a title, at the head."""
    lang, text = at.passage.lang, at.passage.text
    point = text[at.stop]
    if not at.before or at.stop - at.begin == len(at.token):
        return True
    before = at.before[-1]
    following = word_at(text, at.follow_at)
    return (
        before in lang.honorifics
        or (before.endswith(point) and before.rstrip(point) in lang.letters)
        or (following in lang.letters and text.startswith(point, at.follow_at + len(following)))
    )


def ordinal(at: Candidate) -> Verdict | None:
    """2. Dunya Savasi, Friedrich II. Kaiser: a number with a point, in languages that count so."""
    token, lang = at.token, at.passage.lang
    if not lang.ordinals or not token:
        return None
    number = is_ordinal(token)
    if not number and not (ROMAN.fullmatch(token)):
        return None
    if number and at.before and lang.kinds.get(at.before[-1].rstrip("."), 0) & kind.NUMBER:
        return None  # No. 5. is not the fifth of anything
    if number and at.before and at.before[-1].casefold() in lang.counted:
        return None
    return None if starts_sentence(at) and not at.follow.isdigit() else ORDINAL


def yields(at: Candidate) -> Verdict | None:
    """A point after a word of a script whose own full stop stands elsewhere in the text."""
    if (
        at.passage.yields
        and at.passage.text[at.stop] == "."
        and at.token
        and not at.token[-1].isascii()
    ):
        return YIELDS
    return None


def starts_sentence(at: Candidate) -> bool:
    """Whether the word that follows is one that typically begins a sentence."""
    lang, text = at.passage.lang, at.passage.text
    if at.follow.isdigit():
        return False
    if not lang.spaces and at.follow and not at.follow.isascii():
        return text.startswith(tuple(lang.starters), at.follow_at)
    word = word_at(text, at.follow_at).casefold()
    if len(word) == 1 and text.startswith(".", at.follow_at + 1):
        return False  # an initial, not the word "I" or "A"
    stem = APOSTROPHE.split(word)[0]
    return (
        word in lang.starters
        or stem in lang.starters
        or word.startswith(lang.starter_prefixes or "\0")
    )


RULES: Final[tuple[Callable[[Candidate], Verdict | None], ...]] = (
    nothing_follows,
    continuing_punctuation,
    fallback_stop,
    brackets,
    work_title,
    particle,
    small_letter,
    closed_quotation,
    ellipsis,
    strong_stop,
    no_break_space,
    dateline,
    list_number,
    abbreviation,
    initial,
    ordinal,
    yields,
)
