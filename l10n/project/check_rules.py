"""Which findings count: checks switched off, other severities, suppressions that suppress nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model import Unit

UNUSED = "unused-suppression"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRules:
    """``[checks]``: by name, and by name for some locales and kinds of block.

    ``off`` are names of checks; ``severities`` give a check another severity.
    """

    off: frozenset[str] = frozenset()
    off_by_locale: Mapping[str, frozenset[str]] = field(default_factory=dict)
    off_by_kind: Mapping[str, frozenset[str]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def counted(self, unit: Unit, found: tuple[Finding, ...], locale: str) -> Iterator[Finding]:
        """The findings that count, with their severities; and each suppression without one."""
        off = (
            self.off
            | self.off_by_locale.get(locale, frozenset())
            | self.off_by_kind.get(unit.kind, frozenset())
        )
        for finding in found:
            if finding.check not in off and finding.check not in unit.ignored_checks:
                severity = self.severities.get(finding.check, finding.severity)
                yield (
                    finding if severity is finding.severity else replace(finding, severity=severity)
                )
        if UNUSED in off:
            return
        checks = {finding.check for finding in found}
        for name in unit.ignored_checks:
            if name not in checks:
                yield Finding(
                    check=UNUSED,
                    severity=Severity.INFO,
                    message=say(
                        "{check} is suppressed here and finds nothing: remove the suppression",
                        check=name,
                    ),
                    source=unit.source,
                    target=unit.target,
                    locale=locale,
                    line=unit.line,
                )
