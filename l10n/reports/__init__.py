"""Findings for eyes and machines; a file in this folder is a report format with one ``lines``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Finding

# pages about something else than findings, and what reports are written with
_OTHERS = frozenset({"changes", "evaluation", "progress", "spool"})


@cache
def names() -> tuple[str, ...]:
    """The report formats of findings, by the names of their files."""
    found = (info.name for info in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in found if name not in _OTHERS))


def lines(name: str, findings: Iterable[Finding]) -> Iterator[str]:
    """The lines of a report in one of the `names`; none keeps the findings in memory."""
    module = importlib.import_module(f"l10n.reports.{name}")
    found: Iterator[str] = module.lines(findings)
    return found
