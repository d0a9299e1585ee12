"""A target holds the translation and nothing that a machine says around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.leaks import leak, speaks_of_translation
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_ECHO = 20
_OPENERS = ("(", "\N{FULLWIDTH LEFT PARENTHESIS}", "[")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Preambles, refusals, notes, fences and tokens, unless the source is about such things."""
    del context
    found = leak(unit.target)
    if found is not None and not speaks_of_translation(unit.source):
        yield _finding(unit, *found)
    elif len(unit.source) > _ECHO and unit.source in unit.target and unit.source != unit.target:
        rest = unit.target.replace(unit.source, "").strip()
        at = unit.target.index(unit.source)
        # a name with the original behind it in brackets is a gloss
        is_gloss = unit.target[at - 1 : at] in _OPENERS and len(rest) > len(unit.source) // 2
        if len(rest) > _ECHO and not is_gloss:
            yield _finding(unit, at, at + len(unit.source))


def _finding(unit: Unit, start: int, end: int) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        message=say("not a translation but a machine talking: {said}", said=unit.target[start:end]),
        start=start,
        end=end,
    )
