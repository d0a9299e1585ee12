"""A target has as many lines as its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Line breaks inside the text; those at its edges are the business of edge-space."""
    del context
    if "\n" not in unit.source and "\n" not in unit.target:
        return
    wanted, given = _breaks(unit.source), _breaks(unit.target)
    if wanted != given:
        yield Finding(
            severity=Severity.WARNING,
            message=say("{found} line breaks, the source has {wanted}", found=given, wanted=wanted),
            end=len(unit.target),
        )


def _breaks(text: str) -> int:
    return text.strip().replace("\r\n", "\n").count("\n")
