"""Quotation marks are those of the locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.quotes import AT_HOME, STRAIGHT, STRAIGHT_IS_WRONG, marks
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Straight marks where nobody writes them in print, and marks of other languages."""
    language = context.target.language
    home = AT_HOME.get(language)
    if home is None:
        return
    for mark in marks(read(unit.target, language)):
        foreign = language in STRAIGHT_IS_WRONG if mark.sign == STRAIGHT else mark.sign not in home
        if foreign:
            yield Finding(
                severity=Severity.WARNING,
                message=say(
                    "the mark {found} is foreign here; use {wanted}",
                    found=mark.sign,
                    wanted=" ".join(home[:2]),
                ),
                start=mark.at,
                end=mark.at + 1,
            )
            return
