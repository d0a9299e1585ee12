"""Letters are not stretched with a kashida."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_STRETCHED = re.compile(
    "(?<=[\u0620-\u0652\u066e-\u06d3])\N{ARABIC TATWEEL}+(?=[\u0620-\u063f\u0641-\u064a\u066e-\u06d3])"
)


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Between two letters only: a particle before a quotation or a Latin name may end in one."""
    if "\N{ARABIC TATWEEL}" not in unit.target or context.target.script != "Arab":
        return
    for found in _STRETCHED.finditer(unit.target):
        yield Finding(
            severity=Severity.INFO,
            message=say("a letter is stretched"),
            start=found.start(),
            end=found.end(),
            fix=Fix(start=found.start(), end=found.end(), text=""),
        )
        return
