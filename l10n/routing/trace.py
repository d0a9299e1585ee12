"""Why this unit got this target: what every step answered, and what became of it.

Traces are kept in ``.l10n/traces.db`` and shown by ``l10n why``; nothing depends on them.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from l10n.model import Key
from l10n.store import in_our_terms, open_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


_MIGRATIONS = (
    """
    CREATE TABLE trace (
        locale TEXT NOT NULL,
        article TEXT NOT NULL,
        context TEXT NOT NULL,
        source TEXT NOT NULL,
        attempts TEXT NOT NULL,
        PRIMARY KEY (locale, article, context, source)
    ) WITHOUT ROWID
    """,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One step's answer: ``outcome`` is ``kept``, ``refused``, ``offered``, ``nothing`` or ``failed``.

    ``how`` is the way in which its names and tags were carried through, ``cost`` what was paid for it
    then, in USD.
    """

    step: str
    outcome: str
    reason: str = ""
    target: str = ""
    how: str = ""
    cost: float = 0.0


class Traces:
    """The traces of a project."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, locale: str, article: str, traces: Mapping[Key, tuple[Attempt, ...]]) -> None:
        """Remember the attempts of these units in place of their earlier ones."""
        rows = [
            (locale, article, *key, json.dumps([asdict(one) for one in attempts]))
            for key, attempts in traces.items()
        ]
        if not rows:
            return
        connection = open_store(self._path, _MIGRATIONS)
        with closing(connection), in_our_terms(self._path), connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO trace VALUES (?, ?, ?, ?, ?)", rows)

    def of(self, locale: str, article: str) -> dict[Key, tuple[Attempt, ...]]:
        """The attempts at each unit of an article, in order; units never routed are not there."""
        if not self._path.is_file():
            return {}
        connection = open_store(self._path, _MIGRATIONS)
        with closing(connection), in_our_terms(self._path):
            rows = connection.execute(
                "SELECT context, source, attempts FROM trace WHERE locale = ? AND article = ?",
                (locale, article),
            ).fetchall()
        return {
            Key(context, source): tuple(Attempt(**one) for one in json.loads(attempts))
            for context, source, attempts in rows
        }
