"""Findings as JSON: a contract with a ``version``; fields are added, never changed in meaning."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from l10n.text.message import pattern_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Finding

VERSION = 1
_TOGETHER = 200  # findings written at once, which is much faster than one by one


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One document, a finding a line: ``{"version": 1, "findings": [...]}``."""
    waiting = iter(findings)
    return around(rows(some) for some in iter(lambda: tuple(islice(waiting, _TOGETHER)), ()))


def around(parts: Iterable[str]) -> Iterator[str]:
    """The document around `rows` made earlier; parts without a row are left out."""
    yield f'{{"version": {VERSION}, "findings": ['
    between = ""
    for part in filter(None, parts):
        yield between + part
        between = ","
    yield "]}"


def rows(findings: Sequence[Finding]) -> str:
    """Findings as they stand in the document, a line each."""
    # no string of a finding can hold these signs: its quotation marks are escaped
    told = json.dumps([record(finding) for finding in findings], ensure_ascii=False)[1:-1]
    return told.replace('}, {"check": ', '},\n{"check": ')


def record(finding: Finding) -> dict[str, Any]:
    """A finding as a JSON object; spans are code points of the target and of the source."""
    made = {
        "check": finding.check,
        "severity": str(finding.severity),
        "message": finding.message,
        "pattern": pattern_of(finding.message),
        "values": values_of(finding.message),
        "start": finding.start,
        "end": finding.end,
        "source_start": finding.source_start,
        "source_end": finding.source_end,
        "article": finding.article,
        "locale": finding.locale,
        "path": finding.path,
        "line": finding.line,
        "source": finding.source,
        "target": finding.target,
    }
    if finding.fix:
        made["fix"] = {
            "start": finding.fix.start,
            "end": finding.fix.end,
            "text": finding.fix.text,
        }
    return made


def brief(finding: Finding) -> dict[str, Any]:
    """A finding as the streams give it (docs/streams.md)."""
    whole = record(finding)
    return {name: whole[name] for name in ("check", "severity", "message", "start", "end")}
