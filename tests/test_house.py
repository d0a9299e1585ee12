"""The rules of the house: file length, names, floors, a page for every plugin, documented API."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import l10n
from l10n import plugins

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "l10n").rglob("*.py"))
BANNED = {"utils", "helpers", "common", "misc", "base"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def test_no_file_is_longer_than_the_house_allows() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_two_functions() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_has_a_name_without_a_topic() -> None:
    assert [path for path in SOURCES if path.stem in BANNED] == []


def test_every_file_begins_with_a_sentence() -> None:
    mute = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()
    ]
    assert mute == []


def test_nobody_inside_imports_the_root_package() -> None:
    inner = re.compile(r"^\s*(?:import l10n\b(?!\.)|from l10n import (?!plugins))", re.MULTILINE)
    guilty = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if inner.search(path.read_text(encoding="utf-8"))
        and path.parent.name != "cli"
        and path != ROOT / "l10n" / "__main__.py"
    ]
    assert guilty == []


def test_the_floors_and_doors_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("family", ["checks", "providers", "formats"])
def test_every_plugin_has_a_page_and_a_caption(family: str) -> None:
    for name in plugins.names(family):
        page = ROOT / "docs" / family / f"{name}.md"
        assert page.is_file(), f"{page} is missing"
        assert plugins.caption(family, name).endswith((".", "?", "!")), name


def test_every_public_name_is_documented() -> None:
    bare = [
        name
        for name in l10n.__all__
        if not inspect.getdoc(getattr(l10n, name)) and not isinstance(getattr(l10n, name), tuple)
    ]
    assert bare == []


def test_directional_controls_are_spelled_by_name() -> None:
    controls = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u200b-\u200d\ufeff]")
    places = [
        f"{path.relative_to(ROOT)}:{n}"
        for path in [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if controls.search(line)
    ]
    assert places == []


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import l10n, sys; print(sorted({'httpx','babel','typer','numpy','polib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_loads_only_the_command_line() -> None:
    code = (
        "import sys; from l10n.cli import main; main(['--help']);"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('l10n.')};"
        "print('loaded', sorted(rooms))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded ['cli', 'errors']"


def test_every_module_can_be_imported_alone() -> None:
    for path in SOURCES:
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if not name.endswith("__main__"):
            importlib.import_module(name)
