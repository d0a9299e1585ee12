"""Plural forms differ where the language's nouns do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


# languages whose nouns stay in the singular behind a number, or have no plural
_UNINFLECTED = frozenset(
    "tr az kk ky uz tk tg fa prs ps ckb ku hu ka fi et eu hy bn id ms ja ko vi th zh lo km my yo ig jv su tl fil".split()
)


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Nothing is said where the source's own forms are the same."""
    forms = unit.target_plurals
    if len(forms) <= 1 or context.target.language in _UNINFLECTED:
        return
    if len(set(forms)) > 1 or not forms[0].strip() or unit.source == unit.source_plural:
        return
    if context.target.language == "fr" and forms[0].rstrip(" .!")[-1:] in {"s", "x", "z"}:
        return
    if any(letter.isalpha() for letter in forms[0].replace("%d", "").replace("%s", "")):
        yield Finding(
            severity=Severity.INFO,
            message=say("all {count} plural forms are the same", count=len(forms)),
            end=len(unit.target),
        )
