"""There are as many hashtags as in the source; they may be translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Counted only: what a hashtag says may be in the language of the target."""
    if "#" not in unit.source and "#" not in unit.target:
        return
    wanted = read(unit.source, context.source.language).of_kind("hashtag")
    given = read(unit.target, context.target.language).of_kind("hashtag")
    if len(wanted) > len(given):
        texts = {code.text for code in given}
        code = next((one for one in wanted if one.text not in texts), wanted[-1])
        yield Finding(
            severity=Severity.ERROR,
            message=say("the hashtag {found} of the source is missing", found=code.text),
            source_start=code.start,
            source_end=code.end,
        )
    elif len(given) > len(wanted):
        code = given[-1]
        yield Finding(
            severity=Severity.ERROR,
            message=say("the hashtag {found} is not in the source", found=code.text),
            start=code.start,
            end=code.end,
        )
