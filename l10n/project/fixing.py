"""Applying the safe fixes of findings to their catalogs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.catalog import save_catalog
from l10n.model.finding import fixed
from l10n.model.unit import digest
from l10n.project.checking_sources import open_any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from l10n.model import Finding, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A target before and after its fixes, and where it stands."""

    path: str
    line: int
    before: str
    after: str
    checks: tuple[str, ...]


def repairs(findings: Iterable[Finding], root: Path, *, write: bool) -> tuple[Repair, ...]:
    """What the fixes of these findings make of their targets; saved if ``write``.

    Only in PO files. Fixes that overlap wait for the next time. A machine's own text stays a
    machine's.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if is_fixable(finding):
            by_file.setdefault(finding.path, []).append(finding)
    done: list[Repair] = []
    for name, own in by_file.items():
        path = root / name
        catalog = open_any(path)
        units = {(unit.source, unit.target): unit for unit in catalog.units}
        changed: list[Unit] = []
        for key in dict.fromkeys((f.source, f.target) for f in own):
            fixing = [f for f in own if (f.source, f.target) == key]
            unit = units.get(key)
            if unit is None:
                continue
            after = fixed(unit.target, [f.fix for f in fixing if f.fix])
            checks = tuple(dict.fromkeys(f.check for f in fixing))
            done.append(
                Repair(path=name, line=unit.line, before=unit.target, after=after, checks=checks)
            )
            changed.append(_with_target(unit, after))
        if write:
            save_catalog(catalog.with_units(changed))
    return tuple(done)


def is_fixable(finding: Finding) -> bool:
    """Whether `repairs` can mend it: it has a fix, and stands in a file that we write."""
    return finding.fix is not None and finding.path.endswith(".po")


def _with_target(unit: Unit, target: str) -> Unit:
    mark = digest(target) if unit.machine_owned else unit.machine_digest
    return replace(unit, target=target, machine_digest=mark)
