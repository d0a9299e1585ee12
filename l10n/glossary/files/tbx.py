"""Glossaries as TBX: versions 2 and 3, TBX-Basic, in DCA and DCT style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import GlossaryError

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.model.term import Term


def read_tbx(path: Path) -> tuple[Term, ...]:
    """All terms of a TBX file."""
    raise GlossaryError("TBX cannot be read yet", path=path)
