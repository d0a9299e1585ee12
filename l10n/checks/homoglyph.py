"""A word is of one script: no Latin letter that looks like a Cyrillic or Greek one, or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.homoglyphs import straightened
from l10n.text.message import say
from l10n.text.reading import Reading, read
from l10n.text.scripts import scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_MIXED = (frozenset({"Latn", "Cyrl"}), frozenset({"Latn", "Grek"}), frozenset({"Cyrl", "Grek"}))
_PREPOSITIONS = frozenset("aceioyACEIOY")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Words as they stand between hyphens, so that PDF-file in Cyrillic is two."""
    if unit.target.isascii():
        return
    target = read(unit.target, context.target.language)
    present = scripts(target)
    if len(present) <= 1 or not any(pair <= present for pair in _MIXED):
        return
    script = context.target.script
    for n, word in enumerate(target.words):
        right = straightened(word.text, script)
        if right is None and script == "Cyrl":
            right = _lone(target, n)
        if right is not None and word.text not in unit.source:
            yield Finding(
                severity=Severity.ERROR,
                message=say("{word} mixes letters of two scripts", word=word.text),
                start=word.start,
                end=word.end,
                fix=Fix(start=word.start, end=word.end, text=right),
            )


def _lone(target: Reading, n: int) -> str | None:
    """A Latin letter alone between Cyrillic words in lower case: meant to be a preposition."""
    word = target.words[n].text
    if word not in _PREPOSITIONS or not word.islower() or not 0 < n < len(target.words) - 1:
        return None
    around = target.words[n - 1].text + target.words[n + 1].text
    gap = target.prose[target.words[n - 1].end : target.words[n + 1].start]
    if around.isascii() or not around.islower() or gap != f" {word} ":
        return None
    if any(letter.isascii() for letter in around):
        return None
    made = straightened(word + "\N{CYRILLIC SMALL LETTER ZHE}", "Cyrl", whole=True)
    return made[:1] if made else None
