"""Clauses in Arabic script are parted by Arabic commas, semicolons and question marks."""

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


_LANGUAGES = frozenset({"ar", "arz", "ckb", "fa", "prs", "ps", "sd", "ug", "ur"})
_WANTED = {
    ",": "\N{ARABIC COMMA}",
    ";": "\N{ARABIC SEMICOLON}",
    "?": "\N{ARABIC QUESTION MARK}",
}
# behind an Arabic letter or vowel sign, closing marks between them at most
_SIGN = re.compile(
    r"(?<=[\u0620-\u065f\u066e-\u06d3\u06d5\u06fa-\u06ff])[)\]\u00bb\u201d\u2019\"']{0,2}([,;?])(?![A-Za-z0-9])"
)


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Latin signs behind Arabic letters; those in numbers, codes and Latin text are right."""
    if context.target.language not in _LANGUAGES or context.target.script != "Arab":
        return
    target = read(unit.target, context.target.language)
    if target.letters.isdisjoint(_WANTED):
        return
    for found in _SIGN.finditer(target.prose):
        start, end = found.span(1)
        yield Finding(
            severity=Severity.WARNING,
            message=say("{found} where {wanted} belongs", found=found[1], wanted=_WANTED[found[1]]),
            start=start,
            end=end,
            fix=Fix(start=start, end=end, text=_WANTED[found[1]]),
        )
