"""The source has not changed since the target was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """A fuzzy target with the source it was made for (``#|`` in PO) still waits for a person."""
    del context
    if unit.fuzzy and unit.previous_source and unit.previous_source != unit.source:
        yield Finding(
            severity=Severity.WARNING,
            message=say("made for another source: {previous}", previous=unit.previous_source),
            end=len(unit.target),
            source_end=len(unit.source),
        )
