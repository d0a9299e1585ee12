"""TMX in and out: inline codes become tags and codes again, bad units are counted, bad files named."""

from __future__ import annotations

import re
import tracemalloc
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from l10n.errors import FormatError
from l10n.memory.entry import Entry
from l10n.memory.tmx import Skipped, read
from l10n.memory.tmx_writer import write
from l10n.model import Locale
from tests.conftest import SHARED

SAMPLES = sorted((SHARED / "formats" / "exchange").glob("tmx*/*.tmx"))
ENTRIES = [
    Entry(
        source_lang="en",
        target_lang="ar",
        source="See <a1>it</a1>.",
        target="انظر <a1>إليه</a1>.",
        origin="human",
        date="2026-01-27",
        before="",
        after="0123456789abcdef",
        kind="paragraph",
    ),
    Entry(
        source_lang="en",
        target_lang="fa",
        source="One<br1/>two & &lt;a1> < 3",
        target="یک<br1/>دو & &lt;a1> < ۳",
    ),
    Entry(source_lang="en", target_lang="ckb", source="Erbil", target="هەولێر"),
    Entry(source_lang="en", target_lang="ur", source="Base", target="اڈہ"),
    Entry(source_lang="en", target_lang="he", source="Talks", target="שיחות"),
]
FACTS = "source_lang target_lang source target date before after kind".split()


def written(place: Path, entries: list[Entry]) -> Path:
    place.write_text("\n".join(write(entries, Locale("en"))), "utf-8")
    return place


def facts(entry: Entry) -> dict[str, str]:
    return {name: getattr(entry, name) for name in FACTS}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    again = list(read(written(tmp_path / "all.tmx", ENTRIES)))
    assert [facts(one) for one in again] == [facts(one) for one in ENTRIES]


@pytest.mark.skipif(not SAMPLES, reason="../shared/data/formats/exchange is not here")
@pytest.mark.parametrize("file", SAMPLES, ids=lambda path: path.stem[-40:])
def test_every_sample_of_other_tools_is_read_and_keeps_what_it_tells(
    tmp_path: Path, file: Path
) -> None:
    entries = list(read(file))
    assert entries
    assert all(one.source.strip() and one.target.strip() for one in entries)
    again = written(tmp_path / "again.tmx", entries)
    assert [(one.source, one.target, one.extra) for one in read(again)] == [
        (one.source, one.target, one.extra) for one in entries
    ]
    if len({one.target_lang for one in entries}) == 1:
        assert told_by(file) - told_by(again) == Counter()


def told_by(file: Path) -> Counter[str]:
    """Every attribute, code, property and note of the units that have two sides."""
    told: Counter[str] = Counter()
    for unit in ET.parse(file).iter("tu"):
        sides = [tuv for tuv in unit.iter("tuv") if "".join(tuv.find("seg").itertext()).strip()]  # type: ignore[union-attr]
        if len(sides) < 2:
            continue
        for element in unit.iter():
            text = re.sub(r"\s+", " ", element.text or "") if element.tag != "tuv" else ""
            if element.tag in {"tu", "seg"}:
                text = ""
            told.update(f"{element.tag} {name}={value}" for name, value in element.items())
            told[f"{element.tag} {text}"] += 1
    return told


CODES = {
    "a pair is matched across languages by x": (
        'The <bpt i="1" x="3">&lt;b&gt;</bpt>cat<ept i="1">&lt;/b&gt;</ept>',
        "The <x3>cat</x3>",
    ),
    "a pair without x is numbered by i": (
        '<bpt i="7">{\\b </bpt>cat<ept i="7">}</ept>',
        "<x7>cat</x7>",
    ),
    "a placeholder is one tag": ('Press <ph x="2" type="image">img</ph> now', "Press <ph2/> now"),
    "an isolated code is one tag": ('<it pos="begin" x="1">&lt;b&gt;</it>cat', "<it1/>cat"),
    "a highlight is a pair": ('a <hi x="1" type="bold">cat</hi> sat', "a <hi1>cat</hi1> sat"),
    "a subflow stays inside its code": (
        'an <ph x="1">&lt;img alt="<sub>cat</sub>"></ph> x',
        "an <ph1/> x",
    ),
    "our own tag is itself": (
        '<bpt i="1" x="1">&lt;a1&gt;</bpt>it<ept i="1">&lt;/a1&gt;</ept>',
        "<a1>it</a1>",
    ),
    "two codes with one number are told apart": (
        '<ph x="1">a</ph> and <ph x="1">b</ph>',
        "<ph1/> and <ph2/>",
    ),
}


