"""Compiling a catalog into the binary file that gettext reads at run time (``.mo``).

Layout: GNU gettext manual, "The Format of GNU MO Files"; with the hash table, as msgfmt writes it.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from l10n.catalog.po import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.catalog.reader import Entry, PoFile

_MAGIC = 0x950412DE
_HEADER = 28  # bytes before the first table
_CONTEXT, _PLURAL = "\x04", "\0"


def compiled(file: PoFile, *, fuzzy: bool = False) -> bytes:
    """The ``.mo`` of a file: reviewed entries with a target, fuzzy ones too if asked; always UTF-8."""
    pairs = sorted(_pairs(file.entries, fuzzy=fuzzy))
    count = len(pairs)
    size = _table_size(count)
    originals, translations = _HEADER, _HEADER + 8 * count
    table = translations + 8 * count
    at = table + 4 * size
    rows: list[tuple[int, int]] = []
    texts: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            rows.append((len(pair[column]), at))
            texts.append(pair[column] + b"\0")
            at += len(pair[column]) + 1
    head = struct.pack("<7I", _MAGIC, 0, count, originals, translations, size, table)
    index = struct.pack(f"<{4 * count}I", *(number for row in rows for number in row))
    return head + index + _hash_table([pair[0] for pair in pairs], size) + b"".join(texts)


def _pairs(entries: Iterable[Entry], *, fuzzy: bool) -> Iterable[tuple[bytes, bytes]]:
    for entry in entries:
        if entry.obsolete:
            continue
        fields = entry.fields
        if not any(fields.targets):
            continue
        if not entry.is_header and not fuzzy and "fuzzy" in entry.raw and unit_of(entry).fuzzy:
            continue
        key = fields.source
        if fields.context is not None:
            key = f"{fields.context}{_CONTEXT}{key}"
        if fields.plural is not None:
            key = f"{key}{_PLURAL}{fields.plural}"
        target = _PLURAL.join(fields.targets)
        if entry.is_header:
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
    for number, key in enumerate(keys, 1):
        value = _hash(key.partition(b"\0")[0])
        at = value % size
        step = 1 + value % (size - 2)
        while cells[at]:
            at = (at + step) % size
        cells[at] = number
    return struct.pack(f"<{size}I", *cells)


def _hash(key: bytes) -> int:
    """P. J. Weinberger's hash, as gettext computes it, in 32 bits."""
    value = 0
    for byte in key:
        value = (value << 4) + byte
        high = value & 0xF0000000
        if high:
            value ^= high >> 24
            value ^= high
    return value
