"""A large glossary is kept compiled: the same hits, made anew for any change, torn files ignored."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.glossary import Glossary, compiled

HEADER = "id,source,variants,pos,note,case_sensitive,dnt,ar,ar:accept,fa,ckb,ur,he\n"
REAL = (
    "asad,Ain al-Asad,Ayn al-Asad|Al Asad Air Base,proper-name,,no,no,عين الأسد,,عین\N{ZERO WIDTH NON-JOINER}الاسد,عەین ئەسەد,عین الاسد,עין אל-אסד\n"
    "us,US,U.S.|United States,acronym,,yes,no,الولايات المتحدة,أميركي,آمریکا,ئەمریکا,امریکہ,ארצות הברית\n"
)
TEXT = "U.S. troops stayed at Ayn al Asad's gate; it tells us who. Rockets hit Term 77."


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "big.csv"
    rows = "".join(f"t{n},Term {n},,noun,{'x' * 60},no,no,,,,,,\n" for n in range(3000))
    path.write_text(HEADER + REAL + rows, encoding="utf-8")
    return path


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.glossary"))


def test_the_second_opening_finds_the_same_with_the_same_terms(big: Path, tmp_path: Path) -> None:
    plain = Glossary.open(big)
    first = Glossary.open(big, cache_dir=tmp_path / "kept")
    second = Glossary.open(big, cache_dir=tmp_path / "kept")
    assert len(kept(tmp_path / "kept")) == 1
    assert plain.find(TEXT) == first.find(TEXT) == second.find(TEXT)
    assert [TEXT[hit.start : hit.end] for hit in second.find(TEXT)] == [
        "U.S.",
        "Ayn al Asad",
        "Term 77",
    ]
    assert second.get("asad") == plain.get("asad")
    assert second.terms == plain.terms


def test_a_change_of_the_glossary_is_seen_at_once(big: Path, tmp_path: Path) -> None:
    Glossary.open(big, cache_dir=tmp_path / "kept")
    big.write_text(big.read_text("utf-8") + "gate,gate,,noun,,no,no,,,,,,\n", encoding="utf-8")
    changed = Glossary.open(big, cache_dir=tmp_path / "kept")
    assert "gate" in {hit.term.id for hit in changed.find(TEXT)}
    assert len(kept(tmp_path / "kept")) == 2


@pytest.mark.parametrize("damage", [b"", b"x", b"cut"], ids=["emptied", "rewritten", "cut short"])
def test_a_torn_file_is_made_anew(big: Path, tmp_path: Path, damage: bytes) -> None:
    Glossary.open(big, cache_dir=tmp_path / "kept")
    (path,) = kept(tmp_path / "kept")
    path.write_bytes(path.read_bytes()[:-100] if damage == b"cut" else damage)
    assert Glossary.open(big, cache_dir=tmp_path / "kept").find(TEXT)
    assert compiled.load(path) is not None


def test_a_small_glossary_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text(HEADER + REAL, encoding="utf-8")
    assert Glossary.open(path, cache_dir=tmp_path / "kept").find(TEXT)
    assert not (tmp_path / "kept").exists()


def test_only_the_newest_compiled_files_stay(big: Path, tmp_path: Path) -> None:
    for number in range(12):
        with big.open("a", encoding="utf-8") as file:
            file.write(f"n{number},Name {number},,noun,,no,no,,,,,,\n")
        Glossary.open(big, cache_dir=tmp_path / "kept")
    assert len(kept(tmp_path / "kept")) == 8
