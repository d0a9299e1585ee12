"""How the glossary's terms are rendered in translations: coverage, renderings, inconsistencies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.glossary.forms import forms
from l10n.glossary.verifier import Prepared, verify
from l10n.model.term import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.glossary import Glossary
    from l10n.model.term import Term, TermHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One spelling of the glossary in use: the form, how it was judged, how often, an example."""

    form: str
    verdict: Verdict
    count: int
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermReport:
    """A term in translated units: how many hold it, and how they render it."""

    term: Term
    locale: str
    units: int
    renderings: tuple[Rendering, ...] = ()

    @property
    def absent(self) -> int:
        """In how many units no approved form was found."""
        return sum(one.count for one in self.renderings if one.verdict is Verdict.ABSENT)

    @property
    def consistent(self) -> bool:
        """Whether one base form is used throughout."""
        return sum(one.verdict is Verdict.PRESENT for one in self.renderings) <= 1


def report(
    pairs: Iterable[tuple[str, str]], glossary: Glossary, locale: str, *, source_lang: str = "en"
) -> tuple[TermReport, ...]:
    """Every term found in the sources with its renderings, most frequent term first.

    ``pairs`` are (source, target) of one article or many; pairs without a target are skipped.
    """
    counts: dict[str, Counter[tuple[str, Verdict]]] = {}
    examples: dict[tuple[str, str, Verdict], str] = {}
    terms: dict[str, Term] = {}
    for source, target in pairs:
        if not target.strip():
            continue
        prepared = Prepared.of(target, locale)
        for hit in _once(glossary.find(source, lang=source_lang)):
            form, verdict, example = _rendering(prepared, hit, locale)
            terms[hit.term.id] = hit.term
            counts.setdefault(hit.term.id, Counter())[form, verdict] += 1
            examples.setdefault((hit.term.id, form, verdict), example)
    uses = (_use(terms[id_], locale, counts[id_], examples) for id_ in terms)
    return tuple(sorted(uses, key=lambda use: (-use.units, use.term.id)))


def _once(hits: Iterable[TermHit]) -> list[TermHit]:
    return list({(hit.term.id, hit.spelling): hit for hit in hits}.values())


def _rendering(prepared: Prepared, hit: TermHit, locale: str) -> tuple[str, Verdict, str]:
    pos = hit.term.pos or "proper-name"
    found = verify(prepared, forms(hit, locale), locale, pos=pos)
    if found.verdict is Verdict.ABSENT:
        return "", Verdict.ABSENT, prepared.text
    return found.form, found.verdict, prepared.text[found.start : found.end]


def _use(
    term: Term,
    locale: str,
    counts: Counter[tuple[str, Verdict]],
    examples: dict[tuple[str, str, Verdict], str],
) -> TermReport:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return TermReport(
        term=term,
        locale=locale,
        units=counts.total(),
        renderings=tuple(
            Rendering(
                form=form, verdict=verdict, count=count, example=examples[term.id, form, verdict]
            )
            for (form, verdict), count in ordered
        ),
    )
