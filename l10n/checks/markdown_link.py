"""As many Markdown links and images as in the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_LINK = re.compile(
    r"(?P<image>!?)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]\n]*\])"
)


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Counts only; the addresses themselves are the business of urls."""
    del context
    if "](" not in unit.source and "](" not in unit.target and "][" not in unit.source:
        return
    for image in (False, True):
        wanted, given = _links(unit.source, image=image), _links(unit.target, image=image)
        if len(wanted) != len(given):
            here = given[-1].span() if len(given) > len(wanted) else (0, 0)
            there = wanted[-1].span() if len(wanted) > len(given) else (0, 0)
            yield Finding(
                severity=Severity.ERROR,
                message=say(
                    "{found} links, the source has {wanted}", found=len(given), wanted=len(wanted)
                ),
                start=here[0],
                end=here[1],
                source_start=there[0],
                source_end=there[1],
            )


def _links(text: str, *, image: bool) -> list[re.Match[str]]:
    return [found for found in _LINK.finditer(text) if bool(found["image"]) is image]
