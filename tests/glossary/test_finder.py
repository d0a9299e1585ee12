"""Terms found in English sources: longest first, spelled anyhow, spans of the original text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary import Glossary
from l10n.model.term import Term

HERE = Path(__file__).parent
BRACKETS = re.compile(r"[\[\]]")


def sentences() -> list[str]:
    lines = (HERE / "found.txt").read_text(encoding="utf-8").splitlines()
    return [
        re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line.replace(r"\n", "\n"))
        for line in lines
        if line and not line.startswith("# ")
    ]


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.open(HERE / "terms.csv")


@pytest.mark.parametrize("marked", sentences())
def test_exactly_the_marked_terms_are_found(glossary: Glossary, marked: str) -> None:
    text = BRACKETS.sub("", marked)
    hits = glossary.find(text)
    shown, at = "", 0
    for hit in hits:
        shown += f"{text[at : hit.start]}[{text[hit.start : hit.end]}]"
        at = hit.end
    assert shown + text[at:] == marked


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Kataib Hezbollah and Hezbollah", ["kataib", "hizbullah"]),
        ("the US Secretary of Defense of the U.S.", ["us-secdef", "us"]),
        ("Harakat Hezbollah al-Nujaba", ["nujaba"]),
        ("Da'esh", ["isis"]),
    ],
)
def test_a_hit_names_its_term(glossary: Glossary, text: str, terms: list[str]) -> None:
    assert [hit.term.id for hit in glossary.find(text)] == terms


def test_a_hit_tells_which_spelling_it_was() -> None:
    glossary = Glossary([Term(id="s", source="Mohammed al-Sudani", variants=("al-Sudani",))])
    text = "Mohammed al-Sudani spoke; al-Sudani left."
    assert [hit.spelling for hit in glossary.find(text)] == ["Mohammed al-Sudani", "al-Sudani"]


def test_of_two_terms_with_one_spelling_the_one_written_so_wins() -> None:
    glossary = Glossary(
        [Term(id="folded", source="Kataeb"), Term(id="exact", source="Kata'eb", pos="noun")]
    )
    assert [hit.term.id for hit in glossary.find("Kata'eb")] == ["exact"]
    assert [hit.term.id for hit in glossary.find("Kataeb")] == ["folded"]


def test_terms_before_and_after_many_others_are_found_all_the_same() -> None:
    names = [Term(id=f"t{number}", source=f"Xandor{number}") for number in range(5000)]
    glossary = Glossary([*names, Term(id="iraq", source="Iraq")])
    text = "filler " * 3000 + "Iraq, Xandor17. " + "filler " * 3000 + "Xandor4999"
    assert [hit.term.id for hit in glossary.find(text)] == ["iraq", "t17", "t4999"]


PIECES = st.sampled_from(
    "Iraq iraq Iraq's Ain al-Asad Asad al an al- Kata'ib Hizbullah of Oman Gulf US us U.S. ISIS the "
    "\n \N{EN DASH} - . , ' \u200b \u0301 \u00ad é \N{RIGHT SINGLE QUOTATION MARK} prime minister ministers".split(
        " "
    )
)


@given(pieces=st.lists(PIECES, max_size=25), gaps=st.lists(st.sampled_from(["", " ", "  "])))
def test_any_text_gives_hits_in_order_without_overlaps(pieces: list[str], gaps: list[str]) -> None:
    glossary = _opened()
    text = "".join(
        piece + (gaps[at % len(gaps)] if gaps else " ") for at, piece in enumerate(pieces)
    )
    end = 0
    for hit in glossary.find(text):
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_a_name_between_spaces_is_found_in_any_text(before: str, after: str) -> None:
    text = f"{before}. Zzyzxville, {after}"
    glossary = Glossary([Term(id="z", source="Zzyzxville")])
    assert any(hit.start == len(before) + 2 for hit in glossary.find(text))


_KEPT: list[Glossary] = []


def _opened() -> Glossary:
    if not _KEPT:
        _KEPT.append(Glossary.open(HERE / "terms.csv"))
    return _KEPT[0]
