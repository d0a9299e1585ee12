"""Texts that are too long for the network are cut at the best place there is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.neural.passages import passages


def words(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in re.finditer(r"\S+", text))


def cut(text: str, room: int, ease: int) -> list[str]:
    return [text[start:end] for start, end in passages(text, words(text), room=room, ease=ease)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "He said so. She did not say so at all. ",
            ["He said so. ", "She did not say so at all. "],
            id="English: after the sentence",
        ),
        pytest.param(
            "هل يستمر التعاون؟ قال نعم إنه سيستمر وقتا طويلا",
            ["هل يستمر التعاون؟ ", "قال نعم إنه سيستمر وقتا طويلا"],
            id="Arabic: after the question",
        ),
        pytest.param(
            "او این را گفت. او آن را هرگز به کسی نگفت",
            ["او این را گفت. ", "او آن را هرگز به کسی نگفت"],
            id="Persian: after the sentence",
        ),
        pytest.param(
            "اس نے یہ کہا۔ اس نے وہ کبھی نہیں کہا",
            ["اس نے یہ کہا۔ ", "اس نے وہ کبھی نہیں کہا"],
            id="Urdu: after its full stop",
        ),
        pytest.param(
            "ئەو وای گوت. ئەو هەرگیز وای نەگوت بە کەس",
            ["ئەو وای گوت. ", "ئەو هەرگیز وای نەگوت بە کەس"],
            id="Sorani: after the sentence",
        ),
        pytest.param(
            "הוא אמר זאת. היא לא אמרה זאת בכלל לאיש",
            ["הוא אמר זאת. ", "היא לא אמרה זאת בכלל לאיש"],
            id="Hebrew: after the sentence",
        ),
        pytest.param(
            "one two three four, five six seven eight nine",
            ["one two three four, ", "five six seven eight nine"],
            id="no sentence ends: after the clause",
        ),
        pytest.param(
            "one two three four five six seven eight nine",
            ["one two three four five six seven ", "eight nine"],
            id="no clause ends: between words",
        ),
        pytest.param("one two three. four five six.", ["one two three. four five six."], id="fits"),
        pytest.param("", [""], id="nothing"),
    ],
)
def test_a_text_is_cut(text: str, expected: list[str]) -> None:
    assert cut(text, room=7, ease=5) == expected


@given(st.text(alphabet="ab.,؟ 。\n", max_size=200))
def test_passages_are_the_whole_text_and_none_is_too_long(text: str) -> None:
    pieces = tuple((at, at + 1) for at, letter in enumerate(text) if not letter.isspace())
    parts = list(passages(text, pieces, room=9, ease=4))
    assert "".join(text[start:end] for start, end in parts) == text
    for start, end in parts:
        assert sum(start <= piece[0] < end for piece in pieces) <= 9
