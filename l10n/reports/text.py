"""Findings as lines that editors and people read: ``path:line: severity [check] message``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model import Finding

_EXCERPT = 90


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """A line a finding, with the target it is about below it, and a count at the end."""
    for finding in findings:
        yield str(finding)
        yield f"    {_excerpt(finding)}"
    counts = Counter(str(finding.severity) for finding in findings)
    if findings:
        yield ", ".join(
            f"{counts[name]} {name}" for name in ("error", "warning", "info") if counts[name]
        )


def _excerpt(finding: Finding) -> str:
    """The part of the target around the finding, on one line."""
    text = " ".join(finding.target.split())
    if len(text) <= _EXCERPT:
        return text
    start = max(0, min(finding.start - _EXCERPT // 3, len(text) - _EXCERPT))
    tail = "\N{HORIZONTAL ELLIPSIS}" if start + _EXCERPT < len(text) else ""
    head = "\N{HORIZONTAL ELLIPSIS}" if start else ""
    return f"{head}{text[start : start + _EXCERPT]}{tail}"
