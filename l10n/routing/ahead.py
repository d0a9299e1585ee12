"""What many articles will ask a provider first, asked at once: slots need not wait for articles.

Only replies are gathered, and stored; routing each article afterwards finds them there. A text that
stands in several articles is asked with the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.routing.background import Surroundings
from l10n.routing.estimate import first_asks, first_providers
from l10n.routing.slots import in_slots
from l10n.routing.steps import conversation, remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from l10n.model import Unit
    from l10n.routing.channel import Ask, Channel, Conversation
    from l10n.routing.plan import Plan
    from l10n.routing.steps import Desk

Group = tuple[list["Ask"], "Conversation"]


def ask_ahead(
    articles: Iterable[tuple[Sequence[Unit], Sequence[Unit]]],
    plan: Plan,
    desk: Desk,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Ask about articles: pairs of all their units, and those of them that wait.

    Errors are left for the routes that follow, which ask again and report them.
    """
    groups: dict[str, list[Group]] = {}
    claimed: set[bytes] = set()
    for units, waiting in articles:
        around = Surroundings(units, desk.style)
        for name, some in _by_provider(waiting, plan, desk, around).items():
            channel = desk.channel(name)
            talk = conversation(channel, desk, around)
            keys = {channel.key(one, talk): one for one in first_asks(some, channel, desk, around)}
            fresh = [one for key, one in keys.items() if key not in claimed]
            claimed |= keys.keys()
            groups.setdefault(name, []).append((fresh, talk))
    for name, some_groups in groups.items():
        _ask(desk.channel(name), some_groups, progress)


def _by_provider(
    waiting: Sequence[Unit], plan: Plan, desk: Desk, around: Surroundings
) -> dict[str, list[Unit]]:
    """The units by the providers that they go to first; those that the memory has are left out."""
    found: dict[str, list[Unit]] = {}
    for unit in waiting:
        steps = plan.steps_for(unit)
        if "memory" in steps and remembered(unit, desk, plan.accept, around):
            continue
        for name in first_providers(steps, desk):
            found.setdefault(name, []).append(unit)
    return found


def _ask(channel: Channel, groups: Sequence[Group], progress: Callable[[int], None]) -> None:
    """Each article in a slot of its own; a provider with one slot gains nothing and is left."""
    slots = channel.slots or channel.provider.limits.slots
    if slots == 1:
        return

    def gather(group: Group) -> int:
        asks, talk = group
        return sum(1 for _ in channel.answers(asks, talk, slots=1))

    for answered in in_slots(groups, gather, slots, channel.stop):
        progress(answered)
