"""Reads the weights of a Firefox translation model (``model.*.intgemm.alphas.bin``).

The layout: a table of tensors (name, type, shape, length), then the data, little-endian.
Only what is multiplied in floating point is turned into floats; the embedding stays 8-bit.
This module needs NumPy and is imported only when an engine is opened.
"""

from __future__ import annotations

import gzip
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from l10n.errors import ProviderUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_FLOAT = 0x0404
_BYTES = 0x0101
_QUANTISED = 0x4101
_CONFIG = "special:model.yml"
_QUANTISATION_FACTOR_BYTES = 4

# What the forward pass takes for granted. Other values are other networks.
_ARCHITECTURE: tuple[tuple[str, object], ...] = (
    ("type", "transformer"),
    ("dec-cell", "ssru"),
    ("transformer-decoder-autoreg", "rnn"),
    ("transformer-preprocess", ""),
    ("transformer-postprocess", "dan"),
    ("transformer-postprocess-top", ""),
    ("transformer-ffn-activation", "relu"),
    ("transformer-ffn-depth", 2),
    ("transformer-train-position-embeddings", False),
    ("transformer-tied-layers", []),
    ("tied-embeddings-all", True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """Where one tensor lies in the file; ``start`` and ``size`` in bytes."""

    kind: int
    shape: tuple[int, ...]
    start: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """The tensors of one model by name, and its configuration."""

    path: Path
    config: Mapping[str, object]
    data: NDArray[np.uint8]
    entries: Mapping[str, _Entry]

    @classmethod
    def open(cls, path: Path) -> ModelFile:
        """Map the file (or unpack a ``.gz``); ``ProviderUnavailable`` if it is another network."""
        data = read_bytes(path)
        try:
            entries = _read_table(data)
        except (struct.error, ValueError, UnicodeDecodeError) as error:
            raise _damaged(path) from error
        config = _read_config(path, data, entries)
        _refuse_other_networks(path, config)
        return cls(path=path, config=config, data=data, entries=entries)

    def number(self, key: str) -> int:
        """A whole number of the configuration."""
        value = self.config.get(key)
        if not isinstance(value, int):
            raise _unsupported(self.path, f"{key} is {value!r}, not a number")
        return value

    def floats(self, name: str) -> NDArray[np.float32]:
        """A vector of biases or scales, one-dimensional."""
        entry = self._entry(name)
        if entry.kind != _FLOAT:
            raise _unsupported(self.path, f"{name} is not stored as float32")
        stored = self.data[entry.start : entry.start + 4 * _count(entry.shape)].view(np.float32)
        return np.array(stored)

    def quantised(self, name: str) -> tuple[NDArray[np.int8], float]:
        """A matrix as it is stored and the factor that turns it into reals by multiplication."""
        entry = self._entry(name)
        if entry.kind != _QUANTISED:
            raise _unsupported(self.path, f"{name} is not stored as 8-bit integers")
        end = entry.start + _count(entry.shape)
        scale = self.data[end : end + _QUANTISATION_FACTOR_BYTES].tobytes()
        (multiplier,) = struct.unpack("<f", scale)
        stored = self.data[entry.start : end].view(np.int8).reshape(entry.shape)
        return stored, 1.0 / multiplier

    def matrix(self, name: str) -> NDArray[np.float32]:
        """A layer's matrix as reals, rows for inputs. On disk it lies column by column."""
        stored, factor = self.quantised(name)
        rows, columns = stored.shape
        upright = stored.reshape(columns, rows).T
        return np.multiply(upright, np.float32(factor), dtype=np.float32, order="C")

    def _entry(self, name: str) -> _Entry:
        if name not in self.entries:
            raise _unsupported(self.path, f"it has no tensor {name}")
        return self.entries[name]


def read_bytes(path: Path) -> NDArray[np.uint8]:
    """The file's bytes: mapped when plain, in memory when the name ends in ``.gz``."""
    try:
        if path.suffix != ".gz":
            return np.memmap(path, dtype=np.uint8, mode="r")
        return np.frombuffer(gzip.decompress(path.read_bytes()), dtype=np.uint8)
    except (OSError, EOFError, ValueError) as error:
        raise _damaged(path) from error


def _read_table(data: NDArray[np.uint8]) -> dict[str, _Entry]:
    version, count = struct.unpack("<QQ", data[:16].tobytes())
    if version != 1 or 16 + 32 * count > data.size:
        raise ValueError
    headers = data[16 : 16 + 32 * count].view("<u8").reshape(count, 4).tolist()
    at = 16 + 32 * count
    names = []
    for length, _, _, _ in headers:
        names.append(data[at : at + length].tobytes().rstrip(b"\0").decode())
        at += length
    shapes = []
    for _, _, rank, _ in headers:
        shapes.append(tuple(struct.unpack(f"<{rank}i", data[at : at + 4 * rank].tobytes())))
        at += 4 * rank
    (padding,) = struct.unpack("<Q", data[at : at + 8].tobytes())
    at += 8 + padding
    entries = {}
    for name, shape, (_, kind, _, size) in zip(names, shapes, headers, strict=True):
        entries[name] = _Entry(kind=kind, shape=shape, start=at, size=size)
        at += size
    if at > data.size or any(_bytes_needed(entry) > entry.size for entry in entries.values()):
        raise ValueError
    return entries


def _read_config(
    path: Path, data: NDArray[np.uint8], entries: Mapping[str, _Entry]
) -> Mapping[str, object]:
    import yaml

    entry = entries.get(_CONFIG)
    if entry is None or entry.kind != _BYTES:
        raise _unsupported(path, f"it has no {_CONFIG}")
    text = data[entry.start : entry.start + entry.size].tobytes().rstrip(b"\0")
    try:
        config = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise _damaged(path) from error
    if not isinstance(config, dict):
        raise _damaged(path)
    return config


def _refuse_other_networks(path: Path, config: Mapping[str, object]) -> None:
    for key, expected in _ARCHITECTURE:
        if config.get(key, expected) != expected:
            raise _unsupported(path, f"{key} is {config[key]!r}, expected {expected!r}")


def _count(shape: tuple[int, ...]) -> int:
    count = 1
    for size in shape:
        count *= size
    return count


def _bytes_needed(entry: _Entry) -> int:
    sizes = {_FLOAT: 4 * _count(entry.shape), _BYTES: _count(entry.shape)}
    return sizes.get(entry.kind, 0)


def _damaged(path: Path) -> ProviderUnavailable:
    return ProviderUnavailable(
        f"{path}: the file is damaged or not a Firefox translation model",
        provider="local",
        hint="put the file in place again; a download may have been cut short",
    )


def _unsupported(path: Path, reason: str) -> ProviderUnavailable:
    return ProviderUnavailable(
        f"{path}: this model cannot be used: {reason}",
        provider="local",
        hint="only Firefox translation models (transformer, ssru decoder, tied embeddings) are read",
    )
