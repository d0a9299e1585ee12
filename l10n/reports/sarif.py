"""Findings as SARIF 2.1.0, which code hosts show beside the lines of a change.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from l10n import plugins
from l10n.model import Severity
from l10n.model.fingerprint import fingerprint
from l10n.text.message import pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Finding

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One SARIF log, a result a line; the rules come last, when all are known."""
    rules: dict[str, int] = {}
    seen: Counter[str] = Counter()
    yield f'{{"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    between = ""
    for finding in findings:
        yield between + json.dumps(_result(finding, rules, seen), ensure_ascii=False)
        between = ","
    driver = {"name": "l10n", "rules": [_rule(name) for name in rules]}
    yield f'],\n"tool": {json.dumps({"driver": driver}, ensure_ascii=False)}'
    yield "}]}"


def _rule(name: str) -> dict[str, Any]:
    """A check as a rule; findings about whole files have no plugin that describes them."""
    known = name in plugins.names("checks")
    return {
        "id": name,
        **({"shortDescription": {"text": plugins.caption("checks", name)}} if known else {}),
    }


def _result(finding: Finding, rules: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    mark = fingerprint(finding)
    seen[mark] += 1
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.path or "unknown")}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.check,
        "ruleIndex": rules.setdefault(finding.check, len(rules)),
        "level": _LEVELS[finding.severity],
        "message": {"text": str(finding.message)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"l10n/v1": f"{mark}:{seen[mark]}"},
        "properties": {
            "locale": finding.locale,
            "source": finding.source,
            "target": finding.target,
            "start": finding.start,
            "end": finding.end,
            "pattern": pattern_of(finding.message),
        },
    }
