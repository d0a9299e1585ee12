"""What changed in catalogs since a revision, asked of git; and findings that were there before."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from l10n.catalog.po import unit_of
from l10n.catalog.reader import parse
from l10n.disk import write_atomic
from l10n.errors import ConfigError, L10nError
from l10n.model import Locale
from l10n.model.fingerprint import fingerprint
from l10n.project.checking_sources import sheets_of
from l10n.project.suffixes import PO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Finding


def only_changed(findings: Iterable[Finding], revision: str, root: Path) -> Iterator[Finding]:
    """The findings about entries whose target is not what it was at a revision."""
    before: dict[str, set[tuple[str, str]]] = {}
    for finding in findings:
        if finding.path not in before:
            before[finding.path] = _targets_at(revision, finding.path, root)
        if (finding.source, finding.target) not in before[finding.path]:
            yield finding


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints of findings that were there before; `ConfigError` if it is no baseline."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(row["fingerprint"] for row in told["findings"])
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", path=path, hint="--update-baseline writes it"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            "is no baseline", path=path, hint="--update-baseline writes it"
        ) from error


def write_baseline(path: Path, findings: Iterable[Finding]) -> None:
    """Keep these findings as known; sorted, so that the file changes only where they do."""
    rows = sorted(
        ({"fingerprint": fingerprint(f), "check": f.check, "path": f.path} for f in findings),
        key=lambda row: (row["path"], row["check"], row["fingerprint"]),
    )
    text = json.dumps({"version": 1, "findings": rows}, ensure_ascii=False, indent=1)
    write_atomic(path, f"{text}\n".encode())


def file_at(revision: str, path: str, root: Path) -> bytes | None:
    """A file as it was at a revision; None if it was not there."""
    _must_be_known(revision, root)
    return _git(root, "show", f"{revision}:./{path}")


def catalogs_at(revision: str, path: Path) -> list[Path]:
    """The PO files that a path named at a revision: itself, or what its folder held."""
    place = _existing(path)
    _must_be_known(revision, place)
    inner = path.relative_to(place).as_posix() if path != place else "."
    listed = _git(place, "ls-tree", "-r", "-z", "--name-only", revision, "--", inner) or b""
    names = (os.fsdecode(name) for name in listed.split(b"\0"))
    return [place / name for name in names if name.endswith(".po")]


def catalog_at(revision: str, path: Path) -> bytes | None:
    """A catalog as it was at a revision, its folder be there still or not."""
    place = _existing(path.parent)
    return file_at(revision, path.relative_to(place).as_posix(), place)


def _existing(path: Path) -> Path:
    """The folder itself, or the nearest one above that is there."""
    return next(one for one in (path, *path.parents) if one.is_dir())


def _must_be_known(revision: str, root: Path) -> None:
    if revision.startswith("-"):
        raise ConfigError(f"{revision!r} is no revision")
    if _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is None:
        raise ConfigError(f"git knows no revision {revision!r} here", path=root)


def _targets_at(revision: str, path: str, root: Path) -> set[tuple[str, str]]:
    """``(source, target)`` of every unit of a file at a revision; empty if it was not there.

    A file that nobody could read then says nothing: all of it counts as changed.
    """
    shown = file_at(revision, path, root)
    if shown is None:
        return set()
    if not path.endswith(PO):
        return _targets_in(shown, path)
    entries = parse(shown).entries
    units = [unit_of(entry) for entry in entries if not entry.obsolete and not entry.is_header]
    return {(unit.source, unit.target) for unit in units}


def _targets_in(data: bytes, path: str) -> set[tuple[str, str]]:
    with TemporaryDirectory() as folder:
        then = Path(folder) / PurePosixPath(path).name
        then.write_bytes(data)
        try:
            sheets = sheets_of(then, Locale("und"))  # its units are the same in any locale
        except L10nError:
            return set()
    return {(unit.source, unit.target) for sheet in sheets for unit in sheet.units}


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git prints, or None when it refuses."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and a revision cannot be an option
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise ConfigError("git is not installed", path=root) from error
    return None if done.returncode else done.stdout
