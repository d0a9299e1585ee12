"""A three-way merge of catalogs entry by entry: what a version control system asks of its driver.

Where only one side changed an entry, that side wins, whatever lines it stands on. Where both changed
its target, a person's text wins over a machine's; two persons' texts are a conflict: ours stays, fuzzy,
theirs stands beside it as a comment, and the file is still one that gettext reads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.catalog.po import entry_of, unit_of

if TYPE_CHECKING:
    from l10n.catalog import Catalog
    from l10n.catalog.reader import Entry
    from l10n.model import Key, Unit

_THEIRS = "conflict, theirs:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeWay:
    """The merged catalog, and the keys that two persons changed differently."""

    catalog: Catalog
    conflicts: tuple[Key, ...] = ()


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> ThreeWay:
    """Merge ``theirs`` into ``ours``; the order of entries is ours, theirs' new ones follow."""
    past = {unit.key: unit for unit in base.units}
    other = {unit.key: (unit, entry) for unit, entry in _units(theirs)}
    entries: list[Entry] = []
    conflicts: list[Key] = []
    mine: set[Key] = set()
    for entry in ours.file.entries:
        if entry.obsolete or entry.is_header:
            entries.append(entry)
            continue
        unit = unit_of(entry, review=ours.review)
        mine.add(unit.key)
        found = other.get(unit.key)
        if found is None:
            if unit.key not in past or _changed(past[unit.key], unit):
                entries.append(entry)
            continue
        chosen, conflict = _chosen(past.get(unit.key), unit, found[0])
        if conflict:
            conflicts.append(unit.key)
        if chosen is unit:
            entries.append(entry)
        elif chosen is found[0]:
            entries.append(found[1].with_gap(entry.gap))
        else:
            entries.append(entry_of(chosen, entry, ours.habit))
    entries += (entry for key, (_, entry) in other.items() if key not in mine and key not in past)
    file = replace(ours.file, entries=tuple(entries))
    return ThreeWay(catalog=replace(ours, file=file), conflicts=tuple(conflicts))


def _chosen(past: Unit | None, ours: Unit, theirs: Unit) -> tuple[Unit, bool]:
    """Which unit stands in the end, and whether that is a conflict."""
    if not _changed(theirs, ours):
        return ours, False
    if past is not None and not _changed(past, ours):
        return theirs, False
    if past is not None and not _changed(past, theirs):
        return ours, False
    if ours.target == theirs.target:
        return (theirs if ours.fuzzy else ours), False
    if _is_machines(ours):
        return theirs, False
    if _is_machines(theirs):
        return ours, False
    note = f"{_THEIRS} {' '.join(theirs.target.split())}"
    return replace(ours, fuzzy=True, notes=(*ours.notes, note)), True


def _changed(one: Unit, other: Unit) -> bool:
    return (one.target, one.target_plurals, one.fuzzy) != (
        other.target,
        other.target_plurals,
        other.fuzzy,
    )


def _is_machines(unit: Unit) -> bool:
    return not unit.target or unit.machine_owned


def _units(catalog: Catalog) -> list[tuple[Unit, Entry]]:
    return [
        (unit_of(entry, review=catalog.review), entry)
        for entry in catalog.file.entries
        if not entry.obsolete and not entry.is_header
    ]
