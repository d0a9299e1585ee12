"""What several routes will ask providers first, asked at once: slots wait for no article or locale.

Only replies are gathered, and stored; each route finds them there afterwards. A text that several routes
would ask for is asked with the first of them.
"""

from __future__ import annotations

from contextlib import closing
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Candidate
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

_BUSY = 4  # times the slots; a route with so many requests fills them, and checks meanwhile


class ToRoute(NamedTuple):
    """A route to come: all units of an article in order, and those of them that wait."""

    units: Sequence[Unit]
    waiting: Sequence[Unit]
    plan: Plan
    desk: Desk


class _Request(NamedTuple):
    """Asks that go out together, the conversation they belong to, and the article around them."""

    asks: tuple[Ask, ...]
    talk: Conversation
    around: Surroundings


class Ahead:
    """The first requests of some routes, by provider; ``texts`` is how many texts are in them.

    What is stored is not in them, nor a provider with one slot, nor a route that keeps all slots of
    a provider busy by itself.
    """

    def __init__(self, routes: Iterable[ToRoute]) -> None:
        self._channels: dict[str, Channel] = {}
        self._by_provider: dict[str, list[_Request]] = {}
        self._claimed: set[bytes] = set()
        for one in routes:
            self._add(one)
        self._work = {
            name: requests for name, requests in self._by_provider.items() if len(requests) > 1
        }
        self.texts = sum(len(one.asks) for one in chain.from_iterable(self._work.values()))

    def ask(self, progress: Callable[[int], None] = lambda _: None) -> None:
        """Ask all providers at once, each in its slots; ``progress`` is told how many texts are done.

        Routes come in their order: what a budget or an interrupt leaves undone are the last ones.
        Errors are left for the routes, which ask again and report them.
        """
        if not self._work:
            return
        stop = self._channels[next(iter(self._work))].stop  # one for all channels of a project
        one_at_a_time = Lock()

        def ask_one(name: str) -> None:
            channel = self._channels[name]
            made = in_slots(
                self._work[name], lambda one: _gathered(channel, one), _slots(channel), stop
            )
            with closing(made):  # whatever happens here, slots take nothing more
                for answered in made:
                    with one_at_a_time:
                        progress(answered)

        for _ in in_slots(self._work, ask_one, len(self._work), stop):
            pass

    def _add(self, route: ToRoute) -> None:
        around = Surroundings(route.units, route.desk.style)
        for name, some in _by_provider(route, around).items():
            channel = self._channels.setdefault(name, route.desk.channel(name))
            if _slots(channel) == 1:
                continue
            talk = conversation(channel, route.desk, around)
            asks = first_asks(some, channel, route.desk, around)
            keys = {ask: channel.key(ask, talk) for ask in channel.unknown(asks, talk)}
            fresh = [ask for ask, key in keys.items() if key not in self._claimed]
            requests = [_Request(asks, talk, around) for asks in channel.packed(fresh)]
            if 0 < len(requests) < _BUSY * _slots(channel):
                self._claimed.update(keys.values())
                self._by_provider.setdefault(name, []).extend(requests)


def _slots(channel: Channel) -> int:
    return channel.slots or channel.provider.limits.slots


def _gathered(channel: Channel, request: _Request) -> int:
    for ask, answer in channel.answers(request.asks, request.talk, slots=1):
        if isinstance(answer, Candidate):
            request.around.rendered(ask.place, answer.target)
    return len(request.asks)


def _by_provider(route: ToRoute, around: Surroundings) -> dict[str, list[Unit]]:
    """The units by the providers that they go to first; those that the memory has are left out."""
    found: dict[str, list[Unit]] = {}
    for unit in route.waiting:
        steps = route.plan.steps_for(unit)
        if "memory" in steps and remembered(unit, route.desk, route.plan.accept, around):
            continue
        for name in first_providers(steps, route.desk):
            found.setdefault(name, []).append(unit)
    return found
