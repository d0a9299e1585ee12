"""No spelling that the glossary forbids stands in the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Each forbidden spelling, with what is wanted instead."""
    del unit
    for use in context.terms:
        if not use.forbidden:
            continue
        wanted = use.wanted[0] if use.wanted else ""
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "{found} must not be used for {term}: write {wanted}",
                found=use.forbidden,
                term=use.hit.term.source,
                wanted=wanted,
            )
            if wanted
            else say("{found} must not be used", found=use.forbidden),
            start=use.start,
            end=use.end,
            source_start=use.hit.start,
            source_end=use.hit.end,
        )
