"""A run: one immutable file that finds the coded texts within a distance of a query.

For each row (see `codes.Rows`) the file has one bit a text, set where the text lacks what the row
stands for. Two lower bounds of the edit distance are counted for 64 texts at once: the query's pairs
and triples that a text lacks, taken without overlap; and the letters that it lacks, which for a
longer text count beside its further length. Only what both bounds leave is compared.
"""

from __future__ import annotations

import json
import mmap
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from l10n.memory.codes import COUNTS, SPACE, Rows, joined, letter_counts
from l10n.memory.counting import Counters
from l10n.memory.found import Near

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

    from l10n.memory.codes import Packed

    Words = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

_MAGIC = b"l10n run 1\n"
_HEAD = 4096
_LANES = 64
_CHUNK = 16384  # texts whose bits are made at once
# the longer a query, the less likely it is that its changes hit so many pieces: least length, share
_SHARES = ((120, 0.6), (80, 0.7), (0, 0.75))
_BLOCK = 8192  # words that are counted at once: what is worked on stays in the cache
_LONGEST = 1 << 16  # bytes of a text that are kept: more than any sentence has
_SAMPLE = 65536  # texts that the choice of rows looks at
_TELLS = 0.1  # a row that fewer texts lack is not worth counting
_SPARSE = 0.5  # of the words still in play; below it they are gathered first


