"""``l10n gate``: thresholds by state, findings, staleness and locale; exit 4 and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.project import open_project
from tests.conftest import l10n, put_target


def why(folder: Path, extra: str = "") -> list[str]:
    """The reasons that the project's gate has with these lines in its configuration."""
    config = folder / "l10n.toml"
    before = config.read_text("utf-8")
    config.write_text(before + extra, "utf-8")
    project = open_project(folder)
    (article,) = project.articles()
    reasons = [one.message for one in project.gate(article, "ar").reasons]
    config.write_text(before, "utf-8")
    return reasons


def test_what_is_reviewed_and_right_may_be_published(reviewed: Path) -> None:
    said = l10n("gate", "-l", "ar", cwd=reviewed)
    assert (said.code, said.out) == (0, "talks ar: may be published\n")


def test_a_wrong_number_holds_back_and_says_where(reviewed: Path) -> None:
    put_target(reviewed, "The base hosts 2,400 soldiers.", "تستضيف القاعدة 2500 جندي.")
    (reason,) = why(reviewed)
    assert reason == "error [numbers] the number 2,400 of the source is 2500 here"
    said = l10n("gate", "-l", "ar", "--json", cwd=reviewed)
    (answer,) = json.loads(said.out)
    assert (said.code, answer["open"], answer["reasons"][0]["message"]) == (4, False, reason)
    assert answer["reasons"][0]["line"] > 1
    assert why(reviewed, '[gate.ar]\nfindings = "never"\n') == []
    assert why(reviewed, '[gate]\nfindings = "never"\n[gate.ar]\nfindings = "error"\n')
    assert why(reviewed, '[checks.severity]\nnumbers = "warning"\n') == []


def test_a_catalog_that_gettext_would_refuse_holds_back(reviewed: Path) -> None:
    po = reviewed / "locales/ar/talks.po"
    text = po.read_text("utf-8")
    po.write_text(text + '\nmsgid "Nobody was hurt."\nmsgstr "لم يُصب أحد."\n', "utf-8")
    (reason,) = why(reviewed)
    assert reason.startswith("error [catalog-duplicate] the same entry stands in line ")
    assert why(reviewed, '[checks]\noff = ["catalog-duplicate"]\n') == []
    marked = '\n# l10n: ignore=catalog-duplicate on purpose\nmsgid "Nobody'
    po.write_text(text.replace('\nmsgid "Nobody', marked), "utf-8")
    assert "unused-suppression" in l10n("check", "-l", "ar", cwd=reviewed).out


def test_an_article_that_changed_is_held_back_until_it_is_extracted(reviewed: Path) -> None:
    story = reviewed / "articles/talks.txt"
    story.write_text(story.read_text("utf-8").replace("Nobody was hurt.\n", ""), "utf-8")
    (reason,) = why(reviewed)
    assert reason == (
        "the article changed since its catalog was extracted (0 units new, 1 gone): run l10n extract"
    )
    assert why(reviewed, "[gate.ar]\nstale = true\n") == []
    project = open_project(reviewed)
    project.extract(project.articles()[0], "ar")
    assert why(reviewed) == []


def test_a_mistake_in_the_gates_table_names_its_line(reviewed: Path) -> None:
    with pytest.raises(ConfigError, match=r"l10n\.toml:\d+: .*gate\.ar\.stale"):
        why(reviewed, '[gate.ar]\nstale = "no"\n')


def test_an_article_without_text_is_told_as_such(small: Path) -> None:
    (small / "articles/empty.txt").write_text("", "utf-8")
    said = l10n("gate", "empty", "-l", "ar", cwd=small)
    assert said.out == "empty ar: may be published (no text was found in it)\n"
