"""Glossary files: CSV and TBX are read strictly and given back without loss."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.errors import GlossaryError
from l10n.glossary import Glossary, add_row
from l10n.glossary.files import read_terms
from l10n.glossary.files.csv import write_csv
from l10n.glossary.files.tbx_writer import write_tbx
from l10n.model.term import Designation, Term, TermStatus

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / ".." / "shared" / "data" / "formats" / "exchange" / "tbx"
OURS = ROOT / "glossaries" / "middle-east-security.csv"
TBX_KINDS = [(3, "dca"), (3, "dct"), (2, "dca")]
FULL = (
    "id,source,variants,pos,note,case_sensitive,dnt,ar,ar:accept,ar:forbidden,ar:first,ar:alias,"
    "fa,ckb,ur,he,valid_from,valid_until,owner\n"
    'sudani,Mohammed al-Sudani,al-Sudani,proper-name,"He said ""no"", <b> & so on",no,no,'
    "محمد السوداني|محمد شياع السوداني,السوداني,محمد شيا,رئيس الوزراء محمد السوداني,al-Sudani = السوداني,"
    "محمد السودانی,محەمەد سوودانی,محمد السودانی,מוחמד א-סודאני,2022-10-27,2026-01,desk\n"
    "3rd id,US,,acronym,,yes,latin-script locales,الولايات المتحدة,,,,,آمریکا,ئەمریکا,امریکہ,ארצות הברית,,,\n"
)


def compared(terms: tuple[Term, ...]) -> list[Term]:
    return [
        replace(
            term,
            path="",
            line=0,
            properties=tuple(sorted(term.properties)),
            designations=tuple(sorted(term.designations, key=lambda one: one.locale)),
        )
        for term in terms
    ]


def again(text: str, place: Path) -> list[Term]:
    place.write_text(text, encoding="utf-8")
    return compared(read_terms(place))


def sources(tmp_path: Path) -> list[Path]:
    full = tmp_path / "full.csv"
    full.write_text(FULL, encoding="utf-8")
    return [full, OURS, *(sorted(SAMPLES.glob("*.tbx")) if SAMPLES.exists() else [])]


@pytest.mark.parametrize(("version", "style"), TBX_KINDS)
def test_every_glossary_comes_back_the_same_through_tbx(
    tmp_path: Path, version: int, style: str
) -> None:
    for path in sources(tmp_path):
        terms = read_terms(path)
        text = write_tbx(terms, version=version, style=style)
        assert again(text, tmp_path / "again.tbx") == compared(terms), path.name


def test_every_glossary_comes_back_the_same_through_csv_and_tbx_together(tmp_path: Path) -> None:
    for path in sources(tmp_path):
        terms = read_terms(path)
        assert again(write_csv(terms), tmp_path / "again.csv") == compared(terms), path.name
        through = read_terms(tmp_path / "again.csv")
        assert again(write_tbx(through), tmp_path / "again.tbx") == compared(terms), path.name


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not here")
@pytest.mark.parametrize(
    ("name", "count", "source", "locales"),
    [
        ("ibm_tbx", 5, "navigation trail", {"fr"}),
        ("maryland", 1, "scribe", {"fr", "it", "es"}),
        ("oracle_TBX", 2, "Provincial Reporting Establishment", {"pt"}),
        ("test02_win1254", 1, "term with: éá and İı", {"tr"}),
    ],
)
def test_samples_of_other_tools_are_read(
    name: str, count: int, source: str, locales: set[str]
) -> None:
    (path,) = SAMPLES.glob(f"*{name}.tbx")
    terms = read_terms(path)
    assert len(terms) == count
    assert terms[0].source == source
    assert {one.locale for one in terms[0].designations} == locales


def test_dct_style_writes_categories_as_elements_of_their_modules(tmp_path: Path) -> None:
    term = Term(
        id="x",
        source="Iraq",
        pos="proper-name",
        designations=(
            Designation(locale="ar", text="العراق"),
            Designation(locale="ar", text="عراق", status=TermStatus.FORBIDDEN),
        ),
    )
    text = write_tbx([term], style="dct")
    assert "<min:partOfSpeech>properNoun</min:partOfSpeech>" in text
    assert "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>" in text
    assert again(text, tmp_path / "x.tbx") == [term]


@pytest.mark.parametrize(
    ("suffix", "text", "line", "concept", "says"),
    [
        (".csv", "id,ar\nx,y\n", 1, "", "no column 'source'"),
        (".csv", "id,source,ar\na,Iraq,العراق\na,Iran,إيران\n", 3, "a", "stands in line 2"),
        (".csv", "id,source,ar\na,,العراق\n", 2, "a", "no source"),
        (".csv", "id,source\na,Iraq,more,cells\n", 2, "a", "4 cells"),
        (".csv", 'id,source\na,"Iraq\n', 2, "", "CSV"),
        (".csv", "id,source,case_sensitive\na,Iraq,perhaps\n", 2, "a", "neither yes nor no"),
        (".csv", "id,source,valid_from\na,Iraq,yesterday\n", 2, "a", "not a date"),
        (".csv", "id,source,ar:alias\na,Iraq,x y\n", 2, "a", "not a pair"),
        (".csv", "id,source,ar,ar\na,Iraq,x,y\n", 1, "", "stands twice"),
        (".tbx", "<tbx><text><body>", 1, "", "not well-formed"),
        (".tbx", "<html><body/></html>", 1, "", "not TBX"),
        (
            ".tbx",
            "<martif><text><body>\n<termEntry id='c'><langSet xml:lang='en'/></termEntry></body></text></martif>",
            2,
            "c",
            "no term",
        ),
        (
            ".tbx",
            "<martif><text><body><termEntry id='c'>\n<langSet xml:lang='!'/></termEntry></body></text></martif>",
            2,
            "c",
            "not a language",
        ),
        (
            ".tbx",
            "<!DOCTYPE martif [\n<!ENTITY a 'b'>]><martif>&a;</martif>",
            2,
            "",
            "declares an entity",
        ),
        (".pdf", "x", 0, "", "CSV or a TBX"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_place(
    tmp_path: Path, suffix: str, text: str, line: int, concept: str, says: str
) -> None:
    path = tmp_path / f"g{suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError) as raised:
        Glossary.open(path)
    error = raised.value
    assert (error.path, error.line, error.concept) == (str(path), line, concept)
    assert says in error.message


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes("id,source,fr\na,Egypt,Égypte\n".encode("latin-1"))
    with pytest.raises(GlossaryError, match="not UTF-8"):
        Glossary.open(path)


def test_one_id_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text("id,source\na,Iraq\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="stands in"):
        Glossary.open(tmp_path / "one.csv", tmp_path / "two.csv")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_adding_a_row_keeps_every_byte_of_the_others(
    tmp_path: Path, end: str, *, last: bool
) -> None:
    path = tmp_path / "g.csv"
    rows = ['"id",source ,ar,fa', 'a,"Iraq",العراق,عراق ']
    before = ("\N{ZERO WIDTH NO-BREAK SPACE}" + end.join(rows) + (end if last else "")).encode()
    path.write_bytes(before)
    add_row(path, Term(id="b", source="Iran, Islamic", designations=(fa("ایران"),)))
    after = path.read_bytes()
    assert (
        after == before + ("" if last else end).encode() + f'b,"Iran, Islamic",,ایران{end}'.encode()
    )
    assert [term.id for term in read_terms(path)] == ["a", "b"]


def test_a_row_whose_id_or_column_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("id,source,ar\na,Iraq,العراق\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="is taken"):
        add_row(path, Term(id="a", source="Iran"))
    with pytest.raises(GlossaryError, match="no column 'fa'"):
        add_row(path, Term(id="b", source="Iran", designations=(fa("ایران"),)))


def test_a_new_file_begins_with_its_header(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    term = Term(id="b", source="Iran", designations=(fa("ایران"),))
    add_row(path, term)
    assert compared(read_terms(path)) == [term]


def fa(text: str) -> Designation:
    return Designation(locale="fa", text=text)
