"""Which way a unit goes: down the steps of its plan until a target is good enough.

Only empty units are written, and fuzzy ones whose text is still a machine's own. Where a person's
text became fuzzy because its source changed, the machine's text is offered beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l10n.model import Key, State, Unit
from l10n.model.unit import digest
from l10n.routing.accept import Answer, judged, least_bad, may_be_kept_at_all
from l10n.routing.background import Surroundings
from l10n.routing.outcomes import Judged
from l10n.routing.plan import BEST_OF, Plan
from l10n.routing.steps import Desk, Proposal, proposals
from l10n.routing.trace import Attempt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.errors import ProviderError

Settled = Callable[[Sequence[Unit], Mapping[Key, tuple[Attempt, ...]]], None]
"""Takes the units that changed, and the attempts at all that are decided."""

__all__ = ["Desk", "Plan", "Routed", "route", "wants_routing"]

_SETTLE_AFTER = 1.0  # seconds between two times that catalogs are written during a step
_HANDFUL = 50  # proposals judged together
_HANDFUL_AFTER = 0.2  # seconds that they were waited for


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
    settled: Settled = lambda _units, _traces: None,
    *,
    again: bool = False,
) -> Routed:
    """Send units down their plan; ``settled`` is told now and then what has been decided since.

    ``units`` are those of one article in order. A provider that fails hands its units on to the next
    step. An interrupt settles what is decided before it goes on.
    """
    known = tuple(units)
    work = _Work(plan, desk, Surroundings(known, desk.style), settled)
    try:
        work.walk([unit for unit in known if wants_routing(unit, again=again)])
    finally:
        work.settle()
    return work.routed()


class _Work:
    """One route in progress."""

    def __init__(
        self,
        plan: Plan,
        desk: Desk,
        around: Surroundings,
        settled: Settled,
    ) -> None:
        self.plan = plan
        self.desk = desk
        self.around = around
        self.settled = settled
        self.attempts: dict[Key, list[Attempt]] = {}
        self.answers: dict[Key, list[Answer]] = {}
        self.units: list[Unit] = []
        self.failures: dict[str, ProviderError] = {}
        self.counts = dict.fromkeys(("kept", "fuzzy", "empty", "offered"), 0)
        self._decided: dict[Key, Unit | None] = {}
        self._last = time.monotonic()

    def walk(self, waiting: Sequence[Unit]) -> None:
        """Ask the steps in order about the units that no earlier step has satisfied."""
        for unit in waiting:
            self.attempts[unit.key] = []
            self.answers[unit.key] = []
        ways = {unit.key: self.plan.steps_for(unit) for unit in waiting}
        left = list(waiting)
        for n in range(max(map(len, ways.values()), default=0)):
            by_step: dict[str, list[Unit]] = {}
            for unit in left:
                if n < len(ways[unit.key]):
                    by_step.setdefault(ways[unit.key][n], []).append(unit)
            for step, asking in by_step.items():
                self._ask(step, asking)
            left = [unit for unit in left if not self._is_satisfied(unit)]
        for unit in left:
            self._decide(unit)

    def settle(self) -> None:
        """Hand over what has been decided since the last time."""
        if self._decided:
            changed = [unit for unit in self._decided.values() if unit]
            self.settled(changed, {key: tuple(self.attempts[key]) for key in self._decided})
        self._decided, self._last = {}, time.monotonic()

    def routed(self) -> Routed:
        return Routed(
            units=tuple(self.units),
            traces={key: tuple(attempts) for key, attempts in self.attempts.items()},
            failures=self.failures,
            **self.counts,
        )

    def _ask(self, step: str, units: Sequence[Unit]) -> None:
        """Ask a step, except about what is known to have come of it."""
        stored = self.desk.outcomes if step != "memory" else None
        way = self._way(step) if stored else ""
        keys = {unit.key: stored.key(way, unit) for unit in units} if stored else {}
        known = stored.known(keys.values()) if stored else {}
        made: dict[bytes, Judged] = {}
        left: list[Unit] = []
        for unit in units:
            if before := known.get(keys.get(unit.key, b"")):
                self._take(unit, before)
            else:
                left.append(unit)
        try:
            # closed whatever happens here, so that an interrupt lets slots take nothing more
            with closing(proposals(step, left, self.desk, self.plan.accept, self.around)) as coming:
                for some in _in_handfuls(coming):
                    judged = zip(some, self._judged(step, some), strict=True)
                    for (unit, proposal), outcome in judged:
                        if proposal.error is not None:
                            self.failures.setdefault(outcome.by, proposal.error)
                        elif keys:
                            made[keys[unit.key]] = outcome
                        self._take(unit, outcome)
                    if time.monotonic() - self._last > _SETTLE_AFTER:
                        self.settle()
        finally:
            if stored:
                stored.keep(made)
        self.settle()

    def _way(self, step: str) -> str:
        """The step with all that answers in it, for this pair."""
        names = step.removeprefix(BEST_OF).split()
        told = [self.desk.channel(name).provider.identity for name in names]
        return "\0".join([step, self.desk.source.tag, self.desk.target.tag, self.desk.style, *told])

    def _judged(self, step: str, some: Sequence[tuple[Unit, Proposal]]) -> list[Judged]:
        answers = [(unit, proposal.target) for unit, proposal in some if proposal.target]
        judgements = iter(judged(answers, self.desk.assess, self.desk.target))
        return [
            _outcome(proposal.by or step, unit, proposal, *next(judgements))
            if proposal.target
            else _outcome(proposal.by or step, unit, proposal)
            for unit, proposal in some
        ]

    def _take(self, unit: Unit, made: Judged) -> None:
        """Note a judgement, and decide about the unit if it satisfies."""
        wrong = made.wrong
        if not made.target:
            outcome = "failed" if wrong else "nothing"
        else:
            outcome = "refused" if wrong else ("kept" if unit.may_be_routed else "offered")
            if not wrong or made.usable:
                self.answers[unit.key].append(Answer(made.by, made.target, wrong))
        self.attempts[unit.key].append(
            Attempt(
                step=made.by,
                outcome=outcome,
                reason="; ".join(wrong),
                target=made.target,
                how=made.how,
                cost=made.cost,
            )
        )
        if self._is_satisfied(unit):
            self._decide(unit)

    def _decide(self, unit: Unit) -> None:
        """Give the unit its best answer; without one nothing about it changes."""
        best = least_bad(self.answers[unit.key])
        if best is None:
            self.counts["empty"] += not unit.target
            self._decided[unit.key] = None
            return
        self.around.became(unit.key, best.target)
        made = self._written(unit, best) if unit.may_be_routed else self._offered(unit, best)
        self._decided[unit.key] = made if made != unit else None
        if made != unit:
            self.units.append(made)

    def _written(self, unit: Unit, best: Answer) -> Unit:
        good = not best.wrong
        self.counts["kept" if good else "fuzzy"] += 1
        return replace(
            unit,
            target=best.target,
            origin=best.by,
            machine_digest=digest(best.target),
            fuzzy=not good or self.plan.review == "required",
            state=State.TRANSLATED,
            previous_source="",
            # what a person's text has become that they took away: a machine's stands beside a person's
            proposal="" if unit.target or unit.proposal == best.target else unit.proposal,
        )

    def _offered(self, unit: Unit, best: Answer) -> Unit:
        self.counts["offered"] += 1
        return replace(unit, proposal="" if best.target == unit.target else best.target)

    def _is_satisfied(self, unit: Unit) -> bool:
        return any(not answer.wrong for answer in self.answers[unit.key])


def _outcome(
    by: str, unit: Unit, proposal: Proposal, target: str = "", wrong: tuple[str, ...] = ()
) -> Judged:
    """A proposal with the target that the checks leave of it, and all that is wrong with that."""
    problems = (proposal.problem, *wrong) if proposal.problem else wrong
    if not target:
        return Judged(by=by, wrong=problems)
    repaired = "repaired" if target != proposal.target else ""
    return Judged(
        by=by,
        target=target,
        wrong=problems,
        how=", ".join(filter(None, (proposal.how, repaired))),
        usable=may_be_kept_at_all(unit, target),
        cost=proposal.cost,
    )


def _in_handfuls(
    coming: Iterable[tuple[Unit, Proposal]],
) -> Iterator[list[tuple[Unit, Proposal]]]:
    """Proposals that come quickly after each other together; none waits for the next for long."""
    some: list[tuple[Unit, Proposal]] = []
    begun = time.monotonic()
    for one in coming:
        some.append(one)
        if len(some) >= _HANDFUL or time.monotonic() - begun > _HANDFUL_AFTER:
            yield some
            some, begun = [], time.monotonic()
    if some:
        yield some
