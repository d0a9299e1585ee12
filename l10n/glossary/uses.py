"""What became of a source's terms in its target: for checks, prompts and highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.glossary.forbidden import forbidden
from l10n.glossary.verifier import Prepared, verify
from l10n.model.term import TargetForms, TermStatus, TermUse, Verdict

if TYPE_CHECKING:
    from l10n.glossary import Glossary
    from l10n.model import Locale
    from l10n.model.term import TermHit

_REJECTED = frozenset({TermStatus.DEPRECATED, TermStatus.FORBIDDEN})


def term_uses(
    glossary: Glossary, source_text: str, target_text: str, source: Locale, target: Locale
) -> tuple[TermUse, ...]:
    """One record for each hit that has a form in the target locale, in the source's order.

    Both texts are literal (no tags). A term that must not be translated wants its own spelling.
    """
    hits = glossary.find(source_text, lang=source.tag)
    if not hits:
        return ()
    prepared = Prepared.of(target_text, target.tag)
    uses = [
        use
        for hit in hits
        if (use := _use(hit, glossary.forms(hit, target.tag), source_text, prepared))
    ]
    if not any(map(_has_rejected, hits)):
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
        for bad in forbidden(prepared, hits, target.tag)
    )
    return tuple(uses)


def _has_rejected(hit: TermHit) -> bool:
    return any(one.status in _REJECTED for one in hit.term.designations)


def _use(hit: TermHit, forms: TargetForms, source_text: str, prepared: Prepared) -> TermUse | None:
    if hit.term.do_not_translate:
        spelling = source_text[hit.start : hit.end]
        forms = TargetForms(locale=forms.locale, preferred=(spelling,), admitted=hit.term.spellings)
    wanted = forms.approved
    if not wanted:
        return None
    found = verify(prepared, forms, prepared.lang, pos=hit.term.pos or "proper-name")
    return TermUse(
        hit=hit,
        verdict=found.verdict,
        start=found.start,
        end=found.end,
        wanted=wanted,
        form=found.form,
        first=forms.first,
    )
