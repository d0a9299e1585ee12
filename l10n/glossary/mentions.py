"""First mentions: the long form once, at the first unit of an article that holds the term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.glossary.forms import forms
from l10n.glossary.verifier import Prepared, Verification, occurrences
from l10n.model.term import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from l10n.model.term import Term, TermHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A unit whose mention of a term has the wrong form.

    ``unit`` counts from 0 in the order given; ``wanted`` is the form to write, ``first`` whether it
    is wanted because this is the first mention.
    """

    unit: int
    term: Term
    wanted: tuple[str, ...]
    first: bool
    found: Verification


def mentions(units: Iterable[tuple[Sequence[TermHit], str]], locale: str) -> tuple[Mention, ...]:
    """What is wrong with first and later mentions; ``units`` are (hits of the source, target).

    Units without a target are skipped, and do not count as a mention.
    """
    wrong: list[Mention] = []
    mentioned: set[str] = set()
    for number, (hits, target) in enumerate(units):
        if not target.strip():
            continue
        prepared = Prepared.of(target, locale)
        for term in {hit.term.id: hit.term for hit in hits}.values():
            first = term.id not in mentioned
            mentioned.add(term.id)
            problem = _mention(prepared, term, locale, number, first=first)
            if problem is not None:
                wrong.append(problem)
    return tuple(wrong)


def _mention(
    prepared: Prepared, term: Term, locale: str, number: int, *, first: bool
) -> Mention | None:
    each = forms(term, locale)
    if not each.first:
        return None
    pos = term.pos or "proper-name"
    long = _present(prepared, each.first, locale, pos)
    short = _present(prepared, (*each.preferred, *each.admitted), locale, pos)
    if first:
        if long or not short:
            return None
        return Mention(unit=number, term=term, wanted=each.first, first=True, found=short[0])
    if not long or _covered(long[0], short):
        return None
    return Mention(unit=number, term=term, wanted=each.preferred, first=False, found=long[0])


def _present(
    prepared: Prepared, spellings: tuple[str, ...], locale: str, pos: str
) -> list[Verification]:
    found = occurrences(prepared, spellings, locale, pos=pos)
    return [hit for hit in found if hit.verdict is Verdict.PRESENT]


def _covered(long: Verification, short: list[Verification]) -> bool:
    """Whether a short form at least as long stands at the same place."""
    return any(hit.start <= long.start and long.end <= hit.end for hit in short)
