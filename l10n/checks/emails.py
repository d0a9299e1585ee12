"""Every e-mail address of the source stands in the target, and no other does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.text.codes import unmatched
from l10n.text.kept_codes import differences
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Finding, Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """As many of each as in the source."""
    if "@" not in unit.source and "@" not in unit.target:
        return
    wanted = read(unit.source, context.source.language).of_kind("email")
    given = read(unit.target, context.target.language).of_kind("email")
    yield from differences(
        *unmatched(wanted, given),
        lost=lambda text: say("the e-mail address {found} of the source is missing", found=text),
        odd=lambda text: say("the e-mail address {found} is not in the source", found=text),
    )
