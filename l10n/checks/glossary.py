"""A term of the glossary that stands in the source has an approved form in the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity, Verdict
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import TermUse, Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """A name that is absent is an error, a common noun or adjective a warning."""
    del unit
    for use in context.terms:
        term = use.hit.term
        if use.forbidden or term.do_not_translate:
            continue
        if use.verdict is not Verdict.ABSENT and not _is_forbidden(use, context.terms):
            continue
        name = term.pos in {"", "proper-name"}
        yield Finding(
            severity=Severity.ERROR if name else Severity.WARNING,
            message=say(
                "{term} is to be called {wanted}",
                term=use.hit.spelling or term.source,
                wanted=" / ".join(use.wanted[:3]),
            ),
            source_start=use.hit.start,
            source_end=use.hit.end,
        )


def _is_forbidden(use: TermUse, uses: tuple[TermUse, ...]) -> bool:
    """Whether what was taken for an approved form is a forbidden spelling of the same term."""
    return any(
        other.forbidden
        and other.hit.term.id == use.hit.term.id
        and other.start < use.end
        and use.start < other.end
        and not other.start <= use.start < use.end < other.end
        for other in uses
    )
