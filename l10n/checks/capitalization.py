"""A target begins with a capital where its source does, and shouts only where its source does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, Word, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_LEAST_LETTERS = 8
_LEAST_WORDS = 3


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Cased scripts only; a name such as iPhone keeps its small letter."""
    if context.target.script not in _CASED or context.source.script not in _CASED:
        return
    source = read(unit.source, context.source.language)
    target = read(unit.target, context.target.language)
    if not source.tokens or not target.tokens:
        return
    first = _first(target)
    if first.text[0].islower() and _begins_small(source, target):
        capital = (
            first.text[0].upper()
            if context.target.language not in {"tr", "az"} or first.text[0] != "i"
            else "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
        )
        yield Finding(
            severity=Severity.WARNING,
            message=say("begins with a small letter, the source with a capital"),
            start=first.start,
            end=first.start + 1,
            fix=Fix(start=first.start, end=first.start + 1, text=capital),
        )
    elif _shouts(target) and not _shouts(source):
        yield Finding(
            severity=Severity.WARNING,
            message=say("all in capitals, the source is not"),
            start=first.start,
            end=target.words[-1].end,
        )


def _begins_small(source: Reading, target: Reading) -> bool:
    """Sentences, or texts of several words: a label of one word may be a weekday or a language."""
    first, start = _first(target), _first(source)
    if not start.text[0].isupper() or source.prose[: start.start].strip(" \"'«“„([*_\ue000"):
        return False
    if target.prose[: first.start].strip(' "«“„»([*_\ue000¿¡—–-\t\n'):
        return False
    if first.text[1:] != first.text[1:].lower() or first.text in source.tokens:
        return False
    sentence = source.text.rstrip(' "”»)').endswith((".", "?", "!", "…"))
    return sentence or len(source.tokens) >= _LEAST_WORDS


def _first(reading: Reading) -> Word:
    text = reading.tokens[0]
    at = reading.prose.index(text)
    return Word(text, at, at + len(text))


def _shouts(reading: Reading) -> bool:
    if not reading.prose.isupper():
        return False
    words = [word for word in reading.tokens if len(word) > 1 and word.isalpha()]
    letters = "".join(words)
    return len(words) > 1 and len(letters) >= _LEAST_LETTERS and letters.isupper()
