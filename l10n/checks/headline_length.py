"""A headline keeps to the site's limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """In characters of the literal text."""
    if not context.max_headline or unit.kind != "headline":
        return
    length = len(unit.target)
    if length > context.max_headline:
        yield Finding(
            severity=Severity.WARNING,
            message=say(
                "{found} characters, {wanted} at most", found=length, wanted=context.max_headline
            ),
            start=context.max_headline,
            end=length,
        )
