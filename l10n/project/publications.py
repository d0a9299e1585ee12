"""What this project has built, by its own record: which files are its own, made from what, for whom.

Only what stands in the record, with the bytes that were written, is ever taken out of ``build/``.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from l10n.disk import write_atomic
from l10n.store import Connection, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from l10n.project.paths import Paths

_MIGRATIONS = (
    """
    CREATE TABLE built (
        path TEXT NOT NULL,
        digest TEXT NOT NULL,
        article TEXT NOT NULL,
        locale TEXT NOT NULL,
        kind TEXT NOT NULL,
        source TEXT NOT NULL,
        catalog TEXT NOT NULL,
        named TEXT NOT NULL,
        PRIMARY KEY (path, digest)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX built_by_article ON built (article)",
)
ARTICLE, DRAFT, PREVIEW = "article", "draft", "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """For whom a file was built, and the digests of what it was made from.

    ``named`` are the locales that the file itself names as others to read it in.
    """

    article: str
    locale: str
    kind: str = ARTICLE
    source: str = ""
    catalog: str = ""
    named: str = ""


class Publications:
    """The files that this project has built; the record is ``.l10n/built.db``."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self._file = paths.state / "built.db"

    @cached_property
    def _store(self) -> Connection:
        return open_store(self._file, _MIGRATIONS)

    def write(self, path: Path, data: bytes, made: Made) -> str:
        """Write a built file; what a person had changed there is kept, and a line says where.

        The digest is recorded first, so that a process killed in between leaves no stranger's file.
        """
        kept = self._kept(path, data)
        name, digest = self.paths.shown(path), digest_of(data)
        if self._rows("path = ?", (name,)) != [(path, made)] or digest not in self._digests(name):
            facts = (made.article, made.locale, made.kind, made.source, made.catalog, made.named)
            self._store.execute(
                "INSERT OR REPLACE INTO built VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (name, digest, *facts),
            )
        if write_atomic(path, data):
            self._store.execute("DELETE FROM built WHERE path = ? AND digest <> ?", (name, digest))
        return kept

    def take_out(self, path: Path, why: str, article: str = "") -> str:
        """Remove a built file that may no longer be there; the line that says so, or why it stays.

        With an ``article`` nothing is done where another one has its file.
        """
        name = self.paths.shown(path)
        if any(article not in {"", made.article} for _, made in self._rows("path = ?", (name,))):
            return ""
        digests = self._digests(name)
        there = path.is_file()
        own = there and digest_of(path.read_bytes()) in digests
        if own:
            path.unlink()
            self._remove_empty(path.parent)
        if digests:
            self._store.execute("DELETE FROM built WHERE path = ?", (name,))
        if own:
            return f"took {name} out: {why}"
        return (
            f"left {name} where it is, though {why}: l10n did not write it, or it was changed"
            " since; remove it by hand"
            if there
            else ""
        )

    def locales(self, article: str) -> tuple[str, ...]:
        """The tags of the locales in which an article is published now."""
        rows = self._rows("article = ? AND kind = ?", (article, ARTICLE))
        return tuple(sorted({made.locale for path, made in rows if path.is_file()}))

    def made(self, path: Path) -> Made | None:
        """What a file was made from, if it is in the record and there."""
        rows = self._rows("path = ?", (self.paths.shown(path),))
        return rows[-1][1] if rows and path.is_file() else None

    def strangers(self, expected: Iterable[Path], locales: Sequence[str]) -> list[Path]:
        """Recorded files that no article of the project has any more; of some locales, if named."""
        wanted = set(expected)
        return sorted(
            {
                path
                for path, made in self._rows("1", ())
                if path not in wanted and (not locales or made.locale in locales)
            }
        )

    def _kept(self, path: Path, data: bytes) -> str:
        """A copy of what a person made of a built file, before it is written anew."""
        if not path.is_file() or (before := path.read_bytes()) == data:
            return ""
        name, digest = self.paths.shown(path), digest_of(before)
        if digest in self._digests(name):
            return ""
        own = path.relative_to(self.paths.root)
        copy = self.paths.state / "kept" / own.with_name(f"{own.stem}.{digest[:8]}{own.suffix}")
        write_atomic(copy, before)
        return (
            f"{name} had been changed by hand: that is kept as {self.paths.shown(copy)};"
            " corrections belong into the catalog"
        )

    def _remove_empty(self, folder: Path) -> None:
        """Folders below ``build/`` that nothing is left in."""
        with contextlib.suppress(OSError):  # not empty
            while folder != self.paths.build and folder.is_relative_to(self.paths.build):
                folder.rmdir()
                folder = folder.parent

    def _digests(self, name: str) -> set[str]:
        if not self._file.is_file():
            return set()
        found = self._store.execute("SELECT digest FROM built WHERE path = ?", (name,))
        return {digest for (digest,) in found}

    def _rows(self, where: str, values: Sequence[str]) -> list[tuple[Path, Made]]:
        if not self._file.is_file():
            return []
        found = self._store.execute(
            "SELECT path, article, locale, kind, source, catalog, named FROM built"  # noqa: S608 - conditions of this file
            f" WHERE {where}",
            tuple(values),
        )
        return [
            (
                self.paths.root / path,
                Made(
                    article=article,
                    locale=locale,
                    kind=kind,
                    source=source,
                    catalog=catalog,
                    named=named,
                ),
            )
            for path, article, locale, kind, source, catalog, named in found
        ]


def digest_of(data: bytes) -> str:
    """The digest by which a file is known again."""
    return hashlib.sha256(data).hexdigest()
