"""What became of a sentence at a step, as long as nothing has changed that it depends on.

Sentence, kind, provider, glossary, settings and program are in the key. What was translated, repaired and
checked once is not repaired and checked again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.store import in_our_terms, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from l10n.model import Unit
    from l10n.store import Connection

_MIGRATIONS = (
    """
    CREATE TABLE outcome (
        key BLOB PRIMARY KEY,
        told TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)
_AT_ONCE = 500  # keys of one query


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A step's target for a unit and what speaks against it; ``usable``: a person may be shown it.

    ``cost`` (USD) is not stored: it is paid once.
    """

    by: str
    target: str = ""
    wrong: tuple[str, ...] = ()
    how: str = ""
    usable: bool = False
    cost: float = 0.0


class Outcomes:
    """Stored judgements; ``rules`` is the digest of all that they depend on beside the sentence."""

    def __init__(self, path: Path, rules: bytes) -> None:
        self._path = path
        self._rules = rules
        self._open: Connection | None = None

    def key(self, way: str, unit: Unit) -> bytes:
        """What a judgement is found by; ``way`` names locale, step and providers."""
        parts = (way, unit.kind, unit.source, unit.source_plural, *unit.ignored_checks)
        told = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.sha256(self._rules + told).digest()

    def known(self, keys: Iterable[bytes]) -> dict[bytes, Judged]:
        """The stored judgements among these."""
        asked = list(keys)
        found: dict[bytes, Judged] = {}
        for at in range(0, len(asked), _AT_ONCE):
            some = asked[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            with in_our_terms(self._path):
                rows = self._connection.execute(
                    f"SELECT key, told FROM outcome WHERE key IN ({marks})",  # noqa: S608 - marks alone
                    some,
                ).fetchall()
            for key, told in rows:
                by, target, wrong, how, usable = json.loads(told)
                found[key] = Judged(
                    by=by, target=target, wrong=tuple(wrong), how=how, usable=usable
                )
        return found

    def keep(self, judged: Mapping[bytes, Judged]) -> None:
        if not judged:
            return
        rows = [
            (key, json.dumps((j.by, j.target, j.wrong, j.how, j.usable), ensure_ascii=False))
            for key, j in judged.items()
        ]
        with in_our_terms(self._path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO outcome VALUES (?, ?)", rows)

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            self._open = open_store(self._path, _MIGRATIONS)
        return self._open
