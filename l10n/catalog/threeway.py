"""A three-way merge of catalogs entry by entry: what a version control system asks of its driver.

Where only one side changed an entry, that side wins, whatever lines it stands on. Where both changed
its target, a person's text wins over a machine's; two persons' texts are a conflict: ours stays, fuzzy,
theirs stands beside it as a comment, and the file is still one that gettext reads. A person's text is
never dropped because the other side put its entry out of use: it stays, and that is a conflict, too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.catalog.merge import spaced
from l10n.catalog.po import (
    CONFLICT,
    entry_of,
    laid_out,
    obsolete_of,
    portable_comments,
    revived,
    unit_of,
    with_choices,
    with_portable_comments,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.catalog import Catalog
    from l10n.catalog.layout import Habit
    from l10n.catalog.reader import Entry
    from l10n.model import Key, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeWay:
    """The merged catalog, and the keys that two persons changed differently."""

    catalog: Catalog
    conflicts: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """An entry as one of the three versions has it, and what it means."""

    entry: Entry
    unit: Unit

    @property
    def forms(self) -> tuple[str, ...]:
        return self.unit.target_plurals or (self.unit.target,)

    @property
    def obsolete(self) -> bool:
        return self.entry.obsolete

    def is_machines(self) -> bool:
        """Whether no person's text is lost with it; machines write no plural forms."""
        return not any(self.forms) or (self.unit.machine_owned and not any(self.forms[1:]))


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> ThreeWay:
    """Merge ``theirs`` into ``ours``; the order of entries is ours, theirs' new ones follow."""
    habit = ours.habit
    theirs = _with_line_ends(theirs, habit)
    past, mine, other = _sides(base), _sides(ours), _sides(theirs)
    entries: list[Entry] = []
    retired: list[Entry] = []
    conflicts: list[Key] = []
    own = {id(side.entry): key for key, side in mine.items()}
    for entry in ours.file.entries:
        key = own.get(id(entry))
        if key is None:
            entries.append(entry)  # the header, or a second entry with a key
            continue
        made, conflict = _merged(past.get(key), mine[key], other.get(key), habit)
        if conflict:
            conflicts.append(key)
        if made is not None:
            (retired if made.obsolete and not entry.obsolete else entries).append(
                made if made is entry else made.with_gap(entry.gap)
            )
    added: list[Entry] = []
    for key, side in other.items():
        if key not in mine:
            kept, conflict = _left_by_other(past.get(key), side)
            added += [side.entry] if kept else []
            conflicts += [key] if conflict else []
    ordered = (*_with_added(entries, added), *retired, *(e for e in added if e.obsolete))
    file = replace(ours.file, entries=tuple(spaced(_with_header(base, theirs, ordered), habit)))
    return ThreeWay(catalog=replace(ours, file=file), conflicts=tuple(conflicts))


def _with_line_ends(catalog: Catalog, habit: Habit) -> Catalog:
    """The catalog in the other one's layout, if its lines end otherwise."""
    if catalog.file.newline == habit.newline:
        return catalog
    entries = tuple(entry.with_gap("") for entry in laid_out(catalog.file.entries, habit))
    return replace(catalog, file=replace(catalog.file, entries=entries))


def _sides(catalog: Catalog) -> dict[Key, _Side]:
    """What counts for each key: its first entry in use, or else its first obsolete one."""
    sides: dict[Key, _Side] = {}
    for entry in sorted(catalog.file.entries, key=lambda entry: entry.obsolete):
        if not entry.is_header:
            unit = unit_of(entry, review=catalog.review)
            sides.setdefault(unit.key, _Side(entry=entry, unit=unit))
    return sides


