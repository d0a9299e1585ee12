"""A Latin name that ends or begins with a sign keeps that sign beside it in right-to-left text."""

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


_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# C++, C#, A+, Yahoo!, .NET: signs of no direction at the edge of a run, which the algorithm
# gives to the text around it
_EDGE = re.compile(
    r"(?<![\w@.#])(?:[A-Za-z][A-Za-z0-9]*(?:\+{1,2}+|#|!)(?!\w|\.\w)|\.[A-Z][A-Za-z]+)"
)

_MAY_BE = re.compile(r"[A-Za-z0-9][+#]|\.[A-Z]")  # quickly found, and part of every such name


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """The build isolates such runs; this tells those who publish the target in another way."""
    if context.target.direction != "rtl" or _CONTROLS.search(unit.target):
        return
    target = read(unit.target, context.target.language)
    if _MAY_BE.search(target.prose) is None:
        return
    for found in _EDGE.finditer(target.prose):
        if found[0] in unit.source and not found[0].endswith("!"):
            yield Finding(
                severity=Severity.INFO,
                message=say(
                    "{found} is shown with its sign on the wrong side unless isolated",
                    found=found[0],
                ),
                start=found.start(),
                end=found.end(),
            )
            return
