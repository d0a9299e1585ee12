"""French puts a no-break space before : ; ? ! and inside its quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_WIDE = "\N{NO-BREAK SPACE}"
_NARROW = "\N{NARROW NO-BREAK SPACE}"
_SIGNS = frozenset(":;?!\u00ab\u00bb")
_OPEN, _CLOSE = "\u00ab", "\u00bb"
_BEFORE = re.compile(r"(?<=[\w%€$)\]\u00bb\u201d\u2019*_\u2026\"])( ?)([:;?!]+|\u00bb)(?![\w/])")
_COLON_CA = re.compile(r"(?<=[\w%€$)\]\u00bb\u201d\u2019*_\u2026\"])( ?)(:|\u00bb)(?![\w/])")
_AFTER = re.compile(r"\u00ab( ?)(?=[^\s\u00bb])")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Canada puts none before ; ? and !; Switzerland has rules of its own and is left alone."""
    if context.target.language != "fr" or context.target.territory in {"CH", "LI"}:
        return
    target = read(unit.target, "fr")
    if target.letters.isdisjoint(_SIGNS):
        return
    before = _COLON_CA if context.target.territory == "CA" else _BEFORE
    for found in before.finditer(target.prose):
        sign = found[2]
        if sign[0] in "?!" and _is_name(unit.source, unit.target, found.start()):
            continue
        yield _finding(*found.span(1), _WIDE if sign[0] in {":", _CLOSE} else _NARROW)
    for found in _AFTER.finditer(target.prose):
        yield _finding(*found.span(1), _WIDE)


def _is_name(source: str, target: str, at: int) -> bool:
    """``Yahoo!``: a sign that belongs to a name that the source has, too."""
    word = re.search(r"[A-Z]\w*$", target[:at])
    return bool(word) and target[at : at + 1] == "!" and f"{word[0]}!" in source if word else False


def _finding(start: int, end: int, space: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        message=say("a space that may break where a no-break space belongs")
        if end > start
        else say("no space where a no-break space belongs"),
        start=start,
        end=max(end, start + 1),
        fix=Fix(start=start, end=end, text=space),
    )
