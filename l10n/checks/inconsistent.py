"""The same source has the same target throughout an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """White space and context aside; the first rendering is the one to compare with."""
    if len(context.neighbours) <= 1:
        return
    first = context.of_article(_firsts).get((unit.context, squeezed(unit.source)))
    if first is not None and first != squeezed(unit.target) and unit.target.strip():
        yield Finding(
            severity=Severity.WARNING,
            message=say("elsewhere the same source is {found}", found=first),
            end=len(unit.target),
            source_end=len(unit.source),
        )


def _firsts(units: tuple[Unit, ...]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for unit in units:
        if unit.target.strip():
            found.setdefault((unit.context, squeezed(unit.source)), squeezed(unit.target))
    return found
