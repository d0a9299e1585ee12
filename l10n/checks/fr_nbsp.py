"""French puts a no-break space before : ; ? ! and inside its quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.french_spaces import Gap, gaps
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Switzerland has rules of its own and is left alone."""
    if context.target.language != "fr" or context.target.territory in {"CH", "LI"}:
        return
    for gap in gaps(read(unit.target, "fr"), context.target.territory, unit.source):
        yield _finding(gap)


def _finding(gap: Gap) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        message=say("a space that may break where a no-break space belongs")
        if gap.end > gap.start
        else say("no space where a no-break space belongs"),
        start=gap.start,
        end=max(gap.end, gap.start + 1),
        fix=Fix(start=gap.start, end=gap.end, text=gap.space),
    )
