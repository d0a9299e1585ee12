"""Forbidden spellings in a target: matched exactly, where approved ones are matched generously.

Exact after NFC and with its case, as a whole word (proclitics apart), and never inside an approved
spelling of any of the terms: ``Kataëb`` is not forbidden in ``Kataëb Hezbollah``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.glossary.forms import forms
from l10n.glossary.languages import Language, language
from l10n.glossary.verifier import Prepared, occurrences
from l10n.model.term import TargetForms, Term, TermHit
from l10n.text.letters import LETTER, composed

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbiddenUse:
    """A forbidden spelling in a target: code-point span, the spelling, its term, what to write."""

    start: int
    end: int
    form: str
    term: Term
    preferred: str = ""


def forbidden(
    text: str | Prepared, terms: Iterable[Term | TermHit], locale: str
) -> tuple[ForbiddenUse, ...]:
    """The forbidden spellings of these terms (or hits) in a target, from the left."""
    concepts = {one.id: one for one in (_term(each) for each in terms)}
    allowed = [(term, forms(term, locale)) for term in concepts.values()]
    if not any(each.forbidden for _, each in allowed):
        return ()
    prepared = text if isinstance(text, Prepared) else Prepared.of(text, locale)
    exact = composed(prepared.text)
    found: list[ForbiddenUse] = []
    approved: list[tuple[int, int]] | None = None
    for term, each in allowed:
        for form in each.forbidden:
            for met in _exactly(form, locale).finditer(exact.cased):
                start, end = exact.span(*met.span(met.lastindex or 0))
                if approved is None:
                    approved = _approved(prepared, allowed, locale)
                if not any(a <= start and end <= b for a, b in approved):
                    found.append(_use(start, end, form, term, each))
    return tuple(sorted(found, key=lambda use: (use.start, use.end, use.term.id)))


def _term(one: Term | TermHit) -> Term:
    return one.term if isinstance(one, TermHit) else one


def _use(start: int, end: int, form: str, term: Term, each: TargetForms) -> ForbiddenUse:
    preferred = each.preferred[0] if each.preferred else ""
    return ForbiddenUse(start=start, end=end, form=form, term=term, preferred=preferred)


@lru_cache(maxsize=50_000)
def _exactly(form: str, locale: str) -> re.Pattern[str]:
    rules = language(locale)
    if not rules.spaces:
        return re.compile(f"({re.escape(composed(form).cased)})")
    whole = composed(form).cased
    spelled = [(_prefixes(rules, whole), re.escape(whole))]
    for start in rules.starts:
        met = re.match(start.of, whole) if start.becomes and not start.kinds else None
        if met and met.end():  # the article after li-: الائتلاف, للائتلاف
            rest = re.escape(f"{start.becomes}{whole[met.end() :]}")
            spelled.append(("|".join(start.prefixes), rest))
    either = "|".join(f"(?:{prefixes})({body})" for prefixes, body in spelled)
    return re.compile(rf"(?<!{LETTER})(?:{either})(?!{LETTER})")


def _prefixes(rules: Language, form: str) -> str:
    """The proclitics that any word of this length may have."""
    return "|".join(
        prefix
        for start in rules.starts
        if not (start.of or start.kinds)
        and start.words == "first"
        and start.letters[0] <= len(form) <= start.letters[1]
        for prefix in start.prefixes
    )


def _approved(
    prepared: Prepared, allowed: list[tuple[Term, TargetForms]], locale: str
) -> list[tuple[int, int]]:
    """Spans of approved spellings; one that itself is a forbidden spelling approves nothing."""
    return [
        (hit.start, hit.end)
        for term, each in allowed
        for hit in occurrences(prepared, each, locale, pos=term.pos or "proper-name")
        if prepared.text[hit.start : hit.end] not in each.forbidden
    ]
