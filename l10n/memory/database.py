"""What the memory asks of a database: the few things in which SQLite and PostgreSQL differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

Values = tuple[Any, ...]

SCHEMA = (
    """
    CREATE TABLE told (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE pair (
        id {id},
        source_lang TEXT NOT NULL,
        target_lang TEXT NOT NULL,
        UNIQUE (source_lang, target_lang)
    );
    CREATE TABLE form (
        id {id},
        pair INTEGER NOT NULL,
        digest TEXT NOT NULL,
        signature TEXT NOT NULL,
        UNIQUE (pair, digest)
    );
    CREATE INDEX form_order ON form (pair, id);
    CREATE TABLE segment (
        id {id},
        pair INTEGER NOT NULL,
        form BIGINT NOT NULL,
        key TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        context TEXT NOT NULL,
        kind TEXT NOT NULL,
        origin TEXT NOT NULL,
        author TEXT NOT NULL,
        article TEXT NOT NULL,
        made TEXT NOT NULL,
        changed TEXT NOT NULL,
        source_before TEXT NOT NULL,
        source_after TEXT NOT NULL,
        extra TEXT NOT NULL,
        UNIQUE (pair, key)
    );
    CREATE INDEX segment_form ON segment (form);
    CREATE INDEX segment_article ON segment (pair, article);
    INSERT INTO told (name, value) VALUES ('identity', {random})
    """,
)
"""Migration ``n`` leads to version ``n + 1``; ``{id}`` is a number that only grows, ``{random}``
a text that no other memory has."""


class Database(Protocol):
    """One open database; SQL is written with ``?`` for values."""

    @property
    def name(self) -> str:
        """What is asked for when it is opened, without a password."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Values]:
        """What a question gives."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Change something; how many rows."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that no other writer overlaps: all of it is kept, or nothing."""

    def index_folder(self) -> Path:
        """Where the local index of this database is."""

    def contains(self, column: str) -> str:
        """The condition that a column holds a text in any case; its value is `like` of the text."""

    def close(self) -> None:
        """Let go of it."""


def like(text: str) -> str:
    """The pattern for ``LIKE ... ESCAPE '!'`` that finds a text anywhere."""
    for sign in "!%_":
        text = text.replace(sign, "!" + sign)
    return f"%{text}%"
