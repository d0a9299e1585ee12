"""The engine: one scan for candidates, one decision for each."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from l10n.segmentation.candidate import candidate, passage
from l10n.segmentation.decision import Decision, Verdict
from l10n.segmentation.quotation import quotations
from l10n.segmentation.rules import judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.segmentation.candidate import Candidate
    from l10n.segmentation.language import Language

BLANK_LINE: Final = Verdict(breaks=True, rule="blank-line")
INSIDE_QUOTATION: Final = Verdict(breaks=False, rule="inside-quotation")

_BLANK = re.compile(r"(?:\r\n?|[\n\x85\u2028])[^\S\n\r\x85\u2028\u2029]*+(?:\r\n?|[\n\x85\u2028])\s*+|\u2029\s*+")


def decisions(text: str, lang: Language, *, whole: bool) -> Iterator[tuple[int, Verdict, Candidate | None]]:
    """Yield offset, verdict and surroundings of every candidate in order."""
    begin = 0
    for end in _blocks(text):
        block = text[begin:end] if begin or end < len(text) else text
        for at, verdict in _judged(block, lang, whole=whole):
            yield begin + at.offset, verdict, at
        if end < len(text):
            yield end, BLANK_LINE, None
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


def _blocks(text: str) -> Iterator[int]:
    """Yield where each block ends: behind its blank line, and at the end of the text."""
    if "\n" in text or "\r" in text or "\u2029" in text or "\u2028" in text:
        for match in _BLANK.finditer(text):
            if 0 < match.end() < len(text) and match.start():
                yield match.end()
    yield len(text)


def boundaries(text: str, lang: Language, *, whole: bool) -> tuple[int, ...]:
    """Return the offsets at which a new segment begins."""
    return tuple(offset for offset, verdict, _ in decisions(text, lang, whole=whole) if verdict.breaks)


def explain(text: str, lang: Language, *, whole: bool) -> tuple[Decision, ...]:
    """Return every candidate with the rule that decided and what it saw."""
    return tuple(
        Decision(offset=offset, breaks=verdict.breaks, rule=verdict.rule, evidence=_evidence(at))
        for offset, verdict, at in decisions(text, lang, whole=whole)
    )


def _evidence(at: Candidate | None) -> str:
    if at is None:
        return "an empty line"
    text = at.passage.text
    return f"{text[max(at.begin, at.stop - 20) : at.closed]!r} before {text[at.offset : at.offset + 20]!r}"
