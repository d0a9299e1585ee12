"""What the engine promises about texts, whatever the weights."""

from __future__ import annotations

import json
import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from l10n.errors import ProviderUnavailable
from l10n.neural import Engine, Translation, find

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = json.loads(Path(__file__).with_name("sentences.json").read_text("utf-8"))
SENTENCES = [pytest.param(text, id=label) for label, text in DATA["sentences"].items()]
TEXTS = list(DATA["sentences"].values())


def check_alignment(translation: Translation) -> None:
    alignment = translation.alignment
    assert len(alignment.rows) == len(alignment.targets)
    for spans, text in (
        (alignment.sources, translation.source),
        (alignment.targets, translation.text),
    ):
        assert list(spans) == sorted(spans)
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert all(not text[start:end][:1].isspace() for start, end in spans)
    for row in alignment.rows:
        assert sum(weight for _, weight in row) <= 1.001
        assert all(0 <= piece < len(alignment.sources) for piece, _ in row)


@pytest.mark.parametrize("text", SENTENCES)
def test_every_piece_is_aligned_to_characters_of_the_source(
    make_folder: Callable[..., Path], text: str
) -> None:
    (translation,) = Engine.open(make_folder()).translate([text])
    assert translation.source == text
    assert translation.language == "ar"
    assert translation.text
    check_alignment(translation)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_translation_does_not_depend_on_its_neighbours(
    make_folder: Callable[..., Path], text: str
) -> None:
    engine = Engine.open(make_folder())
    (alone,) = engine.translate([text])
    among = engine.translate(TEXTS)[TEXTS.index(text)]
    assert among.text == alone.text
    assert among.alignment.targets == alone.alignment.targets


@pytest.mark.parametrize("variant", [{"packed": True}, {"separate": True}], ids=str)
def test_packed_files_and_separate_vocabularies_give_the_same(
    make_folder: Callable[..., Path], variant: dict[str, bool]
) -> None:
    plain = Engine.open(make_folder("plain")).translate(TEXTS)
    other = Engine.open(make_folder("enar", **variant)).translate(TEXTS)
    assert [one.text for one in other] == [one.text for one in plain]


def test_a_shortlist_bounds_what_may_be_written(make_folder: Callable[..., Path]) -> None:
    free = Engine.open(make_folder("free"))
    size = len(free.target_vocabulary.processor)
    header = struct.pack("<6Q", 0xF11A48D5013417F5, 0, 4, 0, size + 1, 0)
    nothing = header + struct.pack(f"<{size + 1}Q", *[0] * (size + 1))
    bound = Engine.open(make_folder("enar", files={"lex.50.50.enar.s2t.bin": nothing}))
    sentences = [(*bound.source_vocabulary.encode(text).ids, 0) for text in TEXTS]
    for written in bound.decoder.write(sentences, align=False):
        assert set(written.ids) <= {2, 3}  # the first four but for the end and the unknown


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}"])
def test_a_text_without_words_is_given_back(make_folder: Callable[..., Path], text: str) -> None:
    (translation,) = Engine.open(make_folder()).translate([text])
    assert (translation.text, translation.alignment.rows) == (text, ())


def test_white_space_around_a_text_is_kept(make_folder: Callable[..., Path]) -> None:
    engine = Engine.open(make_folder())
    bare, wrapped = engine.translate(["He said.", "\n  He said.\t"])
    assert wrapped.text == f"\n  {bare.text}\t"
    check_alignment(wrapped)
    assert [(start - 3, end - 3) for start, end in wrapped.alignment.targets] == list(
        bare.alignment.targets
    )


def test_no_texts_give_no_translations(make_folder: Callable[..., Path]) -> None:
    assert Engine.open(make_folder()).translate([]) == ()


def test_a_text_that_stands_twice_is_answered_twice(make_folder: Callable[..., Path]) -> None:
    first, other, second = Engine.open(make_folder()).translate([TEXTS[0], TEXTS[1], TEXTS[0]])
    assert first == second
    assert other.source == TEXTS[1]


