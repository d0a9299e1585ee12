"""Article: one story as the newsroom owns it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.model.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source file and what the project calls it.

    ``id`` is the path below the articles folder without its suffix, with forward slashes:
    ``security/us-iraq-commission``.
    """

    id: str
    path: Path
    locale: Locale
