"""An acronym that the source explains is explained in the target, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_ACRONYM = re.compile(r"[A-Za-z]{3,} \((?P<short>[A-Z][A-Z0-9&.-]{1,9})s?\)")
_BRACKETS = frozenset('()[]（）［］【】«"“„—–،,')


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Central Command (CENTCOM): the short form stands in the target, or something in brackets."""
    if "(" not in unit.source:
        return
    target = read(unit.target, context.target.language)
    if not _BRACKETS.isdisjoint(target.letters):
        return
    for found in _ACRONYM.finditer(unit.source):
        short = found["short"]
        if short not in unit.target and short.replace(".", "") not in unit.target:
            yield Finding(
                severity=Severity.INFO,
                message=say("the short form {short} of the source is missing", short=short),
                source_start=found.start("short"),
                source_end=found.end("short"),
            )
            return
