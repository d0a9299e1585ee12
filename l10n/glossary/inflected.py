"""Which terms a source text in another language than English holds, in any of their inflections.

Candidates are looked up by the first letters of their words; the verifier decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.glossary.languages import language
from l10n.glossary.verifier import Prepared, occurrences
from l10n.model.term import TermHit, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model.term import Term

_LETTERS = 2


def find_inflected(text: str, terms: Sequence[Term], lang: str) -> tuple[TermHit, ...]:
    """All hits, the longest where several overlap, from the left."""
    prepared = Prepared.of(text, lang)
    lower = prepared.folded.lower
    found = [
        TermHit(term=term, start=hit.start, end=hit.end, spelling=spelling)
        for term in terms
        for spelling in term.spellings
        if _worth_a_look(spelling, lower, lang)
        for hit in occurrences(prepared, spelling, lang, pos=term.pos or "proper-name")
        if hit.verdict is Verdict.PRESENT
    ]
    kept: list[TermHit] = []
    end = -1
    for hit in sorted(found, key=lambda one: (one.start, -one.end)):
        if hit.start >= end:
            kept.append(hit)
            end = hit.end
    return tuple(kept)


def _worth_a_look(spelling: str, lower: str, lang: str) -> bool:
    rules = language(lang)
    word = rules.fold(spelling).lower.removeprefix(rules.article)
    return word[:_LETTERS] in lower
