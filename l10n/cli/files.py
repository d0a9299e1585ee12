"""The files that paths on the command line name: themselves, or what folders hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def files_below(paths: Iterable[str | Path], suffixes: Sequence[str]) -> list[str]:
    """Files with one of the suffixes, as a person here would write them; each once.

    `FormatError` names one whose name is no text.
    """
    from l10n.project.paths import is_misnamed, misnamed

    found: dict[str, None] = {}
    for name in map(Path, paths):
        if name.suffix in suffixes:
            found[name.as_posix()] = None
        elif name.is_dir():
            below = (file for suffix in suffixes for file in name.rglob(f"*{suffix}"))
            names = (file for file in below if file.is_file())
            found |= dict.fromkeys(file.as_posix() for file in sorted(names))
    if wrong := next(filter(is_misnamed, found), None):
        raise misnamed(wrong)
    return list(found)


def po_files(paths: Iterable[str | Path]) -> list[Path]:
    """The PO files that the paths name, if they name any."""
    return [Path(name) for name in files_below(paths, (".po",))]
