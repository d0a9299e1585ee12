"""What may no longer be published is taken out of ``build/``, and what is there is told truly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_build import configured
from tests.conftest import l10n, put_target


@pytest.fixture
def published(reviewed: Path) -> Path:
    """The small project with its Arabic article published and listed."""
    configured(reviewed, '[build]\nindex = "languages.json"\n')
    assert l10n("build", "-l", "ar", cwd=reviewed).code == 0
    assert listed(reviewed) == {"talks": ["en", "ar"]}
    return reviewed


def listed(folder: Path) -> dict[str, list[str]]:
    rows = json.loads((folder / "build/languages.json").read_text("utf-8"))
    return {row["article"]: [one["locale"] for one in row["versions"]] for row in rows}


@pytest.mark.parametrize("command", ["build", "run"])
def test_what_the_gate_closes_on_is_taken_out_and_off_the_index(
    published: Path, command: str
) -> None:
    put_target(published, "Nobody was hurt.", "")
    said = l10n(command, "-l", "ar", cwd=published)
    assert said.code == 4
    assert "took build/ar/talks.txt out: talks is held back in ar" in said.out
    assert not (published / "build/ar").exists()
    assert listed(published) == {}
    again = l10n(command, "-l", "ar", cwd=published)
    assert "build/ar" not in again.out


@pytest.mark.parametrize("command", ["build", "run"])
def test_a_withdrawn_article_is_taken_out_with_its_draft_and_preview(
    published: Path, command: str
) -> None:
    assert l10n("build", "--drafts", cwd=published).code == 0
    l10n("build", "-l", "ar", "--preview", cwd=published)
    (published / "articles/talks.txt").unlink()
    (published / "articles/other.txt").write_text("Another one\n", "utf-8")
    said = l10n(command, cwd=published)
    for name in ("ar/talks.txt", "ar/talks.preview.html", "fa/talks.draft.txt"):
        assert f"took build/{name} out: its article or locale was withdrawn" in said.out
    assert [path.name for path in published.glob("build/**/talks*")] == []
    assert "talks" not in listed(published)


def test_a_withdrawn_locale_and_a_new_suffix_leave_nothing_behind(published: Path) -> None:
    (published / "articles/talks.txt").rename(published / "articles/talks.md")
    assert "took build/ar/talks.txt out" in l10n("build", cwd=published).out
    config = published / "l10n.toml"
    config.write_text(config.read_text("utf-8").replace('"ar", ', ""), "utf-8")
    l10n("build", cwd=published)
    assert not (published / "build/ar").exists()


def test_what_a_person_changed_or_put_there_stays_and_is_told(published: Path) -> None:
    built = published / "build/ar/talks.txt"
    built.write_text("نص محرر", "utf-8")
    own = published / "build/ar/notes.txt"
    own.write_text("ملاحظات", "utf-8")
    put_target(published, "Nobody was hurt.", "")
    said = l10n("build", "-l", "ar", cwd=published)
    assert "left build/ar/talks.txt where it is, though talks is held back in ar" in said.out
    assert "remove it by hand" in said.out
    assert (built.read_text("utf-8"), own.read_text("utf-8")) == ("نص محرر", "ملاحظات")
    assert listed(published) == {}


def test_what_a_person_wrote_into_a_built_article_is_kept_beside_the_new_one(
    published: Path,
) -> None:
    built = published / "build/ar/talks.txt"
    built.write_text("نص محرر", "utf-8")
    said = l10n("build", "-l", "ar", cwd=published)
    (kept,) = (published / ".l10n/kept/build/ar").iterdir()
    assert f"that is kept as .l10n/kept/build/ar/{kept.name}" in said.out
    assert kept.read_text("utf-8") == "نص محرر"
    assert "انتهاء المحادثات" in built.read_text("utf-8")
    assert "kept" not in l10n("build", "-l", "ar", cwd=published).out


def test_status_tells_what_is_published_from_an_earlier_state(published: Path) -> None:
    assert "; published\n" in l10n("status", "-l", "ar", cwd=published).out
    put_target(published, "Nobody was hurt.", "لم يُصب أي أحد بأذى.")
    said = l10n("status", "-l", "ar", "--html", "status.html", cwd=published)
    assert "published, from an earlier state: run l10n build" in said.out
    assert "published from an earlier state" in (published / "status.html").read_text("utf-8")
    (row,) = json.loads(l10n("status", "-l", "ar", "--json", cwd=published).out)
    assert row["published"] == "stale"


def test_only_what_was_asked_for_is_taken_out(published: Path) -> None:
    (published / "articles/other.txt").write_text("Another one\n", "utf-8")
    (published / "articles/talks.txt").unlink()
    l10n("build", "other", cwd=published)
    assert (published / "build/ar/talks.txt").is_file()
    l10n("build", "-l", "fa", cwd=published)
    assert (published / "build/ar/talks.txt").is_file()


def test_a_wrong_pattern_or_a_broken_article_takes_nothing_out(published: Path) -> None:
    (published / "articles/talks.txt").write_bytes(b"\xff\n")
    said = l10n("build", cwd=published)
    assert said.code == 2
    assert (published / "build/ar/talks.txt").is_file()
    assert listed(published) == {"talks": ["en", "ar"]}
    config = published / "l10n.toml"
    told = 'articles = ["artikel/*"]\n[route]'
    config.write_text(config.read_text("utf-8").replace("[route]", told, 1), "utf-8")
    assert l10n("build", cwd=published).code == 2
    assert (published / "build/ar/talks.txt").is_file()


PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Talks in Erbil end</title></head>\n"
    "<body><p>Nobody was hurt.</p></body></html>\n"
)


def test_a_page_names_only_the_locales_in_which_it_is_published(small: Path) -> None:
    configured(small, '[build]\nurl = "https://x.org/{locale}/{id}"\n')
    (small / "articles/talks.txt").unlink()
    (small / "articles/talks.html").write_text(PAGE, "utf-8")
    l10n("extract", cwd=small)
    put_target(small, "Talks in Erbil end", "انتهاء المحادثات في أربيل")
    put_target(small, "Nobody was hurt.", "لم يُصب أحد بأذى.")
    assert l10n("run", cwd=small).code == 4  # Persian waits for a person
    for locale in ("ar", "en-XA"):
        assert languages(small, locale) == ["en", "ar", "en-XA", "x-default"]
    put_target(small, "Nobody was hurt.", "")
    said = l10n("build", "-l", "ar", cwd=small)
    assert "took build/ar/talks.html out" in said.out
    assert "wrote build/en-XA/talks.html" in said.out
    assert languages(small, "en-XA") == ["en", "en-XA", "x-default"]
    assert "nothing to do" in l10n("run", "-l", "en-XA", cwd=small).out


def languages(folder: Path, locale: str) -> list[str]:
    page = (folder / f"build/{locale}/talks.html").read_text("utf-8")
    return [part.split('"')[0] for part in page.split('hreflang="')[1:]]


def test_an_article_whose_name_is_that_of_a_draft_is_not_taken_out(small: Path) -> None:
    (small / "articles/talks.draft.txt").write_text("Nobody was hurt.\n", "utf-8")
    for _ in range(2):
        said = l10n("run", "-l", "en-XA", cwd=small)
        assert (said.code, "took" in said.out) == (0, False)
        assert (small / "build/en-XA/talks.draft.txt").is_file()
