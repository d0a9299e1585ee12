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
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from l10n.catalog import Catalog


_FUZZY = "z"  # in a mark; the other states are told by their first letters


class Side(StrEnum):
    """Whose text stays where both sides changed it."""

    NEITHER = "neither"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A unit as an exchange file has it.

    ``identity`` is `identity` of the key it was sent with ("" in a file of another tool); ``sent`` what
    `sent_mark` told of the target that was sent; ``forms`` the numbered forms of a message with plurals.
    ``state`` is None where the file does not say one. ``line`` is where it stands.
    """

    source: str
    context: str = ""
    target: str = ""
    forms: tuple[tuple[int, str], ...] = ()
    state: State | None = None
    identity: str = ""
    sent: str = ""
    line: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """The forms of the target; of a message without plurals it is one."""
        return self.plurals or (self.target,)

    @property
    def plurals(self) -> tuple[str, ...]:
        """The texts of the forms that are there."""
        return tuple(text for _, text in self.forms)


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

    ``changed`` are targets taken over, ``confirmed`` those only approved. Of the others each list says why
    it was left: no such unit (any more), the source was edited, tags were lost, both sides changed it,
    a target was emptied, an id stands twice, plural forms are missing. ``missing`` are units that the file
    has not. It is filled while a file is gone through, and only read after that.
    """

    catalog: Catalog
    changed: list[Row] = field(default_factory=list)
    confirmed: list[Row] = field(default_factory=list)
    unknown: list[Row] = field(default_factory=list)
    edited: list[Row] = field(default_factory=list)
    broken: list[Row] = field(default_factory=list)
    conflicts: list[Row] = field(default_factory=list)
    emptied: list[Row] = field(default_factory=list)
    doubled: list[Row] = field(default_factory=list)
    incomplete: list[Row] = field(default_factory=list)
    missing: list[Unit] = field(default_factory=list)

    @property
    def problems(self) -> int:
        """How many rows could not be taken over, or not whole."""
        lists = (self.unknown, self.edited, self.broken, self.conflicts)
        more = (self.emptied, self.doubled, self.incomplete)
        return sum(map(len, (*lists, *more)))


def identity(key: Key) -> str:
    """The sixteen hexadecimal digits by which a unit is found again."""
    return hashlib.sha256(f"{key.context}\x04{key.source}".encode()).hexdigest()[:16]


def sent_mark(unit: Unit) -> str:
    """What a unit's target and state were when it was sent; letters keep spreadsheets from counting."""
    return (
        f"s{_digest(_own(unit))}{_FUZZY if unit.fuzzy and unit.target else state_of(unit).value[0]}"
    )


def is_as_sent(row: Row) -> bool:
    """Whether nobody has touched a row's text since it was sent."""
    return bool(row.sent) and _digest(row.texts) == row.sent[1:9]


def state_of(unit: Unit) -> State:
    """The state that a unit is sent with: a target that waits for nobody is reviewed."""
    if unit.target and not unit.fuzzy and unit.state is State.INITIAL:
        return State.REVIEWED
    return unit.state


def _own(unit: Unit) -> tuple[str, ...]:
    return unit.target_plurals or (unit.target,)


def _digest(texts: Sequence[str]) -> str:
    return digest("\0".join(texts))


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
    """Rows with the number of their plural form ("" if it has none): one row for all forms of a message.

    The forms may stand anywhere in the file, in any order; a form that stands twice keeps its first text.
    """
    found: dict[str | int, Row] = {}
    for number, (form, row) in enumerate(rows):
        if not (form.isdecimal() and row.identity):
            found[number] = row
            continue
        before = found.setdefault(row.identity, row)
        forms = dict(before.forms)
        forms.setdefault(int(form), row.target)
        found[row.identity] = replace(before, forms=tuple(sorted(forms.items())))
    yield from found.values()


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
        if identity(unit.key) in met:
            result.doubled.append(row)
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
    sources = (unit.source, unit.source_plural) if row.forms else (unit.source,)
    if row.source not in sources:
        result.edited.append(row)
        return None
    own = _own(unit)
    texts = _texts(row, unit, result)
    if texts is None:
        return None
    approved = reviewed or _approves(row)
    if texts == own:
        if not (approved and unit.fuzzy and unit.target):
            return None
        result.confirmed.append(row)
        return unit.confirmed()
    left = _left(row, texts, unit, side)
    if left is not None:
        left(result)
        return None
    result.changed.append(row)
    made = replace(
        unit,
        target=texts[0],
        target_plurals=texts if unit.source_plural else (),
        origin="human",
        machine_digest="",
        fuzzy=not approved,
    )
    return made.confirmed() if approved else made


def _left(
    row: Row, texts: Sequence[str], unit: Unit, side: Side
) -> Callable[[Returned], None] | None:
    """Where a changed row that cannot be taken over is listed; None for one that can."""
    if _digest(texts) == row.sent[1:9]:
        return lambda _: None  # they did not touch it, we did
    if not any(text.strip() for text in texts):
        emptied = bool(row.sent) and row.sent[1:9] != _digest(("",))
        return lambda result: result.emptied.append(row) if emptied else None
    if not _has_tags(texts, unit):
        return lambda result: result.broken.append(row)
    if side is not Side.THEIRS and _conflict(row, unit):
        return lambda result: result.conflicts.append(row) if side is Side.NEITHER else None
    return None


def _texts(row: Row, unit: Unit, result: Returned) -> tuple[str, ...] | None:
    """The forms of the target as they would be; None when they cannot be told from the row.

    Forms that the row has not are ours as they were, and it is listed.
    """
    own = _own(unit)
    if not unit.source_plural:
        if row.forms:
            result.edited.append(row)
            return None
        return (row.target,)
    there = dict(row.forms)
    if not there or max(there) >= len(own):
        if row.target.strip() or there:
            result.incomplete.append(row)
        return None
    if len(there) < len(own):
        result.incomplete.append(row)
    return tuple(there.get(number, text) for number, text in enumerate(own))


def _approves(row: Row) -> bool:
    """Whether somebody said that the text is right: not, where it was sent with that state."""
    done = row.state in {State.REVIEWED, State.FINAL}
    return done and (not row.sent or row.state is None or row.sent[9:] != row.state.value[0])


def _conflict(row: Row, unit: Unit) -> bool:
    """Whether a person's text of ours would be lost."""
    if row.sent:
        return _digest(_own(unit)) != row.sent[1:9]
    return bool(unit.target) and not unit.may_be_routed and not unit.machine_owned


def _has_tags(texts: Sequence[str], unit: Unit) -> bool:
    sources = [source for source in (unit.source, unit.source_plural) if source]
    return all(any(same_tags(source, text) for source in sources) for text in texts if text)
