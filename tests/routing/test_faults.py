"""The real command line against a server that fails in every way; killed, it goes on where it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.routing.faulty import paid_twice, project, serving, standing

UNITS = 200
COMMAND = [sys.executable, "-m", "l10n", "-q"]
KEY = {**os.environ, "A_KEY": "k-4711"}


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=place, env=KEY, capture_output=True, text=True, check=False
    )


def test_whatever_fails_no_unit_is_lost_and_none_is_paid_twice(tmp_path: Path) -> None:
    with serving(tmp_path / "journal", "--share", "0.3", "--quota", "8") as port:
        project(tmp_path / "desk", port, UNITS)
        run(tmp_path / "desk", "extract")
        done = run(tmp_path / "desk", "translate")
    assert done.returncode == 0, done.stderr
    assert "k-4711" not in done.stderr + done.stdout
    now = standing(tmp_path / "desk")
    assert (now["units"], now["different"], now["empty"]) == (UNITS + 1, UNITS + 1, 0)
    assert now["translated"] >= UNITS - 5
    assert now["unexplained"] == 0
    assert paid_twice(tmp_path / "journal") == (0, 0)


def test_a_killed_run_goes_on_and_pays_for_nothing_again(tmp_path: Path) -> None:
    with serving(tmp_path / "journal", "--share", "0.1", "--latency", "0.15") as port:
        project(tmp_path / "desk", port, 3 * UNITS)
        run(tmp_path / "desk", "extract")
        for wait in (0.9, 1.1):
            process = subprocess.Popen([*COMMAND, "translate"], cwd=tmp_path / "desk", env=KEY)
            try:
                process.wait(timeout=wait)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        run(tmp_path / "desk", "translate")
    now = standing(tmp_path / "desk")
    assert (now["units"], now["different"], now["empty"]) == (3 * UNITS + 1, 3 * UNITS + 1, 0)
    assert now["unexplained"] == 0
    assert paid_twice(tmp_path / "journal")[0] == 0


def test_with_every_provider_down_the_command_says_so_and_loses_nothing(tmp_path: Path) -> None:
    project(tmp_path / "desk", 9, 8)  # nobody listens on port 9
    run(tmp_path / "desk", "extract")
    before = (tmp_path / "desk" / "locales" / "ar" / "long.po").read_bytes()
    done = run(tmp_path / "desk", "translate")
    assert done.returncode == 3
    assert (tmp_path / "desk" / "locales" / "ar" / "long.po").read_bytes() == before


@pytest.mark.parametrize(
    ("budget", "said"),
    [("characters = 500", "characters are spent"), ('money = "0.01 USD"', "USD are spent")],
    ids=["a budget in characters", "a budget in money"],
)
def test_a_budget_is_not_gone_over(tmp_path: Path, budget: str, said: str) -> None:
    from l10n.project import open_project

    with serving(tmp_path / "journal", "--share", "0") as port:
        project(tmp_path / "desk", port, UNITS, '"deepl"')
        config = tmp_path / "desk" / "l10n.toml"
        config.write_text(f"{config.read_text('utf-8')}\n[budget]\n{budget}\n", encoding="utf-8")
        run(tmp_path / "desk", "extract")
        done = run(tmp_path / "desk", "translate")
    assert done.returncode == 3
    assert "the budget of this month is used up" in done.stderr
    assert said in done.stderr
    ledger = open_project(tmp_path / "desk").switchboard.ledger
    spent = ledger.spent()
    assert spent.characters <= 500 or "USD" in budget
    assert spent.money <= 10_000 or "characters" in budget
    ledger.close()
