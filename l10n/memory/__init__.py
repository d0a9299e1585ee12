"""Memory: earlier reviewed units, searchable by similarity.

Fed by reviewed units only; nothing fuzzy and nothing a machine made without a person enters.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Self

from l10n.errors import ConfigError
from l10n.memory.sqlite import Row, SqliteMemory
from l10n.memory.tmx import Pair
from l10n.model import Locale, Match, MatchKind, State
from l10n.text.similarity import Comparable, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from l10n.model import Segment, Unit

_URL = re.compile(r"sqlite:(?P<path>.+)")


class Memory:
    """The memory of one project; one language pair per question."""

    def __init__(self, store: SqliteMemory) -> None:
        self._store = store

    @classmethod
    def open(cls, url: str | Path, *, root: Path | None = None) -> Self:
        """Open ``sqlite:PATH`` (or a path); relative paths are below ``root``."""
        from pathlib import Path as FilePath

        found = _URL.fullmatch(str(url))
        if found is None and "://" in str(url):
            raise ConfigError(
                f"no memory store is known for {url!r}", key="memory.url", hint="sqlite:PATH"
            )
        path = FilePath(found["path"] if found else url)
        return cls(SqliteMemory(root / path if root else path))

    def remember(
        self, units: Iterable[Unit], *, source: str, target: str, article: str = ""
    ) -> int:
        """Take in the reviewed units of an article; how many rows are new or changed.

        ``source`` and ``target`` are BCP 47 tags. What the article's catalog no longer holds as
        reviewed is forgotten.
        """
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        rows = [
            Row(unit.source, unit.target, unit.context, unit.origin or "human", article, today)
            for unit in units
            if unit.state in {State.REVIEWED, State.FINAL} and not unit.source_plural
        ]
        return self._store.replace_article(source, target, article, rows)

    def take_in(self, pairs: Iterable[Pair], name: str) -> dict[tuple[str, str], int]:
        """Add the pairs of an exchange file under its name; how many rows each language pair got.

        What that file gave before and does not give now is forgotten.
        """
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        by_pair: dict[tuple[str, str], list[Row]] = {}
        for pair in pairs:
            key = (Locale.parse(pair.source_lang).tag, Locale.parse(pair.target_lang).tag)
            row = Row(pair.source, pair.target, "", pair.origin or "tmx", name, pair.date or today)
            by_pair.setdefault(key, []).append(row)
        for (source, target), rows in by_pair.items():
            self._store.replace_article(source, target, name, rows)
        return {key: len(rows) for key, rows in by_pair.items()}

    def rows(self, source: str, target: str) -> Iterator[Pair]:
        """Everything that is remembered of a language pair, oldest article first."""
        for row in self._store.everything(source, target):
            yield Pair(
                source_lang=source,
                target_lang=target,
                source=row.source,
                target=row.target,
                origin=row.origin,
                date=row.date,
            )

    def recall(
        self,
        text: str | Segment,
        target: str,
        *,
        source: str = "en",
        at_least: int = 70,
        most: int = 5,
    ) -> tuple[Match, ...]:
        """Matches of at least that similarity (0-100), best first; the newest wins a tie."""
        wanted = Comparable.of(text if isinstance(text, str) else text.source)
        best: dict[tuple[str, str], Match] = {}
        for row in self._candidates(wanted, source, target, at_least):
            alike = similarity(wanted, row.source)
            if alike >= at_least:
                kind = MatchKind.EXACT if alike == 100 else MatchKind.FUZZY
                best.setdefault(
                    (row.source, row.target),
                    Match(
                        source=row.source,
                        target=row.target,
                        similarity=alike,
                        kind=kind,
                        origin=row.origin,
                        article=row.article,
                        date=row.date,
                    ),
                )
        ranked = sorted(best.values(), key=lambda m: (-m.similarity, m.source, m.target))
        return tuple(ranked[:most])

    def size(self, source: str, target: str) -> int:
        """How many rows the pair has."""
        return self._store.count(source, target)

    def close(self) -> None:
        self._store.close()

    def _candidates(
        self, wanted: Comparable, source: str, target: str, at_least: int
    ) -> Iterator[Row]:
        """Exact rows where only those are wanted, else all whose length admits the similarity."""
        if at_least >= 100:
            return self._store.exact(source, target, wanted.folded)
        length = len(wanted.signature)
        low = int(length * at_least / 100)
        high = int(length * 100 / max(1, at_least)) + 1
        return self._store.by_length(source, target, low, high)
