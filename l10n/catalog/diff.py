"""Two versions of a catalog compared entry by entry, the change inside an entry word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model import Key, Unit

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one entry: ``added``, ``removed``, ``target`` or ``state``."""

    kind: str
    key: Key
    before: Unit | None = None
    after: Unit | None = None

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """``(how, text)`` runs of the target: ``same``, ``gone`` or ``new``.

        Of plural forms those that changed, a line each; the first where only the state did.
        """
        pairs = list(zip_longest(_forms(self.before), _forms(self.after), fillvalue=""))
        changed = [pair for pair in pairs if pair[0] != pair[1]] or pairs[:1]
        runs: list[tuple[str, str]] = []
        for old, new in changed:
            runs += [("same", "\n")] if runs else []
            runs += word_diff(old, new)
        return tuple(runs)


def _forms(unit: Unit | None) -> tuple[str, ...]:
    return (unit.target_plurals or (unit.target,)) if unit else ()


def changes(before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[Change]:
    """The entries that differ, in the order of the newer version, then those that are gone."""
    old = {unit.key: unit for unit in before}
    new = {unit.key: unit for unit in after}
    for key, unit in new.items():
        past = old.get(key)
        if past is None:
            yield Change(kind="added", key=key, after=unit)
        elif (past.target, past.target_plurals) != (unit.target, unit.target_plurals):
            yield Change(kind="target", key=key, before=past, after=unit)
        elif (past.fuzzy, past.origin, past.machine_digest) != (
            unit.fuzzy,
            unit.origin,
            unit.machine_digest,
        ):
            yield Change(kind="state", key=key, before=past, after=unit)
    for key, unit in old.items():
        if key not in new:
            yield Change(kind="removed", key=key, before=unit)


def word_diff(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Runs of words that are ``same``, ``gone`` or ``new``, in reading order."""
    a, b = _TOKENS.findall(old), _TOKENS.findall(new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(a[i1:i2])
            continue
        if i2 > i1:
            yield "gone", "".join(a[i1:i2])
        if j2 > j1:
            yield "new", "".join(b[j1:j2])
