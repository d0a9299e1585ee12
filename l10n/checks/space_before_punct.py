"""No space before a comma, a full stop or another closing sign."""

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


_SIGNS = ",.;:!?\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}。，、！？；：।"
_MAY_BE = re.compile(f" [{_SIGNS}]")  # quickly found
_SPACED = re.compile(rf"(?<=[\w%)\]\u00bb\u201d\"'\u064b-\u0652]) +([{_SIGNS}])(?![\w.:,/\\-])")
_FRENCH = re.compile(r"(?<=[\w%)\]\u00bb\u201d\"']) +([,.])(?![\w.,])")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """French has its own spaces before the high signs (see fr-nbsp); ".NET" and "..." are words."""
    if _MAY_BE.search(unit.target) is None:
        return
    pattern = _FRENCH if context.target.language == "fr" else _SPACED
    target = read(unit.target, context.target.language)
    for found in pattern.finditer(target.prose):
        if pattern.search(unit.source):
            return
        yield Finding(
            severity=Severity.WARNING,
            message=say("a space before {found}", found=found[1]),
            start=found.start(),
            end=found.end(),
            fix=Fix(start=found.start(), end=found.end(1), text=found[1]),
        )
