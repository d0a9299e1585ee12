"""Findings kept by what they were found in: an unchanged catalog costs no check."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

_MIGRATIONS = (
    """
    CREATE TABLE findings (
        place TEXT PRIMARY KEY,
        digest BLOB NOT NULL,
        found TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)


@cache
def code_digest() -> bytes:
    """Told from the program's own files, so that a new version looks again."""
    root = Path(__file__).parent.parent
    rooms = ("checks", "glossary", "text", "model")
    stamps = [
        f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for room in rooms
        for path in sorted((root / room).rglob("*"))
        if path.suffix in {".py", ".toml"}
    ]
    return hashlib.sha256("\n".join(stamps).encode()).digest()


class Findings:
    """Findings by place (article and locale) and digest of all that they depend on."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def at(
        self, place: str, digest: bytes, look: Callable[[], tuple[Finding, ...]]
    ) -> tuple[Finding, ...]:
        """What was found at a place when its digest was this one, else what ``look`` finds now."""
        connection = open_store(self._path, _MIGRATIONS)
        try:
            row = connection.execute(
                "SELECT found FROM findings WHERE place = ? AND digest = ?", (place, digest)
            ).fetchone()
            if row is not None:
                return tuple(_finding(one) for one in json.loads(row[0]))
            found = look()
            text = json.dumps([asdict(one) for one in found], ensure_ascii=False)
            connection.execute(
                "INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", (place, digest, text)
            )
        finally:
            connection.close()
        return found


def _finding(record: dict[str, object]) -> Finding:
    fix = record.pop("fix")
    return Finding(
        **{**record, "severity": Severity(str(record["severity"]))},  # type: ignore[arg-type]
        fix=Fix(**fix) if isinstance(fix, dict) else None,
    )
