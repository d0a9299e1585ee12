"""A changed article keeps its translations.

What stands in the new template under the same key stays, wherever it moved. A new sentence takes
over the text of a similar one that went away, as fuzzy, with the source that the text was made for
(``#|``); unless a number, a name or a negation changed, when the old text is only offered. What is
gone is kept as obsolete, and comes back when its source does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from l10n.catalog.header import header_fields
from l10n.catalog.po import LOST_FORM, entry_of, obsolete_of, revived, unit_of, with_choices
from l10n.model import Key, State, Unit
from l10n.text.similarity import Comparable, similarity

if TYPE_CHECKING:
    from l10n.catalog import Catalog
    from l10n.catalog.layout import Habit
    from l10n.catalog.reader import Entry

CARRY_OVER = 60  # lowest similarity at which an edited sentence is taken for the same one

Refusal = Callable[[str, str], str]
"""Why the text made for one source must not be carried over to another; empty if it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A catalog brought up to date, and the keys of what is new, carried over, gone or revived."""

    catalog: Catalog
    new: tuple[Key, ...] = ()
    carried: tuple[Key, ...] = ()
    gone: tuple[Key, ...] = ()
    revived: tuple[Key, ...] = ()


def update(
    catalog: Catalog,
    template: Sequence[Unit],
    refusal: Refusal = lambda *_: "",
    *,
    everywhere: bool = False,
) -> Merged:
    """Bring a catalog up to date with the units of its article, in the article's order.

    ``template`` has unique keys and gives sources, contexts, notes and references; targets and
    states come from the catalog. ``everywhere``: a new entry may also take the text of a similar one
    that stays, as msgmerge does; in an article such a sentence is new.
    """
    work = _Work(catalog, template, everywhere=everywhere)
    entries = [work.entry_for(unit, refusal) for unit in template]
    gone = [entry for key, entry in work.old.items() if key not in work.used]
    kept_obsolete = [e for e in catalog.file.entries if e.obsolete and id(e) not in work.revived]
    newly_obsolete = [obsolete_of(e, work.habit) for e in gone if any(e.fields.targets)]
    header = [entry for entry in catalog.file.entries[:1] if entry.is_header]
    ordered = tuple(spaced(chain(header, entries, newly_obsolete, kept_obsolete), work.habit))
    return Merged(
        catalog=replace(catalog, file=replace(catalog.file, entries=ordered)),
        new=tuple(work.new),
        carried=tuple(work.carried),
        gone=tuple(Key(*entry.key) for entry in gone),
        revived=tuple(Key(*key) for key in work.revived_keys),
    )


class _Work:
    """What is still to be placed while a template is walked."""

    def __init__(self, catalog: Catalog, template: Sequence[Unit], *, everywhere: bool) -> None:
        self.review = catalog.review
        self.plurals = plural_count(catalog)
        self.habit: Habit = catalog.habit
        self.old: dict[tuple[str, str], Entry] = {}
        self.obsolete: dict[tuple[str, str], Entry] = {}
        for entry in catalog.file.entries:
            if not entry.is_header:
                (self.obsolete if entry.obsolete else self.old).setdefault(entry.key, entry)
        wanted = {(unit.context, unit.source) for unit in template}
        translated = [key for key, entry in self.old.items() if any(entry.texts.targets)]
        self.leaving = _Similar(key for key in translated if key not in wanted)
        self.staying = _Similar(key for key in translated if key in wanted and everywhere)
        self.used: set[tuple[str, str]] = wanted & self.old.keys()
        self.revived: set[int] = set()
        self.revived_keys: list[tuple[str, str]] = []
        self.new: list[Key] = []
        self.carried: list[Key] = []

    def entry_for(self, unit: Unit, refusal: Refusal) -> Entry:
        key = (unit.context, unit.source)
        if key in self.old:
            return self._refreshed(self.old[key], unit)
        if key in self.obsolete:
            entry = self.obsolete[key]
            self.revived.add(id(entry))
            self.revived_keys.append(key)
            return self._refreshed(revived(entry, self.habit), unit)
        return self._carried_over(unit, refusal)

    def _refreshed(self, entry: Entry, unit: Unit) -> Entry:
        """The entry with the article's notes and places; unchanged if it has them already."""
        before = unit_of(entry, review=self.review)
        if (
            (before.notes, before.references) == (unit.notes, unit.references)
            and before.source_plural == unit.source_plural
            and not (unit.flags or before.proposal or before.previous_source)
        ):
            return entry
        flags = tuple(dict.fromkeys((*unit.flags, *before.flags)))
        after = replace(before, notes=unit.notes, references=unit.references, flags=flags)
        if unit.source_plural != before.source_plural:
            after = self._replural(after, unit.source_plural)
        if any(_forms(before)) and not before.fuzzy:
            after = replace(after, proposal="", previous_source="")
        if after == before:
            return entry
        if before.source_plural and not unit.source_plural and any(_forms(before)[1:]):
            # An obsolete entry with the key of one in use is an error to gettext.
            lost = replace(after, fuzzy=True)
            made = entry_of(lost, entry, self.habit)
            return with_choices(made, LOST_FORM, _forms(before), self.habit)
        return entry_of(after, entry, self.habit)

    def _carried_over(self, unit: Unit, refusal: Refusal) -> Entry:
        found = self.leaving.to(unit) or self.staying.to(unit)
        if found is None:
            self.new.append(unit.key)
            return entry_of(self._blank(unit), None, self.habit)
        old = unit_of(self.old[found], review=self.review)
        if unit.source != old.source and refusal(old.source, unit.source):
            self.new.append(unit.key)
            offered = replace(self._blank(unit), previous_source=old.source, proposal=old.target)
            return entry_of(offered, None, self.habit)
        self.leaving.discard(found)
        if unit.source_plural or not any(_forms(old)[1:]):
            self.used.add(found)  # else the plural forms stay, obsolete
        self.carried.append(unit.key)
        confirmed = old.state is State.REVIEWED
        made = replace(
            old,
            source=unit.source,
            context=unit.context,
            notes=unit.notes,
            references=unit.references,
            previous_source=old.previous_source
            if old.fuzzy and old.previous_source
            else old.source,
            flags=tuple(dict.fromkeys((*unit.flags, *old.flags))),
            waited=old.waited if old.previous_source else old.fuzzy,
            fuzzy=True,
            machine_digest="" if confirmed else old.machine_digest,
        )
        return entry_of(self._replural(made, unit.source_plural), self.old[found], self.habit)

    def _blank(self, unit: Unit) -> Unit:
        """A new unit with as many empty plural forms as the catalog's header says."""
        return self._replural(replace(unit, target="", target_plurals=()), unit.source_plural)

    def _replural(self, unit: Unit, plural: str) -> Unit:
        """The unit with that plural source, and the forms that go with it."""
        if not plural:
            return replace(unit, source_plural="", target_plurals=())
        forms = unit.target_plurals or (unit.target,)
        told = max((n for n, form in enumerate(forms, 1) if form), default=0)
        count = max(self.plurals, told)
        forms = (*forms, *[""] * count)[:count]
        return replace(unit, source_plural=plural, target=forms[0], target_plurals=forms)


