"""No character was lost on the way: U+FFFD stands for one that was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_LOST = "\N{REPLACEMENT CHARACTER}"


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """What was lost cannot be guessed, so there is no fix."""
    del context
    if _LOST in unit.target and _LOST not in unit.source:
        at = unit.target.index(_LOST)
        yield Finding(
            severity=Severity.ERROR,
            message=say("a character was lost here"),
            start=at,
            end=at + 1,
        )
