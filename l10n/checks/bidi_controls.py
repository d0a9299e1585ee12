"""Directional embeddings and isolates are closed, and nothing overrides the direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_EMBEDDINGS = frozenset("\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}")
_OVERRIDES = frozenset("\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}")
_ISOLATES = frozenset("\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}")
_POP, _POP_ISOLATE = "\N{POP DIRECTIONAL FORMATTING}", "\N{POP DIRECTIONAL ISOLATE}"
_ALL = _EMBEDDINGS | _OVERRIDES | _ISOLATES | {_POP, _POP_ISOLATE}


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Lone marks (LRM, RLM, ALM) are fine anywhere; a pseudo-locale mirrors words with overrides."""
    if context.target.is_pseudo:
        return
    if unit.target.isascii() or _ALL.isdisjoint(read(unit.target, context.target.language).letters):
        return
    found = _wrong(unit.target)
    if found is None:
        return
    at, message = found
    if unit.target[at] not in _OVERRIDES or unit.target[at] not in unit.source:
        yield Finding(severity=Severity.ERROR, message=message, start=at, end=at + 1)


def _wrong(text: str) -> tuple[int, str] | None:
    """The first control that overrides, closes nothing or is not closed."""
    opened: list[int] = []
    for n, letter in enumerate(text):
        if letter in _OVERRIDES:
            return n, say("a control that overrides the direction")
        if letter in _EMBEDDINGS or letter in _ISOLATES:
            opened.append(n)
        elif letter in {_POP, _POP_ISOLATE}:
            kind = _EMBEDDINGS if letter == _POP else _ISOLATES
            if not opened or text[opened.pop()] not in kind:
                return n, say("a directional control that closes nothing")
    return (opened[-1], say("a directional control that is not closed")) if opened else None
