"""No control characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Tabs and line breaks are text; everything else below the space is not."""
    del context
    if unit.target.isprintable():
        return
    found = _CONTROL.search(unit.target)
    if found and found[0] not in unit.source:
        yield Finding(
            severity=Severity.ERROR,
            message=say("a control character: {found}", found=f"U+{ord(found[0]):04X}"),
            start=found.start(),
            end=found.end(),
            fix=Fix(start=found.start(), end=found.end(), text=""),
        )
