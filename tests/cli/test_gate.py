"""``l10n gate``: thresholds by state, findings, staleness and locale; exit 4 and why."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.catalog import open_catalog, save_catalog
from l10n.model import Locale
from tests.conftest import Said, l10n

TARGETS = {
    "Talks in Erbil end": "انتهاء المحادثات في أربيل",
    "Troops stay at Ain al-Asad.": "تبقى القوات في عين الأسد.",
    "The base hosts 2,400 soldiers.": "تستضيف القاعدة 2400 جندي.",
    "Nobody was hurt.": "لم يُصب أحد بأذى.",
}


@pytest.fixture
def reviewed(small: Path) -> Path:
    """A project whose Arabic catalog is reviewed and right."""
    l10n("extract", "-l", "ar", cwd=small)
    for source, target in TARGETS.items():
        put(small, source, target)
    return small


def put(folder: Path, source: str, target: str) -> None:
    catalog = open_catalog(folder / "locales/ar/talks.po", Locale("ar"))
    unit = next(one for one in catalog.units if one.source == source)
    save_catalog(catalog.with_units([replace(unit, target=target, fuzzy=False)]))


def gate(folder: Path, extra: str = "") -> Said:
    config = folder / "l10n.toml"
    before = config.read_text("utf-8")
    config.write_text(before + extra, "utf-8")
    said = l10n("gate", "-l", "ar", "--json", cwd=folder)
    config.write_text(before, "utf-8")
    return said


def why(said: Said) -> list[str]:
    (answer,) = json.loads(said.out)
    assert said.code == (0 if answer["open"] else 4)
    return [one["message"] for one in answer["reasons"]]


def test_what_is_reviewed_and_right_may_be_published(reviewed: Path) -> None:
    assert why(gate(reviewed)) == []
    assert l10n("build", "-l", "ar", cwd=reviewed).code == 0


def test_a_wrong_number_holds_back_and_says_where(reviewed: Path) -> None:
    put(reviewed, "The base hosts 2,400 soldiers.", "تستضيف القاعدة 2500 جندي.")
    (reason,) = why(gate(reviewed))
    assert reason == "error [numbers] the number 2,400 of the source is 2500 here"
    said = l10n("gate", "-l", "ar", cwd=reviewed)
    assert "locales/ar/talks.po:" in said.out
    assert why(gate(reviewed, '[gate.ar]\nfindings = "never"\n')) == []
    assert why(gate(reviewed, '[gate]\nfindings = "never"\n[gate.ar]\nfindings = "error"\n'))
    assert why(gate(reviewed, '[checks.severity]\nnumbers = "warning"\n')) == []


def test_a_catalog_that_gettext_would_refuse_holds_back(reviewed: Path) -> None:
    po = reviewed / "locales/ar/talks.po"
    text = po.read_text("utf-8")
    po.write_text(text + '\nmsgid "Nobody was hurt."\nmsgstr "لم يُصب أحد."\n', "utf-8")
    (reason,) = why(gate(reviewed))
    assert reason.startswith("error [catalog-duplicate] the same entry stands in line ")
    assert why(gate(reviewed, '[checks]\noff = ["catalog-duplicate"]\n')) == []
    marked = '\n# l10n: ignore=catalog-duplicate on purpose\nmsgid "Nobody'
    po.write_text(text.replace('\nmsgid "Nobody', marked), "utf-8")
    assert "unused-suppression" in l10n("check", "-l", "ar", cwd=reviewed).out


def test_an_article_that_changed_is_held_back_until_it_is_extracted(reviewed: Path) -> None:
    story = reviewed / "articles/talks.txt"
    story.write_text(story.read_text("utf-8").replace("Nobody was hurt.\n", ""), "utf-8")
    (reason,) = why(gate(reviewed))
    assert reason == (
        "the article changed since its catalog was extracted (0 units new, 1 gone): run l10n extract"
    )
    assert why(gate(reviewed, "[gate.ar]\nstale = true\n")) == []
    l10n("extract", "-l", "ar", cwd=reviewed)
    assert why(gate(reviewed)) == []


def test_a_mistake_in_the_gates_table_names_its_line(reviewed: Path) -> None:
    said = gate(reviewed, '[gate.ar]\nstale = "no"\n')
    assert said.code == 2
    assert "gate.ar.stale" in said.err
