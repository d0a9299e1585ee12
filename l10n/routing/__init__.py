"""Which way a unit goes: down the steps of its plan until a target is good enough.

Only empty units are written, and fuzzy ones whose text is still a machine's own. Where a person's
text became fuzzy because its source changed, the machine's text is offered beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l10n.errors import ProviderError
from l10n.model import Key, State, Unit
from l10n.model.unit import digest
from l10n.routing.accept import least_bad, may_be_kept_at_all, objections
from l10n.routing.plan import Plan
from l10n.routing.steps import Desk, Proposal, from_memory, from_provider
from l10n.routing.trace import Attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["Desk", "Plan", "Routed", "route", "wants_routing"]

_BATCH = 40  # units that go down the plan together; what they gave is kept before the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """What came of a route.

    ``units`` are the changed ones; ``kept`` counts targets that passed, ``fuzzy`` those that wait
    for a person with findings, ``empty`` what no step could answer. ``failures`` are the providers
    that did not do their work, by step.
    """

    units: tuple[Unit, ...] = ()
    traces: Mapping[Key, tuple[Attempt, ...]] = field(default_factory=dict)
    kept: int = 0
    fuzzy: int = 0
    empty: int = 0
    offered: int = 0
    failures: Mapping[str, ProviderError] = field(default_factory=dict)


def wants_routing(unit: Unit, *, again: bool = False) -> bool:
    """Whether a machine has something to do: fill a gap, follow a changed source, or offer a text.

    With ``again`` every text that is still a machine's own and fuzzy is asked for anew.
    """
    if not unit.target:
        return True
    if unit.may_be_routed:
        return again or bool(unit.previous_source)
    return unit.fuzzy and bool(unit.previous_source) and not unit.proposal


def route(
    units: Iterable[Unit],
    plan: Plan,
    desk: Desk,
    settled: Callable[[Sequence[Unit]], None] = lambda _: None,
    *,
    again: bool = False,
) -> Routed:
    """Send units down their plan; ``settled`` is called with each batch as soon as it is decided.

    A provider that fails is not asked again in this route; its units go on to the next step.
    """
    work = _Work(plan, desk)
    waiting = [unit for unit in units if wants_routing(unit, again=again)]
    for at in range(0, len(waiting), _BATCH):
        batch = waiting[at : at + _BATCH]
        done = [work.outcome(unit) for unit in work.walked(batch)]
        settled([unit for unit in done if unit is not None])
    return work.routed()


class _Work:
    """One route in progress."""

    def __init__(self, plan: Plan, desk: Desk) -> None:
        self.plan = plan
        self.desk = desk
        self.attempts: dict[Key, list[Attempt]] = {}
        self.answers: dict[Key, list[tuple[str, str, tuple[str, ...]]]] = {}
        self.units: list[Unit] = []
        self.failures: dict[str, ProviderError] = {}
        self.counts = dict.fromkeys(("kept", "fuzzy", "empty", "offered"), 0)

    def walked(self, batch: Sequence[Unit]) -> Sequence[Unit]:
        """Ask the steps in order about the units that no earlier step has satisfied."""
        for unit in batch:
            self.attempts[unit.key] = []
            self.answers[unit.key] = []
        for n in range(max((len(self.plan.steps_for(unit.kind)) for unit in batch), default=0)):
            by_step: dict[str, list[Unit]] = {}
            for unit in batch:
                steps = self.plan.steps_for(unit.kind)
                if n < len(steps) and not self._is_satisfied(unit):
                    by_step.setdefault(steps[n], []).append(unit)
            for step, asking in by_step.items():
                self._ask(step, asking)
        return batch

    def outcome(self, unit: Unit) -> Unit | None:
        """The unit with its best answer, or None when nothing about it changes."""
        best = least_bad(self.answers[unit.key])
        if best is None:
            self.counts["empty"] += not unit.target
            return None
        step, target = best
        good = self._is_satisfied(unit)
        made = (
            self._written(unit, step, target, good=good)
            if unit.may_be_routed
            else self._offered(unit, target)
        )
        if made == unit:
            return None
        self.units.append(made)
        return made

    def routed(self) -> Routed:
        return Routed(
            units=tuple(self.units),
            traces={key: tuple(attempts) for key, attempts in self.attempts.items()},
            failures=self.failures,
            **self.counts,
        )

    def _written(self, unit: Unit, step: str, target: str, *, good: bool) -> Unit:
        fuzzy = not good or self.plan.review == "required"
        self.counts["kept" if good else "fuzzy"] += 1
        return replace(
            unit,
            target=target,
            origin=step,
            machine_digest=digest(target),
            fuzzy=fuzzy,
            state=State.TRANSLATED,
            previous_source="",
            proposal="",
        )

    def _offered(self, unit: Unit, target: str) -> Unit:
        self.counts["offered"] += 1
        return replace(unit, proposal="" if target == unit.target else target)

    def _is_satisfied(self, unit: Unit) -> bool:
        return any(not wrong for _, _, wrong in self.answers[unit.key])

    def _ask(self, step: str, units: Sequence[Unit]) -> None:
        if step in self.failures:
            self._note(units, step, "failed", str(self.failures[step]))
            return
        try:
            proposals = (
                from_memory(units, self.desk, self.plan.accept)
                if step == "memory"
                else from_provider(step, units, self.desk)
            )
        except ProviderError as error:
            self.failures[step] = error
            self._note(units, step, "failed", str(error))
            return
        for unit, proposal in zip(units, proposals, strict=True):
            self._judge(step, unit, proposal)

    def _judge(self, step: str, unit: Unit, proposal: Proposal) -> None:
        if not proposal.target:
            outcome = "failed" if proposal.problem else "nothing"
            self._note([unit], step, outcome, proposal.problem)
            return
        wrong = objections(unit, proposal.target, self.desk.assess)
        if proposal.problem:
            wrong = (proposal.problem, *wrong)
        if not wrong or may_be_kept_at_all(unit, proposal.target):
            self.answers[unit.key].append((step, proposal.target, wrong))
        outcome = "refused" if wrong else ("kept" if unit.may_be_routed else "offered")
        self._note([unit], step, outcome, "; ".join(wrong), proposal.target)

    def _note(
        self, units: Sequence[Unit], step: str, outcome: str, reason: str = "", target: str = ""
    ) -> None:
        for unit in units:
            self.attempts[unit.key].append(
                Attempt(step=step, outcome=outcome, reason=reason, target=target)
            )
