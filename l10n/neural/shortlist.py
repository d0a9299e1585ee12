"""Which target pieces a source sentence may become (``lex.50.50.*.s2t.bin``).

Choosing among some two thousand pieces instead of 32,000 makes translating two to four times as
fast. This module needs NumPy and is imported only when an engine is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from l10n.errors import ProviderUnavailable
from l10n.neural.model_file import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

_MAGIC = 0xF11A48D5013417F5
_HEADER_BYTES = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """For each source piece the target pieces it was seen to become, and the ``first`` for all."""

    first: int
    offsets: NDArray[np.uint64]
    ids: NDArray[np.uint32]

    @classmethod
    def open(cls, path: Path) -> Shortlist:
        data = read_bytes(path)
        if data.size < _HEADER_BYTES:
            raise _damaged(path)
        magic, _, first, _, offsets, ids = data[:_HEADER_BYTES].view("<u8").tolist()
        middle = _HEADER_BYTES + 8 * offsets
        end = middle + 4 * ids
        if magic != _MAGIC or data.size < end:
            raise _damaged(path)
        return cls(
            first=first,
            offsets=data[_HEADER_BYTES:middle].view("<u8"),
            ids=data[middle:end].view("<u4"),
        )

    def candidates(self, source: Iterable[int]) -> NDArray[np.intp]:
        """The ids of the pieces that may stand in the translation, sorted."""
        lists = [np.arange(self.first, dtype=np.intp)]
        for piece in set(source):
            start, end = int(self.offsets[piece]), int(self.offsets[piece + 1])
            lists.append(self.ids[start:end].astype(np.intp))
        return np.unique(np.concatenate(lists))


def _damaged(path: Path) -> ProviderUnavailable:
    return ProviderUnavailable(
        f"{path}: the file is damaged or not a binary shortlist",
        provider="local",
        hint="put the file in place again, or remove it: translating works without it, more slowly",
    )
