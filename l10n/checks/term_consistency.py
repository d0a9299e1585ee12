"""A term of the glossary has one of its approved forms throughout an article, not several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity, TermUse, Verdict
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit

_Mention = tuple[str, str]


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """The first form is the one that later units keep; short forms and derived words are free."""
    del unit
    if len(context.article_terms) <= 1:
        return
    first = context.of_article_terms(_firsts)
    told: set[_Mention] = set()
    for use in context.terms:
        before = first.get(_mention(use))
        if not _counts(use) or before in {None, use.form} or _mention(use) in told:
            continue
        told.add(_mention(use))
        yield Finding(
            severity=Severity.WARNING,
            message=say(
                "{term} is {found} here, {first} before",
                term=use.hit.spelling or use.hit.term.source,
                found=use.form,
                first=before,
            ),
            start=use.start,
            end=use.end,
            source_start=use.hit.start,
            source_end=use.hit.end,
        )


def _firsts(article: tuple[tuple[TermUse, ...], ...]) -> dict[_Mention, str]:
    found: dict[_Mention, str] = {}
    for uses in article:
        for use in uses:
            if _counts(use):
                found.setdefault(_mention(use), use.form)
    return found


def _mention(use: TermUse) -> _Mention:
    """A term as the source spells it: where the source says it in short, so may the target."""
    return use.hit.term.id, use.hit.spelling.casefold()


def _counts(use: TermUse) -> bool:
    """Whether this is a full form: neither derived, nor accepted only, nor for first mentions."""
    return (
        bool(use.form)
        and use.verdict is Verdict.PRESENT
        and not use.forbidden
        and not use.hit.term.do_not_translate
        and use.form not in use.first
    )
