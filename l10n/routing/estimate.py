"""What a route would send and cost, found out without sending anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.providers import Refusing
from l10n.routing.background import Surroundings
from l10n.routing.plan import BEST_OF
from l10n.routing.steps import conversation, remembered, rungs, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Unit
    from l10n.routing.channel import Ask, Channel
    from l10n.routing.plan import Plan
    from l10n.routing.steps import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one provider would be sent: money in millionths of USD, at most; None: nobody says."""

    step: str
    units: int
    requests: int
    characters: int
    money: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many units wait, how many the memory has, how many answers are stored; and the costs.

    Each unit is counted with the first provider that translates the pair: what that one does not do
    well costs more at the next. ``unable`` are those that no step translates, ``why`` is said once.
    """

    waiting: int
    by_memory: int
    stored: int
    costs: tuple[Cost, ...]
    unable: int = 0
    why: str = ""


def estimate(units: Iterable[Unit], waiting: Sequence[Unit], plan: Plan, desk: Desk) -> Estimate:
    """The estimate for these units of an article; ``units`` are all that it has."""
    around = Surroundings(units, desk.style)
    by_step: dict[str, list[Unit]] = {}
    by_memory = unable = 0
    why: dict[str, None] = {}
    for unit in waiting:
        steps = plan.steps_for(unit)
        if "memory" in steps and remembered(unit, desk, plan.accept, around):
            by_memory += 1
            continue
        able = tuple(first_providers(steps, desk))
        for name in able:
            by_step.setdefault(name, []).append(unit)
        if not able:
            unable += 1
            why |= dict.fromkeys(_refusals(steps, desk))
    counted = [_cost(name, some, desk, around) for name, some in by_step.items()]
    return Estimate(
        waiting=len(waiting),
        by_memory=by_memory,
        stored=sum(stored for _, stored in counted),
        costs=tuple(cost for cost, _ in counted),
        unable=unable,
        why="; ".join(why),
    )


def first_providers(steps: Sequence[str], desk: Desk) -> Iterator[str]:
    """The providers of the first step that can translate the pair."""
    for step in steps:
        if step == "memory":
            continue
        able = [
            name
            for name in step.removeprefix(BEST_OF).split()
            if desk.channel(name).provider.supports(desk.source, desk.target)
        ]
        if able:
            yield from able
            return


def _refusals(steps: Sequence[str], desk: Desk) -> Iterator[str]:
    """Why none of these steps translates the pair."""
    names = [name for step in steps for name in step.removeprefix(BEST_OF).split()]
    asked = [name for name in names if name != "memory"]
    if not asked:
        yield "the plan names no provider"
    for name in asked:
        provider = desk.channel(name).provider
        if isinstance(provider, Refusing):
            yield str(provider.refusal(desk.source, desk.target))
        else:
            yield f"{name} does not translate {desk.source} into {desk.target}"


def _cost(name: str, units: Sequence[Unit], desk: Desk, around: Surroundings) -> tuple[Cost, int]:
    """What a provider would cost, and how many of its answers are stored."""
    channel = desk.channel(name)
    talk = conversation(channel, desk, around)
    asks = first_asks(units, channel, desk, around)
    unknown = channel.unknown(asks, talk)
    batches = list(channel.packed(unknown))
    usages = [channel.most(batch, talk) for batch in batches]
    money = sum(map(channel.price.of, usages)) if channel.price.known else None
    cost = Cost(
        step=name,
        units=len(units),
        requests=len(batches),
        characters=sum(usage.characters for usage in usages),
        money=money,
    )
    return cost, len(dict.fromkeys(asks)) - len(unknown)


def first_asks(
    units: Sequence[Unit], channel: Channel, desk: Desk, around: Surroundings
) -> list[Ask]:
    """What the first rung of the ladder asks about each unit."""
    ladder = rungs(channel, desk)
    made: list[Ask] = []
    for sentence in sentences(units, desk, around):
        made += next(filter(None, (rung.asks(sentence) for rung in ladder)), ())
    return made
