"""As many plural forms as the language has, and none of them empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """The number comes from CLDR, in gettext's reading."""
    if not unit.target_plurals:
        return
    wanted = _forms(context)
    given = len(unit.target_plurals)
    if wanted and given != wanted:
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "{found} plural forms, the language has {wanted}", found=given, wanted=wanted
            ),
        )
    elif any(form.strip() for form in unit.target_plurals):
        for n, form in enumerate(unit.target_plurals):
            if not form.strip():
                yield Finding(severity=Severity.ERROR, message=say("plural form {n} is empty", n=n))


def _forms(context: Context) -> int:
    found = _COUNT.search(context.target.plural_forms)
    return int(found[1]) if found else 0
