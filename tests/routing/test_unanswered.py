"""A model that is missing is told once a run, and an estimate does not call free what nobody can do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Said, l10n

CONFIG = """
[project]
source = "en"
locales = ["ar", "fa", "he"]
articles = ["articles/*"]

[route]
steps = [{steps}]
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Three articles for three locales, and an engine without a model for any of them."""
    (tmp_path / "articles").mkdir()
    for name in ("one", "two", "three"):
        text = f"# Talks {name}\n\nNobody was hurt in the attack of day {name}.\n"
        (tmp_path / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def planned(place: Path, *steps: str) -> Path:
    told = ", ".join(f'"{step}"' for step in steps)
    (place / "l10n.toml").write_text(CONFIG.format(steps=told), encoding="utf-8")
    l10n("extract", cwd=place)
    return place


COMMANDS = {
    "translating": ("translate",),
    "translating quietly": ("translate", "-q"),
    "the main job": ("run",),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_missing_model_is_said_once(place: Path, command: tuple[str, ...]) -> None:
    said = l10n(*command, cwd=planned(place, "memory", "local"))
    assert said.code == 3
    assert said.err.count("no model for en to") == 1
    assert said.err.count("the folder must hold") == 1
    assert "error: local did not answer for fa, he either" in said.err
    assert "error: 18 of 18 units in 9 catalogs are left to do" in said.err
    assert "up to date" not in said.out


def test_where_another_step_answered_it_is_a_warning(place: Path) -> None:
    said = l10n("translate", cwd=planned(place, "local", "pseudo"))
    assert said.code == 0, said.err
    assert said.err.count("warning: ar: local did not answer") == 1
    assert "warning: local did not answer for fa, he either" in said.err
    assert "left to do" not in said.err
    assert l10n("translate", "-q", "--again", cwd=place).err == ""


def estimated(place: Path, *steps: str) -> Said:
    said = l10n("translate", "--estimate", cwd=planned(place, *steps))
    assert said.code == 0, said.err
    return said


def test_an_estimate_says_that_no_step_can_translate(place: Path) -> None:
    said = estimated(place, "memory", "local")
    assert "no step can translate 2 of them: no model for en to fa is installed" in said.out
    assert said.out.count("no model for en to fa") == 1
    assert "together: nothing would be sent; no step can translate 18 units" in said.out
    assert "free" not in said.out
    rows = json.loads(l10n("translate", "--estimate", "--json", cwd=place).out)
    assert [row["unable"] for row in rows] == [2] * 9


def test_an_estimate_says_that_the_plan_names_no_provider(place: Path) -> None:
    assert "of them: the plan names no provider" in estimated(place, "memory").out


def test_what_costs_nothing_is_still_free(place: Path) -> None:
    said = estimated(place, "memory", "local", "pseudo")
    assert "no step can translate" not in said.out
    assert ", free" in said.out.splitlines()[-1]
