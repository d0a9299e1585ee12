"""English sources: which terms are found, in which spellings, and what is no hit."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from l10n.glossary import Glossary
from l10n.model import Term

# id, part of speech, spellings; an exclamation mark makes a term case-sensitive
TERMS = """
kh proper-name Kataib Hizbullah|Kata'ib Hezbollah
hz proper-name Hizbullah|Hezbollah
asad proper-name Ain al-Asad|Al Asad Air Base
harir proper-name Harir
erbil proper-name Erbil|Arbil|Irbil
iraq proper-name Iraq
iran proper-name Iran
syria proper-name Syria
jordan proper-name Jordan
oman proper-name Oman
mali proper-name Mali
goo proper-name Gulf of Oman
tehran proper-name Tehran
chad! proper-name Chad
turkey! proper-name Turkey
who! acronym WHO
us! acronym US|U.S.|United States
isis! acronym ISIS|Islamic State of Iraq and Syria|ISIL|Daesh
iri proper-name Islamic Resistance in Iraq
ir proper-name Islamic Resistance
oir proper-name Operation Inherent Resolve|OIR
ic noun international coalition
drone noun drone attack
militia noun militia
cell noun sleeper cell
proxy noun proxy
pm noun prime minister
ipm noun Iraqi Prime Minister
isf noun Iraqi security forces
secdef noun Secretary of Defense|Defense Secretary
ussecdef noun US Secretary of Defense
austin proper-name Lloyd Austin
macf proper-name Matthew MacFarlane
sudani proper-name Mohammed Shiaa al-Sudani
nujaba proper-name Harakat al-Nujaba|Harakat Hezbollah al-Nujaba
fassel proper-name Al-Fassel
pmf proper-name Popular Mobilization Forces|Popular Mobilisation Forces|PMF
aq proper-name al-Qaeda|al-Qaida
houthi proper-name Houthi
"""
FILE = Path(__file__).parent / "english.txt"


@cache
def glossary() -> Glossary:
    rows = (line.split(" ", 2) for line in TERMS.strip().splitlines())
    return Glossary(
        Term(
            id=id_.rstrip("!"),
            source=spellings.split("|")[0],
            variants=tuple(spellings.split("|")[1:]),
            pos=pos,
            case_sensitive=id_.endswith("!"),
        )
        for id_, pos, spellings in rows
    )


def cases() -> list[tuple[str, str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.rsplit("|", 1) for line in lines if line and not line.startswith("# ")]
    return [(spelled_out(text.removesuffix(" ")), ids.strip()) for text, ids in rows]


def spelled_out(text: str) -> str:
    text = text.replace("\\n", "\n")
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize(("text", "ids"), cases(), ids=[text[:40] for text, _ in cases()])
def test_terms_are_found_in_english(text: str, ids: str) -> None:
    assert [hit.term.id for hit in glossary().find(text)] == ids.split()


SPANS = [
    ("Iraq's borders", ["Iraq"]),
    ("ISIS' attacks", ["ISIS"]),
    ("in the U.S. Treasury", ["U.S."]),
    (
        "Kata\N{RIGHT SINGLE QUOTATION MARK}ib Hezbollah's men",
        ["Kata\N{RIGHT SINGLE QUOTATION MARK}ib Hezbollah"],
    ),
    ("Kataib Hiz\N{SOFT HYPHEN}bullah left", ["Kataib Hiz\N{SOFT HYPHEN}bullah"]),
    ("Ira\N{COMBINING MACRON}q wins", ["Ira\N{COMBINING MACRON}q"]),
    ("(Ain\nal-Asad)", ["Ain\nal-Asad"]),
    ("\N{PILE OF POO} Iraq \N{PILE OF POO} Syria", ["Iraq", "Syria"]),
]


@pytest.mark.parametrize(("text", "want"), SPANS, ids=[repr(row[0]) for row in SPANS])
def test_spans_are_code_points_of_the_original(text: str, want: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in glossary().find(text)] == want


def test_hits_in_a_long_text_are_those_of_its_sentences() -> None:
    sentences = [text for text, _ in cases() if "\n" not in text and not text.isupper()]
    apart = [hit.term.id for text in sentences for hit in glossary().find(text)]
    together = [hit.term.id for hit in glossary().find(" | ".join(sentences))]
    assert together == apart
