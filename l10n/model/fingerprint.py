"""What makes two findings the same one on another day: not their line, which moves."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.model.finding import Finding


def fingerprint(finding: Finding) -> str:
    """Sixteen hexadecimal digits told from the check, the place, the source and what was found."""
    found = finding.target[finding.start : finding.end]
    parts = (finding.check, finding.locale, finding.article or finding.path, finding.source, found)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
