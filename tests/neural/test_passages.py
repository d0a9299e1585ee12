"""Texts that are too long for the network are cut at the best place there is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.neural.passages import passages

CASES = json.loads(Path(__file__).with_name("passages.json").read_text("utf-8"))


def words(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in re.finditer(r"\S+", text))


def cut(text: str, room: int, ease: int) -> list[str]:
    return [text[start:end] for start, end in passages(text, words(text), room=room, ease=ease)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_a_text_is_cut(case: dict[str, Any]) -> None:
    assert cut(case["text"], room=7, ease=5) == case["expected"]


@given(st.text(alphabet="ab.,\N{ARABIC QUESTION MARK} \N{IDEOGRAPHIC FULL STOP}\n", max_size=200))
def test_passages_are_the_whole_text_and_none_is_too_long(text: str) -> None:
    pieces = tuple((at, at + 1) for at, letter in enumerate(text) if not letter.isspace())
    parts = list(passages(text, pieces, room=9, ease=4))
    assert "".join(text[start:end] for start, end in parts) == text
    for start, end in parts:
        assert sum(start <= piece[0] < end for piece in pieces) <= 9
