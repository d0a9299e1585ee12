"""The engine: one scan for candidates, one decision for each."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from l10n.segmentation.candidate import BRACKETS, HEADS, candidate, passage
from l10n.segmentation.decision import Decision, Verdict
from l10n.segmentation.language import scan_for
from l10n.segmentation.lists import items, may_open
from l10n.segmentation.paragraphs import blank_lines, has_lines
from l10n.segmentation.quotation import quotations
from l10n.segmentation.rules import SMALL_OPENER, judge
from l10n.segmentation.words import settled_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.segmentation.candidate import Candidate
    from l10n.segmentation.language import Language

LIST_ITEM: Final = Verdict(breaks=True, rule="list-item")
BLANK_LINE: Final = Verdict(breaks=True, rule="blank-line")
INSIDE_QUOTATION: Final = Verdict(breaks=False, rule="inside-quotation")

_OPENING: Final = frozenset(
    "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_QUOTED: Final = frozenset(
    f".{mark} "
    for mark in "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
)
# Before a word: an abbreviation that could be part of it, or what may stand before a list number.
_HEADS: Final = frozenset(HEADS + ".\N{ARABIC FULL STOP}")
_WIDE_ROUND: Final = "\N{FULLWIDTH LEFT PARENTHESIS}"
_WIDE_SQUARE: Final = "\N{FULLWIDTH LEFT SQUARE BRACKET}"
_BRACKET = re.compile(f"[{re.escape(''.join(BRACKETS))}]")


def decisions(
    text: str, lang: Language, *, whole: bool
) -> Iterator[tuple[int, Verdict, Candidate | None]]:
    """Yield offset, verdict and surroundings of every candidate in order."""
    begin = 0
    for end, edge in _blocks(text, lang):
        block = text[begin:end] if begin or end < len(text) else text
        for at, verdict in _judged(block, lang, whole=whole):
            yield begin + at.offset, verdict, at
        if end < len(text):
            yield end, edge, None
        begin = end


def _judged(text: str, lang: Language, *, whole: bool) -> Iterator[tuple[Candidate, Verdict]]:
    facts = passage(text, lang)
    spans = quotations(text) if whole else ()
    starts = [start for start, _ in spans]
    begin = 0
    for match in lang.scan.finditer(text):
        at = candidate(facts, begin, match)
        if at.offset >= len(text):
            return
        inside = bisect_right(starts, at.stop) - 1
        verdict = INSIDE_QUOTATION if inside >= 0 and spans[inside][1] >= at.closed else judge(at)
        yield at, verdict
        if verdict.breaks:
            begin = at.offset


def _blocks(text: str, lang: Language) -> Iterator[tuple[int, Verdict]]:
    """Yield where each block ends and why: at a blank line, before a list item, with the text."""
    begin = 0
    for end in (*blank_lines(text), len(text)):
        block = text[begin:end]
        yield from ((begin + item, LIST_ITEM) for item in items(block, lang))
        yield end, BLANK_LINE
        begin = end


def boundaries(text: str, lang: Language, *, whole: bool) -> tuple[int, ...]:
    """Return the offsets at which a new segment begins."""
    if whole:
        return tuple(
            place for place, verdict, _ in decisions(text, lang, whole=True) if verdict.breaks
        )
    if not has_lines(text) and not may_open(text):
        return tuple(_quick(text, lang))
    cuts: list[int] = []
    begin = 0
    for end, _ in _blocks(text, lang):
        cuts += [begin + cut for cut in _quick(text[begin:end], lang)]
        cuts.append(end)
        begin = end
    return tuple(cuts[:-1])


def _quick(text: str, lang: Language) -> list[int]:  # noqa: C901, PLR0912 - one pass; calls per stop cost a third of the speed
    """Decide as `_judged` does, but settle the plain cases without gathering evidence.

    A plain case is one stop, perhaps a quotation mark, one space, then a letter or digit that is
    not small, in a segment without brackets; and if the stop is a point, an ordinary word before
    it. Each condition shuts out one rule, so that only ``stop`` or ``full-stop`` can be left.
    """
    cuts: list[int] = []
    begin, size, facts = 0, len(text), None
    code, points, strong, names = (
        lang.code,
        lang.plain_points,
        lang.plain_stops,
        lang.exclaiming_names,
    )
    capitals, particles, known = lang.capitals, lang.particles, settled_words(code)
    small = capitals and not lang.fallback_stops
    bracket = _bracket(text, 0) if _has_brackets(text) else size
    for match in _scan(text, lang).finditer(text):
        stop, offset = match.span()
        if offset == size:
            break
        gap = offset - stop
        if stop < bracket and (
            (gap == 2 and text[stop + 1] == " ")
            or (gap == 3 and capitals and text[stop:offset] in _QUOTED)
            or (gap == 1 and not text.startswith(particles, offset))
        ):
            follow = text[offset]
            if follow.isupper():
                pass  # the usual case, spared the next two questions
            elif follow in _OPENING:
                follow = text[offset + 1 : offset + 2]
            elif small and follow.islower() and not SMALL_OPENER.match(text, offset):
                continue
            if follow.isupper() or (gap < 3 and follow.isalnum() and not follow.islower()):
                mark = text[stop]
                breaks: bool | None = None
                if mark in points:
                    space = text.rfind(" ", begin, stop)
                    if space > 0 and text[space - 1] not in _HEADS:
                        breaks = known[text[space + 1 : stop]]
                elif mark in strong and not (names and _word(text, begin, stop) + mark in names):
                    breaks = True
                if breaks:
                    cuts.append(offset)
                    begin = offset
                    if bracket < begin:
                        bracket = _bracket(text, begin)
                if breaks is not None:
                    continue
        facts = facts or passage(text, lang)
        at = candidate(facts, begin, match)
        if judge(at).breaks:
            begin = at.offset
            cuts.append(begin)
            if bracket < begin:
                bracket = _bracket(text, begin)
    return cuts


def _has_brackets(text: str) -> bool:
    return "(" in text or "[" in text or _WIDE_ROUND in text or _WIDE_SQUARE in text


def _bracket(text: str, position: int) -> int:
    """Return where the next bracket opens, or the length of the text."""
    found = _BRACKET.search(text, position)
    return found.start() if found else len(text)


def _word(text: str, begin: int, stop: int) -> str:
    return text[max(begin, stop - 48) : stop].rpartition(" ")[2].casefold()


def _scan(text: str, lang: Language) -> re.Pattern[str]:
    """Choose the scan: a text with one kind of stop, as most are, is searched for that alone."""
    present = [mark for mark in lang.marks if mark in text]
    return scan_for(lang.code, present[0]) if len(present) == 1 else lang.scan


def explain(text: str, lang: Language, *, whole: bool) -> tuple[Decision, ...]:
    """Return every candidate with the rule that decided and what it saw."""
    return tuple(
        Decision(offset=offset, breaks=verdict.breaks, rule=verdict.rule, evidence=_evidence(at))
        for offset, verdict, at in decisions(text, lang, whole=whole)
    )


def _evidence(at: Candidate | None) -> str:
    if at is None:
        return "a blank line, or the next item of a list"
    text = at.passage.text
    return f"{text[max(at.begin, at.stop - 20) : at.closed]!r} before {text[at.offset : at.offset + 20]!r}"
