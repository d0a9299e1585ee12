"""The embedded store of the memory: one SQLite file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.store import Connection, open_store
from l10n.text.similarity import Comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MIGRATIONS = (
    """
    CREATE TABLE segment (
        id INTEGER PRIMARY KEY,
        source_lang TEXT NOT NULL,
        target_lang TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        context TEXT NOT NULL,
        origin TEXT NOT NULL,
        article TEXT NOT NULL,
        date TEXT NOT NULL,
        folded TEXT NOT NULL,
        length INTEGER NOT NULL,
        UNIQUE (source_lang, target_lang, article, context, source)
    );
    CREATE INDEX segment_folded ON segment (source_lang, target_lang, folded);
    CREATE INDEX segment_length ON segment (source_lang, target_lang, length)
    """,
)
_SELECT = (
    "SELECT source, target, context, origin, article, date FROM segment"
    " WHERE source_lang = ? AND target_lang = ?"
)
_NEWEST_FIRST = " ORDER BY date DESC, id"
_INSERT = (
    "INSERT OR REPLACE INTO segment (source_lang, target_lang, folded, length,"
    " source, target, context, origin, article, date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A remembered unit; ``date`` is the ISO day it was taken in."""

    source: str
    target: str
    context: str
    origin: str
    article: str
    date: str


class SqliteMemory:
    """Rows of all language pairs in one file; opened when it is first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: Connection | None = None

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            self._open = open_store(self._path, _MIGRATIONS)
        return self._open

    def replace_article(self, source: str, target: str, article: str, rows: Sequence[Row]) -> int:
        """Make ``rows`` all that is remembered of an article; unchanged rows keep their date."""
        pair = (source, target, article)
        known = {
            (context, text): translation
            for context, text, translation in self._connection.execute(
                "SELECT context, source, target FROM segment"
                " WHERE source_lang = ? AND target_lang = ? AND article = ?",
                pair,
            )
        }
        wanted = {(row.context, row.source): row for row in rows}
        fresh = [row for key, row in wanted.items() if known.get(key) != row.target]
        stale = [key for key in known if key not in wanted]
        if not fresh and not stale:
            return 0
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "DELETE FROM segment WHERE source_lang = ? AND target_lang = ? AND article = ?"
                " AND context = ? AND source = ?",
                [(*pair, *key) for key in stale],
            )
            self._connection.executemany(
                _INSERT, [self._values(source, target, row) for row in fresh]
            )
        return len(fresh)

    def exact(self, source: str, target: str, folded: str) -> Iterator[Row]:
        """Rows whose source is the same after white-space folding, newest first."""
        return self._rows(_SELECT + " AND folded = ?" + _NEWEST_FIRST, (source, target, folded))

    def by_length(self, source: str, target: str, low: int, high: int) -> Iterator[Row]:
        """Rows whose comparable form has between ``low`` and ``high`` characters."""
        return self._rows(
            _SELECT + " AND length BETWEEN ? AND ?" + _NEWEST_FIRST, (source, target, low, high)
        )

    def everything(self, source: str, target: str) -> Iterator[Row]:
        """Every row of a pair, by article and then in the order of arrival."""
        return self._rows(_SELECT + " ORDER BY article, id", (source, target))

    def count(self, source: str, target: str) -> int:
        found = self._connection.execute(
            "SELECT count(*) FROM segment WHERE source_lang = ? AND target_lang = ?",
            (source, target),
        ).fetchone()
        return int(found[0])

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _rows(self, query: str, values: tuple[object, ...]) -> Iterator[Row]:
        return (Row(*row) for row in self._connection.execute(query, values))

    @staticmethod
    def _values(source: str, target: str, row: Row) -> tuple[object, ...]:
        comparable = Comparable.of(row.source)
        return (
            source,
            target,
            comparable.folded,
            len(comparable.signature),
            row.source,
            row.target,
            row.context,
            row.origin,
            row.article,
            row.date,
        )
