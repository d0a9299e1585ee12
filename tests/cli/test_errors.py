"""What goes wrong says where, what was found and what to do; and nothing is half-written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import l10n, tree


def test_no_project_says_how_to_make_one(tmp_path: Path) -> None:
    said = l10n("run", cwd=tmp_path)
    assert said.code == 2
    assert "no project here: there is no l10n.toml" in said.err
    assert "l10n init" in said.err


def test_a_folder_that_is_not_there_is_no_missing_project(tmp_path: Path) -> None:
    said = l10n("-C", "nowhere", "run", cwd=tmp_path)
    assert (said.code, said.err.splitlines()[0]) == (2, "error: nowhere: there is no such folder")
    (tmp_path / "file").write_text("")
    assert "file: is no folder" in l10n("-C", "file", "status", cwd=tmp_path).err


def test_another_folder_holds_for_all_paths(small: Path) -> None:
    (small.parent / "elsewhere").mkdir()
    here = {"cwd": small.parent / "elsewhere"}
    assert l10n("-C", "../" + small.name, "extract", "-l", "en-XA", **here).code == 0
    path = "locales/en_XA/talks.po"
    assert l10n("po", "stats", path, "-C", "../" + small.name, **here).code == 0
    assert l10n("status", "--html", "page.html", "-C", "../" + small.name, **here).code == 0
    assert (small / "page.html").is_file()


def test_a_configuration_that_is_no_text_says_where(small: Path) -> None:
    config = small / "l10n.toml"
    lines = config.read_bytes().count(b"\n")
    config.write_bytes(config.read_bytes() + b"# caf\xe9\n")
    said = l10n("status", cwd=small)
    assert said.code == 2
    assert f"l10n.toml:{lines + 1}: is not UTF-8: byte 0xE9 in column 6" in said.err


def test_an_option_without_its_value_says_where_to_look(small: Path) -> None:
    said = l10n("status", "--html", cwd=small)
    assert said.code == 2
    assert said.err == "error: --html needs a value after it\n  l10n status -h says which\n"


def test_an_unknown_locale_names_the_known_ones(small: Path) -> None:
    said = l10n("run", "-l", "xx", cwd=small)
    assert said.code == 2
    assert "'xx' is not a locale of this project" in said.err
    assert "ar, fa, en-XA" in said.err


def test_an_unknown_article_names_the_known_ones(small: Path) -> None:
    said = l10n("run", "nothing", cwd=small)
    assert said.code == 2
    assert "'nothing' is no article of this project" in said.err
    assert "talks" in said.err


def test_a_missing_glossary_is_named(small: Path) -> None:
    with (small / "l10n.toml").open("a") as config:
        config.write('[glossary]\nfiles = ["glossaries/gone.csv"]\n')
    said = l10n("run", cwd=small)
    assert said.code == 2
    assert said.err.splitlines()[0].endswith(
        "l10n.toml:13: glossary.files: 'glossaries/gone.csv' is not there"
    )
    assert said.err.count("gone.csv") == 1


def test_a_broken_glossary_row_is_named_by_line(small: Path) -> None:
    with (small / "glossaries" / "names.csv").open("a") as glossary:
        glossary.write("x,,,,,,\n")
    said = l10n("run", cwd=small)
    assert said.code == 2
    assert "names.csv:4" in said.err


def test_an_unreadable_article_stops_only_itself(small: Path) -> None:
    (small / "articles" / "broken.txt").write_bytes(b"Headline\n\nA byte \xff that is no text.\n")
    said = l10n("run", "-l", "en-XA", cwd=small)
    assert said.code == 2
    assert "broken.txt:3:8: byte 0xFF is not valid utf-8" in said.err
    assert (small / "build" / "en-XA" / "talks.txt").is_file()
    assert not (small / "locales" / "en_XA" / "broken.po").exists()


DAMAGES = {
    "half an entry": ('\nmsgid "cut in the mid', "not a PO line"),
    "a conflict marker": ('\n<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', "a conflict marker of git"),
    "an entry without msgstr": ('\nmsgid "alone"\n', "the entry is not complete"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_catalog_is_named_by_line_and_not_touched(
    small: Path, damage: tuple[str, str]
) -> None:
    l10n("extract", cwd=small)
    path = small / "locales" / "ar" / "talks.po"
    text = path.read_text("utf-8")
    lines = text.count("\n")
    path.write_text(text + damage[0], "utf-8")
    before = tree(small)
    said = l10n("run", "-l", "ar", cwd=small)
    assert said.code == 2
    assert damage[1] in said.err
    assert f"talks.po:{lines + 2}" in said.err
    assert tree(small) == before


def test_a_missing_model_names_the_files_it_wants(small: Path) -> None:
    config = small / "l10n.toml"
    config.write_text(config.read_text().replace('["memory", "copy"]', '["memory", "local"]'))
    said = l10n("run", "-l", "fa", cwd=small)
    assert said.code == 3
    assert "local did not answer: no model for en to fa is installed" in said.err
    assert "model.enfa.intgemm.alphas.bin" in said.err
    assert 'let a service translate: steps = ["memory", "deepl"]' in said.err
    assert "Traceback" not in said.err


CONFIGURATIONS = {
    "a misspelt key": (
        "[project]\nsource='en'\nlocales=['ar']\n[rout]\n",
        "l10n.toml:4: rout",
        "route",
    ),
    "a value of the wrong kind": (
        "[project]\nsource='en'\nlocales='ar'\n",
        "l10n.toml:3: project.locales",
        "a list",
    ),
    "no TOML": ("[project\n", "l10n.toml:1", "is not TOML"),
    "a value outside its choices": (
        "[project]\nsource='en'\nlocales=['ar']\n[gate]\nstate='perfect'\n",
        "l10n.toml:5: gate.state",
        "reviewed",
    ),
    "a locale that is none": (
        "[project]\nsource='en'\nlocales=['klingon']\n",
        "l10n.toml:3: project.locales",
        "BCP 47",
    ),
    "the language of the articles among the locales": (
        "[project]\nsource='en'\nlocales=['ar', 'en']\n",
        "l10n.toml:3: project.locales = 'en'",
        "en is the language of the articles",
    ),
    "a locale that is there twice": (
        "[project]\nsource='en'\nlocales=['pt-BR', 'ar', 'pt_BR']\n",
        "l10n.toml:3: project.locales = 'pt_BR'",
        "it is there twice (as 'pt-BR')",
    ),
    "no locale at all": (
        "[project]\nsource='en'\nlocales=[]\n",
        "l10n.toml:3: project.locales",
        "at least one locale",
    ),
    "a pattern that is none": (
        "[project]\nsource='en'\nlocales=['ar']\narticles=['articles/**.txt']\n",
        "l10n.toml:4: project.articles = 'articles/**.txt'",
        "** stands alone in its part",
    ),
    "no source": ("[project]\nlocales=['ar']\n", "project.source is missing", "locales"),
    "a step nobody knows": (
        "[project]\nsource='en'\nlocales=['ar']\n[route]\nsteps=['oracle']\n",
        "l10n.toml:5: route.steps",
        "local",
    ),
    "a bare key": (
        "[project]\nsource='en'\nlocales=['ar']\n[providers.local]\nkey='s3cret'\n",
        "l10n.toml:5",
        "env:NAME",
    ),
    "a table for a locale that is not published": (
        "[project]\nsource='en'\nlocales=['ar']\n[route.fr]\nreview='none'\n",
        "route.fr",
        "ar",
    ),
    "Mozilla's file of the same name": (
        "basepath = '.'\nlocales = ['ar']\n",
        "Mozilla",
        "tool.l10n",
    ),
}


@pytest.mark.parametrize("case", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_configuration_error_names_file_line_and_key(
    tmp_path: Path, case: tuple[str, str, str]
) -> None:
    text, place, way_out = case
    (tmp_path / "l10n.toml").write_text(text)
    said = l10n("run", cwd=tmp_path)
    assert said.code == 2
    assert place in said.err
    assert way_out in said.err
    assert "s3cret" not in said.err + said.out
    assert len(said.err.splitlines()) <= 2


def test_a_usage_error_is_no_traceback(small: Path) -> None:
    said = l10n("run", "--no-such-option", cwd=small)
    assert said.code == 2
    assert "no-such-option" in said.err
    assert "Traceback" not in said.err


def test_the_gate_refuses_with_4_and_says_why(small: Path) -> None:
    l10n("extract", cwd=small)
    said = l10n("gate", "-l", "ar", cwd=small)
    assert said.code == 4
    assert "locales/ar/talks.po:" in said.out
    assert "is not translated" in said.out
    built = l10n("build", "-l", "ar", cwd=small)
    assert built.code == 4
    assert not (small / "build" / "ar").exists()


def test_a_draft_is_marked_in_its_name(small: Path) -> None:
    l10n("extract", cwd=small)
    assert l10n("build", "-l", "ar", "--drafts", cwd=small).code == 0
    assert (small / "build" / "ar" / "talks.draft.txt").is_file()


def test_two_articles_with_one_name_are_both_named_and_the_others_go_on(small: Path) -> None:
    (small / "articles" / "talks.text").write_text("The same name.\n")
    (small / "articles" / "other.txt").write_text("Another one\n")
    said = l10n("run", "-l", "en-XA", cwd=small)
    assert said.code == 2
    assert "articles/talks.txt: has the name 'talks' that articles/talks.text has" in said.err
    assert "rename one of them" in said.err
    assert (small / "build" / "en-XA" / "other.txt").is_file()
    assert not (small / "locales" / "en_XA" / "talks.po").exists()
    named = l10n("gate", "talks", cwd=small)
    assert (named.code, named.out) == (2, "")
    assert "has the name 'talks'" in named.err


def test_a_file_whose_name_is_no_text_is_named_and_the_others_go_on(small: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (small / "articles" / name).write_text("Another one\n")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    for command in ("run", "status", "gate", "check"):
        said = l10n(command, "-l", "en-XA", cwd=small)
        assert said.code == 2, command
        assert r"error: articles/caf\xe9.txt: has a name that is not UTF-8" in said.err
    assert (small / "build" / "en-XA" / "talks.txt").is_file()
    (small / os.fsdecode(b"\xff.po")).write_text('msgid ""\nmsgstr ""\n')
    assert r"error: \xff.po: has a name that is not" in l10n("check", ".", cwd=small).err


def test_a_damaged_catalog_stops_only_itself(small: Path) -> None:
    (small / "articles" / "other.txt").write_text("Another one\n")
    l10n("extract", cwd=small)
    path = small / "locales" / "en_XA" / "talks.po"
    path.write_text(path.read_text("utf-8") + '\nmsgid "cut in the mid', "utf-8")
    before = path.read_bytes()
    estimate = l10n("translate", "--estimate", "-l", "en-XA", cwd=small)
    assert (estimate.code, "together: 1 requests" in estimate.out) == (2, True), estimate
    fixed = l10n("source-fix", "-l", "en-XA", cwd=small)
    assert (fixed.code, "no translation waits" in fixed.out) == (2, True), fixed
    for command in ("run", "translate", "gate", "build", "status", "extract"):
        said = l10n(command, "-l", "en-XA", cwd=small)
        assert (said.code, "Traceback" in said.err) == (2, False), (command, said)
        assert "locales/en_XA/talks.po:" in said.err, command
        assert command in {"run", "extract"} or "other" in said.out, command
    assert (small / "build" / "en-XA" / "other.txt").is_file()
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["run", "extract", "gate", "build", "status", "check"])
def test_a_pattern_that_finds_nothing_is_no_success(small: Path, command: str) -> None:
    config = small / "l10n.toml"
    text = config.read_text("utf-8").replace("[route]", 'articles = ["artikel/**/*"]\n[route]', 1)
    config.write_text(text, "utf-8")
    said = l10n(command, cwd=small)
    assert (said.code, said.out) == (2, "")
    assert "l10n.toml:4: project.articles: 'artikel/**/*' finds no article" in said.err
    assert "correct the pattern" in said.err


def test_one_pattern_of_several_that_finds_nothing_is_a_warning(small: Path) -> None:
    config = small / "l10n.toml"
    told = 'articles = ["articles/**/*", "artikel/*"]\n[route]'
    config.write_text(config.read_text("utf-8").replace("[route]", told, 1), "utf-8")
    said = l10n("extract", cwd=small)
    assert said.code == 0
    assert "warning: l10n.toml:4: project.articles: 'artikel/*' finds no file" in said.err
    assert l10n("extract", "-q", cwd=small).err == ""


def test_files_that_no_format_reads_are_named(small: Path) -> None:
    (small / "articles" / "talks.txt").rename(small / "articles" / "talks.pdf")
    said = l10n("gate", cwd=small)
    assert said.code == 2
    assert "no format reads what they find: articles/talks.pdf" in said.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("segment", "nowhere.txt"), "nowhere.txt: No such file"),
        (("segment", "latin.txt"), "latin.txt:1: is not UTF-8: byte 0xE9 in column 4"),
        (("sheet", "export", "a.po", "-o", "latin.txt/x.csv"), "latin.txt"),
    ],
    ids=["a missing file", "another encoding", "a folder that is a file"],
)
def test_a_place_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9\n")
    (tmp_path / "a.po").write_text('msgid ""\nmsgstr "Language: he\\n"\n', encoding="utf-8")
    said = l10n(*arguments, cwd=tmp_path)
    assert (said.code, says in said.err, "Traceback" in said.err) == (2, True, False), said.err
