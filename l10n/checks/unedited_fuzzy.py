"""A target carried over from a changed source was edited before it was confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """The fuzzy mark is gone and the previous source still there: nobody wrote the target anew."""
    del context
    if unit.fuzzy or not unit.previous_source or unit.previous_source == unit.source:
        return
    if unit.target:
        yield Finding(
            severity=Severity.WARNING,
            message=say(
                "confirmed without an edit though the source was {previous}",
                previous=unit.previous_source,
            ),
            end=len(unit.target),
            source_end=len(unit.source),
        )
