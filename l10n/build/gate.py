"""The gate: may this article be published in this locale, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.model import Key, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from l10n.model import Finding, Unit

_ORDER = tuple(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that keeps an article back, and where it stands in the catalog."""

    message: str
    key: Key
    line: int = 0


def reasons(
    wanted: Iterable[Key],
    units: Sequence[Unit],
    findings: Sequence[Finding],
    *,
    state: State,
    severity: str,
    gaps: str = "hold",
    stale: bool = False,
) -> tuple[Reason, ...]:
    """Why an article must not be published; empty if it may.

    ``wanted`` are the keys of the article as it is now, ``severity`` the least one that holds it
    back (or ``never``). With ``gaps = "source"`` a unit without a target is no reason, with
    ``stale`` it is none either that the article and its catalog have different units.
    """
    known = {unit.key: unit for unit in units}
    keys = tuple(dict.fromkeys(wanted))
    held = [] if stale else list(_stale(keys, known))
    for key in keys:
        unit = known.get(key)
        message = _unready(unit, state, gaps) if unit or not stale else ""
        if message:
            held.append(Reason(message=message, key=key, line=unit.line if unit else 0))
    if severity != "never":
        least = Severity(severity).rank
        held += (
            Reason(
                message=f"{found.severity} [{found.check}] {found.message}",
                key=Key("", found.source),
                line=found.line,
            )
            for found in findings
            if found.severity.rank >= least
        )
    return tuple(held)


def _unready(unit: Unit | None, state: State, gaps: str) -> str:
    """What a unit of the article lacks, in words; empty if nothing."""
    if unit is None or not unit.target:
        return "is not translated" if gaps == "hold" else ""
    if unit.fuzzy:
        return "waits for a person (fuzzy)"
    if _ORDER.index(unit.state) < _ORDER.index(state):
        return f"is {unit.state}, and the gate wants {state}"
    return ""


def _stale(keys: Sequence[Key], known: Mapping[Key, Unit]) -> Iterator[Reason]:
    """One reason if the article changed since its catalog was extracted, with an example."""
    new = [key for key in keys if key not in known]
    gone = sorted(known.keys() - set(keys))
    if not known or not (new or gone):
        return
    example = (new or gone)[0]
    yield Reason(
        message=(
            f"the article changed since its catalog was extracted ({len(new)} units new, "
            f"{len(gone)} gone): run l10n extract"
        ),
        key=example,
        line=known[example].line if example in known else 0,
    )
