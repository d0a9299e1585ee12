"""How often a failed request is tried again, how long between, and when a provider is left alone."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from l10n.errors import (
    AuthenticationFailed,
    BudgetReached,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
    RateLimited,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_FOR_GOOD = (AuthenticationFailed, QuotaExceeded, BudgetReached)
_PASSING = (RateLimited, ProviderUnavailable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Waits in seconds: the first, each ``factor`` times the one before, at most ``longest``.

    What a provider asks for is waited at least, unless it is more than ``most``: then the next step
    is better. A wait is shortened or lengthened by up to a fifth, so that slots do not march.
    """

    tries: int = 6
    first: float = 0.5
    factor: float = 2.0
    longest: float = 30.0
    most: float = 120.0

    def wait(self, tried: int, error: ProviderError) -> float | None:
        """How long to wait after so many tries; None: do not try again."""
        if not isinstance(error, _PASSING) or error.final or tried >= self.tries:
            return None
        if error.retry_after > self.most:
            return None
        own = min(self.longest, self.first * self.factor ** (tried - 1))
        jittered = own * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        return max(jittered, error.retry_after)


@dataclass(slots=True)
class Breaker:
    """Leaves a provider alone: for good without key, money or quota, for a while when it is down.

    It opens after ``most`` failures in a row, whichever slots they came from; after ``cool`` seconds
    one request may try whether the provider is back.
    """

    most: int = 10
    cool: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _failures: int = 0
    _until: float = 0.0
    _error: ProviderError | None = None
    _lock: Lock = field(default_factory=Lock)

    def check(self) -> None:
        """Raise the error that opened the breaker while it is open."""
        with self._lock:
            if self._error is None:
                return
            if self._until and self.clock() >= self._until:
                self._until = self.clock() + self.cool  # this request is the trial
                return
            raise self._error

    def failed(self, error: ProviderError) -> None:
        with self._lock:
            if isinstance(error, _FOR_GOOD):
                self._error, self._until = error, 0.0
            elif isinstance(error, ProviderUnavailable):
                self._failures += 1
                if self._failures >= self.most:
                    self._error, self._until = error, self.clock() + self.cool

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0
            if self._error is not None and not isinstance(self._error, _FOR_GOOD):
                self._error, self._until = None, 0.0
