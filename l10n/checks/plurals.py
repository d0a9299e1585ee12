"""As many plural forms as the language has, and none of them empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.plural_forms import plural_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """The number comes from CLDR, in gettext's reading."""
    if not unit.target_plurals:
        return
    wanted = plural_counts(context.target.tag, context.target.plural_forms)
    given = len(unit.target_plurals)
    if wanted and given not in wanted:
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "{found} plural forms, the language has {wanted}", found=given, wanted=max(wanted)
            ),
        )
    elif any(form.strip() for form in unit.target_plurals):
        for n, form in enumerate(unit.target_plurals):
            if not form.strip():
                yield Finding(severity=Severity.ERROR, message=say("plural form {n} is empty", n=n))
