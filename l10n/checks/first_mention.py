"""A term is written out at its first mention in an article, and short after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """The glossary says which form is the first (``ar:first``); running text only."""
    del unit
    for mention in context.mentions:
        wanted = " / ".join(mention.wanted)
        if mention.first:
            severity = Severity.WARNING
            message = say(
                "{term} is mentioned for the first time: write {wanted}",
                term=mention.term.source,
                wanted=wanted,
            )
        else:
            severity = Severity.INFO
            message = say(
                "{term} was written out before: {wanted} is enough",
                term=mention.term.source,
                wanted=wanted,
            )
        yield Finding(severity=severity, message=message, start=mention.start, end=mention.end)
