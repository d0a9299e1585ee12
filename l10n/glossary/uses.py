"""What became of a source's terms in its target: for checks, prompts and highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.glossary.forbidden import forbidden
from l10n.glossary.verifier import Prepared, verify
from l10n.model.term import TargetForms, TermUse, Verdict

if TYPE_CHECKING:
    from l10n.glossary import Glossary
    from l10n.model import Locale
    from l10n.model.term import TermHit


def term_uses(
    glossary: Glossary, source_text: str, target_text: str, source: Locale, target: Locale
) -> tuple[TermUse, ...]:
    """One record for each hit that has a form in the target locale, in the source's order.

    Both texts are literal (no tags). A term that must not be translated wants its own spelling.
    """
    hits = glossary.find(source_text, lang=source.tag)
    if not hits:
        return ()
    tag = target.tag
    known = [(hit, glossary.forms(hit, tag)) for hit in hits]
    wanted = [
        (hit, asked)
        for hit, each in known
        if (
            asked := _source_spelling(hit, each, source_text) if hit.term.do_not_translate else each
        ).approved
    ]
    rejected = any(each.forbidden for _, each in known)
    if not wanted and not rejected:
        return ()
    prepared = Prepared.of(target_text, tag)
    uses = [_use(hit, each, prepared) for hit, each in wanted]
    if not rejected:
        return tuple(uses)
    by_term = {hit.term.id: hit for hit in hits}
    uses += (
        TermUse(
            hit=by_term[bad.term.id],
            verdict=Verdict.ABSENT,
            start=bad.start,
            end=bad.end,
            wanted=(bad.preferred,) if bad.preferred else (),
            forbidden=bad.form,
        )
        for bad in forbidden(prepared, hits, tag)
    )
    return tuple(uses)


def _source_spelling(hit: TermHit, forms: TargetForms, source_text: str) -> TargetForms:
    """The forms of a term that is not translated: its spellings in the source."""
    spelling = source_text[hit.start : hit.end]
    return TargetForms(locale=forms.locale, preferred=(spelling,), admitted=hit.term.spellings)


def _use(hit: TermHit, forms: TargetForms, prepared: Prepared) -> TermUse:
    found = verify(prepared, forms, prepared.lang, pos=hit.term.pos or "proper-name")
    return TermUse(
        hit=hit,
        verdict=found.verdict,
        start=found.start,
        end=found.end,
        wanted=forms.approved,
        form=found.form,
        first=forms.first,
    )