@dataclass(frozen=True, slots=True)
class Run:
    """An open run; every array is a view of the mapped file."""

    rows: Rows
    absent: Words
    ids: Numbers
    starts: Numbers
    shortest: Numbers
    longest: Numbers
    rarity: NDArray[np.float64]
    data: mmap.mmap
    texts_at: int

    @classmethod
    def open(cls, path: Path) -> Run | None:
        """The run in a file; None if it is missing, of another version, or torn."""
        try:
            with path.open("rb") as stream:
                head = _read_head(stream.read(_HEAD))
                if head is None or stream.seek(0, 2) != head["size"]:
                    return None
                data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            return None
        views = _Views(data)
        count, words, rows = head["count"], head["words"], head["rows"]
        absent = views.take(np.uint64, rows * words).reshape(rows, words)
        ids, starts = views.take(np.int64, count), views.take(np.int64, count + 1)
        lacking = views.take(np.int64, rows)
        pairs, triples = views.take(np.uint16, SPACE), views.take(np.uint16, SPACE)
        letters = views.take(np.int16, 256 * len(COUNTS)).reshape(256, len(COUNTS))
        first = np.arange(words) * _LANES
        last = np.minimum(first + _LANES, count) - 1
        return cls(
            rows=Rows(pairs, triples, letters),
            absent=absent,
            ids=ids,
            starts=starts,
            shortest=starts[first + 1] - starts[first],
            longest=starts[last + 1] - starts[last],
            rarity=lacking / max(1, count),
            data=data,
            texts_at=views.at,
        )

    def near(self, query: bytes, at_least: int, *, sure: bool) -> list[Near]:
        """Texts of at least that similarity.

        With ``sure`` no text is missed. Without, the bound by pieces may use up only a share of an
        edit budget, and one edit more: a text whose many small changes lie far apart may be missed.
        """
        size = len(query)
        share = 1.0 if sure else next(share for least, share in _SHARES if size >= least)
        begin = int(np.searchsorted(self.longest, -(-at_least * size // 100), "left"))
        end = int(np.searchsorted(self.shortest, size * 100 // at_least, "right"))
        if begin >= end:
            return []
        return self._compared(query, self._within(query, begin, end, at_least, share), at_least)

    def _within(self, query: bytes, begin: int, end: int, at_least: int, share: float) -> Numbers:
        """The places of the texts that both lower bounds leave."""
        pieces = [(row, 1) for row in self._pieces(query)]
        letters = [(row, w) for row, w in self.rows.of_letters(query) if self.rarity[row] > _TELLS]
        budgets = (100 - at_least) * np.maximum(len(query), self.longest[begin:end]) // 100
        longer = np.maximum(0, self.shortest[begin:end] - len(query))
        found: list[Numbers] = []
        for at in range(begin, end, _BLOCK):
            words = np.arange(at, min(at + _BLOCK, end))
            limits = np.minimum(budgets, (budgets * share + 1).astype(np.int64))[words - begin]
            inside = self._left(pieces, limits, words)
            alive = np.flatnonzero(inside)
            if not len(alive):
                continue
            if len(alive) < _SPARSE * len(words):
                words, inside = words[alive], inside[alive]
            limits = (budgets - longer)[words - begin]
            inside &= self._left(letters, limits, words)
            found.append(_places(inside, words))
        slots = np.concatenate(found) if found else np.empty(0, np.int64)
        return slots[slots < len(self.ids)]

    def _left(self, rows: Sequence[tuple[int, int]], limits: Numbers, words: Numbers) -> Words:
        """The texts whose weighted rows stay within their limits."""
        counters = Counters(limits)
        together = len(words) == words[-1] - words[0] + 1
        at = slice(int(words[0]), int(words[-1]) + 1) if together else words
        for row, weight in rows:
            counters.add(self.absent[row, at], weight)
        return ~counters.settle()

    def _pieces(self, query: bytes) -> list[int]:
        """The rows of pairs and triples that do not overlap and that the most texts lack."""
        codes = np.frombuffer(query, np.uint8)
        size = len(codes)
        if size < 2:
            return []
        pairs, triples = self.rows.of_pairs(codes), self.rows.of_triples(codes)
        pair_worth, triple_worth = self.rarity[pairs].tolist(), self.rarity[triples].tolist()
        best, step = [0.0] * (size + 1), [1] * (size + 1)
        for end in range(2, size + 1):
            worth = best[end - 1]
            if (by_pair := best[end - 2] + pair_worth[end - 2]) > worth:
                worth, step[end] = by_pair, 2
            if end > 2 and (by_triple := best[end - 3] + triple_worth[end - 3]) > worth:
                worth, step[end] = by_triple, 3
            best[end] = worth
        chosen: list[int] = []
        end = size
        while end > 1:
            if step[end] > 1:
                chosen.append(int((pairs if step[end] == 2 else triples)[end - step[end]]))
            end -= step[end]
        return chosen

    def _compared(self, query: bytes, slots: Numbers, at_least: int) -> list[Near]:
        if not len(slots):
            return []
        begins, ends = self.starts[slots], self.starts[slots + 1]
        data, at = self.data, self.texts_at
        spans = zip((begins + at).tolist(), (ends + at).tolist(), strict=True)
        alike = similarities(query, [data[a:b] for a, b in spans], ends - begins, at_least)
        good = np.flatnonzero(alike >= at_least)
        pairs = zip(self.ids[slots[good]].tolist(), alike[good].tolist(), strict=True)
        return [Near(*pair) for pair in pairs]


def similarities(query: bytes, texts: Sequence[bytes], sizes: Numbers, at_least: int) -> Numbers:
    """How alike the query and each text are, 0-100; what is below ``at_least`` is only below."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    most = np.maximum(sizes, len(query))
    budget = int((100 - at_least) * most.max() // 100)
    away = process.cdist(
        [query], texts, scorer=Levenshtein.distance, score_cutoff=budget, dtype=np.int32
    )[0]
    return np.asarray(100 * (most - away) // np.maximum(most, 1))


def write(stream: BinaryIO, ids: Sequence[int], texts: Sequence[bytes] | Packed) -> None:
    """Write a run of these texts, a part of each row after the other, so that little is in memory."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    order = np.argsort(sizes, kind="stable")
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(sizes[order], out=starts[1:])
    sample = order[:: max(1, -(-len(texts) // _SAMPLE))]
    rows = Rows.fitting([texts[n] for n in sample.tolist()])
    words = -(-len(texts) // _LANES)
    lacking = np.zeros(rows.count, np.int64)
    for at in range(0, len(texts), _CHUNK):
        bits = _absences(rows, [texts[n] for n in order[at : at + _CHUNK].tolist()])
        lacking += bits[:, : len(texts) - at].sum(axis=1)
        for row, part in enumerate(np.packbits(bits, axis=1, bitorder="little")):
            stream.seek(_HEAD + row * words * 8 + at // 8)
            stream.write(part.data)
    arrays: tuple[NDArray[Any], ...] = (
        np.asarray(ids, np.int64)[order],
        starts,
        lacking,
        rows.pairs,
        rows.triples,
        rows.letters,
    )
    bits_size = rows.count * words * 8
    size = _HEAD + bits_size + sum(array.nbytes for array in arrays) + int(starts[-1])
    stream.seek(0)
    stream.write(_head(count=len(texts), words=words, rows=rows.count, size=size))
    stream.seek(_HEAD + bits_size)
    stream.writelines(np.ascontiguousarray(array).data.cast("B") for array in arrays)
    stream.writelines(texts[n] for n in order.tolist())


def clipped(text: bytes) -> bytes:
    """As much of a coded text as a run keeps."""
    return text[:_LONGEST]


class _Views:
    """Takes one array after the other from a mapped file."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = _HEAD

    def take(self, kind: type, count: int) -> NDArray[Any]:
        made: NDArray[Any] = np.frombuffer(self.data, kind, count, self.at)
        self.at += made.nbytes
        return made


def _places(inside: Words, words: Numbers) -> Numbers:
    """Where the set bits of words stand."""
    bits = np.unpackbits(inside.view(np.uint8), bitorder="little")
    where = np.flatnonzero(bits)
    return np.asarray(words[where >> 6] * _LANES + (where & 63))


def _absences(rows: Rows, texts: Sequence[bytes]) -> NDArray[np.bool_]:
    """For each row and text whether the text lacks it; texts are filled up to whole words."""
    lanes = -(-len(texts) // _LANES) * _LANES
    absent = np.ones((rows.count, lanes), np.bool_)
    codes, owner = joined(texts)
    for places, reach in ((rows.of_pairs(codes), 1), (rows.of_triples(codes), 2)):
        same = owner[:-reach] == owner[reach:]
        absent[places[same], owner[:-reach][same]] = False
    counts = letter_counts(codes, owner, len(texts))
    for code, n in zip(*np.nonzero(rows.letters >= 0), strict=True):
        absent[rows.letters[code, n], : len(texts)] = counts[:, code] < COUNTS[n]
    return absent


def _head(**told: int) -> bytes:
    body = json.dumps(told).encode()
    return (_MAGIC + b"%08x" % zlib.crc32(body) + body).ljust(_HEAD)


def _read_head(data: bytes) -> dict[str, int] | None:
    rest = data.removeprefix(_MAGIC)
    crc, body = rest[:8], rest[8:].rstrip()
    if rest == data or crc != b"%08x" % zlib.crc32(body):
        return None
    told: dict[str, int] = json.loads(body)
    return told
