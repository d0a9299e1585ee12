"""``l10n xliff`` and ``l10n sheet`` through the real command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import l10n


def extracted(place: Path) -> Path:
    assert l10n("extract", "-l", "ar", cwd=place).code == 0
    return place / "locales" / "ar" / "talks.po"


@pytest.mark.parametrize(
    ("command", "name"),
    [("xliff", "talks.ar.xlf"), ("sheet", "talks.ar.xlsx")],
    ids=["XLIFF", "a workbook"],
)
def test_a_catalog_leaves_and_returns_without_a_changed_byte(
    small: Path, command: str, name: str
) -> None:
    path = extracted(small)
    before = path.read_bytes()
    assert l10n(command, "export", "-l", "ar", "-o", "out", cwd=small).code == 0
    said = l10n(command, "import", f"out/{name}", cwd=small)
    assert (said.code, "0 changed, 0 confirmed, 0 left, 0 missing" in said.out) == (0, True)
    assert path.read_bytes() == before


def test_a_translators_work_arrives_and_a_dry_run_writes_nothing(small: Path) -> None:
    path = extracted(small)
    assert l10n("xliff", "export", str(path), "-o", "a.xlf", cwd=small).code == 0
    file = small / "a.xlf"
    text = file.read_text(encoding="utf-8")
    source = "<source>Nobody was hurt.</source>"
    assert source in text
    file.write_text(text.replace(source, f"{source}<target>لم يصب أحد.</target>"), encoding="utf-8")
    before = path.read_bytes()
    said = l10n("xliff", "import", "a.xlf", "--reviewed", "--dry-run", cwd=small)
    assert "1 changed" in said.out
    assert path.read_bytes() == before
    assert l10n("xliff", "import", "a.xlf", "--reviewed", cwd=small).code == 0
    assert "لم يصب أحد." in path.read_text(encoding="utf-8")


def test_what_does_not_fit_is_listed_and_the_exit_code_says_so(small: Path) -> None:
    path = extracted(small)
    assert l10n("sheet", "export", str(path), "-o", "a.csv", cwd=small).code == 0
    file = small / "a.csv"
    file.write_text(
        file.read_text(encoding="utf-8-sig").replace("Nobody was hurt.", "Nobody was hurt!"),
        encoding="utf-8",
    )
    said = l10n("sheet", "import", "a.csv", "--into", str(path), "--json", cwd=small)
    assert said.code == 1
    (row,) = json.loads(said.out)
    assert [one["source"] for one in row["edited"]] == ["Nobody was hurt!"]


def test_validate_names_the_line_and_the_fault(small: Path) -> None:
    bad = small / "bad.xlf"
    bad.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">\n'
        '<file id="f1"><unit id="1">\n<segment><source>a</source><target>b</target></segment>\n'
        "</unit></file></xliff>",
        encoding="utf-8",
    )
    said = l10n("xliff", "validate", "bad.xlf", cwd=small)
    assert said.code == 1
    assert "bad.xlf:3: there is a <target>, and <xliff> has no trgLang" in said.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("xliff", "export", "-l", "ar", "--version", "3"), "2.1 and 1.2"),
        (("xliff", "import", "missing.xlf"), "cannot be read"),
        (("sheet", "import", "a.csv", "--ours", "--theirs"), "not both"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(
    small: Path, arguments: tuple[str, ...], says: str
) -> None:
    (small / "a.csv").write_text("source,target\n", encoding="utf-8")
    said = l10n(*arguments, cwd=small)
    assert said.code == 2
    assert says in said.err
    assert "Traceback" not in said.err


def test_a_returned_file_cannot_choose_a_catalog_outside_the_project(
    small: Path, tmp_path: Path
) -> None:
    path = extracted(small)
    outside = tmp_path / "victim" / "ar.po"
    outside.parent.mkdir()
    outside.write_bytes(path.read_bytes())
    assert l10n("xliff", "export", str(path), "-o", "a.xlf", cwd=small).code == 0
    file = small / "a.xlf"
    text = file.read_text(encoding="utf-8")
    assert 'original="locales/ar/talks.po"' in text
    for original in (outside.as_posix(), "../victim/ar.po"):
        file.write_text(text.replace("locales/ar/talks.po", original), encoding="utf-8")
        said = l10n("xliff", "import", "a.xlf", cwd=small)
        assert (said.code, "not in this project" in said.err) == (2, True)


def test_catalogs_of_one_name_do_not_overwrite_each_other(small: Path) -> None:
    for folder in ("a", "b"):
        path = small / "articles" / folder / "story.txt"
        path.parent.mkdir()
        path.write_text(f"Talks {folder}\n\nNobody was hurt in {folder}.\n", encoding="utf-8")
    assert l10n("extract", "-l", "ar", cwd=small).code == 0
    assert l10n("xliff", "export", "-l", "ar", "-o", "out", cwd=small).code == 0
    assert len(list((small / "out").rglob("*.xlf"))) == 3


def test_an_export_needs_a_catalog_and_a_name_that_says_a_format(small: Path) -> None:
    said = l10n("xliff", "export", "-l", "ar", cwd=small)
    assert (said.code, "l10n extract" in said.err) == (2, True)
    path = extracted(small)
    said = l10n("sheet", "export", str(path), "-o", "x.ods", cwd=small)
    assert (said.code, ".xlsx or .csv" in said.err) == (2, True)


def test_articles_are_named_as_everywhere_and_files_go_to_a_folder_of_their_own(
    small: Path,
) -> None:
    (small / "articles" / "other.txt").write_text("Another one\n", encoding="utf-8")
    extracted(small)
    said = l10n("xliff", "export", "talks", "-l", "ar", cwd=small)
    assert (said.code, said.out) == (0, "exchange/talks.ar.xlf: 4 units\n")
    for name in ("articles/other.txt", "locales/ar/other.po"):
        said = l10n("sheet", "export", name, "-l", "ar", "--out", "out", cwd=small)
        assert (said.code, said.out) == (0, "out/other.ar.xlsx: 1 units\n")
    said = l10n("xliff", "export", "nothing", cwd=small)
    assert (said.code, "'nothing' is no article" in said.err) == (2, True)
    assert not list(small.glob("*.xlf"))


def test_work_that_was_not_taken_in_is_not_written_over(small: Path) -> None:
    extracted(small)
    assert l10n("xliff", "export", "-l", "ar", cwd=small).code == 0
    assert l10n("xliff", "export", "-l", "ar", cwd=small).code == 0  # nothing happened to it
    file = small / "exchange/talks.ar.xlf"
    source = "<source>Nobody was hurt.</source>"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(source, f"{source}<target>لم يصب أحد.</target>"), encoding="utf-8")
    before = file.read_bytes()
    said = l10n("xliff", "export", "-l", "ar", cwd=small)
    assert said.code == 2
    assert "exchange/talks.ar.xlf: holds 1 translations that were not taken in yet" in said.err
    assert file.read_bytes() == before
    assert l10n("xliff", "import", "exchange/talks.ar.xlf", "--reviewed", cwd=small).code == 0
    assert l10n("xliff", "export", "-l", "ar", cwd=small).code == 0


def test_work_on_sentences_that_have_changed_since_is_not_written_over(small: Path) -> None:
    l10n("extract", cwd=small)
    there = ("sheet", "export", "talks", "-l", "fa", "-o", "out.csv")
    assert l10n(*there, cwd=small).code == 0
    path = small / "out.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    for row in rows:
        row[head.index("target")] = "یک ترجمه"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    (small / "articles" / "talks.txt").write_text("Another headline\n\nAnother text.\n")
    l10n("extract", cwd=small)
    said = l10n(*there, cwd=small)
    assert said.code == 2
    assert f"holds {len(rows)} translations that were not taken in yet" in said.err
    assert "یک ترجمه" in path.read_text("utf-8")
