"""Catalog: the units of one article in one locale, on disk a PO file.

Writing is quiet: an entry that did not change keeps its bytes, whoever wrote it. A catalog that was
changed on disk since it was read is merged entry by entry, or refused; never overwritten.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from l10n.catalog.header import new_header
from l10n.catalog.layout import Habit, habit_of
from l10n.catalog.po import entry_of, unit_of
from l10n.catalog.reader import Entry, PoFile, parse
from l10n.disk import locked, write_atomic
from l10n.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from l10n.model import Key, Locale, Unit

__all__ = ["Catalog", "new_catalog", "open_catalog", "save_catalog"]


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """A PO file and what its entries mean.

    ``base`` is the file as it was read (None for a new one), ``read_digest`` that of its bytes.
    """

    path: Path
    locale: Locale
    file: PoFile = field(repr=False)
    review: str = "required"
    base: PoFile | None = field(default=None, repr=False)
    read_digest: str = ""

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units in file order; a second entry with the same key is not a unit."""
        return tuple(unit for unit, _ in self._pairs.values())

    @cached_property
    def habit(self) -> Habit:
        return habit_of(self.file)

    def get(self, key: Key) -> Unit | None:
        found = self._pairs.get(key)
        return found[0] if found else None

    def with_units(self, units: Iterable[Unit]) -> Catalog:
        """The catalog with these units in place of those with the same keys; others stay."""
        wanted = {unit.key: unit for unit in units}
        habit = self.habit
        pairs = self._pairs
        changed = {
            id(entry): entry_of(wanted[key], entry, habit)
            for key, (unit, entry) in pairs.items()
            if key in wanted and wanted[key] != unit
        }
        if unknown := wanted.keys() - pairs.keys():
            raise CatalogError(
                f"has no unit {min(unknown).source[:60]!r}",
                path=self.path,
                hint="l10n extract brings the catalog up to date with its article",
            )
        if not changed:
            return self
        entries = tuple(changed.get(id(entry), entry) for entry in self.file.entries)
        return replace(self, file=replace(self.file, entries=entries))

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        text = "".join(part for entry in self.file.entries for part in (entry.gap, entry.raw))
        return self.file.bom + (text + self.file.rest).encode(self.file.encoding)

    @cached_property
    def _pairs(self) -> Mapping[Key, tuple[Unit, Entry]]:
        pairs: dict[Key, tuple[Unit, Entry]] = {}
        tag = self.locale.tag
        for entry in self.file.entries:
            if not entry.obsolete and not entry.is_header:
                unit = unit_of(entry, review=self.review, locale=tag)
                pairs.setdefault(unit.key, (unit, entry))
        return pairs


def open_catalog(path: Path, locale: Locale, *, review: str = "required") -> Catalog:
    """Read a catalog; `CatalogError` with the line where it is damaged."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=path) from error
    file = parse(raw)
    if file.problems:
        first = file.problems[0]
        readable = sum(not entry.is_header for entry in file.entries)
        raise CatalogError(
            first.message,
            path=path,
            line=first.line,
            hint=f"{readable} entries can be read; repair that place, the file was not touched",
        )
    return Catalog(
        path=path, locale=locale, file=file, review=review, base=file, read_digest=_digest(raw)
    )


def new_catalog(
    path: Path,
    locale: Locale | None,
    *,
    source: Locale,
    review: str = "required",
    notes: str = "",
) -> Catalog:
    """An empty catalog with its header; ``notes`` are comment lines at its top.

    Without a locale it is a template.
    """
    file = PoFile(entries=(new_header(locale, source=source, notes=notes),))
    return Catalog(path=path, locale=locale or source, file=file, review=review)


def save_catalog(catalog: Catalog) -> bool:
    """Write the catalog if that changes a byte; True if it did.

    What somebody else wrote to the file since it was read is merged entry by entry: theirs stays
    where we changed nothing; where both changed an entry, a person's text wins over a machine's,
    and two persons' texts are a `CatalogError`.
    """
    with locked(catalog.path):
        on_disk = catalog.path.read_bytes() if catalog.path.is_file() else b""
        if on_disk and _digest(on_disk) != catalog.read_digest:
            theirs = open_catalog(catalog.path, catalog.locale, review=catalog.review)
            catalog = _merged(catalog, theirs)
        data = catalog.data
        return data != on_disk and write_atomic(catalog.path, data)


def _merged(ours: Catalog, theirs: Catalog) -> Catalog:
    """Our catalog with what the file on disk has that ours did not know."""
    base = replace(ours, file=ours.base or PoFile(entries=()))
    kept: list[Unit] = []
    for unit in theirs.units:
        own, before = ours.get(unit.key), base.get(unit.key)
        if own is None or _says_the_same(own, unit) or (before and _says_the_same(before, unit)):
            continue
        ours_changed = before is None or not _says_the_same(before, own)
        if not ours_changed or (own.may_be_routed or own.machine_owned):
            kept.append(replace(unit, notes=own.notes, references=own.references))
        elif not (unit.may_be_routed or unit.machine_owned):
            raise CatalogError(
                f"was changed by somebody else meanwhile, also {unit.source[:60]!r}",
                path=ours.path,
                line=unit.line,
                hint="nothing was written; run the command again",
            )
    added = tuple(
        entry
        for key, (_, entry) in theirs._pairs.items()  # noqa: SLF001 - the same noun
        if ours.get(key) is None and base.get(key) is None
    )
    merged = ours.with_units(kept)
    return replace(merged, file=replace(merged.file, entries=merged.file.entries + added))


def _says_the_same(one: Unit, other: Unit) -> bool:
    return (one.target, one.target_plurals, one.fuzzy) == (
        other.target,
        other.target_plurals,
        other.fuzzy,
    )


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
