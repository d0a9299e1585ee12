"""Findings as JUnit XML: a suite a file, a case a finding; what CI servers show as failed tests."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from l10n.model import Severity
from l10n.reports.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Finding


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """An XML document; informational findings pass."""
    tests = failures = 0
    with Spool() as suites:
        for path, own in groupby(findings, key=lambda finding: finding.path):
            group = list(own)
            failed = sum(finding.severity is not Severity.INFO for finding in group)
            tests += len(group)
            failures += failed
            for line in _suite(path, group, failed):
                suites.write(line)
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield f'<testsuites name="l10n" tests="{tests}" failures="{failures}">'
        yield from suites
        yield "</testsuites>"


def _suite(path: str, group: Sequence[Finding], failed: int) -> Iterator[str]:
    name = quoteattr(path or "l10n")
    yield f'  <testsuite name={name} tests="{len(group)}" failures="{failed}">'
    for finding in group:
        yield from _case(finding)
    yield "  </testsuite>"


def _case(finding: Finding) -> Iterator[str]:
    name = quoteattr(_clean(f"{finding.check}: {finding.source}"))
    where = f"classname={quoteattr(finding.path or finding.locale)}"
    if finding.severity is Severity.INFO:
        yield f"    <testcase name={name} {where}/>"
        return
    yield f"    <testcase name={name} {where}>"
    message = quoteattr(_clean(finding.message))
    body = escape(_clean(f"{finding}\n{finding.target}"))
    yield f'      <failure type="{finding.severity}" message={message}>{body}</failure>'
    yield "    </testcase>"


def _clean(text: str) -> str:
    """Text without the control characters that XML 1.0 has no way to write."""
    return "".join(letter for letter in text if letter in "\t\n\r" or letter >= " ")
