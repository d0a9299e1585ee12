"""The rows of a memory, in whichever database; the same questions give the same answers from both.

A *form* is a source as the similarity sees it (`Comparable.signature`), once for each language pair;
its number only grows, so that a local index knows what it has not seen yet.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

from l10n.memory.database import like
from l10n.memory.entry import Entry, digest
from l10n.text.similarity import Comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.memory.database import Database

T = TypeVar("T")

# columns of a row and the fields of an Entry that they hold
_FIELDS = {
    **{name: name for name in "source target context kind origin author article".split()},
    **{"made": "date", "changed": "changed"},
    **{"source_before": "before", "source_after": "after", "extra": "extra"},
}
_COLUMNS = ("pair", "form", "key", *_FIELDS)
_SELECT = (
    "SELECT segment.form, pair.source_lang, pair.target_lang, "
    + ", ".join(f"segment.{column}" for column in _FIELDS)
    + " FROM segment JOIN pair ON pair.id = segment.pair WHERE "
)
# what follows its catalog while the row stays; another target is another row
_FOLLOWING = ("kind", "origin", "author", "changed", "source_before", "source_after", "extra")
_UPSERT = (
    " ON CONFLICT (pair, key) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _FOLLOWING)
    + " WHERE "
    + " OR ".join(f"segment.{name} <> excluded.{name}" for name in _FOLLOWING)
)
_SEEN = "CREATE TEMP TABLE IF NOT EXISTS seen (pair INTEGER, key TEXT, PRIMARY KEY (pair, key))"
_STALE = (
    "article = ? AND NOT EXISTS"
    " (SELECT 1 FROM seen WHERE seen.pair = segment.pair AND seen.key = segment.key)"
)
_BATCH = 500  # rows of one statement; a database takes only so many values
_PAGE = 20_000  # rows that are read at once
_NEWEST = " ORDER BY segment.made DESC, segment.id DESC"


class Store:
    """The rows of all language pairs in one database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def pairs(self) -> list[tuple[int, str, str]]:
        """Number, source and target of every language pair."""
        found = self.database.rows("SELECT id, source_lang, target_lang FROM pair ORDER BY id")
        return [(int(number), source, target) for number, source, target in found]

    def identity(self) -> str:
        """What tells this memory from one that was made in its place."""
        found = self.database.rows("SELECT value FROM told WHERE name = 'identity'")
        return str(next(found)[0])

    def replace_article(
        self, article: str, entries: Iterable[Entry], *, pair: tuple[str, str] | None = None
    ) -> dict[tuple[str, str], tuple[int, int]]:
        """Make ``entries``, which name it, all that an article gives; for each pair how many, and how many are new.

        With ``pair`` only that language pair's rows of the article are replaced. A row that stays
        keeps its date.
        """
        counts: dict[tuple[str, str], tuple[int, int]] = {}
        with self.database.writing():
            self.database.run(_SEEN)
            self.database.run("DELETE FROM seen")
            for batch in _chunks(entries, _BATCH):
                for key in dict.fromkeys((e.source_lang, e.target_lang) for e in batch):
                    mine = [e for e in batch if (e.source_lang, e.target_lang) == key]
                    all_before, new_before = counts.get(key, (0, 0))
                    new = self._keep(self._pair(*key), mine)
                    counts[key] = all_before + len(mine), new_before + new
            where: str = _STALE
            values: list[Any] = [article]
            if pair:
                where += " AND pair = ?"
                values.append(self._pair(*pair))
            self.database.run(f"DELETE FROM segment WHERE {where}", values)
        return counts

    def holds(self, article: str, entries: Iterable[Entry], pair: tuple[str, str]) -> bool:
        """Whether ``entries`` are just what is remembered of an article in a language pair."""
        number = next((n for n, *tags in self.pairs() if tuple(tags) == pair), 0)
        question = (
            f"SELECT key, {', '.join(_FOLLOWING)} FROM segment WHERE pair = ? AND article = ?"
        )
        known = {row[0]: tuple(row[1:]) for row in self.database.rows(question, [number, article])}
        return known == {entry.key: _following(entry) for entry in entries}

    def of_forms(self, forms: Sequence[int], most: int = 200) -> dict[int, list[Entry]]:
        """The rows of forms, the newest first."""
        rows: dict[int, list[Entry]] = {form: [] for form in forms}
        for batch in _chunks(forms, _BATCH):
            where = f"segment.form IN ({_marks(len(batch))}){_NEWEST}"
            for form, entry in self._entries(where, batch):
                if len(rows[form]) < most:
                    rows[form].append(entry)
        return rows

    def form(self, pair: int, signature: str) -> int | None:
        """The number of a form, if anything has it."""
        question = "SELECT id FROM form WHERE pair = ? AND digest = ?"
        return next(
            (int(row[0]) for row in self.database.rows(question, [pair, digest(signature)])), None
        )

    def forms(self, pair: int, after: int, upto: int | None = None) -> Iterator[tuple[int, str]]:
        """Numbers and signatures beyond a number, in order."""
        bound = "" if upto is None else f" AND id <= {int(upto)}"
        question = (
            f"SELECT id, signature FROM form WHERE pair = ? AND id > ?{bound} ORDER BY id LIMIT ?"
        )
        while page := list(self.database.rows(question, [pair, after, _PAGE])):
            yield from page
            after = int(page[-1][0])
            if len(page) < _PAGE:
                return

    def last_form(self, pair: int) -> int:
        """The highest number that a form of a pair has."""
        found = self.database.rows("SELECT max(id) FROM form WHERE pair = ?", [pair])
        return int(next(found)[0] or 0)

    def everything(self, pair: int) -> Iterator[Entry]:
        """Every row of a pair, in the order of arrival."""
        after = 0
        question = f"SELECT id FROM segment WHERE pair = ? AND id > ? ORDER BY id LIMIT {_PAGE}"
        while page := list(self.database.rows(question, [pair, after])):
            first, last = page[0][0], page[-1][0]
            where = "segment.pair = ? AND segment.id BETWEEN ? AND ? ORDER BY segment.id"
            for _, entry in self._entries(where, [pair, first, last]):
                yield entry
            after = int(last)

    def holding(self, pair: int, text: str, side: str, most: int) -> list[Entry]:
        """Rows that hold a text on a side, ``source``, ``target`` or ``both``, the newest first."""
        sides = ("source", "target") if side == "both" else (side,)
        found = " OR ".join(self.database.contains(f"segment.{one}") for one in sides)
        where = f"segment.pair = ? AND ({found}){_NEWEST} LIMIT ?"
        values = [pair, *[like(text.lower())] * len(sides), most]
        return [entry for _, entry in self._entries(where, values)]

    def counts(self, pair: int, column: str) -> dict[str, int]:
        """How many rows a pair has by what stands in a column."""
        assert column in {"origin", "article", "kind", "made"}  # noqa: S101 - written into SQL
        found = self.database.rows(
            f"SELECT {column}, count(*) FROM segment WHERE pair = ? GROUP BY {column}"
            f" ORDER BY count(*) DESC, {column}",
            [pair],
        )
        return {str(name): int(count) for name, count in found}

    def size(self, pair: int) -> int:
        """How many rows a pair has."""
        found = self.database.rows("SELECT count(*) FROM segment WHERE pair = ?", [pair])
        return int(next(found)[0])

    def remove(self, pairs: Sequence[int], where: str, values: Sequence[Any], *, dry: bool) -> int:
        """Forget rows of pairs; with ``dry`` only count them."""
        if not pairs:
            return 0
        condition = f"pair IN ({_marks(len(pairs))}) AND {where}"
        told = [*pairs, *values]
        if dry:
            found = self.database.rows(f"SELECT count(*) FROM segment WHERE {condition}", told)
            return int(next(found)[0])
        with self.database.writing():
            gone = self.database.run(f"DELETE FROM segment WHERE {condition}", told)
            self.database.run(
                "DELETE FROM form WHERE NOT EXISTS"
                " (SELECT 1 FROM segment WHERE segment.form = form.id)"
            )
        return gone

    def _pair(self, source: str, target: str) -> int:
        question = "SELECT id FROM pair WHERE source_lang = ? AND target_lang = ?"
        for (number,) in self.database.rows(question, [source, target]):
            return int(number)
        self.database.run(
            "INSERT INTO pair (source_lang, target_lang) VALUES (?, ?)", [source, target]
        )
        return self._pair(source, target)

    def _keep(self, pair: int, entries: Sequence[Entry]) -> int:
        """Write rows that are new or changed; how many."""
        by_key = {entry.key: entry for entry in entries}
        marks = _marks(len(by_key))
        self._insert(
            "seen", ("pair", "key"), [(pair, key) for key in by_key], " ON CONFLICT DO NOTHING"
        )
        known = {
            row[0]: row[1:]
            for row in self.database.rows(
                f"SELECT key, {', '.join(_FOLLOWING)} FROM segment"
                f" WHERE pair = ? AND key IN ({marks})",
                [pair, *by_key],
            )
        }
        wanted = {
            key: entry
            for key, entry in by_key.items()
            if key not in known or _following(entry) != tuple(known[key])
        }
        if not wanted:
            return 0
        forms = self._forms(pair, [entry.source for entry in wanted.values()])
        rows = [
            (pair, forms[entry.source], key, *(getattr(entry, f) for f in _FIELDS.values()))
            for key, entry in wanted.items()
        ]
        self._insert("segment", _COLUMNS, rows, _UPSERT)
        return len(wanted.keys() - known.keys())

    def _forms(self, pair: int, sources: Sequence[str]) -> dict[str, int]:
        """The number of each source's form; what is new gets one."""
        signatures = {source: Comparable.of(source).signature for source in sources}
        digests = {digest(signature): signature for signature in signatures.values()}
        question = (
            f"SELECT digest, id FROM form WHERE pair = ? AND digest IN ({_marks(len(digests))})"
        )
        known: dict[str, int] = dict(self.database.rows(question, [pair, *digests]))
        new = [(pair, one, text) for one, text in digests.items() if one not in known]
        if new:
            self._insert("form", ("pair", "digest", "signature"), new, "")
            known = dict(self.database.rows(question, [pair, *digests]))
        return {source: int(known[digest(signatures[source])]) for source in sources}

    def _insert(
        self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], conflict: str
    ) -> None:
        row = f"({_marks(len(columns))})"
        self.database.run(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * len(rows))}{conflict}",
            list(chain.from_iterable(rows)),
        )

    def _entries(self, where: str, values: Sequence[Any]) -> Iterator[tuple[int, Entry]]:
        for form, source, target, *told in self.database.rows(_SELECT + where, values):
            fields = dict(zip(_FIELDS.values(), told, strict=True))
            yield int(form), Entry(source_lang=source, target_lang=target, **fields)


def _following(entry: Entry) -> tuple[str, ...]:
    return tuple(getattr(entry, _FIELDS[name]) for name in _FOLLOWING)


def _chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(things)
    while chunk := list(islice(waiting, size)):
        yield chunk


def _marks(count: int) -> str:
    return ", ".join("?" * count)
