"""No word stands twice in a row by mistake."""

from __future__ import annotations

import re
from operator import eq
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, read
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_GAP = re.compile(r"[ \t\u00a0\u202f\n]+")
_LEAST = 2


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Many languages say a word twice for effect; there, only function words count."""
    target = read(unit.target, context.target.language)
    words = target.lowered
    if not _has_pair(words):
        return
    at = _repeated(target, words, context.target.language)
    if at is None or _source_repeats(unit.source, context.source.language):
        return
    one, other = target.words[at - 1], target.words[at]
    yield Finding(
        severity=Severity.WARNING,
        message=say("{word} stands twice in a row", word=other.text),
        start=one.start,
        end=other.end,
        fix=Fix(start=one.end, end=other.end, text=""),
    )


def _repeated(target: Reading, words: tuple[str, ...], language: str) -> int | None:
    known = wording(language)
    doubled = known.words("doubled")
    spoken = target.words
    if len(spoken) != len(words):
        return None
    for n in range(1, len(words)):
        word = words[n]
        if word != words[n - 1] or word in doubled or not word[0].isalpha():
            continue
        if len(word) < _LEAST and word not in known.stop:
            continue
        if known.reduplicates and not (word in known.stop or _is_definite(word, language)):
            continue
        if _GAP.fullmatch(target.prose, spoken[n - 1].end, spoken[n].start):
            return n
    return None


def _is_definite(word: str, language: str) -> bool:
    """A noun with the article is not repeated for effect in Arabic."""
    return language in {"ar", "arz"} and word.startswith("\u0627\u0644") and len(word) > 4


def _source_repeats(source: str, language: str) -> bool:
    return _has_pair(read(source, language).lowered)


def _has_pair(words: tuple[str, ...]) -> bool:
    return len(set(words)) < len(words) and any(map(eq, words, words[1:]))
