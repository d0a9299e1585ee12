"""Whoever is quoted in the source is quoted in the target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.quotes import ALL, marks
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_QUOTATION = re.compile('["\u201c]([^"\u201c\u201d]+)["\u201d]')
_LONG = 5  # words: a shorter quotation may become indirect speech or a name in italics
# languages that quote with a particle ("he said that") and need no marks
_REPORTING = frozenset({"hi", "ur", "pa"})
_SINGLE = frozenset("'’‘‚‹›「『《*_<")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """A quotation of some length needs marks of any kind in the target."""
    if '"' not in unit.source and "\u201c" not in unit.source:
        return
    if context.target.language in _REPORTING:
        return
    target = read(unit.target, context.target.language)
    if not target.letters.isdisjoint(ALL | _SINGLE) or not unit.target.strip():
        return
    source = read(unit.source, context.source.language)
    if len(marks(source)) % 2:
        return
    for found in _QUOTATION.finditer(source.prose):
        if len(found[1].split()) >= _LONG:
            yield Finding(
                severity=Severity.INFO,
                message=say("a quotation of the source is no quotation here"),
                source_start=found.start(),
                source_end=found.end(),
            )
            return
