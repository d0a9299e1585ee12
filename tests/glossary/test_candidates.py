"""Names that a glossary lacks: sequences, connectors, acronyms, variants, what is no name."""

from __future__ import annotations

import pytest

from l10n.glossary import Glossary, candidates
from l10n.model import Term

NAMES = [
    ("a name with al-", "He met Qais al-Khazali there.", ["Qais al-Khazali"]),
    (
        "a name with bin",
        "Crown Prince Mohammed bin Salman spoke.",
        ["Crown Prince", "Mohammed bin Salman"],
    ),
    (
        "a title apart from its bearer",
        "Then Foreign Minister Fuad Hussein left.",
        ["Foreign Minister", "Fuad Hussein"],
    ),
    (
        "an office with of",
        "The US Secretary of Defense Lloyd Austin came.",
        ["US Secretary of Defense", "Lloyd Austin"],
    ),
    (
        "an acronym with its expansion",
        "The Popular Mobilization Forces (PMF) and PMF units.",
        ["Popular Mobilization Forces"],
    ),
    (
        "an acronym that stands for a name with and",
        "The Islamic State of Iraq and Syria (ISIS) fled Iraq and Syria (on foot).",
        ["Iraq", "Islamic State of Iraq and Syria", "Syria"],
    ),
    ("a single word within a sentence", "They flew to Baghdad.", ["Baghdad"]),
    ("an apostrophe within a name", "The men of Asa'ib Ahl al-Haq fled.", ["Asa'ib Ahl al-Haq"]),
    ("a possessive is not part of the name", "It was Tehran's plan.", ["Tehran"]),
    ("no name: a word that opens a sentence", "Rockets fell. Nobody was hurt.", []),
    ("no name: days and months", "It began on Monday in January.", []),
    ("no name: the word that opens a quotation", 'She said: "Everything is well."', []),
]


@pytest.mark.parametrize(("case", "text", "want"), NAMES, ids=[row[0] for row in NAMES])
def test_names_are_proposed(case: str, text: str, want: list[str]) -> None:
    assert sorted(one.name for one in candidates([text])) == sorted(want), case


def test_variants_are_one_candidate_with_its_places() -> None:
    texts = [
        "They saw Kata'ib Hezbollah.",
        "Later Kataib Hizbullah and Kataib Hizbullah denied it.",
    ]
    (one,) = candidates(texts)
    assert (one.name, one.count, one.variants) == ("Kataib Hizbullah", 3, ("Kata'ib Hezbollah",))
    number, start, end = one.places[0]
    assert texts[number][start:end] == "Kata'ib Hezbollah"


def test_a_surname_and_an_acronym_belong_to_the_long_name() -> None:
    text = "He met Fuad Hussein. Then Hussein left the Popular Mobilization Forces (PMF), and PMF fell."
    found = {one.name: one for one in candidates([text])}
    assert found["Fuad Hussein"].variants == ("Hussein",)
    assert found["Popular Mobilization Forces"].acronym == "PMF"
    assert "PMF" not in found


def test_what_the_glossary_has_is_not_proposed() -> None:
    glossary = Glossary(
        [Term(id="iraq", source="Iraq"), Term(id="us", source="US", case_sensitive=True)]
    )
    text = "In Iraq, Iraqi and US officials met Fuad Hussein."
    assert [one.name for one in candidates([text], glossary)] == ["Fuad Hussein"]


def test_rare_names_are_left_out_on_request() -> None:
    assert candidates(["He met Fuad Hussein."], at_least=2) == ()
