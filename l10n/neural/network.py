"""The layers of a Firefox translation model and the encoder, in NumPy.

Every array is float32. Sentences lie one behind the other in one matrix (a row a piece), so that
no work is spent on padding; only attention looks at one sentence at a time. This module needs
NumPy and is imported only when an engine is opened.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from l10n.neural.model_file import ModelFile

    Floats: TypeAlias = NDArray[np.float32]

_EPSILON = np.float32(1e-6)
# Rows that a feed-forward layer works on at a time: its inner matrix then stays in the cache.
_FEED_ROWS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Dense:
    """``x @ weight + bias``."""

    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        out = rows @ self.weight
        out += self.bias
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """Layer normalisation of each row."""

    scale: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Normalise in place; the caller's array is the result."""
        width = np.float32(rows.shape[-1])
        rows -= np.add.reduce(rows, axis=-1, keepdims=True) / width
        variance = np.add.reduce(rows * rows, axis=-1, keepdims=True) / width
        rows *= np.float32(1.0) / np.sqrt(variance + _EPSILON)
        rows *= self.scale
        rows += self.bias
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedForward:
    """Two dense layers with a rectifier between, added to the input and normalised."""

    widen: Dense
    narrow: Dense
    norm: Norm

    def __call__(self, rows: Floats) -> Floats:
        """Work in place, a few rows at a time; the caller's array is the result."""
        for start in range(0, len(rows), _FEED_ROWS):
            part = rows[start : start + _FEED_ROWS]
            inner = self.widen(part)
            np.maximum(inner, 0, out=inner)
            part += self.narrow(inner)
        return self.norm(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderLayer:
    """Self-attention (query, key and value in one matrix, the query scaled) and feed-forward."""

    attend: Dense
    out: Dense
    norm: Norm
    feed: FeedForward


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderLayer:
    """A recurrent unit (gate and input in one matrix), attention to the source, feed-forward."""

    recur: Dense
    recur_norm: Norm
    query: Dense
    key_value: Dense
    out: Dense
    norm: Norm
    feed: FeedForward


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All weights of one model. ``embedding`` is 8-bit; times ``factor`` it is real."""

    heads: int
    embedding: NDArray[np.int8]
    factor: float
    output_bias: Floats
    encoder: tuple[EncoderLayer, ...]
    decoder: tuple[DecoderLayer, ...]

    @property
    def width(self) -> int:
        return int(self.embedding.shape[1])

    @classmethod
    def read(cls, model: ModelFile) -> Network:
        """The weights of a model file; ``ProviderUnavailable`` if it lacks a tensor."""
        heads = model.number("transformer-heads")
        embedding, factor = model.quantised("Wemb")
        width = embedding.shape[1]
        scale = np.float32(1.0 / math.sqrt(width // heads))
        return cls(
            heads=heads,
            embedding=embedding,
            factor=factor,
            output_bias=model.floats("decoder_ff_logit_out_b"),
            encoder=tuple(
                _encoder_layer(model, f"encoder_l{number}", scale)
                for number in range(1, model.number("enc-depth") + 1)
            ),
            decoder=tuple(
                _decoder_layer(model, f"decoder_l{number}", scale)
                for number in range(1, model.number("dec-depth") + 1)
            ),
        )

    def vectors(self, pieces: NDArray[np.intp]) -> Floats:
        """The embeddings of some pieces as reals, as the output layer uses them."""
        return np.multiply(self.embedding[pieces], np.float32(self.factor), dtype=np.float32)

    def embed(self, pieces: NDArray[np.intp]) -> Floats:
        """The embeddings of some pieces, scaled as the layers expect them."""
        scale = np.float32(self.factor * math.sqrt(self.width))
        return np.multiply(self.embedding[pieces], scale, dtype=np.float32)

    def encode(self, sentences: Sequence[Sequence[int]]) -> tuple[Floats, ...]:
        """One matrix a sentence, a row a piece; the pieces include the mark of the end."""
        lengths = [len(sentence) for sentence in sentences]
        bounds = [0, *np.cumsum(lengths).tolist()]
        rows = self.embed(np.concatenate([np.asarray(ids, dtype=np.intp) for ids in sentences]))
        table = positions(max(lengths), self.width)
        for start, end in pairwise(bounds):
            rows[start:end] += table[: end - start]
        for layer in self.encoder:
            rows = self._encoder_step(layer, rows, bounds)
        return tuple(rows[start:end] for start, end in pairwise(bounds))

    def _encoder_step(self, layer: EncoderLayer, rows: Floats, bounds: list[int]) -> Floats:
        mixed = layer.attend(rows)
        context = np.empty_like(rows)
        for start, end in pairwise(bounds):
            shape = (end - start, 3, self.heads, self.width // self.heads)
            query, key, value = mixed[start:end].reshape(shape).transpose(1, 2, 0, 3)
            weights = softmax(query @ key.transpose(0, 2, 1))
            joined = (weights @ value).transpose(1, 0, 2)
            context[start:end] = joined.reshape(end - start, self.width)
        rows += layer.out(context)
        return layer.feed(layer.norm(rows))


def softmax(scores: Floats) -> Floats:
    """Turn scores into weights along the last axis, in place."""
    scores -= np.maximum.reduce(scores, axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= np.add.reduce(scores, axis=-1, keepdims=True)
    return scores


def positions(count: int, width: int) -> Floats:
    """The sinusoids that tell a model the order of pieces: sines first, then cosines."""
    half = width // 2
    rates = np.exp(np.arange(half) * (-math.log(10000.0) / (half - 1)))
    angles = np.arange(count)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def _dense(model: ModelFile, weight: str, bias: str) -> Dense:
    return Dense(weight=model.matrix(weight), bias=model.floats(bias))


def _beside(*parts: Dense) -> Dense:
    """Several layers with the same input as one."""
    return Dense(
        weight=np.concatenate([part.weight for part in parts], axis=1),
        bias=np.concatenate([part.bias for part in parts]),
    )


def _scaled(layer: Dense, scale: np.float32) -> Dense:
    return Dense(weight=layer.weight * scale, bias=layer.bias * scale)


def _norm(model: ModelFile, prefix: str) -> Norm:
    return Norm(
        scale=model.floats(f"{prefix}_ln_scale"),
        bias=model.floats(f"{prefix}_ln_bias"),
    )


def _feed_forward(model: ModelFile, prefix: str) -> FeedForward:
    return FeedForward(
        widen=_dense(model, f"{prefix}_W1", f"{prefix}_b1"),
        narrow=_dense(model, f"{prefix}_W2", f"{prefix}_b2"),
        norm=_norm(model, f"{prefix}_ffn"),
    )


def _encoder_layer(model: ModelFile, prefix: str, scale: np.float32) -> EncoderLayer:
    query, key, value, out = (
        _dense(model, f"{prefix}_self_W{letter}", f"{prefix}_self_b{letter}") for letter in "qkvo"
    )
    return EncoderLayer(
        attend=_beside(_scaled(query, scale), key, value),
        out=out,
        norm=_norm(model, f"{prefix}_self_Wo"),
        feed=_feed_forward(model, f"{prefix}_ffn"),
    )


def _decoder_layer(model: ModelFile, prefix: str, scale: np.float32) -> DecoderLayer:
    query, key, value, out = (
        _dense(model, f"{prefix}_context_W{letter}", f"{prefix}_context_b{letter}")
        for letter in "qkvo"
    )
    gate = _dense(model, f"{prefix}_rnn_Wf", f"{prefix}_rnn_bf")
    content = model.matrix(f"{prefix}_rnn_W")
    still = np.zeros(content.shape[1], dtype=np.float32)
    return DecoderLayer(
        recur=_beside(gate, Dense(weight=content, bias=still)),
        recur_norm=_norm(model, f"{prefix}_rnn_ffn"),
        query=_scaled(query, scale),
        key_value=_beside(key, value),
        out=out,
        norm=_norm(model, f"{prefix}_context_Wo"),
        feed=_feed_forward(model, f"{prefix}_ffn"),
    )
