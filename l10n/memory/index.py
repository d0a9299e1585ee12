"""The local index of a language pair: runs on disk, and what is newer in memory.

The store is the truth. A manifest names the runs and up to which form each goes; a run that is missing,
torn, or of another memory is dropped and made again. Forms beyond the last run are compared one by one
until they are enough for a run of their own; small runs are merged into larger ones.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from l10n.disk import locked, replacing, write_atomic
from l10n.memory.codes import Packed, coded
from l10n.memory.found import Near
from l10n.memory.run import Run, clipped, similarities, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from l10n.memory.store import Store

ENOUGH = 4096  # forms that are worth a run
_GROWTH = 4  # a run is merged with what came after it once that is a quarter of it
_SURE_UPTO = 250_000  # forms up to which missing nothing costs next to nothing
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A run as the manifest has it: the forms after one number and up to another."""

    file: str
    after: int
    upto: int
    count: int


@dataclass(slots=True)
class _Young:
    """Forms that no run has yet."""

    ids: list[int] = field(default_factory=list)
    texts: list[bytes] = field(default_factory=list)


class Index:
    """Every form of one language pair within a similarity of a text."""

    def __init__(self, store: Store, pair: int, *, enough: int = ENOUGH) -> None:
        self._enough = enough
        self._store = store
        self._pair = pair
        self._folder: Path = store.database.index_folder()
        self._manifest = self._folder / f"{pair}.json"
        self._identity = store.identity()
        self._stamp: object = None
        self._runs: list[tuple[_Told, Run]] = []
        self._young = _Young()

    def near(self, signature: str, at_least: int, *, sure: bool | None) -> list[Near]:
        """Forms of at least that similarity by bytes, which is never below the true one.

        With ``sure`` none is missed; without, see `Run.near`. None leaves it to the size.
        """
        self.catch_up()
        if sure is None:
            sure = self.size <= _SURE_UPTO
        query = clipped(coded(signature))
        found = self._young_near(query, at_least)
        for _, run in self._runs:
            found += run.near(query, at_least, sure=sure)
        return sorted(found, key=lambda one: (-one.similarity, one.id))

    @property
    def size(self) -> int:
        """How many forms it knows."""
        return sum(told.count for told, _ in self._runs) + len(self._young.ids)

    def catch_up(self) -> None:
        """Take in what the store has got meanwhile."""
        self._open_runs()
        self._read_young(self._enough)
        if len(self._young.ids) >= self._enough:
            if self._write_run():
                self._open_runs()
            self._read_young()

    def _read_young(self, most: int | None = None) -> None:
        """Read what is newer than all that is known, until there are ``most``."""
        last = self._young.ids[-1] if self._young.ids else self._covered
        for number, signature in self._store.forms(self._pair, last):
            if most is not None and len(self._young.ids) >= most:
                return
            self._young.ids.append(int(number))
            self._young.texts.append(clipped(coded(signature)))

    @property
    def _covered(self) -> int:
        return self._runs[-1][0].upto if self._runs else 0

    def _young_near(self, query: bytes, at_least: int) -> list[Near]:
        if not self._young.ids:
            return []
        sizes = np.fromiter(map(len, self._young.texts), np.int64, len(self._young.texts))
        low, high = -(-at_least * len(query) // 100), len(query) * 100 // at_least
        inside = np.flatnonzero((sizes >= low) & (sizes <= high)).tolist()
        if not inside:
            return []
        texts = [self._young.texts[n] for n in inside]
        alike = similarities(query, texts, sizes[inside], at_least).tolist()
        pairs = zip(inside, alike, strict=True)
        return [Near(self._young.ids[n], one) for n, one in pairs if one >= at_least]

    def _open_runs(self) -> None:
        """Open what the manifest names, as far as it can be trusted, if it changed."""
        stamp = self._seen_stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self._runs = list(self._opened())
        young = zip(self._young.ids, self._young.texts, strict=True)
        kept = [one for one in young if one[0] > self._covered]
        # what was young and is in no run any more is read again
        self._young = _Young([one[0] for one in kept], [one[1] for one in kept])
        if kept and self._missing_before(kept[0][0]):
            self._young = _Young()

    def _opened(self) -> Iterator[tuple[_Told, Run]]:
        """The manifest's runs up to the first that cannot be trusted."""
        upto = 0
        for told in self._told():
            run = Run.open(self._folder / told.file)
            if run is None or told.after != upto:
                return
            upto = told.upto
            yield told, run

    def _missing_before(self, first: int) -> bool:
        """Whether forms lie between the runs and the first young one."""
        rows = self._store.forms(self._pair, self._covered, first - 1)
        return next(iter(rows), None) is not None

    def _seen_stamp(self) -> object:
        try:
            told = self._manifest.stat()
        except FileNotFoundError:
            return "none"
        return told.st_mtime_ns, told.st_size, told.st_ino

    def _told(self) -> list[_Told]:
        try:
            data = json.loads(self._manifest.read_bytes())
            if (data["version"], data["memory"]) != (_VERSION, self._identity):
                return []
            return [_Told(**one) for one in data["runs"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def _write_run(self) -> bool:
        """Make all that is young a run, merged with small ones before; one process at a time.

        False while another process is at it, or if nothing can be written here; then the young
        ones are compared one by one.
        """
        try:
            with locked(self._manifest, wait=False) as mine:
                if mine:
                    self._merge()
                return mine
        except OSError:
            return False

    def _merge(self) -> None:
        """Write a run of all that is young and of the small runs before."""
        kept = [told for told, _ in self._opened()]
        upto = self._store.last_form(self._pair)
        after = kept[-1].upto if kept else 0
        ids, texts = self._forms(after, upto)
        size = len(ids)
        while kept and kept[-1].count < size * _GROWTH:
            size += kept.pop().count
        if size > len(ids):
            after = kept[-1].upto if kept else 0
            ids, texts = self._forms(after, upto)
        name = f"{self._pair}-{after}-{upto}.run"
        with replacing(self._folder / name) as stream:
            write(stream, ids, texts)
        self._save([*kept, _Told(file=name, after=after, upto=upto, count=len(ids))])
        self._sweep()

    def _sweep(self) -> None:
        """Remove runs that are no longer named, and what killed processes left."""
        named = {told.file for told in self._told()}
        for pattern in (f"{self._pair}-*.run", f".{self._pair}-*.tmp"):
            for path in self._folder.glob(pattern):
                if path.name not in named:
                    path.unlink(missing_ok=True)

    def _forms(self, after: int, upto: int) -> tuple[Sequence[int], Packed]:
        ids, texts = array("q"), Packed()
        for number, signature in self._store.forms(self._pair, after, upto):
            ids.append(int(number))
            texts.append(clipped(coded(signature)))
        return ids, texts

    def _save(self, runs: list[_Told]) -> None:
        data = {
            "version": _VERSION,
            "memory": self._identity,
            "runs": [asdict(told) for told in runs],
        }
        write_atomic(self._manifest, json.dumps(data, indent=1).encode())
