"""Findings as workflow commands that GitHub Actions shows beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Finding

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """A command a finding."""
    for finding in findings:
        place = f"file={_property(finding.path)},line={finding.line or 1}"
        title = _property(f"{finding.check} ({finding.locale})")
        command = _COMMANDS[finding.severity]
        yield f"::{command} {place},title={title}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
