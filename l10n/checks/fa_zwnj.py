"""Persian joins mi-, nemi- and the plural -ha to their word with a zero-width non-joiner."""

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


_ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
_LETTER = "[\u0621-\u064a\u066e-\u06d3]"
_MI = "(?:\u0646?\u0645[\u06cc\u064a])"
# the personal endings of a verb: -am, -i, -ad, -im, -id, -and, the past stem's -t and -d
_VERB = f"{_LETTER}{{1,12}}(?:\u0645|\u06cc|\u062f|\u062a|\u0634)(?!{_LETTER})"
_PREFIX = re.compile(f"(?<![\\w\u200c]){_MI}( )(?={_VERB})")
_HA = "\u0647\u0627(?:\u06cc(?:\u06cc|\u0645|\u062a|\u0634|\u0645\u0627\u0646|\u062a\u0627\u0646|\u0634\u0627\u0646)?)?"
_SUFFIX = re.compile(f"(?<={_LETTER}{_LETTER})( ){_HA}(?![\\w\u200c])")
_NAMES = re.compile(r"\b(?:Mi|Mei|Mai|My|May|Mee)\b")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """A name Mi is no prefix: what follows must look like a verb."""
    if context.target.language != "fa" or " " not in unit.target:
        return
    text = read(unit.target, context.target.language).prose
    named = bool(_NAMES.search(unit.source))
    for pattern in (_PREFIX, _SUFFIX):
        for found in pattern.finditer(text):
            if pattern is _PREFIX and named and text[found.start()] == "\u0645":
                continue
            yield Finding(
                severity=Severity.WARNING,
                message=say("a zero-width non-joiner belongs here, not a space"),
                start=found.start(1),
                end=found.end(1),
                fix=Fix(start=found.start(1), end=found.end(1), text=_ZWNJ),
            )
