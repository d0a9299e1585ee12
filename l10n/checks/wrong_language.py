"""A target is in the language of its locale, not in another that shares its script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.languages_seen import other_language
from l10n.text.message import say
from l10n.text.reading import is_copy, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Function words tell languages apart; short texts are not judged."""
    if is_copy(unit.source, unit.target):
        return
    target = read(unit.target, context.target.language)
    seen = other_language(target, context.target.language)
    if seen is not None:
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "seems to be in {found}, not in {wanted}",
                found=seen.language,
                wanted=context.target.language,
            ),
            end=len(unit.target),
        )
