"""Which project a folder belongs to, asked before anything of the project is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "l10n.toml"


def find_config(start: Path) -> Path:
    """The configuration file of the project around ``start``: here or in a folder above."""
    if not start.is_dir():
        raise ConfigError(
            "is no folder" if start.exists() else "there is no such folder",
            path=start,
            hint="-C DIR names the folder of a project, --config FILE its configuration",
        )
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        other = folder / "pyproject.toml"
        if other.is_file() and "[tool.l10n" in other.read_text(encoding="utf-8", errors="replace"):
            return other
    raise ConfigError(
        f"no project here: there is no {FILE} in {start} or above it",
        hint="l10n init makes a project in this folder; -C DIR names another one",
    )
