"""What was spent, and the limit that no request may go over, across slots and processes.

A request is entered before it is sent, at the most that it can cost; when the answer is there the entry
gets its real cost. An entry that never got one, because the process was killed, counts as spent.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from l10n.errors import BudgetReached
from l10n.model.request import NO_USAGE, Usage
from l10n.routing.prices import MICRO
from l10n.store import in_our_terms, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from l10n.store import Connection

PERIODS = ("day", "month", "year", "ever")
_MIGRATIONS = (
    """
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        provider TEXT NOT NULL,
        settled INTEGER NOT NULL,
        characters INTEGER NOT NULL,
        tokens_in INTEGER NOT NULL,
        tokens_out INTEGER NOT NULL,
        money INTEGER NOT NULL
    );
    CREATE INDEX entry_at ON entry (at)
    """,
)


_MOST = 10**12  # of anything in one request; thousands of them can still be added up


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that may be spent ``per`` period (UTC); 0 is no limit. Money in millionths of USD."""

    money: int = 0
    characters: int = 0
    per: str = "month"

    def begins(self, now: float) -> float:
        """When the period of a moment began, in seconds since 1970."""
        today = datetime.fromtimestamp(now, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        starts = {
            "day": today,
            "month": today.replace(day=1),
            "year": today.replace(month=1, day=1),
        }
        return starts[self.per].timestamp() if self.per in starts else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a period has cost; ``open`` are requests whose answer never came."""

    characters: int = 0
    money: int = 0
    requests: int = 0
    open: int = 0


class Ledger:
    """The entries of a project; threads and processes may share it."""

    def __init__(
        self, path: Path, budget: Budget | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._path = path
        self.budget = budget or Budget()
        self._clock = clock
        self._open: Connection | None = None
        self._lock = Lock()

    def enter(self, provider: str, most: Usage, money: int) -> int:
        """Enter a request that is about to be sent; `BudgetReached` if it must not be."""
        now = self._clock()
        row = (now, provider, 0, most.characters, most.tokens_in, most.tokens_out, money)
        with self._lock, in_our_terms(self._path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            if self.budget.money or self.budget.characters:
                self._refuse(provider, self._sum(now), most.characters, money)
            made = self._connection.execute(
                "INSERT INTO entry (at, provider, settled, characters, tokens_in, tokens_out, money)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            return int(made.lastrowid or 0)

    def settle(self, entry: int, usage: Usage, money: int) -> None:
        """Write down what a request has really cost; what a service says is made a possible number."""
        told = (usage.characters, usage.tokens_in, usage.tokens_out, money)
        row = (*(min(max(0, number), _MOST) for number in told), entry)
        with self._lock, in_our_terms(self._path), self._connection:
            self._connection.execute(
                "UPDATE entry SET settled = 1, characters = ?, tokens_in = ?, tokens_out = ?,"
                " money = ? WHERE id = ?",
                row,
            )

    def release(self, entry: int) -> None:
        """A request that was not charged."""
        self.settle(entry, NO_USAGE, 0)

    def spent(self) -> Spent:
        """What the budget's present period has cost."""
        with self._lock, in_our_terms(self._path):
            return self._sum(self._clock())

    def close(self) -> None:
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _sum(self, now: float) -> Spent:
        row = self._connection.execute(
            "SELECT coalesce(sum(characters), 0), coalesce(sum(money), 0),"
            " coalesce(sum(money > 0 OR characters > 0), 0), coalesce(sum(NOT settled), 0)"
            " FROM entry WHERE at >= ?",
            (self.budget.begins(now),),
        ).fetchone()
        return Spent(characters=row[0], money=row[1], requests=row[2], open=row[3])

    def _refuse(self, provider: str, spent: Spent, characters: int, money: int) -> None:
        budget = self.budget
        if budget.characters and spent.characters + characters > budget.characters:
            said = (
                f"{spent.characters} of {budget.characters} characters are spent,"
                f" the next request has {characters}"
            )
        elif budget.money and spent.money + money > budget.money:
            said = (
                f"{spent.money / MICRO:.4f} of {budget.money / MICRO:g} USD are spent,"
                f" the next request may cost {money / MICRO:.4f}"
            )
        else:
            return
        raise BudgetReached(
            f"{provider}: the budget of this {budget.per} is used up: {said}",
            provider=provider,
            hint="raise [budget] in l10n.toml, or name a free step after it (local)",
        )

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            self._open = open_store(self._path, _MIGRATIONS, across_threads=True)
        return self._open
