"""What the checks say can be translated: every pattern is literal, and in the template."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
SPEAKERS = [
    *sorted((ROOT / "l10n" / "checks").glob("*.py")),
    *(ROOT / "l10n" / name for name in ("catalog/lint.py", "project/check_rules.py")),
]


def test_the_template_has_every_message() -> None:
    said = {
        found[1]
        for path in SPEAKERS
        for found in extract_from_file("python", path, keywords={"say": None})
    }
    with (ROOT / "l10n" / "locales" / "checks.pot").open("rb") as file:
        known = {entry.id for entry in read_po(file) if entry.id}
    assert known == said, "make messages brings l10n/locales/checks.pot up to date"


@pytest.mark.parametrize("path", SPEAKERS, ids=lambda path: path.stem)
def test_a_pattern_is_written_out_and_names_what_it_holds(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "say":
            continue
        pattern = node.args[0]
        assert isinstance(pattern, ast.Constant), f"{path.name}:{node.lineno}"
        given = {keyword.arg for keyword in node.keywords}
        assert pattern.value.format_map(dict.fromkeys(given, "")) is not None
