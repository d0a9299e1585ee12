"""Pieces know which characters of the source they came from, in every script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.errors import ProviderUnavailable
from l10n.neural.vocabulary import Vocabulary


@pytest.fixture
def vocabulary(tmp_path: Path, pieces: bytes) -> Vocabulary:
    path = tmp_path / "vocab.enar.spm"
    path.write_bytes(pieces)
    return Vocabulary.open(path)


DATA = json.loads(Path(__file__).with_name("sentences.json").read_text("utf-8"))
SENTENCES = [pytest.param(text, id=label) for label, text in DATA["sentences"].items()]
ODD = [
    pytest.param("two  spaces,\ta tab and\N{NO-BREAK SPACE}more", id="odd white space"),
    pytest.param(
        "\N{FULLWIDTH LATIN CAPITAL LETTER H}e said", id="a letter that normalisation changes"
    ),
    pytest.param(
        "\N{FIRST STRONG ISOLATE}Erbil\N{POP DIRECTIONAL ISOLATE} base", id="directional controls"
    ),
    pytest.param("an emoji \N{GRINNING FACE} in between", id="beyond the first plane"),
]


@pytest.mark.parametrize("text", SENTENCES + ODD)
def test_spans_are_in_order_and_cover_every_visible_character(
    vocabulary: Vocabulary, text: str
) -> None:
    spans = vocabulary.encode(text).spans
    assert list(spans) == sorted(spans)
    covered = {at for start, end in spans for at in range(start, end)}
    visible = {
        at for at, letter in enumerate(text) if not letter.isspace() and letter.isprintable()
    }
    assert visible <= covered


@pytest.mark.parametrize("text", SENTENCES)
def test_joining_the_pieces_gives_the_text_back(vocabulary: Vocabulary, text: str) -> None:
    joined, spans = vocabulary.decode(vocabulary.encode(text).ids)
    assert joined == text
    assert spans == vocabulary.encode(text).spans


@pytest.mark.parametrize(
    ("typographic", "plain"),
    [
        ("\N{LEFT DOUBLE QUOTATION MARK}he\N{RIGHT DOUBLE QUOTATION MARK}", '"he"'),
        ("he\N{RIGHT SINGLE QUOTATION MARK}s", "he's"),
        ("he \N{EN DASH} she", "he - she"),
        ("h\N{LATIN SMALL LETTER E WITH DIAERESIS} said", "he said"),
        ("\N{RIGHT-TO-LEFT MARK}he said", "he said"),
    ],
)
def test_what_the_model_never_saw_is_read_as_its_plain_form(
    vocabulary: Vocabulary, typographic: str, plain: str
) -> None:
    assert vocabulary.encode(typographic).ids == vocabulary.encode(plain).ids


def test_a_letter_that_the_model_knows_is_left_alone(vocabulary: Vocabulary) -> None:
    hamza, alef = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}", "\N{ARABIC LETTER ALEF}"
    meem = "\N{ARABIC LETTER MEEM}"
    assert vocabulary.encode(meem + hamza).ids != vocabulary.encode(meem + alef).ids


def test_a_damaged_vocabulary_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "vocab.enar.spm"
    path.write_bytes(b"not a vocabulary")
    with pytest.raises(ProviderUnavailable, match="SentencePiece"):
        Vocabulary.open(path)
