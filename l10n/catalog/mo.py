"""Compiling a catalog into the binary file that gettext reads at run time (``.mo``).

Layout: GNU gettext manual, "The Format of GNU MO Files"; with the hash table, as msgfmt writes it.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from l10n.catalog.po import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.catalog.reader import Entry, PoFile

_MAGIC = 0x950412DE
_HEADER = 28  # bytes before the first table
# With fewer keys, arrays are not worth their start-up; of longer keys the rest is hashed singly.
_WORTH_ARRAYS, _LONG_KEY = 3_000, 1_000
_CONTEXT, _PLURAL = "\x04", "\0"


def compiled(file: PoFile, *, fuzzy: bool = False) -> bytes:
    """The ``.mo`` of a file: reviewed entries with a target, fuzzy ones too if asked; always UTF-8."""
    pairs = sorted(_pairs(file.entries, fuzzy=fuzzy))
    count = len(pairs)
    size = _table_size(count)
    originals, translations = _HEADER, _HEADER + 8 * count
    table = translations + 8 * count
    at = table + 4 * size
    texts = [key for key, _ in pairs] + [target for _, target in pairs]
    index = array("I", bytes(4 * 2 * len(texts)))
    index[0::2] = array("I", map(len, texts))
    ends = accumulate((len(text) + 1 for text in texts), initial=at)
    index[1::2] = array("I", islice(ends, len(texts)))
    if sys.byteorder == "big":
        index.byteswap()
    head = struct.pack("<7I", _MAGIC, 0, count, originals, translations, size, table)
    cells = _hash_table(texts[:count], size)
    return b"".join((head, index.tobytes(), cells, b"\0".join(texts), b"\0"))


def _pairs(entries: Iterable[Entry], *, fuzzy: bool) -> Iterable[tuple[bytes, bytes]]:
    for entry in entries:
        if entry.obsolete:
            continue
        context, key, plural, targets = entry.texts
        if not any(targets):
            continue
        header = not key and context is None
        if not header and not fuzzy and "fuzzy" in entry.comments and unit_of(entry).fuzzy:
            continue
        if context is not None:
            key = f"{context}{_CONTEXT}{key}"
        if plural is not None:
            key = f"{key}{_PLURAL}{plural}"
        target = targets[0] if len(targets) == 1 else _PLURAL.join(targets)
        if header:
            target = _runtime_header(target)
        yield key.encode(), target.encode()


def _runtime_header(header: str) -> str:
    """The header as msgfmt compiles it: in UTF-8, and without the date of the template."""
    kept = "".join(
        line
        for line in header.splitlines(keepends=True)
        if not line.startswith("POT-Creation-Date:")
    )
    return re.sub(r"charset=[^\s;]+", "charset=UTF-8", kept)


def _table_size(count: int) -> int:
    """The next prime above four thirds of the count, at least 3; 0 rows need no table."""
    candidate = max(3, count * 4 // 3)
    candidate |= 1
    while any(candidate % divisor == 0 for divisor in range(3, int(candidate**0.5) + 1, 2)):
        candidate += 2
    return candidate


def _hash_table(keys: list[bytes], size: int) -> bytes:
    """Open addressing with double hashing; a cell is the number of the string, from 1."""
    cells = [0] * size
    for number, value in enumerate(_hashes([key.partition(b"\0")[0] for key in keys]), 1):
        at = value % size
        step = 1 + value % (size - 2)
        while cells[at]:
            at = (at + step) % size
        cells[at] = number
    return struct.pack(f"<{size}I", *cells)


def _hashes(keys: list[bytes]) -> list[int]:
    """P. J. Weinberger's hash of each key: of many at once, a letter of all of them at a time."""
    if len(keys) < _WORTH_ARRAYS:
        return [_hash(key) for key in keys]
    import numpy as np

    order = sorted(range(len(keys)), key=lambda at: len(keys[at]), reverse=True)
    ordered = [keys[at] for at in order]
    lengths = np.array([len(key) for key in ordered])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    letters = np.frombuffer(b"".join(ordered), dtype=np.uint8)
    values = np.zeros(len(keys), dtype=np.uint64)
    reach = min(int(lengths[0]), _LONG_KEY)
    longer = np.searchsorted(-lengths, -np.arange(reach))
    for place in range(reach):
        some = slice(0, int(longer[place]))
        value = (values[some] << np.uint64(4)) + letters[starts[some] + place]
        high = value & np.uint64(0xF0000000)
        values[some] = value ^ (high >> np.uint64(24)) ^ high
    found = [0] * len(keys)
    for at, key, value in zip(order, ordered, values.tolist(), strict=True):
        found[at] = _hash(key[_LONG_KEY:], value)
    return found


def _hash(key: bytes, value: int = 0) -> int:
    """P. J. Weinberger's hash, as gettext computes it, in 32 bits; ``value`` is that of what precedes."""
    for byte in key:
        value = (value << 4) + byte
        high = value & 0xF0000000
        if high:
            value ^= high >> 24
            value ^= high
    return value
