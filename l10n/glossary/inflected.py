"""Which terms a source text in another language than English holds, in any of their inflections.

Candidates are looked up by the first letters of the text's words (after any proclitics); whether one
of them is there, and where, the verifier decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from l10n.glossary.languages import language
from l10n.glossary.verifier import Prepared, occurrences
from l10n.model.term import TermHit, Verdict
from l10n.text.letters import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model.term import Term

_WORD = re.compile(rf"{LETTER}+")
# Two letters are the same in all inflections of nearly any word, and tell thousands of terms apart.
_LETTERS = 2
# Proclitics that may stand before a word: conjunction, preposition, article.
_LONGEST_LEAD = 6


class InflectedFinder:
    """The terms of a glossary, ready to be found in sources of one language."""

    def __init__(self, terms: Sequence[Term], lang: str) -> None:
        self._lang = lang
        self._rules = language(lang)
        self._by_start: dict[str, list[tuple[Term, str]]] = defaultdict(list)
        for term in terms:
            for spelling in dict.fromkeys(term.spellings):
                for start in self._starts_of(spelling):
                    self._by_start[start].append((term, spelling))

    def find(self, text: str) -> tuple[TermHit, ...]:
        """All hits, the longest where several overlap, from the left."""
        prepared = Prepared.of(text, self._lang)
        found = [
            TermHit(term=term, start=hit.start, end=hit.end, spelling=spelling)
            for term, spelling in self._candidates(prepared.folded.lower)
            for hit in occurrences(prepared, spelling, self._lang, pos=term.pos or "proper-name")
            if hit.verdict is Verdict.PRESENT
            and self._case_is_right(term, text, hit.start, spelling)
        ]
        return _longest(found)

    def _starts_of(self, spelling: str) -> set[str]:
        """The letters by which a spelling is looked up: of its first word, with and without article."""
        lower = self._rules.fold(spelling).lower.lstrip()
        first = _WORD.search(lower)
        if first is None:
            return set()
        word = first.group()
        bare = word.removeprefix(self._rules.article) or word
        return {word[:_LETTERS], bare[:_LETTERS]}

    def _candidates(self, lower: str) -> Iterator[tuple[Term, str]]:
        leads = _LONGEST_LEAD if self._rules.starts else 0
        starts: set[str] = set()
        for met in _WORD.finditer(lower):
            if not self._rules.spaces:
                starts.update(lower[at : at + _LETTERS] for at in range(met.start(), met.end()))
                continue
            last = min(met.start() + leads, max(met.start(), met.end() - _LETTERS))
            starts.update(lower[at : at + _LETTERS] for at in range(met.start(), last + 1))
        for start in sorted(starts):
            yield from self._by_start.get(start, ())

    @staticmethod
    def _case_is_right(term: Term, text: str, start: int, spelling: str) -> bool:
        return not term.case_sensitive or text[start : start + 1] == spelling[:1]


def _longest(found: list[TermHit]) -> tuple[TermHit, ...]:
    kept: list[TermHit] = []
    end = -1
    for hit in sorted(found, key=lambda one: (one.start, -one.end)):
        if hit.start >= end:
            kept.append(hit)
            end = hit.end
    return tuple(kept)


def find_inflected(text: str, terms: Sequence[Term], lang: str) -> tuple[TermHit, ...]:
    """All hits in one text; for many texts make an `InflectedFinder` once."""
    return InflectedFinder(terms, lang).find(text)
