"""The embedded store of the memory: one SQLite file, read by many and written by one at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from l10n.errors import L10nError
from l10n.memory.database import SCHEMA, Values
from l10n.store import Connection, DatabaseError, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_CACHE = 64 * 1024  # KiB at most: an import touches the whole of its keys' tree
_OWN = {"id": "INTEGER PRIMARY KEY AUTOINCREMENT", "random": "hex(randomblob(16))"}
# the memory's first schema, which knew no forms; what it held is fed again from the catalogs
_FIRST = "SELECT 1"
_RENEWED = "DROP TABLE IF EXISTS segment"


class Sqlite:
    """A memory in one file; opened when it is first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: Connection | None = None

    @property
    def name(self) -> str:
        return f"sqlite:{self._path}"

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Values]:
        with self._reported():
            return iter(self._connection.execute(sql, values))

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        with self._reported():
            return self._connection.execute(sql, values).rowcount

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._reported(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield

    def index_folder(self) -> Path:
        return self._path.with_name(f"{self._path.name}.index")

    def contains(self, column: str) -> str:
        return f"lower_all({column}) LIKE ? ESCAPE '!'"

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """What SQLite says, as an error that names the file."""
        try:
            yield
        except DatabaseError as error:
            raise L10nError(
                f"cannot be used: {error}",
                path=self._path,
                hint="if it is locked, another l10n is writing, perhaps an import: run again later",
            ) from error

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            made = tuple(script.format(**_OWN) for script in SCHEMA)
            self._open = open_store(self._path, (_FIRST, f"{_RENEWED};{made[0]}", *made[1:]))
            self._open.execute(f"PRAGMA cache_size = -{_CACHE}")
            self._open.create_function("lower_all", 1, str.lower, deterministic=True)
        return self._open
