"""The plan of a locale: which steps a unit takes, and what may be kept without a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Ordered steps: ``memory`` or the name of a provider.

    ``by_kind`` are the steps of block kinds that go another way. ``review`` is ``required`` (what a
    machine wrote is fuzzy until a person has read it) or ``none`` (what passes the checks is
    kept). ``accept`` is the lowest similarity, 0-102, at which a memory match is taken.
    """

    steps: tuple[str, ...]
    by_kind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    review: str = "required"
    accept: int = 100

    def steps_for(self, kind: str) -> tuple[str, ...]:
        """The steps of a unit in a block of this kind."""
        return self.by_kind.get(kind, self.steps)
