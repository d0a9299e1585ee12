"""What providers have answered already: each reply is on disk before the next request goes out."""

from __future__ import annotations

import json
import os
from threading import Lock
from typing import TYPE_CHECKING

from l10n.model import Alignment, Candidate
from l10n.routing.arrivals import Arrivals
from l10n.store import in_our_terms, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from l10n.store import Connection

_MIGRATIONS = (
    """
    CREATE TABLE reply (
        key BLOB PRIMARY KEY,
        target TEXT NOT NULL,
        alignment TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)
_AT_ONCE = 500  # keys of one query


class Replies:
    """Stored replies by key; threads may share it. Opened when it is first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.arrivals = Arrivals(path.with_suffix(".arriving"))
        self._open: Connection | None = None
        self._has_log = False
        self._lock = Lock()

    def known(self, keys: Iterable[bytes], origin: str) -> dict[bytes, Candidate]:
        """The stored candidates among these keys; they are said to come from ``origin``."""
        asked = list(keys)
        found: dict[bytes, Candidate] = {}
        with self._lock, in_our_terms(self._path):
            for at in range(0, len(asked), _AT_ONCE):
                some = asked[at : at + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._connection.execute(
                    f"SELECT key, target, alignment FROM reply WHERE key IN ({marks})",  # noqa: S608 - marks alone
                    some,
                )
                for key, target, alignment in rows:
                    found[key] = Candidate(
                        target=target, origin=origin, alignment=_alignment_of(alignment)
                    )
        return found

    def keep(self, answers: Sequence[tuple[bytes, Candidate]]) -> None:
        """Store candidates; they are on disk when this returns.

        They outlive this process as soon as they are committed, and the machine after the second
        step: what is paid for is at risk for the shortest time that there is.
        """
        rows = [(key, one.target, _text_of(one.alignment)) for key, one in answers]
        marks = ",".join(["(?, ?, ?)"] * len(rows))
        # one statement: each would wait for the interpreter's lock anew
        with self._lock, in_our_terms(self._path):
            self._connection.execute(
                f"INSERT OR REPLACE INTO reply VALUES {marks}",  # noqa: S608 - marks alone
                [value for row in rows for value in row],
            )
        self._sync()

    def close(self) -> None:
        self.arrivals.close()
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            self._open = open_store(self._path, _MIGRATIONS, across_threads=True)
            (mode,) = self._open.execute("PRAGMA journal_mode").fetchone()
            self._has_log = mode == "wal"  # not every file system can have one
            if self._has_log:
                self._open.execute("PRAGMA synchronous = NORMAL")  # `keep` sees to the rest
        return self._open

    def _sync(self) -> None:
        """Bring the write-ahead log from the system's memory onto the disk."""
        if not self._has_log:
            return
        name = f"{self._path}-wal"
        log = os.open(name, os.O_RDWR)
        try:
            os.fsync(log)
        except OSError as error:
            raise OSError(error.errno, error.strerror, name) from error
        finally:
            os.close(log)


def _text_of(alignment: Alignment) -> str:
    if not alignment.rows:
        return ""
    return json.dumps([alignment.sources, alignment.targets, alignment.rows], separators=(",", ":"))


def _alignment_of(text: str) -> Alignment:
    if not text:
        return Alignment()
    sources, targets, rows = json.loads(text)
    return Alignment(
        sources=tuple((a, b) for a, b in sources),
        targets=tuple((a, b) for a, b in targets),
        rows=tuple(tuple((piece, weight) for piece, weight in row) for row in rows),
    )