def _merged(
    past: _Side | None, ours: _Side, theirs: _Side | None, habit: Habit
) -> tuple[Entry | None, bool]:
    """What stands for our entry in the end, if anything does, and whether that is a conflict."""
    if theirs is None:
        kept, conflict = _left_by_other(past, ours)
        return (ours.entry if kept else None), conflict
    text, conflict = _chosen(past, ours, theirs)
    obsolete = _is_obsolete(past, ours, theirs)
    made = _placed(text, ours if text is theirs else theirs, habit, obsolete=obsolete)
    if not _same_entry(past, ours) and not _same_entry(past, theirs):
        noted = _notes(past, ours, theirs)
        if noted != portable_comments(made):
            made = with_portable_comments(made, noted, habit)
    if conflict:
        marked = replace(unit_of(made), fuzzy=True)
        made = with_choices(entry_of(marked, made, habit), CONFLICT, theirs.forms, habit)
        made = obsolete_of(made, habit) if obsolete else made
    given_up = _given_up(past, ours, theirs) if obsolete else False
    return made, conflict or given_up


def _left_by_other(past: _Side | None, side: _Side) -> tuple[bool, bool]:
    """Whether an entry that the other side has not stays, and whether that is a conflict."""
    if past is None:
        return True, False
    changed = _changed(past, side) and not side.is_machines()
    return changed or side.obsolete != past.obsolete, changed


def _is_obsolete(past: _Side | None, ours: _Side, theirs: _Side) -> bool:
    """Whether an entry that both have is out of use: as the side says that changed it."""
    if past is None or ours.obsolete == theirs.obsolete:
        return ours.obsolete and theirs.obsolete
    return theirs.obsolete if ours.obsolete == past.obsolete else ours.obsolete


def _given_up(past: _Side | None, ours: _Side, theirs: _Side) -> bool:
    """Whether one side put an entry out of use for which the other's person wrote something new."""
    in_use = [side for side in (ours, theirs) if not side.obsolete]
    return len(in_use) == 1 and not in_use[0].is_machines() and _changed(past, in_use[0])


def _chosen(past: _Side | None, ours: _Side, theirs: _Side) -> tuple[_Side, bool]:
    """Whose text stands in the end, and whether that is a conflict."""
    if _same_entry(past, ours) and not (_same_entry(ours, theirs) and _laid_out_anew(past, ours)):
        return theirs, False
    if not _changed(theirs, ours) or (past is not None and not _changed(past, theirs)):
        return ours, False
    if past is not None and not _changed(past, ours):
        return theirs, False
    if ours.forms == theirs.forms:
        return (theirs if ours.unit.fuzzy else ours), False
    if ours.is_machines():
        return theirs, False
    return ours, not theirs.is_machines()


def _placed(text: _Side, rest: _Side, habit: Habit, *, obsolete: bool) -> Entry:
    """An entry with one side's text, in use or not; its places and notes are of a side that has them."""
    if text.obsolete == obsolete:
        return text.entry
    if obsolete:
        return obsolete_of(text.entry, habit)
    if rest.obsolete:
        return revived(text.entry, habit)
    unit = replace(text.unit, notes=rest.unit.notes, references=rest.unit.references)
    return entry_of(unit, text.entry, habit)


def _notes(past: _Side | None, ours: _Side, theirs: _Side) -> tuple[str, ...]:
    """People's comments: ours without what they removed, then what they added."""
    before = portable_comments(past.entry) if past else ()
    own, other = portable_comments(ours.entry), portable_comments(theirs.entry)
    kept = [line for line in own if line in other or line not in before]
    return (*kept, *(line for line in other if line not in before and line not in own))


def _same_entry(one: _Side | None, other: _Side) -> bool:
    return one is not None and one.entry.fields == other.entry.fields


def _laid_out_anew(past: _Side | None, side: _Side) -> bool:
    return past is not None and past.entry.raw != side.entry.raw


def _changed(one: _Side | None, other: _Side) -> bool:
    return one is None or (one.forms, one.unit.fuzzy) != (other.forms, other.unit.fuzzy)


def _with_added(entries: list[Entry], added: list[Entry]) -> list[Entry]:
    """The entries with new ones in use before the obsolete ones at the end."""
    at = len(entries)
    while at and entries[at - 1].obsolete:
        at -= 1
    return [*entries[:at], *(entry for entry in added if not entry.obsolete), *entries[at:]]


def _with_header(base: Catalog, theirs: Catalog, entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """The entries with their header where only they changed it."""
    past, other = base.file.header, theirs.file.header
    for entry in entries:
        if entry.is_header and past and other and past.fields == entry.fields:
            yield other if other.fields != entry.fields else entry
        else:
            yield entry
