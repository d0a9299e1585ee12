"""How fast a provider is asked: never more in a window of time than it allows."""

from __future__ import annotations

import time
from collections import deque
from threading import Lock
from typing import TYPE_CHECKING

from l10n.model.request import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Event

    from l10n.providers import Rate


class Pace:
    """A sliding window over what was sent, and a pause that a provider has asked for.

    In no span of the rate's length more goes out than it allows; a request that alone is more than
    that goes out when the window is empty.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = (rate.requests, rate.characters, rate.tokens)
        self._seconds = rate.seconds
        self._clock = clock
        self._sent: deque[tuple[float, tuple[int, int, int]]] = deque()
        self._until = 0.0
        self._lock = Lock()

    def pause(self, seconds: float) -> None:
        """Send nothing for so long: the provider has asked all of us to wait."""
        with self._lock:
            self._until = max(self._until, self._clock() + seconds)

    def take(self, texts: Sequence[str], stop: Event) -> bool:
        """Wait until these texts may be sent, and count them; false if we were told to stop."""
        amount = (1, 0, 0)
        if any(self._limits[1:]):
            amount = (1, sum(map(len, texts)), sum(map(Measure.TOKENS.of, texts)))
        while True:
            with self._lock:
                wait = self._wait(amount)
                if wait <= 0:
                    if any(self._limits):
                        self._sent.append((self._clock(), amount))
                    return not stop.is_set()
            if stop.wait(wait):
                return False

    def _wait(self, amount: tuple[int, int, int]) -> float:
        """How long until the amount fits into the window."""
        now = self._clock()
        while self._sent and self._sent[0][0] <= now - self._seconds:
            self._sent.popleft()
        wait = self._until - now
        for n, limit in enumerate(self._limits):
            if not limit or not self._sent:
                continue
            room = limit - sum(one[n] for _, one in self._sent)
            for moment, one in self._sent:
                if room >= amount[n]:
                    break
                room += one[n]
                wait = max(wait, moment + self._seconds - now)
        return wait
