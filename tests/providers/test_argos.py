"""Argos packages through CTranslate2: a tiny model with random weights proves the way, not the words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.errors import LocaleNotSupported, ProviderUnavailable
from l10n.model import Locale
from l10n.providers import Request, Settings, provider

ctranslate2 = pytest.importorskip("ctranslate2")
sentencepiece = pytest.importorskip("sentencepiece")
numpy = pytest.importorskip("numpy")
WORDS = "the talks in Baghdad ended on Monday and nobody was hurt in Erbil محادثات في بغداد انتهت يوم الاثنين"


WIDTH, INNER, SIZE = 8, 16, 60


def tiny(folder: Path, source: str, target: str) -> None:
    """A package as Argos lays it out, with one layer of random numbers."""
    from ctranslate2.specs import transformer_spec

    package = folder / f"translate-{source}_{target}-1_0"
    package.mkdir(parents=True)
    told = {"from_code": source, "to_code": target, "package_version": "1.0"}
    (package / "metadata.json").write_text(json.dumps(told), encoding="utf-8")
    vocabulary = trained(package)
    spec = transformer_spec.TransformerSpec.from_config(num_layers=1, num_heads=2)
    fill(spec, len(vocabulary))
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize()
    (package / "model").mkdir()
    spec.save(str(package / "model"))


def trained(package: Path) -> list[str]:
    """The pieces of a tokenizer that is trained on a line of words."""
    corpus = package / "corpus.txt"
    corpus.write_text("\n".join([WORDS] * 40), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(package / "sentencepiece"),
        vocab_size=SIZE,
        minloglevel=2,
        hard_vocab_limit=False,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    return [pieces.id_to_piece(n) for n in range(pieces.get_piece_size())]


def fill(layer: object, size: int, name: str = "") -> None:
    """Random numbers for every weight that has none."""
    for key, value in list(vars(layer).items()):
        path = f"{name}/{key}"
        if isinstance(value, list):
            for n, one in enumerate(value):
                fill(one, size, f"{path}_{n}")
        elif hasattr(value, "__dict__"):
            fill(value, size, path)
        elif value is None and key in {"weight", "bias", "gamma", "beta"}:
            shape = (rows(path, size), columns(path)) if key == "weight" else (rows(path, size),)
            made = numpy.random.default_rng(len(path)).normal(0, 0.3, shape)
            setattr(layer, key, made.astype("float32"))


def rows(path: str, size: int) -> int:
    crossed = "attention/linear_1" in path and "self" not in path
    known = {
        "embeddings": size,
        "projection": size,
        "ffn/linear_0": INNER,
        "self_attention/linear_0": 3 * WIDTH,
    }
    return next((n for part, n in known.items() if part in path), 2 * WIDTH if crossed else WIDTH)


def columns(path: str) -> int:
    return INNER if "ffn/linear_1" in path else WIDTH


def test_a_package_translates_and_two_lead_through_english(tmp_path: Path) -> None:
    tiny(tmp_path, "en", "ar")
    tiny(tmp_path, "fa", "en")
    argos = provider(Settings(name="argos", type="argos", options={"packages": str(tmp_path)}))
    en, ar, fa = (Locale.parse(tag) for tag in ("en", "ar", "fa"))
    assert argos.supports(en, ar)
    assert argos.supports(fa, ar)
    assert not argos.supports(en, fa)
    texts = ("the talks in Baghdad ended", "  nobody was hurt\n", "")
    made = argos.translate(Request(texts=texts, source=en, target=ar)).candidates
    assert len(made) == 3
    assert made[1].target.startswith("  ")
    assert made[2].target == ""
    assert len(argos.translate(Request(texts=texts, source=fa, target=ar)).candidates) == 3
    with pytest.raises(LocaleNotSupported):
        argos.translate(Request(texts=texts, source=en, target=fa))


def test_a_broken_package_is_said_by_name(tmp_path: Path) -> None:
    package = tmp_path / "translate-en_ar-1_0"
    package.mkdir()
    (package / "metadata.json").write_text('{"from_code": "en", "to_code": "ar"}', encoding="utf-8")
    argos = provider(Settings(name="argos", type="argos", options={"packages": str(tmp_path)}))
    with pytest.raises(ProviderUnavailable, match="translate-en_ar-1_0 cannot be read"):
        argos.translate(Request(texts=("a",), source=Locale("en"), target=Locale("ar")))
