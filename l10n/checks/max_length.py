"""A target keeps to the limit that its source gives: of a subtitle's lines, of a form's field."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.inline import plain
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit

# as our own notes tell it, and as the flag does that gettext's tools share
_NOTE = re.compile(r"limit: (?P<most>\d+) characters(?P<line> a line(?:, (?P<lines>\d+) lines?)?)?")
_FLAG = re.compile(r"max-length:(?P<most>\d+)")
_WIDE = frozenset({"W", "F"})
_UNSEEN = frozenset({"Mn", "Me", "Cf"})


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """In characters that take a place: no vowel signs or joiners; a full-width one takes two."""
    del context
    for most, lines in _limits(unit):
        text = plain(unit.target)
        shown = text.split("\n") if lines else [text]
        # a text without line ends of its own is broken where it fits
        room = most * lines if lines and len(shown) == 1 else most
        longest = max(map(width, shown))
        if longest > room or (lines and len(shown) > lines):
            yield Finding(severity=Severity.WARNING, message=_message(shown, longest, room, lines))
            return


def _message(shown: list[str], longest: int, room: int, lines: int) -> str:
    if longest > room:
        return say("{found} characters, {wanted} at most", found=longest, wanted=room)
    return say("{found} lines, {wanted} at most", found=len(shown), wanted=lines)


def _limits(unit: Unit) -> Iterator[tuple[int, int]]:
    """The most characters, and on how many lines each so long; 0 where lines do not matter."""
    for note in unit.notes:
        if (found := _NOTE.search(note)) and int(found["most"]):
            lines = int(found["lines"] or unit.source.count("\n") + 1) if found["line"] else 0
            yield int(found["most"]), lines
    for flag in unit.flags:
        if (found := _FLAG.fullmatch(flag)) and int(found["most"]):
            yield int(found["most"]), 0


def width(text: str) -> int:
    """How many places a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(letter) in _WIDE else 1
        for letter in text
        if unicodedata.category(letter) not in _UNSEEN
    )
