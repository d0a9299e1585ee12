"""Texts as bytes, one a character, and the rows of an index that pairs, triples and letters have.

Different characters may share a byte (never those of ASCII), so a distance between coded texts is at
most the distance between the texts, and a filter on coded texts forgets nothing.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint8]

PAIRS = 1024
TRIPLES = 1536
SPACE = 1 << 16  # pairs, and triples by their hash
_SHARED = 8  # one row in eight is shared by all that are not frequent
_SPREAD = 2654435761  # Knuth's multiplier: 2**32 over the golden ratio
# "has at least so many of this letter": each count at first, then ever fewer
COUNTS = (*range(1, 9), *range(10, 17, 2), *range(20, 33, 4), *range(40, 65, 8), 80, 96, 112, 128)
_RARE = 500  # one text in so many must have that many of a letter for it to get a row


def coded(text: str) -> bytes:
    """One byte a character: ASCII as it is, alphabets by their low bits, ideographs spread out."""
    if text.isascii():
        return text.encode("ascii")

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    letters = 0x80 | (points & 0x7F)
    wide = 1 + points % 255
    return bytes(
        np.where(points < 0x80, points, np.where(points < 0x2E80, letters, wide)).astype(np.uint8)
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """Which row of an index says that a text lacks a pair, a triple, or so many of a letter.

    What is frequent in the texts has a row of its own, so that what is rare never shares one
    with it.
    """

    pairs: NDArray[np.uint16]
    triples: NDArray[np.uint16]
    letters: NDArray[np.int16]

    @classmethod
    def fitting(cls, texts: Sequence[bytes]) -> Rows:
        """Rows that suit these texts."""
        codes, owner = joined(texts)
        pairs = np.bincount(_pairs(codes), minlength=SPACE)
        triples = np.bincount(_triples(codes), minlength=SPACE)
        floor = len(texts) // _RARE
        counts = letter_counts(codes, owner, len(texts))
        letters = np.full((256, len(COUNTS)), -1, np.int16)
        row = PAIRS + TRIPLES
        for n, count in enumerate(COUNTS):
            for code in np.flatnonzero((counts >= count).sum(axis=0) > floor).tolist():
                letters[code, n] = row
                row += 1
        return cls(_own_rows(pairs, 0, PAIRS), _own_rows(triples, PAIRS, TRIPLES), letters)

    @property
    def count(self) -> int:
        return PAIRS + TRIPLES + int((self.letters >= 0).sum())

    def of_pairs(self, codes: Codes) -> NDArray[np.uint16]:
        """The row of the pair that begins at each byte but the last."""
        return self.pairs[_pairs(codes)]

    def of_triples(self, codes: Codes) -> NDArray[np.uint16]:
        """The row of the triple that begins at each byte but the last two."""
        return self.triples[_triples(codes)]

    def of_letters(self, query: bytes) -> Iterator[tuple[int, int]]:
        """Rows and their weights: what they say together is how many letters a text lacks."""
        for code in set(query):
            many = query.count(code)
            rows = [
                (count, row)
                for count, row in zip(COUNTS, self.letters[code].tolist(), strict=True)
                if row >= 0 and count <= many
            ]
            upto = [*(count for count, _ in rows[1:]), many + 1]
            for (count, row), after in zip(rows, upto, strict=False):
                yield row, after - count


class Packed:
    """Many texts in one block of memory."""

    def __init__(self) -> None:
        self._block = bytearray()
        self._ends = array("q", [0])

    def append(self, text: bytes) -> None:
        self._block += text
        self._ends.append(len(self._block))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[bytes]:
        return (self[n] for n in range(len(self)))

    def __getitem__(self, n: int) -> bytes:
        return bytes(self._block[self._ends[n] : self._ends[n + 1]])


def joined(texts: Sequence[bytes]) -> tuple[Codes, NDArray[np.int64]]:
    """All bytes in one array, and whose each is."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    return np.frombuffer(b"".join(texts), np.uint8), np.repeat(np.arange(len(texts)), sizes)


def letter_counts(codes: Codes, owner: NDArray[np.int64], texts: int) -> NDArray[Any]:
    """How many of each byte each text has."""
    return np.bincount(owner * 256 + codes, minlength=texts * 256).reshape(texts, 256)


def _own_rows(frequency: NDArray[Any], first: int, rows: int) -> NDArray[np.uint16]:

    shared = rows // _SHARED
    own = rows - shared
    made = (first + np.arange(SPACE) % shared).astype(np.uint16)
    made[np.argsort(-frequency, kind="stable")[:own]] = first + shared + np.arange(own)
    return made


def _pairs(codes: Codes) -> NDArray[np.uint32]:

    wide = codes.astype(np.uint32)
    return wide[:-1] << np.uint32(8) | wide[1:]


def _triples(codes: Codes) -> NDArray[np.uint32]:

    wide = codes.astype(np.uint32)
    three = wide[:-2] << np.uint32(16) | wide[1:-1] << np.uint32(8) | wide[2:]
    return (three * np.uint32(_SPREAD)) >> np.uint32(16)
