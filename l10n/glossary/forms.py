"""Which spellings a target may use for a term: by locale, with fallback, and by source alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model.term import TargetForms, TermHit, TermStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.model.term import Designation, Term


def forms(term: Term | TermHit, locale: str) -> TargetForms:
    """The spellings of a term, or of a hit, in a locale.

    ``pt-BR`` falls back to ``pt``, and ``pt`` to the only regional column there is. A hit on a source
    alias with spellings of its own gets those; all other spellings of the term are then accepted.
    """
    concept, alias = (term.term, term.spelling) if isinstance(term, TermHit) else (term, "")
    for tag in _fallbacks(concept, locale):
        found = [one for one in concept.designations if one.locale == tag]
        if any(one.status is not TermStatus.FORBIDDEN for one in found):
            return _forms(found, tag, alias)
    return TargetForms(locale=locale)


def _fallbacks(term: Term, locale: str) -> Iterator[str]:
    tag = locale.replace("_", "-")
    yield tag
    while "-" in tag:
        tag = tag.rsplit("-", 1)[0]
        yield tag
    regional = {one.locale for one in term.designations if one.locale.split("-", 1)[0] == tag}
    yield from sorted(regional - {tag, locale})


def _forms(found: list[Designation], tag: str, alias: str) -> TargetForms:
    def of(status: TermStatus) -> tuple[str, ...]:
        return tuple(o.text for o in found if o.status is status and not o.answers)

    own = tuple(one.text for one in found if alias and _same(one.answers, alias))
    others = tuple(one.text for one in found if one.answers and one.text not in own)
    preferred, admitted = of(TermStatus.PREFERRED), of(TermStatus.ADMITTED)
    if own:
        return TargetForms(
            locale=tag,
            preferred=own,
            admitted=preferred + admitted,
            accepted=of(TermStatus.ACCEPTED) + others,
            forbidden=of(TermStatus.FORBIDDEN) + of(TermStatus.DEPRECATED),
        )
    return TargetForms(
        locale=tag,
        preferred=preferred,
        admitted=admitted,
        accepted=of(TermStatus.ACCEPTED) + others,
        forbidden=of(TermStatus.FORBIDDEN) + of(TermStatus.DEPRECATED),
        first=of(TermStatus.FIRST),
    )


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
