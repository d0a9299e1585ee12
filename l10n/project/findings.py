"""Findings kept by what they were found in: an unchanged catalog costs no check."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from l10n.model import Finding, Fix, Severity
from l10n.reports.json import rows
from l10n.store import Connection, open_store
from l10n.text.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MIGRATIONS = (
    """
    CREATE TABLE findings (
        place TEXT PRIMARY KEY,
        digest BLOB NOT NULL,
        found TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "DELETE FROM findings",
    "DELETE FROM findings; ALTER TABLE findings ADD COLUMN severities TEXT NOT NULL DEFAULT ''",
)
IN_MEMORY = Path(":memory:")  # SQLite's own name for a database that is gone afterwards
_SEVERITIES = {str(one): one for one in Severity}
_TOGETHER = 64  # files whose findings are written in one transaction


@cache
def code_digest() -> bytes:
    """Told from the program's own files, so that a new version looks again."""
    root = Path(__file__).parent.parent
    rooms = ("catalog", "checks", "glossary", "model", "project", "reports", "text")
    stamps = sorted(stamp for room in rooms for stamp in _stamps(str(root / room)))
    return hashlib.sha256("\n".join(stamps).encode()).digest()


def _stamps(folder: str) -> Iterator[str]:
    """Name, size and time of each file of the program below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".toml")):
                told = entry.stat()
                yield f"{entry.path} {told.st_size} {told.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _stamps(entry.path)


class Told(NamedTuple):
    """What was found in a file: `rows` of the JSON report, and which severities they have."""

    rows: str = ""
    severities: str = ""


NOTHING = Told()


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
    _waiting: list[tuple[str, bytes, str, str]] = field(default_factory=list)

    def get(self, digests: Mapping[str, bytes]) -> dict[str, Told]:
        """What was found at these places when their digests were these."""
        marks = ",".join("?" * len(digests))
        found = self._connection.execute(
            f"SELECT place, digest, found, severities FROM findings WHERE place IN ({marks})",  # noqa: S608 - marks only
            tuple(digests),
        )
        return {
            place: Told(rows, severities)
            for place, digest, rows, severities in found
            if digest == digests[place]
        }

    def put(self, place: str, digest: bytes, told: Told) -> None:
        """Keep what was found, in place of what was found there before."""
        self._waiting.append((place, digest, *told))
        if len(self._waiting) >= _TOGETHER:
            self._write()

    def close(self) -> None:
        self._write()
        self._connection.close()

    def _write(self) -> None:
        if self._waiting:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?)", self._waiting
            )
            self._connection.execute("COMMIT")
            self._waiting.clear()


def dumped(findings: Sequence[Finding]) -> Told:
    """Findings as a text that is cheap to keep, to hand to another process and to report."""
    severities = sorted({str(one.severity) for one in findings})
    return Told(rows(findings), " ".join(severities)) if findings else NOTHING


def loaded(told: Told) -> tuple[Finding, ...]:
    """The findings that were `dumped`."""
    return tuple(map(_finding, json.loads(f"[{told.rows}]"))) if told.rows else ()


def _finding(row: dict[str, Any]) -> Finding:
    fix = row.get("fix")
    return Finding(
        severity=_SEVERITIES[row["severity"]],
        message=Message(row["pattern"], row["values"]),
        check=row["check"],
        start=row["start"],
        end=row["end"],
        source_start=row["source_start"],
        source_end=row["source_end"],
        fix=Fix(**fix) if fix else None,
        source=row["source"],
        target=row["target"],
        locale=row["locale"],
        article=row["article"],
        path=row["path"],
        line=row["line"],
    )
