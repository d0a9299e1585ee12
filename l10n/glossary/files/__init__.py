"""Glossary files: CSV and TBX, told by their suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import GlossaryError

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.model.term import Term


def is_tbx(path: Path) -> bool:
    """Whether a file is TBX, by its suffix."""
    return path.suffix.lower() in {".tbx", ".xml", ".martif"}


def read_terms(path: Path) -> tuple[Term, ...]:
    """The terms of a file; an unknown suffix or an unreadable file is a `GlossaryError`."""
    suffix = path.suffix.lower()
    try:
        if suffix in {".csv", ".tsv", ".txt"}:
            from l10n.glossary.files.csv import read_csv

            return read_csv(path)
        if is_tbx(path):
            from l10n.glossary.files.tbx import read_tbx

            return read_tbx(path)
    except OSError as error:
        raise GlossaryError(f"the file cannot be read: {error.strerror}", path=path) from error
    raise GlossaryError(
        f"a glossary is a CSV or a TBX file, not {suffix or 'a file without a suffix'}", path=path
    )
