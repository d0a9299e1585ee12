"""Match and Candidate: proposals for a target, from the memory or from a provider."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from l10n.model.alignment import NO_ALIGNMENT, Alignment


class MatchKind(StrEnum):
    """How a memory proposal relates to what was asked for."""

    IN_CONTEXT = "in-context"
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A memory proposal; ``similarity`` is 0-100 (101 and 102 for matching neighbours).

    ``repaired`` are the places that were put right in ``target`` ("2,400 -> 9,100"), ``differences``
    what still differs and a person must see: numbers, names, a negation, a unit.
    """

    source: str
    target: str
    similarity: int
    kind: MatchKind
    origin: str = ""
    article: str = ""
    date: str = ""
    repaired: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A provider's proposal, not yet accepted.

    ``alignment`` maps the target back to the source where the provider knows it; ``cost`` is in
    US dollars.
    """

    target: str
    origin: str
    cost: float = 0.0
    alignment: Alignment = NO_ALIGNMENT
