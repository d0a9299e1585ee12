"""What comes back from another tool, beside what was sent: applied, or listed; never silently dropped."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from l10n.model import Key, State, Unit
from l10n.model.unit import digest
from l10n.text.inline import same_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.catalog import Catalog


class Side(StrEnum):
    """Whose text stays where both sides changed it."""

    NEITHER = "neither"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A unit as an exchange file has it.

    ``identity`` is `identity` of the key it was sent with ("" in a file of another tool); ``sent`` the
    digest of the target that was sent; ``plurals`` the forms of a message with plurals. ``state`` is
    None where the file does not say one. ``line`` is where it stands.
    """

    source: str
    context: str = ""
    target: str = ""
    plurals: tuple[str, ...] = ()
    state: State | None = None
    identity: str = ""
    sent: str = ""
    line: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        return self.plurals or (self.target,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """An exchange file: which catalog it was made from, in which languages, and its rows."""

    rows: tuple[Row, ...]
    original: str = ""
    source: str = ""
    locale: str = ""


@dataclass(slots=True, kw_only=True)
class Returned:
    """What a returned file does to a catalog, and what of it cannot be done.

    ``changed`` are targets taken over, ``confirmed`` those only approved; of the others each says why it
    was left: no such unit (any more), the source was edited, tags were lost, both sides changed it.
    ``missing`` are units of the catalog that the file has not.
    """

    catalog: Catalog
    changed: list[Row] = field(default_factory=list)
    confirmed: list[Row] = field(default_factory=list)
    unknown: list[Row] = field(default_factory=list)
    edited: list[Row] = field(default_factory=list)
    broken: list[Row] = field(default_factory=list)
    conflicts: list[Row] = field(default_factory=list)
    missing: list[Unit] = field(default_factory=list)

    @property
    def problems(self) -> int:
        """How many rows could not be taken over."""
        return len(self.unknown) + len(self.edited) + len(self.broken) + len(self.conflicts)


def identity(key: Key) -> str:
    """The sixteen hexadecimal digits by which a unit is found again."""
    return hashlib.sha256(f"{key.context}\x04{key.source}".encode()).hexdigest()[:16]


def sent_digest(unit: Unit) -> str:
    """The digest of what a unit's target was when it was sent."""
    return digest("\0".join(unit.target_plurals or (unit.target,)))


def forms(unit: Unit) -> list[tuple[str, str, str]]:
    """Suffix of the identity, source and target of each form; one without plurals has one, and no suffix."""
    if not unit.source_plural:
        return [("", unit.source, unit.target)]
    targets = unit.target_plurals or (unit.target, "")
    return [
        (f".{number}", unit.source_plural if number else unit.source, target)
        for number, target in enumerate(targets)
    ]


def joined(rows: Iterable[tuple[str, Row]]) -> Iterator[Row]:
    """Rows with the number of their plural form ("" if it has none): one row for all forms of a message."""
    open_: list[Row] = []
    for form, row in rows:
        if open_ and not (form and row.identity == open_[0].identity):
            yield replace(open_[0], plurals=tuple(one.target for one in open_))
            open_ = []
        if form and row.identity:
            open_.append(row)
        else:
            yield row
    if open_:
        yield replace(open_[0], plurals=tuple(one.target for one in open_))


def merge(
    catalog: Catalog, rows: Iterable[Row], side: Side = Side.NEITHER, *, reviewed: bool = False
) -> Returned:
    """Bring returned rows into a catalog. ``reviewed``: whatever returns needs nobody any more."""
    result = Returned(catalog=catalog)
    units = {identity(unit.key): unit for unit in catalog.units}
    new: list[Unit] = []
    met: set[str] = set()
    for row in rows:
        told = row.identity or identity(Key(row.context, row.source))
        unit = units.get(told) or _alone(row, catalog.units)
        if unit is None:
            result.unknown.append(row)
            continue
        met.add(identity(unit.key))
        made = _one(row, unit, side, result, reviewed=reviewed)
        if made is not None:
            new.append(made)
    result.missing = [unit for told, unit in units.items() if told not in met]
    result.catalog = catalog.with_units(new)
    return result


def _alone(row: Row, units: Sequence[Unit]) -> Unit | None:
    """The only unit with this source, for files that say no context."""
    if row.identity or row.context:
        return None
    found = [unit for unit in units if unit.source == row.source]
    return found[0] if len(found) == 1 else None


def _one(row: Row, unit: Unit, side: Side, result: Returned, *, reviewed: bool) -> Unit | None:
    """The unit as the row leaves it; None if nothing changes, or may change."""
    if row.source != unit.source:
        result.edited.append(row)
        return None
    own = unit.target_plurals or (unit.target,)
    approved = reviewed or row.state in {State.REVIEWED, State.FINAL}
    if row.texts == own:
        if not (approved and unit.fuzzy and unit.target):
            return None
        result.confirmed.append(row)
        return _approved(unit)
    if not any(row.texts) or digest("\0".join(row.texts)) == row.sent:
        return None  # they did not touch it, we did
    if not _has_tags(row, unit):
        result.broken.append(row)
        return None
    if _conflict(row, unit) and side is not Side.THEIRS:
        if side is Side.NEITHER:
            result.conflicts.append(row)
        return None
    result.changed.append(row)
    made = replace(
        unit,
        target=row.texts[0],
        target_plurals=row.plurals,
        origin="human",
        machine_digest="",
        fuzzy=not approved,
    )
    return _approved(made) if approved else made


def _approved(unit: Unit) -> Unit:
    return replace(unit, fuzzy=False, machine_digest="", previous_source="", proposal="")


def _conflict(row: Row, unit: Unit) -> bool:
    """Whether a person's text of ours would be lost."""
    if row.sent:
        return sent_digest(unit) != row.sent
    return bool(unit.target) and not unit.may_be_routed and not unit.machine_owned


def _has_tags(row: Row, unit: Unit) -> bool:
    return all(
        same_tags(unit.source, text)
        or bool(unit.source_plural and same_tags(unit.source_plural, text))
        for text in row.texts
        if text
    )
