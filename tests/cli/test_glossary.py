"""``l10n glossary`` through the real command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import l10n

HEADER = "id,source,variants,pos,note,case_sensitive,dnt,ar,ar:forbidden,fa,ckb\n"


def glossary(place: Path, rows: str, name: str = "names.csv") -> Path:
    path = place / "glossaries" / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def translated(place: Path, **targets: str) -> Path:
    """Extract the Arabic catalog and give its units reviewed targets, by a word of the source."""
    assert l10n("extract", "-l", "ar", cwd=place).code == 0
    path = place / "locales" / "ar" / "talks.po"
    for source in units(path):
        for word, target in targets.items():
            if word in source:
                said = l10n(
                    "po", "set", str(path), "--source", source, "--target", target, cwd=place
                )
                assert said.code == 0, said.err
    return path


def units(path: Path) -> list[str]:
    from l10n.catalog import open_catalog
    from l10n.model import Locale

    return [unit.source for unit in open_catalog(path, Locale("ar")).units]


def told(*arguments: str, cwd: Path, code: int = 0) -> Any:
    said = l10n(*arguments, "--json", cwd=cwd)
    assert said.code == code, said.err
    return json.loads(said.out)


def test_found_terms_are_drawn_in_the_text(small: Path) -> None:
    said = l10n("glossary", "find", "Near Ayn al-Asad.", "--color", "always", cwd=small)
    assert said.code == 0
    assert "Near \x1b[33mAyn al-Asad\x1b[0m." in said.out
    assert "5-16  Ayn al-Asad  [asad]" in said.out


@pytest.mark.parametrize(
    ("lang", "text", "term", "says", "code"),
    [
        ("ar", "مساعدات للعراق", "العراق", "present", 0),
        ("fa", "عراقی\N{ZERO WIDTH NON-JOINER}ها رفتند", "عراق", "derived", 0),
        ("ckb", "لە عێراقەوە", "عێراق", "present", 0),
        ("ur", "ویران شہر", "ایران", "absent", 1),
        ("he", "מעיראק", "עיראק", "present", 0),
    ],
)
def test_a_form_is_verified(
    tmp_path: Path, lang: str, text: str, term: str, says: str, code: int
) -> None:
    said = l10n("glossary", "verify", text, "--term", term, "-l", lang, cwd=tmp_path)
    assert (said.code, said.out.split(":")[0].strip()) == (code, says)


def test_check_names_contradictions_with_their_rows_and_fails(small: Path) -> None:
    glossary(
        small,
        "a,Ain al-Asad,,proper-name,,no,no,عين الأسد,عين الأسد,عین الاسد,عەین ئەسەد\n"
        "b,Erbil,,proper-name,,no,no,أربیل,,اربیل,هەولێر\n",
    )
    said = l10n("glossary", "check", cwd=small)
    assert said.code == 1
    assert "names.csv:2: error [forbidden-and-approved]" in said.out
    assert "names.csv:3: error [wrong-letter]" in said.out
    findings = told("glossary", "check", "--fail-on", "never", cwd=small)["findings"]
    assert {"forbidden-and-approved", "wrong-letter"} <= {one["check"] for one in findings}


def test_check_passes_a_glossary_without_faults(small: Path) -> None:
    assert l10n("glossary", "check", "-l", "ar", "-l", "fa", cwd=small).code == 0


def test_check_wants_a_form_in_every_locale_of_the_project(small: Path) -> None:
    glossary(small, "a,Erbil,,proper-name,,no,no,أربيل,,,\n")
    said = l10n("glossary", "check", "--fail-on", "warning", cwd=small)
    assert said.code == 1
    assert "no form in fa" in said.out


def test_candidates_are_the_names_that_the_glossary_lacks(small: Path) -> None:
    article = small / "articles" / "talks.txt"
    article.write_text(
        "Troops met Karim Haddad at Ain al-Asad.\n\nLater Karim Haddad left for Basra.\n",
        encoding="utf-8",
    )
    rows = told("glossary", "candidates", cwd=small)
    assert [(row["name"], row["count"], row["articles"]) for row in rows] == [
        ("Karim Haddad", 2, {"talks": 2}),
        ("Basra", 1, {"talks": 1}),
    ]
    assert "Karim Haddad" in l10n("glossary", "candidates", "--at-least", "2", cwd=small).out


def test_a_term_is_added_in_one_line_and_found_at_once(small: Path) -> None:
    before = (small / "glossaries" / "names.csv").read_bytes()
    said = l10n(
        *("glossary", "add", "Basra", "--variant", "Basrah"),
        *("--form", "ar=البصرة", "--form", "fa=بصره", "--form", "ckb=بەسرە"),
        cwd=small,
    )
    assert said.code == 0, said.err
    assert (small / "glossaries" / "names.csv").read_bytes().startswith(before)
    assert told("glossary", "find", "In Basrah.", cwd=small) == [
        {"term": "basra", "start": 3, "end": 9}
    ]
    assert (
        l10n("glossary", "verify", "بالبصرة", "--term", "البصرة", "-l", "ar", cwd=small).code == 0
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("Erbil",), 1, "is a spelling of a term"),
        (("Basra", "--form", "ar"), 2, "COLUMN=FORM"),
        (("Basra", "--form", "he=בצרה"), 2, "no column 'he'"),
        (("Basra", "--form", "arabic=البصرة"), 2, "no column that a glossary has"),
        (("Basra", "--id", "asad"), 2, "is taken"),
    ],
)
def test_what_cannot_be_added_is_refused(
    small: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    before = (small / "glossaries" / "names.csv").read_bytes()
    said = l10n("glossary", "add", *arguments, cwd=small)
    assert said.code == code
    assert says in said.err
    assert (small / "glossaries" / "names.csv").read_bytes() == before


def test_a_glossary_goes_to_tbx_and_comes_back(small: Path) -> None:
    source = small / "glossaries" / "names.csv"
    for options in ((), ("--style", "dct"), ("--version", "2")):
        assert (
            l10n("glossary", "convert", str(source), "x.tbx", "--force", *options, cwd=small).code
            == 0
        )
        assert l10n("glossary", "convert", "x.tbx", "back.csv", "--force", cwd=small).code == 0
        listed = [
            told("glossary", "list", "--glossary", name, "-l", "ar", "-l", "ckb", cwd=small)
            for name in (str(source), "x.tbx", "back.csv")
        ]
        assert listed[0] == listed[1] == listed[2]


def test_what_a_tbx_file_says_of_itself_goes_along(small: Path) -> None:
    title = "<titleStmt><title>أسماء الدفاع</title></titleStmt>"
    back = '<back><refObjectList type="respPerson"><refObject id="a"><item>A. B.</item></refObject></refObjectList></back>'
    (small / "x.tbx").write_text(
        '<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc>'
        f"{title}<sourceDesc><p>The desk</p></sourceDesc></fileDesc></martifHeader><text><body>"
        '<termEntry id="iq"><langSet xml:lang="en"><tig><term>Iraq</term></tig></langSet></termEntry>'
        f"</body>{back}</text></martif>",
        encoding="utf-8",
    )
    assert l10n("glossary", "convert", "x.tbx", "y.tbx", "--style", "dct", cwd=small).code == 0
    written = (small / "y.tbx").read_text(encoding="utf-8")
    assert title in written
    assert "<p>The desk</p>" in written
    assert back in written


def test_a_renamed_term_is_shown_and_written_only_when_asked(small: Path) -> None:
    path = translated(
        small, Troops="القوات بعين الأسد. وعين الأسد هدف.", Talks="انتهت محادثات أربيل"
    )
    glossary(
        small,
        "asad,Ain al-Asad,Ayn al-Asad,proper-name,,no,no,عين الأسود,,عین الاسد,عەین ئەسەد\n"
        "erbil,Erbil,,proper-name,,no,no,أربيل,,اربیل,هەولێر\n",
    )
    before = path.read_bytes()
    arguments = ("glossary", "apply", "asad", "--from", "عين الأسد", "-l", "ar")
    shown = l10n(*arguments, cwd=small)
    assert shown.code == 0
    assert "+ القوات بعين الأسود. وعين الأسود هدف." in shown.out
    assert "1 units changed; --yes writes them" in shown.err
    assert path.read_bytes() == before
    (row,) = told(*arguments, "--yes", cwd=small)["units"]
    assert row["written"]
    assert "القوات بعين الأسود. وعين الأسود هدف." in path.read_text(encoding="utf-8")
    assert "fuzzy" not in path.read_text(encoding="utf-8").split("Troops")[0].rsplit("\n\n", 1)[-1]
    assert told(*arguments, "--yes", cwd=small)["units"] == []


def test_a_forbidden_form_is_replaced_and_what_grammar_forbids_is_listed(small: Path) -> None:
    path = translated(small, Troops="القوات في قاعدة عين الصقر.", Talks="انتهت المحادثات هناك")
    glossary(
        small,
        "asad,Ain al-Asad,,proper-name,,no,no,عين الأسد,عين الصقر,عین الاسد,عەین ئەسەد\n"
        "erbil,Erbil,,proper-name,,no,no,أربيل,هولير,اربیل,هەولێر\n",
    )
    rows = told("glossary", "apply", "--yes", "-l", "ar", cwd=small)["units"]
    assert [(row["term"], row["new"]) for row in rows] == [("asad", "القوات في قاعدة عين الأسد.")]
    assert "عين الصقر" not in path.read_text(encoding="utf-8")
    rows = told("glossary", "apply", "erbil", "--from", "إربيل", "-l", "ar", cwd=small)["units"]
    assert [(row["changes"], row["left"]) for row in rows] == [([], [""])]


def test_forms_approved_at_a_revision_are_the_former_ones(small: Path) -> None:
    path = translated(small, Troops="القوات بعين الأسد.")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "before")):
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@t", *arguments], cwd=small, check=True
        )
    names = small / "glossaries" / "names.csv"
    names.write_text(names.read_text("utf-8").replace("عين الأسد", "عين الأسود"), "utf-8")
    said = l10n("glossary", "apply", "--since", "HEAD", "--yes", "-l", "ar", cwd=small)
    assert said.code == 0, said.err
    assert "القوات بعين الأسود." in path.read_text(encoding="utf-8")
    assert l10n("glossary", "apply", "--since", "nowhere", cwd=small).code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("apply", "nobody"), "no term 'nobody'"),
        (("apply", "--from", "x"), "about one term"),
        (("convert", "glossaries/names.csv", "x.pdf"), "written as .csv or .tbx"),
        (("convert", "glossaries/names.csv", "glossaries/names.csv"), "is there already"),
        (("check", "--glossary", "missing.csv"), "cannot be read"),
        (("verify", "text"), "--term"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(
    small: Path, arguments: tuple[str, ...], says: str
) -> None:
    said = l10n("glossary", *arguments, cwd=small)
    assert said.code == 2
    assert says in said.err
    assert "Traceback" not in said.err


def test_the_report_counts_every_rendering(small: Path) -> None:
    translated(small, Troops="القوات بعين الاسد والقاعدة.", Talks="انتهت المحادثات في هولير")
    rows = told("glossary", "report", "-l", "ar", cwd=small)["locales"]["ar"]
    assert {row["id"]: row["absent"] for row in rows} == {"asad": 0, "erbil": 1}
    (asad,) = (row for row in rows if row["id"] == "asad")
    assert asad["renderings"][0]["example"] == "عين الاسد"
    said = l10n("glossary", "report", "-l", "ar", cwd=small)
    assert "2 terms in 2 places, 50 % rendered as approved" in said.out
