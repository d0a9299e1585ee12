"""No text that was decoded with the wrong encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.encoding import misread
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """UTF-8 read as Windows-1252 or, in Cyrillic, as Windows-1251; the fix reads it again."""
    if unit.target.isascii():
        return
    for found in misread(unit.target, cyrillic=context.target.script == "Cyrl"):
        if unit.target[found.start : found.end] in unit.source:
            continue
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "read with the wrong encoding: {found} is {text}",
                found=unit.target[found.start : found.end],
                text=found.text,
            ),
            start=found.start,
            end=found.end,
            fix=Fix(start=found.start, end=found.end, text=found.text),
        )
