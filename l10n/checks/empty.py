"""A source with text has a target with text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """White space alone is no target."""
    del context
    if not unit.target.strip() and unit.source.strip():
        yield Finding(severity=Severity.ERROR, message=say("the target is empty"))
