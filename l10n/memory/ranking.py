"""Which of the entries found is the best match, and how it is related to what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.memory.entry import UNKNOWN, Entry
from l10n.model import Match, MatchKind
from l10n.text.similarity import Comparable, folded, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAME = 100
_SAME_BEFORE = 101
_SAME_AROUND = 102


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that is looked for, with what stands for its neighbours."""

    comparable: Comparable
    before: str = UNKNOWN
    after: str = UNKNOWN

    @classmethod
    def of(cls, text: str, before: str, after: str) -> Wanted:
        return cls(Comparable.of(text), before, after)

    def alike(self, entry: Entry) -> int:
        """0-100, and 101 or 102 where the neighbours are the same too."""
        alike = similarity(self.comparable, entry.source)
        if alike < _SAME or self.before in {UNKNOWN, ""} or self.before != entry.before:
            return alike
        if self.after in {UNKNOWN, ""} or self.after != entry.after:
            return _SAME_BEFORE
        return _SAME_AROUND


def ranked(
    wanted: Wanted, entries: Iterable[tuple[int, Entry]], at_least: int
) -> tuple[Match, ...]:
    """The matches of entries, each with the rank of its language pair, best first.

    Of the same source and target the best entry speaks, then the newest. Where a source has several
    targets, none of which its neighbours single out, each has one point less: a person chooses.
    """
    best: dict[tuple[str, str], tuple[int, int, Entry]] = {}
    for rank, entry in entries:
        key = (folded(entry.source), folded(entry.target))
        alike = wanted.alike(entry)
        known = best.get(key)
        if known is None or (alike, -rank, entry.date) > (known[0], -known[1], known[2].date):
            best[key] = alike, rank, entry
    targets: dict[str, int] = {}
    for source, _ in best:
        targets[source] = targets.get(source, 0) + 1
    found = []
    for (source, _), (alike, rank, entry) in best.items():
        told = alike - (targets[source] > 1 and alike <= _SAME)
        if told >= at_least:
            found.append((-told, rank, entry, _match(entry, told)))
    # ties: the closer language pair, then the newest, then by text
    found.sort(key=lambda one: (one[2].source, one[2].target))
    found.sort(key=lambda one: one[2].date, reverse=True)
    found.sort(key=lambda one: one[:2])
    return tuple(one[3] for one in found)


def _match(entry: Entry, alike: int) -> Match:
    kind = MatchKind.EXACT if alike == _SAME else MatchKind.FUZZY
    return Match(
        source=entry.source,
        target=entry.target,
        similarity=alike,
        kind=MatchKind.IN_CONTEXT if alike > _SAME else kind,
        origin=entry.origin,
        article=entry.article,
        date=entry.date,
    )
