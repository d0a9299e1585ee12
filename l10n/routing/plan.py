"""The plan of a locale: which steps a unit takes, and what may be kept without a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.model import Unit

BEST_OF = "best-of "


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Units that go another way: of these block kinds (any without), of a length in characters.

    ``longer`` and ``shorter`` are limits that belong to the rule's own side; 0 is no limit.
    """

    steps: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    longer: int = 0
    shorter: int = 0

    def fits(self, unit: Unit) -> bool:
        length = len(unit.source)
        return (
            (not self.kinds or unit.kind in self.kinds)
            and (not self.longer or length >= self.longer)
            and (not self.shorter or length <= self.shorter)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Ordered steps: ``memory``, the name of a provider, or ``best-of`` and several names.

    The first of ``rules`` that fits a unit gives its steps. ``review`` is ``required`` (what a
    machine wrote is fuzzy until a person has read it) or ``none`` (what passes the checks is
    kept). ``accept`` is the lowest similarity, 0-102, at which a memory match is taken.
    """

    steps: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    review: str = "required"
    accept: int = 100

    def steps_for(self, unit: Unit) -> tuple[str, ...]:
        """The steps that this unit takes."""
        return next((rule.steps for rule in self.rules if rule.fits(unit)), self.steps)
