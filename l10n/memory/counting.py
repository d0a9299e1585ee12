"""Counting set bits of many rows at once: 64 counters a word, each with its own limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


class Counters:
    """Vertical counters: bit ``k`` of 64 counters stands in one word of plane ``k``.

    They begin so far below an overflow as their limits say; an overflow marks the counter as out.
    Rows are added by carry-save adders, so that most of them touch the lowest planes only.
    """

    def __init__(self, limits: NDArray[np.int64]) -> None:
        width = int(limits.max()).bit_length() or 1
        start = (1 << width) - 1 - limits
        self._planes = [np.where(start >> k & 1, _ALL, np.uint64(0)) for k in range(width)]
        self._waiting: list[tuple[Words, bool] | None] = [None] * width
        self._free: list[Words] = []
        self._odd = np.empty(len(limits), np.uint64)
        self._out = np.zeros(len(limits), np.uint64)

    def add(self, row: Words, weight: int = 1) -> None:
        """Count a row's set bits, each ``weight`` times; the row is not changed."""
        for k in range(weight.bit_length()):
            if weight >> k & 1:
                self._put(row, k, owned=False)

    def settle(self) -> Words:
        """Bring in what still waits; set bits are the counters above their limits."""
        for k, waiting in enumerate(self._waiting):
            if waiting is None:
                continue
            self._waiting[k] = None
            row, _ = waiting
            carry = self._planes[k] & row
            np.bitwise_xor(self._planes[k], row, out=self._planes[k])
            self._put(carry, k + 1, owned=True)
        return self._out

    def _put(self, row: Words, k: int, *, owned: bool) -> None:
        """Add a row of weight ``2 ** k``; two of a weight become one carry of the next."""
        while k < len(self._planes):
            waiting = self._waiting[k]
            if waiting is None:
                self._waiting[k] = row, owned
                return
            self._waiting[k] = None
            other, other_owned = waiting
            plane, odd = self._planes[k], self._odd
            carry = self._free.pop() if self._free else np.empty_like(odd)
            np.bitwise_xor(plane, other, out=odd)
            np.bitwise_and(plane, other, out=carry)
            np.bitwise_xor(odd, row, out=plane)
            np.bitwise_and(odd, row, out=odd)
            np.bitwise_or(carry, odd, out=carry)
            self._free += [one for one, ours in ((row, owned), (other, other_owned)) if ours]
            row, k, owned = carry, k + 1, True
        np.bitwise_or(self._out, row, out=self._out)
        if owned:
            self._free.append(row)
