"""Git told to merge catalogs entry by entry: a merge driver, and which files it is for."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from l10n.disk import write_atomic
from l10n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ATTRIBUTES = "*.po merge=l10n\n*.pot merge=l10n\n"
_SETTINGS = {
    "merge.l10n.name": "PO catalogs, entry by entry",
    "merge.l10n.driver": "l10n po merge-driver %O %A %B",
}


def install_merge_driver(root: Path) -> Iterator[str]:
    """Add what is missing to ``.gitattributes`` and the repository's settings; say what was done.

    The attributes are for everybody; the settings are this checkout's own: others run this, too.
    """
    path = root / ".gitattributes"
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    missing = [line for line in _ATTRIBUTES.splitlines() if line not in before.splitlines()]
    for name, value in _SETTINGS.items():
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of a user's is in it
            ["git", "-C", str(root), "config", name, value],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ConfigError(
                f"git does not take settings here: {done.stderr.strip()}",
                path=root,
                hint="git init first",
            )
    if missing:
        joint = "" if not before or before.endswith("\n") else "\n"
        write_atomic(path, f"{before}{joint}{chr(10).join(missing)}\n".encode())
        yield f"{path}: {', '.join(missing)}"
    yield "git merges catalogs with: l10n po merge-driver (each checkout needs l10n init --git once)"
