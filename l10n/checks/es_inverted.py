"""Spanish opens questions and exclamations with the inverted sign."""

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


_LANGUAGES = frozenset({"es", "ast", "gl"})
_CLOSE = re.compile(r"[?!]+")
_LONE = re.compile(r"\([?!]+\)")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Each ? and ! has its ¿ or ¡ before it, and each of these is closed."""
    if context.target.language not in _LANGUAGES or context.target.language == "gl":
        return
    target = read(unit.target, context.target.language)
    if target.letters.isdisjoint("?!\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}"):
        return
    yield from _unopened(target, unit.source)


def _unopened(target: Reading, source: str) -> Iterator[Finding]:
    text = target.prose
    at = 0
    lone = {n for found in _LONE.finditer(text) for n in range(*found.span())}
    for found in _CLOSE.finditer(text):
        if found.start() in lone:
            continue
        if not re.search("[\u00bf\u00a1]", text[at : found.start()]):
            if _is_name(text, found.start(), source):
                continue
            sign = (
                "\N{INVERTED QUESTION MARK}" if "?" in found[0] else "\N{INVERTED EXCLAMATION MARK}"
            )
            yield _finding(
                say("{found} without {wanted} before it", found=found[0], wanted=sign),
                *found.span(),
            )
        at = found.end()
    rest = re.search("[\u00bf\u00a1]", text[at:])
    if rest and re.search("[?!]", source):
        yield _finding(
            say("{found} is not closed", found=rest[0]), at + rest.start(), at + rest.end()
        )


def _is_name(text: str, at: int, source: str) -> bool:
    """``Yahoo!``: a sign that belongs to a name that the source has, too."""
    word = re.search(r"\w+$", text[:at])
    follows = text[at + 1 :].strip()
    return bool(word and follows and f"{word[0]}{text[at]}" in source)


def _finding(message: str, start: int, end: int) -> Finding:
    return Finding(severity=Severity.WARNING, message=message, start=start, end=end)
