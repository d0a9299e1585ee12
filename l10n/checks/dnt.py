"""What must not be translated stands in the target as in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity, Verdict
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Terms that the glossary marks so."""
    del unit
    for use in context.terms:
        if use.hit.term.do_not_translate and use.verdict is Verdict.ABSENT and not use.forbidden:
            yield Finding(
                severity=Severity.ERROR,
                message=say(
                    "{term} must not be translated", term=use.hit.spelling or use.hit.term.source
                ),
                source_start=use.hit.start,
                source_end=use.hit.end,
            )
