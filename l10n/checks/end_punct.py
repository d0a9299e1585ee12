"""A target ends as its source does: with a full stop, a question mark, a colon, nothing, ..."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text import punctuation as p
from l10n.text.message import say
from l10n.text.punctuation import Ending, ending, foreign_stop
from l10n.text.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_LAST_RESORT = frozenset({p.STOP, p.EXCLAMATION})


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Kinds are compared, not characters; a headline has a check of its own."""
    if unit.kind == "headline" or not unit.target.strip():
        return
    source = read(unit.source, context.source.language)
    target = read(unit.target, context.target.language)
    wanted, given = ending(source), ending(target)
    own = foreign_stop(target, given)
    if own and wanted.kind is p.STOP:
        yield Finding(
            severity=Severity.WARNING,
            message=say(
                "ends with {found}; here a sentence ends with {wanted}", found=".", wanted=own
            ),
            start=given.start,
            end=given.end,
            fix=Fix(start=given.start, end=given.end, text=own),
        )
    elif not _alike(wanted, given, source, target):
        yield Finding(
            severity=Severity.WARNING,
            message=say(
                "ends with {found}, the source with {wanted}", found=given.kind, wanted=wanted.kind
            ),
            start=given.start,
            end=given.end,
            source_start=wanted.start,
            source_end=wanted.end,
        )


def _alike(wanted: Ending, given: Ending, source: Reading, target: Reading) -> bool:
    kinds = {wanted.kind, given.kind}
    if len(kinds) == 1 or p.CODE in kinds:
        return True
    if target.language in p.WITHOUT_STOP and given.kind is p.NONE:
        return True
    if wanted.kind is p.NONE and source.tokens and source.tokens[0].islower():
        return True  # speech written down without signs
    if (wanted.short or given.short) and kinds == {p.STOP, p.NONE}:
        return True
    # a quotation that moved to the end or away from it takes its own sign along
    moved = wanted.quoted or given.quoted
    return moved and p.NONE not in kinds and _has(source, given.kind) and _has(target, wanted.kind)


def _has(reading: Reading, kind: str) -> bool:
    """Whether a sign of this kind stands anywhere in a text; a full stop always might."""
    if kind in _LAST_RESORT or kind is p.COMMA:
        return True
    return any(p.kind_of(letter) is kind for letter in reading.letters)
