"""A correction of the source that leaves its translations right: accepted once, for all locales."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.catalog import Catalog
    from l10n.model import Unit


def waiting(catalog: Catalog, part: str = "") -> tuple[Unit, ...]:
    """The units whose text was made for another source, of which the new one holds ``part``."""
    return tuple(
        unit
        for unit in catalog.units
        if unit.fuzzy and unit.target and unit.previous_source and part in unit.source
    )


def accepted(unit: Unit) -> Unit:
    """The unit as if its source had always been so.

    A machine's text still wants its reader, and so does one that waited before its source changed.
    """
    fuzzy = unit.machine_owned or unit.waited
    return replace(unit, previous_source="", proposal="", fuzzy=fuzzy, waited=False)
