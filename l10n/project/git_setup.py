"""Git told to merge catalogs entry by entry: a merge driver, and which files it is for."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from l10n.disk import write_atomic
from l10n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ATTRIBUTES = (b"*.po merge=l10n", b"*.pot merge=l10n")


def install_merge_driver(root: Path) -> Iterator[str]:
    """Add what is missing to ``.gitattributes`` and the repository's settings; say what was done.

    The attributes are for everybody; the settings are this checkout's own: others run this, too.
    """
    path = root / ".gitattributes"
    before = path.read_bytes() if path.is_file() else b""
    known = {line.strip() for line in before.splitlines()}
    missing = [line for line in _ATTRIBUTES if line not in known]
    _configure(root, "merge.l10n.name", "PO catalogs, entry by entry")
    _configure(root, "merge.l10n.driver", _driver())
    if missing:
        line_end = b"\r\n" if b"\r\n" in before else b"\n"
        joint = b"" if not before or before.endswith(b"\n") else line_end
        write_atomic(path, before + joint + b"".join(line + line_end for line in missing))
        yield f"{path}: {b', '.join(missing).decode()}"
    yield "git merges catalogs with: l10n po merge-driver (each checkout needs l10n init --git once)"


def _driver() -> str:
    """The command for git's shell: this very Python, whatever is on the path or in the folder."""
    python = shlex.quote(sys.executable).replace("%", "%%")
    return f"{python} -P -m l10n po merge-driver %O %A %B %P"


def _configure(root: Path, name: str, value: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of a user's is in it
            ["git", "-C", str(root), "config", name, value],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise ConfigError("git is not installed", path=root) from error
    if done.returncode:
        raise ConfigError(
            f"git does not take settings here: {done.stderr.strip()}",
            path=root,
            hint="git init first",
        )
