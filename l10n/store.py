"""The one door to SQLite: connections, write-ahead log, schema versions."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from typing import TYPE_CHECKING

from l10n.errors import L10nError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Connection = sqlite3.Connection
DatabaseError = sqlite3.DatabaseError

_BUSY = 30.0  # seconds that a writer waits for another process
_LOOK = 0.01  # seconds after which it is looked again whether a new database is free
_DAMAGED = "what is in .l10n/ can be rebuilt: move the file away and run again"
_HINTS = {
    sqlite3.SQLITE_BUSY: "another program has it: run again when that has ended",
    sqlite3.SQLITE_LOCKED: "another program has it: run again when that has ended",
    sqlite3.SQLITE_FULL: "make room on the disk and run again",
    sqlite3.SQLITE_IOERR: "look whether the disk is full or failing, and run again",
    sqlite3.SQLITE_READONLY: "l10n must be able to write to this file and its folder",
    sqlite3.SQLITE_CANTOPEN: "l10n must be able to write to this file and its folder",
    sqlite3.SQLITE_PERM: "l10n must be able to write to this file and its folder",
}


def open_store(
    path: Path, migrations: Sequence[str], *, across_threads: bool = False
) -> Connection:
    """Open a database, making or upgrading it: migration ``n`` leads to schema version ``n + 1``.

    A committed row survives a power cut (``synchronous = FULL``); readers never wait. A database
    that a newer l10n made, or that is damaged, is an `L10nError`. With ``across_threads`` whoever opens
    it sees to it that one thread uses it at a time.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with in_our_terms(path):
        connection = sqlite3.connect(
            path, timeout=_BUSY, isolation_level=None, check_same_thread=not across_threads
        )
        _log_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, migrations, path)
    return connection


def _log_ahead(connection: Connection) -> None:
    """Go over to the write-ahead log; SQLite itself does not wait for another process that is doing that."""
    until = time.monotonic() + _BUSY
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_LOOK)
        else:
            return


@contextlib.contextmanager
def in_our_terms(path: Path) -> Iterator[None]:
    """What SQLite refuses as an `L10nError` that says which file, and what to do about it."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        told = "cannot be used" if code in _HINTS else "is not a usable database"
        raise L10nError(f"{told}: {error}", path=path, hint=_HINTS.get(code, _DAMAGED)) from error


def _migrate(connection: Connection, migrations: Sequence[str], path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == len(migrations):
        return
    if version > len(migrations):
        raise L10nError(
            f"was made by a newer l10n (schema {version}, this one knows {len(migrations)})",
            path=path,
            hint="upgrade l10n-desk",
        )
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for n, script in enumerate(migrations[version:], version + 1):
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {n}")
    connection.execute("COMMIT")
