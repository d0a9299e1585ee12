"""Memory: earlier reviewed units, searchable by similarity.

Fed by reviewed units only; nothing fuzzy and nothing a machine made without a person enters.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from l10n.errors import ConfigError
from l10n.memory.entry import UNKNOWN, Entry, neighbour
from l10n.memory.locales import fitting
from l10n.memory.ranking import Wanted, ranked
from l10n.memory.store import Store
from l10n.model import Locale, Match, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from l10n.memory.database import Database
    from l10n.memory.index import Index
    from l10n.memory.trigrams import TrigramIndex
    from l10n.model import Segment, Unit

__all__ = ["Entry", "Memory"]

_URL = re.compile(r"(?P<scheme>sqlite|postgres(?:ql)?):(?P<rest>.+)")
_AT_ONCE = 50  # forms whose rows are fetched together


class Memory:
    """The memory of one project; one language pair per question."""

    def __init__(self, database: Database) -> None:
        self._store = Store(database)
        self._indexes: dict[int, Index | TrigramIndex] = {}

    @classmethod
    def open(cls, url: str | Path, *, root: Path | None = None) -> Self:
        """Open ``sqlite:PATH``, a path, or ``postgresql://...``; relative paths are below ``root``."""
        from pathlib import Path as FilePath

        from l10n.memory.sqlite import Sqlite

        found = _URL.fullmatch(str(url))
        if found and found["scheme"] != "sqlite":
            from l10n.memory.postgres import Postgres

            folder = (root or FilePath()) / ".l10n"
            return cls(Postgres(str(url), folder))
        if found is None and "://" in str(url):
            raise ConfigError(
                f"no memory store is known for {url!r}",
                key="memory.url",
                hint="sqlite:PATH or postgresql://USER@HOST/DATABASE",
            )
        path = FilePath(found["rest"] if found else url)
        return cls(Sqlite(root / path if root else path))

    def remember(
        self, units: Iterable[Unit], *, source: str, target: str, article: str = ""
    ) -> int:
        """Take in the reviewed units of an article; how many rows are new or changed.

        ``source`` and ``target`` are BCP 47 tags. What the article's catalog no longer holds as
        reviewed is forgotten.
        """
        today = _today()
        ordered = list(units)
        sources = ["", *(unit.source for unit in ordered), ""]
        entries = [
            Entry(
                source_lang=source,
                target_lang=target,
                source=unit.source,
                target=unit.target,
                context=unit.context,
                kind=unit.kind,
                origin=unit.origin or "human",
                article=article,
                date=today,
                before=neighbour(sources[n]),
                after=neighbour(sources[n + 2]),
            )
            for n, unit in enumerate(ordered)
            if unit.state in {State.REVIEWED, State.FINAL} and not unit.source_plural
        ]
        pair = (source, target)
        if self._store.holds(article, entries, pair):
            return 0  # so that whoever only asks never waits for a writer
        counts = self._store.replace_article(article, entries, pair=pair)
        return counts.get(pair, (0, 0))[1]

    def take_in(self, entries: Iterable[Entry], name: str) -> dict[tuple[str, str], int]:
        """Add the entries of an exchange file under its name; how many each language pair got.

        What that file gave before and does not give now is forgotten. A file of any size takes
        little memory, and is taken in whole or not at all.
        """
        today = _today()
        counts = self._store.replace_article(name, (_dated(one, name, today) for one in entries))
        return {pair: count for pair, (count, _) in counts.items()}

    def answering(self, source: str, target: str) -> tuple[tuple[str, str], ...]:
        """The language pairs that answer a question for a pair, the closest first."""
        return tuple(pair[1:] for pair in self._fitting(source, target))

    def rows(self, source: str, target: str) -> Iterator[Entry]:
        """Everything of just this language pair, in the order of arrival."""
        for pair, *tags in self._store.pairs():
            if tags == [source, target]:
                yield from self._store.everything(pair)

    def recall(
        self,
        text: str | Segment,
        target: str,
        *,
        source: str = "en",
        at_least: int = 70,
        most: int = 5,
        before: str | None = None,
        after: str | None = None,
        sure: bool | None = None,
    ) -> tuple[Match, ...]:
        """Matches of at least that similarity (0-102), best first; the newest wins a tie.

        ``before`` and ``after`` are the sources around the text, empty at the edge of its article:
        101 stands for the same text after the same source, 102 for both neighbours the same. With
        ``sure`` the search can miss nothing; None means so up to 250,000 forms, beyond which a
        faster one may miss a text with many small changes far apart.
        """
        wanted = Wanted.of(
            text if isinstance(text, str) else text.source, neighbour(before), neighbour(after)
        )
        found: list[tuple[int, Entry]] = []
        for rank, (pair, _, _) in enumerate(self._fitting(source, target)):
            entries = self._near(pair, wanted, max(1, min(at_least, 100)), most, sure=sure)
            found += ((rank, entry) for entry in entries)
        return ranked(wanted, found, at_least)[:most]

    def containing(
        self, text: str, target: str, *, source: str = "en", side: str = "both", most: int = 50
    ) -> tuple[Entry, ...]:
        """Entries that hold a text in any case, inside words too, the newest first."""
        found: list[Entry] = []
        for pair, _, _ in self._fitting(source, target):
            found += self._store.holding(pair, text, side, most)
        return tuple(found[:most])

    def forget(
        self,
        source: str,
        target: str,
        *,
        articles: Sequence[str] = (),
        origins: Sequence[str] = (),
        before: str = "",
        dry: bool = False,
    ) -> int:
        """Forget entries that meet every condition given; how many. ``before`` is an ISO day."""
        conditions = ["1 = 1"]
        values: list[str] = []
        for column, wanted in (("article", articles), ("origin", origins)):
            if wanted:
                conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                values += wanted
        if before:
            conditions.append("made < ?")
            values.append(before)
        pairs = [pair for pair, _, _ in self._fitting(source, target)]
        return self._store.remove(pairs, " AND ".join(conditions), values, dry=dry)

    def counts(self, source: str, target: str, column: str) -> dict[str, int]:
        """How many entries there are by ``origin``, ``article``, ``kind`` or ``made`` (the day)."""
        total: dict[str, int] = {}
        for pair, _, _ in self._fitting(source, target):
            for name, count in self._store.counts(pair, column).items():
                total[name] = total.get(name, 0) + count
        return total

    def pairs(self) -> tuple[tuple[str, str, int], ...]:
        """Source, target and number of entries of every language pair."""
        told = self._store.pairs()
        return tuple((source, target, self._store.size(pair)) for pair, source, target in told)

    def size(self, source: str, target: str) -> int:
        """How many entries answer for a pair."""
        return sum(self._store.size(pair) for pair, _, _ in self._fitting(source, target))

    def catch_up(self) -> None:
        """Bring the local index of every language pair up to date."""
        for pair, _, _ in self._store.pairs():
            self._index(pair).catch_up()

    def close(self) -> None:
        self._store.database.close()
        self._indexes.clear()

    def _fitting(self, source: str, target: str) -> list[tuple[int, str, str]]:
        return fitting(self._store.pairs(), source, target)

    def _index(self, pair: int) -> Index | TrigramIndex:
        if pair not in self._indexes:
            self._indexes[pair] = self._new_index(pair)
        return self._indexes[pair]

    def _new_index(self, pair: int) -> Index | TrigramIndex:
        from l10n.memory.postgres import Postgres

        database = self._store.database
        if isinstance(database, Postgres) and database.by_trigrams:
            from l10n.memory.trigrams import TrigramIndex

            return TrigramIndex(database, pair)
        from l10n.memory.index import Index

        return Index(self._store, pair)

    def _near(
        self, pair: int, wanted: Wanted, at_least: int, most: int, *, sure: bool | None
    ) -> Iterator[Entry]:
        """Entries that may be so similar, until nothing better than the best can come."""
        signature = wanted.comparable.signature
        if at_least >= 100:
            form = self._store.form(pair, signature)
            forms = [] if form is None else [(form, 100)]
        else:
            near = self._index(pair).near(signature, at_least, sure=sure)
            forms = [(one.id, one.similarity) for one in near]
        best: list[int] = []
        for at in range(0, len(forms), _AT_ONCE):
            some = forms[at : at + _AT_ONCE]
            best.sort(reverse=True)
            if len(best) >= most and best[most - 1] > some[0][1]:
                return
            for entries in self._store.of_forms([form for form, _ in some]).values():
                best += {wanted.alike(entry) for entry in entries}
                yield from entries


def _dated(entry: Entry, name: str, today: str) -> Entry:
    return replace(
        entry,
        source_lang=Locale.parse(entry.source_lang).tag,
        target_lang=Locale.parse(entry.target_lang).tag,
        article=name,
        origin=entry.origin or "tmx",
        date=entry.date or today,
        before=entry.before or UNKNOWN,
        after=entry.after or UNKNOWN,
    )


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()
