"""The shared store of the memory: PostgreSQL, written by many desks, each with its own local index.

The only user of pg8000. With ``?index=pg_trgm`` in the URL the server searches by trigrams, and no local
index is kept: fewer matches are found, more slowly, and nothing is stored on the desk.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from l10n.errors import ConfigError, L10nError
from l10n.memory.database import SCHEMA, Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_OWN = {"id": "BIGSERIAL PRIMARY KEY", "random": "gen_random_uuid()"}
_LOCK = 0x6C31306E  # "l10n": one writer at a time, so that numbers are seen in order
_FOLDING = ("und-x-icu", "C.utf8", "en_US.utf8")  # collations whose lower() knows all letters
_TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS form_trigrams ON form USING gin (signature gin_trgm_ops)",
)


class Postgres:
    """A memory on a server; connected when it is first asked."""

    def __init__(self, url: str, folder: Path) -> None:
        self._parts = urlsplit(url)
        self._options = {name: told[-1] for name, told in parse_qs(self._parts.query).items()}
        self._folder = folder
        self._open: Any = None
        self._collation = ""

    @property
    def name(self) -> str:
        return f"postgresql://{self._parts.hostname or ''}{self._parts.path}"

    @property
    def by_trigrams(self) -> bool:
        """Whether the server searches instead of a local index."""
        return self._options.get("index") == "pg_trgm"

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Values]:
        with self._reported():
            cursor = self._cursor(sql, values)
            return iter([tuple(row) for row in cursor.fetchall()])

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        with self._reported():
            return int(self._cursor(sql, values).rowcount)

    @contextmanager
    def writing(self) -> Iterator[None]:
        self.run("BEGIN")
        try:
            self.run("SELECT pg_advisory_xact_lock(?)", [_LOCK])
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    def index_folder(self) -> Path:
        told = hashlib.sha256(self.name.encode()).hexdigest()[:12]
        return self._folder / f"memory-{told}.index"

    def contains(self, column: str) -> str:
        _ = self._connection
        return f"lower({column}{self._collation}) LIKE ? ESCAPE '!'"

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def trigram_forms(
        self, pair: int, signature: str, at_least: int, shared: float
    ) -> Iterator[Values]:
        """Forms that share such a part of their trigrams and whose length admits the score."""
        low, high = -(-at_least * len(signature) // 100), len(signature) * 100 // at_least
        self.run("SELECT set_limit(?)", [shared])
        return self.rows(
            "SELECT id, signature FROM form WHERE pair = ? AND signature %% ?"
            " AND length(signature) BETWEEN ? AND ?",
            [pair, signature, low, high],
        )

    @property
    def _connection(self) -> Any:
        if self._open is None:
            with self._reported():
                self._open = self._connected()
                self._migrate()
                self._collation = self._folding()
        return self._open

    def _connected(self) -> Any:
        try:
            from pg8000 import dbapi
        except ImportError as error:
            raise ConfigError(
                "a memory in PostgreSQL needs the package pg8000",
                key="memory.url",
                hint="pip install 'l10n-desk[postgres]'",
            ) from error
        parts = self._parts
        socket = self._options.get("host", "")
        made = dbapi.connect(
            user=unquote(parts.username or os.environ.get("PGUSER", "")) or "postgres",
            password=unquote(parts.password or "") or os.environ.get("PGPASSWORD") or None,
            host=parts.hostname or "localhost",
            port=parts.port or 5432,
            database=parts.path.lstrip("/") or None,
            unix_sock=f"{socket}/.s.PGSQL.{parts.port or 5432}" if socket else None,
            application_name="l10n",
        )
        made.autocommit = True
        return made

    def _migrate(self) -> None:
        """Bring the schema up to date; several desks may come at once."""
        with self.writing():
            self.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
            told = list(self.rows("SELECT version FROM schema_version"))
            version = int(told[0][0]) if told else 0
            if version > len(SCHEMA):
                raise L10nError(
                    f"was made by a newer l10n (schema {version}, this one knows {len(SCHEMA)})",
                    path=self.name,
                    hint="upgrade l10n-desk",
                )
            for script in SCHEMA[version:]:
                for statement in filter(str.strip, script.format(**_OWN).split(";")):
                    self.run(statement)
            if version < len(SCHEMA):
                self.run("DELETE FROM schema_version")
                self.run("INSERT INTO schema_version (version) VALUES (?)", [len(SCHEMA)])
        if self.by_trigrams:
            for statement in _TRIGRAMS:
                self.run(statement)

    def _folding(self) -> str:
        known = {str(row[0]) for row in self.rows("SELECT collname FROM pg_collation")}
        best = next((name for name in _FOLDING if name in known), "")
        return f' COLLATE "{best}"' if best else ""

    def _cursor(self, sql: str, values: Sequence[Any]) -> Any:
        cursor = self._connection.cursor()
        cursor.execute(sql.replace("?", "%s"), tuple(values))
        return cursor

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """What the driver raises, as an error that names the memory."""
        try:
            from pg8000.exceptions import DatabaseError, InterfaceError
        except ImportError:
            yield
            return
        try:
            yield
        except (DatabaseError, InterfaceError, OSError) as error:
            told = error.args[0] if error.args else error
            reason = told.get("M", told) if isinstance(told, dict) else told
            raise ConfigError(
                f"the memory cannot be used: {reason}",
                path=self.name,
                key="memory.url",
                hint="is the server running, and may this user create tables there?",
            ) from error
