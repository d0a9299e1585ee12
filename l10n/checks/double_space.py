"""One space between words, not two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_TWO = re.compile("(?<=\\S)[ \u00a0\u202f\u3000]{2,}(?=\\S)")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Between two signs of prose, unless the source has two as well."""
    if "  " not in unit.target and "\u00a0" not in unit.target and "\u202f" not in unit.target:
        return
    found = _TWO.search(read(unit.target, context.target.language).prose)
    if found and not _TWO.search(unit.source):
        kept = next((c for c in found[0] if c != " "), " ")
        yield Finding(
            severity=Severity.WARNING,
            message=say("{count} spaces in a row", count=len(found[0])),
            start=found.start(),
            end=found.end(),
            fix=Fix(start=found.start(), end=found.end(), text=kept),
        )