def test_without_alignment_the_words_are_the_same(make_folder: Callable[..., Path]) -> None:
    engine = Engine.open(make_folder())
    with_it, without = engine.translate(TEXTS), engine.translate(TEXTS, align=False)
    assert [one.text for one in with_it] == [one.text for one in without]
    assert all(not one.alignment.rows for one in without)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_very_long_text_is_translated_in_passages(
    make_folder: Callable[..., Path], text: str
) -> None:
    long = " ".join([text] * 40)
    (translation,) = Engine.open(make_folder()).translate([long])
    check_alignment(translation)
    reached = {piece for row in translation.alignment.rows for piece, _ in row}
    assert max(reached) > 0.9 * len(translation.alignment.sources)


def test_threads_may_share_an_engine(make_folder: Callable[..., Path]) -> None:
    engine = Engine.open(make_folder())
    expected = engine.translate(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == expected for found in pool.map(engine.translate, [TEXTS] * 8))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("type", "s2s"),
        ("dec-cell", "gru"),
        ("transformer-decoder-autoreg", "self-attention"),
        ("transformer-preprocess", "n"),
        ("transformer-postprocess", "da"),
        ("tied-embeddings-all", False),
        ("transformer-ffn-activation", "swish"),
    ],
)
def test_another_kind_of_network_is_refused_by_name(
    make_folder: Callable[..., Path], key: str, value: object
) -> None:
    with pytest.raises(ProviderUnavailable, match=key):
        Engine.open(make_folder(config={key: value}))


@pytest.mark.parametrize("setting", ["enc-depth", "dec-depth", "transformer-heads"])
def test_a_setting_that_is_no_number_is_refused(
    make_folder: Callable[..., Path], setting: str
) -> None:
    with pytest.raises(ProviderUnavailable, match=setting):
        Engine.open(make_folder(config={setting: "many"}))


def test_a_layer_that_is_not_in_the_file_is_named(make_folder: Callable[..., Path]) -> None:
    with pytest.raises(ProviderUnavailable, match="decoder_l4_context_Wq"):
        Engine.open(make_folder(config={"dec-depth": 4}))


@pytest.mark.parametrize("size", [0, 5, 100, 5000], ids="{} bytes".format)
def test_a_model_that_was_cut_short_is_reported(
    make_folder: Callable[..., Path], size: int
) -> None:
    folder = make_folder()
    model = folder / "model.enar.intgemm.alphas.bin"
    model.write_bytes(model.read_bytes()[:size])
    with pytest.raises(ProviderUnavailable, match="damaged"):
        Engine.open(folder)


@pytest.mark.parametrize("name", ["model.enar.intgemm.alphas.bin.gz", "vocab.enar.spm.gz"], ids=str)
def test_a_packed_file_that_was_cut_short_is_reported(
    make_folder: Callable[..., Path], name: str
) -> None:
    folder = make_folder(packed=True)
    (folder / name).write_bytes((folder / name).read_bytes()[:200])
    with pytest.raises(ProviderUnavailable, match="damaged"):
        Engine.open(folder)


def test_a_shortlist_of_another_kind_is_reported(make_folder: Callable[..., Path]) -> None:
    with pytest.raises(ProviderUnavailable, match="shortlist"):
        Engine.open(make_folder(files={"lex.50.50.enar.s2t.bin": b"text shortlist " * 9}))


def test_the_real_model_aligns_a_name_to_itself(real_models: Path) -> None:
    text = "US bases have come under attack by Kataib Hizbullah."
    (translation,) = Engine.open(find("en", "pt-BR", real_models).path).translate([text])
    check_alignment(translation)
    alignment = translation.alignment
    at = translation.text.index("Hizbullah")
    row = next(
        row for span, row in zip(alignment.targets, alignment.rows, strict=True) if span[0] == at
    )
    best = max(row, key=lambda entry: entry[1])
    assert text[slice(*alignment.sources[best[0]])] == "Hi"
