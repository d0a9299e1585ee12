"""A target begins and ends with the white space of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """What stands outside the text is put together with its neighbours when the article is built."""
    del context
    source, target = unit.source, unit.target
    if not target.strip():
        return
    for wanted, start, end in (
        (_before(source), 0, len(_before(target))),
        (_after(source), len(target) - len(_after(target)), len(target)),
    ):
        if bool(wanted) != (end > start):
            yield Finding(
                severity=Severity.WARNING,
                message=say("white space is missing at the edge")
                if wanted
                else say("white space at the edge that the source does not have"),
                start=start,
                end=end,
                fix=Fix(start=start, end=end, text=wanted),
            )


def _before(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _after(text: str) -> str:
    return text[len(text.rstrip()) :]