def _forms(unit: Unit) -> tuple[str, ...]:
    return unit.target_plurals or (unit.target,)


class _Similar:
    """Sources that new ones are compared with, prepared once; each may be taken once."""

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        self._keys = list(keys)
        self._prepared = [Comparable.of(source) for _, source in self._keys]
        self._signatures: list[str | None] = [one.signature for one in self._prepared]

    def to(self, unit: Unit) -> tuple[str, str] | None:
        """The key of the source that is most like the unit's; the same context wins a tie."""
        if not self._keys:
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        wanted = Comparable.of(unit.source)
        near = process.extract(
            wanted.signature,
            self._signatures,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=CARRY_OVER / 100,
            limit=5,
        )
        ranked = [
            (
                similarity(wanted, self._prepared[at]),
                self._keys[at][0] == unit.context,
                self._keys[at],
            )
            for _, _, at in near
        ]
        best = max(ranked, default=None)
        return best[2] if best and best[0] >= CARRY_OVER else None

    def discard(self, key: tuple[str, str]) -> None:
        """This source was taken."""
        if key in self._keys:
            self._signatures[self._keys.index(key)] = None


def template_units(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Units with unique keys, in order; repeated ones add their places to the first."""
    merged: dict[Key, Unit] = {}
    for unit in units:
        first = merged.get(unit.key)
        if first is None:
            merged[unit.key] = unit
        else:
            more = tuple(place for place in unit.references if place not in first.references)
            merged[unit.key] = replace(first, references=first.references + more)
    return tuple(merged.values())


def plural_count(catalog: Catalog) -> int:
    """How many forms the header says that a plural has; 2 where it does not."""
    told = header_fields(catalog.file.header).get("Plural-Forms", "")
    found = re.search(r"nplurals\s*=\s*(\d+)", told)
    return int(found[1]) if found else 2


def spaced(entries: Iterable[Entry], habit: Habit) -> Iterable[Entry]:
    """The entries with a blank line before each but the first, and a line end before that."""
    line_end = ""
    for n, entry in enumerate(entries):
        gap = entry.gap or (habit.newline if n else "")
        yield entry if line_end + gap == entry.gap else entry.with_gap(line_end + gap)
        line_end = "" if entry.raw.endswith("\n") else habit.newline
