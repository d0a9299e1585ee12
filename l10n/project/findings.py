"""Findings kept by what they were found in: an unchanged catalog costs no check."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from l10n.model import Finding, Fix, Severity
from l10n.store import Connection, open_store
from l10n.text.message import Message, pattern_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MIGRATIONS = (
    """
    CREATE TABLE findings (
        place TEXT PRIMARY KEY,
        digest BLOB NOT NULL,
        found TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "DELETE FROM findings",
)
IN_MEMORY = Path(":memory:")  # SQLite's own name for a database that is gone afterwards
_TOGETHER = 64  # files whose findings are written in one transaction


@cache
def code_digest() -> bytes:
    """Told from the program's own files, so that a new version looks again."""
    root = Path(__file__).parent.parent
    rooms = ("catalog", "checks", "glossary", "model", "project", "text")
    stamps = [
        f"{path.name} {(told := path.stat()).st_size} {told.st_mtime_ns}"
        for room in rooms
        for path in sorted((root / room).rglob("*"))
        if path.suffix in {".py", ".toml"}
    ]
    return hashlib.sha256("\n".join(stamps).encode()).digest()


class Findings:
    """Findings by place (a catalog) and digest of all that they depend on."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def opened(self) -> Iterator[Kept]:
        """The findings kept; what is put is on disk when the block is left."""
        kept = Kept(open_store(self._path, _MIGRATIONS))
        try:
            yield kept
        finally:
            kept.close()


@dataclass(slots=True)
class Kept:
    """An open store of findings; see `Findings`."""

    _connection: Connection
    _waiting: list[tuple[str, bytes, str]] = field(default_factory=list)

    def get(self, place: str, digest: bytes) -> str | None:
        """What was found at a place when its digest was this one, as `dumped`."""
        row = self._connection.execute(
            "SELECT found FROM findings WHERE place = ? AND digest = ?", (place, digest)
        ).fetchone()
        return None if row is None else str(row[0])

    def put(self, place: str, digest: bytes, found: str) -> None:
        """Keep what was found, in place of what was found there before."""
        self._waiting.append((place, digest, found))
        if len(self._waiting) >= _TOGETHER:
            self._write()

    def close(self) -> None:
        self._write()
        self._connection.close()

    def _write(self) -> None:
        if self._waiting:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", self._waiting
            )
            self._connection.execute("COMMIT")
            self._waiting.clear()


def dumped(findings: Sequence[Finding]) -> str:
    """Findings as a text that is cheap to keep and to hand to another process."""
    return json.dumps([_row(one) for one in findings], ensure_ascii=False) if findings else ""


def loaded(text: str) -> tuple[Finding, ...]:
    """The findings that were `dumped`."""
    return tuple(_finding(row) for row in json.loads(text)) if text else ()


def _row(one: Finding) -> list[Any]:
    return [
        one.severity,
        [pattern_of(one.message), values_of(one.message)],
        one.check,
        (one.start, one.end, one.source_start, one.source_end),
        (one.fix.start, one.fix.end, one.fix.text) if one.fix else None,
        (one.source, one.target, one.locale, one.article, one.path),
        one.line,
    ]


def _finding(row: list[Any]) -> Finding:
    severity, told, check, span, fix, texts, line = row
    return Finding(
        severity=Severity(severity),
        message=Message(*told),
        check=check,
        start=span[0],
        end=span[1],
        source_start=span[2],
        source_end=span[3],
        fix=Fix(start=fix[0], end=fix[1], text=fix[2]) if fix else None,
        source=texts[0],
        target=texts[1],
        locale=texts[2],
        article=texts[3],
        path=texts[4],
        line=line,
    )
