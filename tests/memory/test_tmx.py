"""TMX in and out: inline codes become tags and codes again, bad units are counted, bad files named."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.errors import FormatError
from l10n.memory.tmx import Pair, Skipped, read, write
from l10n.model import Locale
from tests.conftest import SHARED

SAMPLES = sorted((SHARED / "formats" / "exchange").glob("tmx*/*.tmx"))
PAIRS = [
    Pair(
        source_lang="en",
        target_lang="ar",
        source="See <a1>it</a1>.",
        target="انظر <a1>إليه</a1>.",
        origin="human",
        date="2026-01-27",
    ),
    Pair(
        source_lang="en",
        target_lang="fa",
        source="One<br1/>two & &lt;a1> < 3",
        target="یک<br1/>دو & &lt;a1> < ۳",
    ),
    Pair(source_lang="en", target_lang="ckb", source="Erbil", target="هەولێر"),
    Pair(source_lang="en", target_lang="ur", source="Base", target="اڈہ"),
    Pair(source_lang="en", target_lang="he", source="Talks", target="שיחות"),
]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "all.tmx"
    file.write_text("\n".join(write(PAIRS, Locale("en"))), "utf-8")
    assert list(read(file)) == PAIRS


@pytest.mark.skipif(not SAMPLES, reason="../shared/data/formats/exchange is not here")
def test_every_sample_of_other_tools_is_read() -> None:
    for file in SAMPLES:
        skipped = Skipped()
        pairs = list(read(file, skipped))
        assert pairs, file
        assert all(pair.source.strip() and pair.target.strip() for pair in pairs)


def test_a_unit_without_two_sides_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "odd.tmx"
    file.write_text(
        '<tmx version="1.4"><header srclang="en"/><body>\n'
        '<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="ar"><seg>ا</seg></tuv></tu>\n'
        "</body></tmx>",
        "utf-8",
    )
    skipped = Skipped()
    assert [pair.target for pair in read(file, skipped)] == ["ا"]
    assert (skipped.count, skipped.first_line) == (1, 2)


BAD = {
    "cut off": ('<tmx version="1.4"><header srclang="en"/><body><tu>', 1, "not XML"),
    "another root": ("<xliff/>", 1, "no TMX"),
    "entities": ('<!DOCTYPE tmx [<!ENTITY a "b">]>\n<tmx/>', 1, "entities"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    text, line, word = BAD[name]
    file = tmp_path / "bad.tmx"
    file.write_text(text, "utf-8")
    with pytest.raises(FormatError, match=word) as caught:
        list(read(file))
    assert caught.value.line == line
