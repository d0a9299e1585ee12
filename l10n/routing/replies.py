"""What providers have answered already: each reply is on disk before the next request goes out."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from l10n.model import Alignment, Candidate
from l10n.providers import Request
from l10n.store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from l10n.model import Locale
    from l10n.providers import Provider
    from l10n.store import Connection

_MIGRATIONS = (
    """
    CREATE TABLE reply (
        key BLOB PRIMARY KEY,
        target TEXT NOT NULL,
        alignment TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)


class Replies:
    """Stored replies by provider, pair and text; opened when it is first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: Connection | None = None

    def ask(
        self, name: str, provider: Provider, texts: Sequence[str], source: Locale, target: Locale
    ) -> list[Candidate]:
        """A candidate for each text; only texts never answered before are sent, each once."""
        pair = (provider.identity, source.tag, target.tag)
        keys = {text: _key(*pair, text) for text in texts}
        answers = {text: self._stored(name, key) for text, key in keys.items()}
        unknown = [text for text, answer in answers.items() if answer is None]
        for at in range(0, len(unknown), provider.batch):
            batch = tuple(unknown[at : at + provider.batch])
            reply = provider.translate(Request(texts=batch, source=source, target=target))
            self._keep(zip((keys[text] for text in batch), reply.candidates, strict=True))
            answers |= dict(zip(batch, reply.candidates, strict=True))
        return [answer for text in texts if (answer := answers[text]) is not None]

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            self._open = open_store(self._path, _MIGRATIONS)
        return self._open

    def _stored(self, name: str, key: bytes) -> Candidate | None:
        row = self._connection.execute(
            "SELECT target, alignment FROM reply WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        return Candidate(target=row[0], origin=name, alignment=_alignment_of(row[1]))

    def _keep(self, answers: zip[tuple[bytes, Candidate]]) -> None:
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT OR REPLACE INTO reply VALUES (?, ?, ?)",
                [(key, one.target, _text_of(one.alignment)) for key, one in answers],
            )


def _key(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()


def _text_of(alignment: Alignment) -> str:
    if not alignment.rows:
        return ""
    return json.dumps([alignment.sources, alignment.targets, alignment.rows], separators=(",", ":"))


def _alignment_of(text: str) -> Alignment:
    if not text:
        return Alignment()
    sources, targets, rows = json.loads(text)
    return Alignment(
        sources=tuple((a, b) for a, b in sources),
        targets=tuple((a, b) for a, b in targets),
        rows=tuple(tuple((piece, weight) for piece, weight in row) for row in rows),
    )
