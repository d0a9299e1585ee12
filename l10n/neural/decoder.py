"""Writes the translations of a batch, the likeliest piece at each step, with word alignment.

Each sentence chooses among its own shortlist only, so that a translation does not depend on its
neighbours in the batch. This module needs NumPy and is imported only when an engine is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from l10n.neural.network import positions, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from l10n.neural.network import DecoderLayer, Network
    from l10n.neural.shortlist import Shortlist

    Floats: TypeAlias = NDArray[np.float32]

_LENGTH_FACTOR = 2.5  # Firefox gives up on a translation that is longer than so many sources
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One translation: ids of pieces, and their attention (a row a target piece), or ``None``.

    The mark of the end is left out of ``ids`` and of the columns of ``attention``.
    """

    ids: tuple[int, ...]
    attention: Floats | None


@dataclass(slots=True, kw_only=True)
class _Rows:
    """The sentences of a batch that are still being written, a row each."""

    numbers: NDArray[np.intp]
    limits: NDArray[np.intp]
    mask: Floats
    allowed: Floats
    keys: list[Floats]
    values: list[Floats]
    cells: list[Floats]
    previous: NDArray[np.intp]

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """Drop the rows that are finished, and the columns of pieces that only they had."""
        self.numbers, self.limits = self.numbers[kept], self.limits[kept]
        self.allowed, self.previous = self.allowed[kept], self.previous[kept]
        self.cells = [cell[kept] for cell in self.cells]
        mask = self.mask[kept]
        longest = int((mask == 0).sum(axis=-1).max())
        self.mask = mask[..., :longest]
        self.keys = [key[kept, ..., :longest] for key in self.keys]
        self.values = [value[kept, :, :longest] for value in self.values]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoder:
    """A network, what it may choose from, and its marks: the end, and the unknown piece."""

    network: Network
    shortlist: Shortlist | None
    end: int
    unknown: int

    def write(self, sentences: Sequence[Sequence[int]], *, align: bool) -> tuple[Written, ...]:
        """Translate sentences of pieces (each closed by the mark of the end), in their order."""
        encoded = self.network.encode(sentences)
        candidates, allowed = self._candidates(sentences)
        rows = self._begin(sentences, encoded, allowed)
        vectors = self.network.vectors(candidates)
        bias = self.network.output_bias[candidates]
        ids: list[list[int]] = [[] for _ in sentences]
        attention: list[list[Floats]] = [[] for _ in sentences]
        table = positions(int(rows.limits.max()), self.network.width)
        for step in range(len(table)):
            hidden, weights = self._step(rows, table[step], first=step == 0)
            scores = hidden @ vectors.T
            scores += bias
            scores += rows.allowed
            chosen = candidates[scores.argmax(axis=1)]
            live = (chosen != self.end) & (rows.limits > step)
            for row in np.flatnonzero(live).tolist():
                number = int(rows.numbers[row])
                ids[number].append(int(chosen[row]))
                if align:
                    attention[number].append(weights[row])
            rows.previous = chosen
            if not live.all():
                if not live.any():
                    break
                rows.keep(live)
        return tuple(
            Written(ids=tuple(ids[number]), attention=_stack(attention[number], len(source) - 1))
            if align
            else Written(ids=tuple(ids[number]), attention=None)
            for number, source in enumerate(sentences)
        )

    def _candidates(self, sentences: Sequence[Sequence[int]]) -> tuple[NDArray[np.intp], Floats]:
        """The pieces that any sentence may use, and 0 or a large penalty for each sentence."""
        size = self.network.embedding.shape[0]
        if self.shortlist is None:
            allowed = np.zeros((len(sentences), size), dtype=np.float32)
            allowed[:, self.unknown] = _NEVER
            return np.arange(size), allowed
        own = [self.shortlist.candidates(sentence) for sentence in sentences]
        every = np.unique(np.concatenate(own))
        allowed = np.full((len(sentences), len(every)), _NEVER, dtype=np.float32)
        for row, pieces in enumerate(own):
            allowed[row, np.searchsorted(every, pieces)] = 0
        allowed[:, every == self.unknown] = _NEVER
        return every, allowed

    def _begin(
        self, sentences: Sequence[Sequence[int]], encoded: Sequence[Floats], allowed: Floats
    ) -> _Rows:
        """Keys and values of every layer, once for the whole translation, padded to one length."""
        count, width, heads = len(sentences), self.network.width, self.network.heads
        lengths = np.array([len(sentence) for sentence in sentences])
        longest = int(lengths.max())
        inside = np.arange(longest) < lengths[:, None]
        rows = np.concatenate(encoded)
        keys, values = [], []
        for layer in self.network.decoder:
            padded = np.zeros((count, longest, 2 * width), dtype=np.float32)
            padded[inside] = layer.key_value(rows)
            split = padded.reshape(count, longest, 2, heads, width // heads)
            keys.append(np.ascontiguousarray(split[:, :, 0].transpose(0, 2, 3, 1)))
            values.append(np.ascontiguousarray(split[:, :, 1].transpose(0, 2, 1, 3)))
        return _Rows(
            numbers=np.arange(count),
            limits=np.ceil(lengths * _LENGTH_FACTOR).astype(np.intp),
            mask=np.where(inside, np.float32(0), _NEVER)[:, None, None, :],
            allowed=allowed,
            keys=keys,
            values=values,
            cells=[np.zeros((count, width), dtype=np.float32) for _ in keys],
            previous=np.zeros(count, dtype=np.intp),
        )

    def _step(self, rows: _Rows, position: Floats, *, first: bool) -> tuple[Floats, Floats]:
        """One more piece for every row: the state to score pieces by, and the alignment."""
        if first:
            hidden = np.zeros((len(rows.numbers), self.network.width), dtype=np.float32)
        else:
            hidden = self.network.embed(rows.previous)
        hidden += position
        weights = rows.mask
        for number, layer in enumerate(self.network.decoder):
            hidden = _recur(layer, rows, number, hidden)
            weights = self._attend(layer, rows, number, hidden)
            hidden = layer.feed(layer.norm(hidden))
        return hidden, weights[:, 0, 0]

    def _attend(self, layer: DecoderLayer, rows: _Rows, number: int, hidden: Floats) -> Floats:
        """Add what the source says to ``hidden`` (in place); the weights of all heads."""
        count, width = hidden.shape
        query = layer.query(hidden).reshape(count, self.network.heads, 1, -1)
        scores = query @ rows.keys[number]
        scores += rows.mask
        weights = softmax(scores)
        hidden += layer.out((weights @ rows.values[number]).reshape(count, width))
        return weights


def _recur(layer: DecoderLayer, rows: _Rows, number: int, hidden: Floats) -> Floats:
    """The simple recurrent unit: a gate mixes what came before with what comes now."""
    width = hidden.shape[1]
    both = layer.recur(hidden)
    gate, content = both[:, :width], both[:, width:]
    np.negative(gate, out=gate)
    np.exp(gate, out=gate)
    gate += np.float32(1)
    np.reciprocal(gate, out=gate)
    cell = rows.cells[number]
    cell -= content
    cell *= gate
    cell += content
    hidden += np.maximum(cell, 0)
    return layer.recur_norm(hidden)


def _stack(steps: Sequence[Floats], columns: int) -> Floats:
    """The alignment of one sentence; steps after a neighbour ended may be shorter by padding."""
    out = np.zeros((len(steps), columns), dtype=np.float32)
    for row, weights in enumerate(steps):
        width = min(columns, len(weights))
        out[row, :width] = weights[:width]
    return out
