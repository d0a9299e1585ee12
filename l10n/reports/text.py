"""Findings as lines that editors and people read: ``path:line: severity [check] message``.

Below each stands the part of the target around it, with the span between angle marks: a caret on the
next line would point to the wrong place as soon as text runs right to left.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Finding

_AROUND = 40  # characters shown on each side of the span
_ISOLATE = "\N{FIRST STRONG ISOLATE}"
_POP = "\N{POP DIRECTIONAL ISOLATE}"
_BEGIN, _END = (
    "\N{HEAVY LEFT-POINTING ANGLE BRACKET ORNAMENT}",
    "\N{HEAVY RIGHT-POINTING ANGLE BRACKET ORNAMENT}",
)
_MORE = "\N{HORIZONTAL ELLIPSIS}"


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Two lines a finding, and a count at the end."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.severity] += 1
        yield str(finding)
        yield f"    {_excerpt(finding)}"
    said = (
        f"{counts[name]} {name}{_plural(counts[name], name)}"
        for name in ("error", "warning", "info")
        if counts[name]
    )
    yield ", ".join(said) or "no findings"


def _excerpt(finding: Finding) -> str:
    """The target around the span, on one line, isolated so that a terminal orders it by itself."""
    text, start, end = finding.target, finding.start, finding.end
    if end <= start:
        shown = text[: 2 * _AROUND]
        return f"{_ISOLATE}{_one_line(shown)}{_MORE if len(text) > len(shown) else ''}{_POP}"
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    head = (_MORE if low else "") + text[low:start]
    tail = text[end:high] + (_MORE if high < len(text) else "")
    return f"{_ISOLATE}{_one_line(head)}{_BEGIN}{_one_line(text[start:end])}{_END}{_one_line(tail)}{_POP}"


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _plural(count: int, name: str) -> str:
    return "" if count == 1 or name == "info" else "s"
