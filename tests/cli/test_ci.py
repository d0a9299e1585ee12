"""The GitHub Action, the GitLab template and the pre-commit hook: their scripts run, as far as here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WRONG = (
    'msgid ""\nmsgstr ""\n"Language: fa\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "12 soldiers"\nmsgstr "۱۳ سرباز"\n'
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a wrong catalog, and the command `l10n` on the path."""
    (tmp_path / "po files").mkdir()
    (tmp_path / "po files" / "fa.po").write_text(WRONG, "utf-8")
    command = tmp_path / "bin" / "l10n"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m l10n "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(script: str, place: Path, **told: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "XDG_CACHE_HOME": str(place / "cache"), "PYTHONPATH": str(ROOT), **told}
    env["PATH"] = f"{place / 'bin'}{os.pathsep}{env['PATH']}"
    command = ["bash", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False)


def test_the_action_checks_and_writes_sarif(place: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (step,) = [one for one in action["runs"]["steps"] if "PATHS" in one.get("env", {})]
    inputs = {value.split("inputs.")[1].split(" ")[0]: key for key, value in step["env"].items()}
    assert set(inputs) <= set(action["inputs"])
    empty = dict.fromkeys(step["env"], "")
    done = run(step["run"], place, **{**empty, "PATHS": "po files\n", "SARIF": "out.sarif"})
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=po files/fa.po,line=6,title=numbers")
    assert json.loads((place / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    quiet = run(step["run"], place, **{**empty, "PATHS": "po files", "FAIL_ON": "never"})
    assert quiet.returncode == 0, quiet.stderr


def test_the_gitlab_template_writes_both_reports(place: Path) -> None:
    template = yaml.safe_load((ROOT / "docs" / "ci" / "gitlab.yml").read_text("utf-8"))
    lines = [one for one in template["l10n check"]["script"] if one.startswith("l10n check")]
    done = [run(line.replace("l10n check", "l10n check 'po files'"), place) for line in lines]
    assert [one.returncode for one in done] == [0, 1]
    reports = template["l10n check"]["artifacts"]["reports"]
    rows = json.loads((place / reports["codequality"]).read_text("utf-8"))
    assert rows[0]["location"]["path"] == "po files/fa.po"
    assert ET.parse(place / reports["junit"]).getroot().get("failures") == "1"


def test_the_hook_runs_the_check_on_po_files() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "l10n check"
    assert hook["types"] == ["pofile"]
