"""Brackets stand in pairs and in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_KIND = {"(": "round", ")": "round", "（": "round", "）": "round", "[": "square", "]": "square"}
_KIND |= {"［": "square", "］": "square", "【": "lenticular", "】": "lenticular"}
_KIND |= {"《": "title", "》": "title", "〈": "angle", "〉": "angle", "〔": "shell", "〕": "shell"}
_OPENING = frozenset("(（[［【《〈〔")
# list labels and faces: "a)", "12)", "i)", ":)", ":-("
_LABEL = re.compile(r"(?:^|(?<=[\s,;:\u060c(]))(?:\w{1,3}|[ivx]{1,5})[)）]|[:;][-']?[()]")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """In logical order, so that bidirectional text is judged as it is read; labels are left out."""
    target = read(unit.target, context.target.language)
    if target.letters.isdisjoint(_KIND):
        return
    wrong = _unpaired(target)
    if wrong is None:
        return
    source = _unpaired(read(unit.source, context.source.language))
    if source is None or _KIND[source[0]] != _KIND[wrong[0]]:
        sign, at = wrong
        yield Finding(
            severity=Severity.WARNING,
            message=say("the bracket {found} has no partner", found=sign),
            start=at,
            end=at + 1,
        )


def _unpaired(reading: Reading) -> tuple[str, int] | None:
    """The first bracket that closes nothing, else the last that is not closed."""
    if reading.letters.isdisjoint(_KIND):
        return None
    text = reading.prose
    labels = {found.end() - 1 for found in _LABEL.finditer(text)}
    opened: list[tuple[str, int]] = []
    spare: tuple[str, int] | None = None
    for n, sign in enumerate(text):
        if sign not in _KIND:
            continue
        if sign in _OPENING:
            if n not in labels:
                opened.append((sign, n))
        elif opened and _KIND[opened[-1][0]] == _KIND[sign]:
            opened.pop()
        elif n not in labels and spare is None:
            spare = (sign, n)
    return spare or (opened[-1] if opened else None)
