"""A target does not break off in the middle of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text import punctuation as p
from l10n.text.message import say
from l10n.text.punctuation import ending
from l10n.text.reading import Reading, read
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_LONG = 50
_SYLLABIC = 2  # letters of an alphabet in a syllable of Hangul
_SHARE = 0.6  # of the source's length, where the target also ends without a sign


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """It ends with a word that wants another one, or ends early and without a sign."""
    target = read(unit.target, context.target.language)
    end = ending(target)
    if end.kind not in {p.NONE, p.COMMA} or not target.words:
        return
    source = read(unit.source, context.source.language)
    if ending(source).kind in {p.NONE, p.CODE, p.COMMA, p.COLON}:
        return
    if _dangles(target) or _is_short(source, target, context):
        last = target.words[-1]
        yield Finding(
            severity=Severity.ERROR,
            message=say("breaks off behind {word}", word=last.text),
            start=last.start,
            end=last.end,
        )


def _dangles(target: Reading) -> bool:
    """The last word is an article, a preposition, a conjunction."""
    known = wording(target.language)
    words = known.words("dangling")
    if not words:
        return False
    last = target.words[-1]
    if target.prose[last.end :].strip(" ,،、，\t\n"):
        return False
    if not known.spaces:
        text = target.prose.rstrip()
        # a predicate ends with the particle that elsewhere wants a noun: "是无效的"
        is_predicate = text.endswith("的") and "是" in text
        return text.endswith(tuple(words)) and not is_predicate
    if last.text.lower() in words or last.text.lower().rstrip("'’") in words:
        return True
    return target.prose[last.end :][:1] in {"'", "’"} and len(last.text) <= 2


def _is_short(source: Reading, target: Reading, context: Context) -> bool:
    if not context.target.spaces_sentences or len(source.text) < _LONG:
        return False
    share = _SHARE / _SYLLABIC if context.target.script == "Kore" else _SHARE
    return len(target.prose.strip()) < share * len(source.prose.strip())
