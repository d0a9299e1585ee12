"""Findings as a GitLab code quality report: a JSON list with a fingerprint each."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from l10n.model import Severity
from l10n.model.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Finding

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One JSON document, a finding a line; equal fingerprints are told apart by a number."""
    seen: Counter[str] = Counter()
    yield "["
    between = ""
    for finding in findings:
        mark = fingerprint(finding)
        seen[mark] += 1
        row = {
            "description": finding.message,
            "check_name": finding.check,
            "fingerprint": mark if seen[mark] == 1 else f"{mark}-{seen[mark]}",
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": finding.line or 1}},
        }
        yield between + json.dumps(row, ensure_ascii=False)
        between = ","
    yield "]"