@pytest.mark.parametrize("name", CODES)
def test_inline_codes_are_tags_and_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    seg, content = CODES[name]
    file = tmp_path / "codes.tmx"
    file.write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu>'
        f'<tuv xml:lang="en"><seg>{seg}</seg></tuv><tuv xml:lang="he"><seg>{seg}</seg></tuv>'
        "</tu></body></tmx>",
        "utf-8",
    )
    (entry,) = read(file)
    assert entry.source == entry.target == content
    again = written(tmp_path / "again.tmx", [entry])
    first, second = (ET.parse(one).find(".//seg") for one in (file, again))
    assert first is not None
    assert second is not None
    assert ET.tostring(first).strip() == ET.tostring(second).strip()


def test_attributes_properties_and_notes_come_back(tmp_path: Path) -> None:
    file = tmp_path / "full.tmx"
    unit = (
        '<tu tuid="7" usagecount="2" creationdate="20240115T101112Z" creationid="MINA">'
        '<note xml:lang="en">ask the desk</note><prop type="domain">politics</prop>'
        '<tuv xml:lang="en" changedate="20250101T000000Z"><prop type="x">1</prop><seg>Talks</seg></tuv>'
        '<tuv xml:lang="ckb-IQ" creationid="AZAD"><seg>گفتوگۆ</seg></tuv></tu>'
    )
    file.write_text(f'<tmx version="1.4"><header srclang="en"/><body>{unit}</body></tmx>', "utf-8")
    (entry,) = read(file)
    assert (entry.author, entry.date) == ("MINA", "2024-01-15")
    again = written(tmp_path / "again.tmx", [entry])
    assert told_by(file) - told_by(again) == Counter()


def test_a_unit_without_two_sides_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "odd.tmx"
    file.write_text(
        '<tmx version="1.4"><header srclang="en"/><body>\n'
        '<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="ar"><seg>ا</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="no locale"><seg>b</seg></tuv></tu>\n'
        "</body></tmx>",
        "utf-8",
    )
    skipped = Skipped()
    assert [one.target for one in read(file, skipped)] == ["ا"]
    assert (skipped.count, skipped.first_line) == (2, 2)


BAD = {
    "cut off": ('<tmx version="1.4"><header srclang="en"/><body><tu>', 1, "not XML"),
    "another root": ("<xliff/>", 1, "no TMX"),
    "entities": ('<!DOCTYPE tmx [<!ENTITY a "b">]>\n<tmx/>', 1, "entities"),
    "a broken line": ("<tmx>\n<body>\n<tu></tv>\n</body></tmx>", 3, "not XML"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    text, line, word = BAD[name]
    file = tmp_path / "bad.tmx"
    file.write_text(text, "utf-8")
    with pytest.raises(FormatError, match=word) as caught:
        list(read(file))
    assert caught.value.line == line


def test_a_long_file_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    assert most_memory(tmp_path / "long.tmx", 12_000) < 1.2 * most_memory(
        tmp_path / "short.tmx", 3_000
    )


def most_memory(file: Path, units: int) -> int:
    unit = '<tu><tuv xml:lang="en"><seg>{0} talks</seg></tuv><tuv xml:lang="ar"><seg>{0}</seg></tuv></tu>\n'
    with file.open("w", encoding="utf-8") as stream:
        stream.write('<tmx version="1.4"><header srclang="en"/><body>')
        stream.writelines(unit.format(n) for n in range(units))
        stream.write("</body></tmx>")
    tracemalloc.start()
    assert sum(1 for _ in read(file)) == units
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most
