"""The ending -an is spelled in one way throughout: before the alif or on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_BEFORE = "\N{ARABIC FATHATAN}\N{ARABIC LETTER ALEF}"
_ON = "\N{ARABIC LETTER ALEF}\N{ARABIC FATHATAN}"


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Both spellings are right; both in one unit are not."""
    if context.target.script != "Arab" or "\N{ARABIC FATHATAN}" not in unit.target:
        return
    first, second = unit.target.find(_BEFORE), unit.target.find(_ON)
    if first >= 0 and second >= 0:
        at, wanted = (second, _BEFORE) if first < second else (first, _ON)
        yield Finding(
            severity=Severity.INFO,
            message=say("-an is spelled in two ways"),
            start=at,
            end=at + 2,
            fix=Fix(start=at, end=at + 2, text=wanted),
        )
