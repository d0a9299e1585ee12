"""A headline does not end with a full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text import punctuation as p
from l10n.text.message import say
from l10n.text.punctuation import ending
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Unless its source does."""
    if unit.kind != "headline":
        return
    found = ending(read(unit.target, context.target.language))
    if found.kind is not p.STOP or found.short:
        return
    if ending(read(unit.source, context.source.language)).kind is not p.STOP:
        yield Finding(
            severity=Severity.WARNING,
            message=say("a headline does not end with a full stop"),
            start=found.start,
            end=found.end,
            fix=Fix(start=found.start, end=found.end, text=""),
        )
