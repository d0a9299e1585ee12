"""The gate: may this article be published in this locale, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.model import Key, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
) -> tuple[Reason, ...]:
    """Why an article must not be published; empty if it may.

    ``wanted`` are the keys of the article as it is now, ``severity`` the least one that holds it
    back (or ``never``). With ``gaps = "source"`` a unit without a target is no reason.
    """
    known = {unit.key: unit for unit in units}
    held: list[Reason] = []
    for key in dict.fromkeys(wanted):
        unit = known.get(key)
        if unit is None or not unit.target:
            if gaps == "hold":
                held.append(Reason(message="is not translated", key=key, line=_line(unit)))
        elif unit.fuzzy:
            held.append(Reason(message="waits for a person (fuzzy)", key=key, line=unit.line))
        elif _ORDER.index(unit.state) < _ORDER.index(state):
            message = f"is {unit.state}, and the gate wants {state}"
            held.append(Reason(message=message, key=key, line=unit.line))
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


def _line(unit: Unit | None) -> int:
    return unit.line if unit else 0
