"""Finding: one thing that a check saw in a unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Severity(StrEnum):
    """``error`` stops a build, ``warning`` wants eyes, ``info`` is news."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error: the order of gravity."""
        return (Severity.INFO, Severity.WARNING, Severity.ERROR).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A safe repair: replace the target's ``start:end`` (code points) by ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check saw, and where.

    ``start`` and ``end`` are code-point offsets into the target, ``source_start`` and
    ``source_end`` into the source (both 0 when the whole text is meant). ``check`` is stamped by
    the runner; ``path`` and ``line`` by whoever knows the file.
    """

    severity: Severity
    message: str
    check: str = ""
    start: int = 0
    end: int = 0
    source_start: int = 0
    source_end: int = 0
    fix: Fix | None = None
    source: str = ""
    target: str = ""
    locale: str = ""
    article: str = ""
    path: str = ""
    line: int = 0

    def __str__(self) -> str:
        """``path:line: severity [check] message``."""
        place = ":".join(str(part) for part in (self.path, self.line) if part)
        head = f"{place}: " if place else ""
        return f"{head}{self.severity} [{self.check}] {self.message}"


def fixed(text: str, fixes: Sequence[Fix]) -> str:
    """The text with the fixes that do not overlap, from the left."""
    parts: list[str] = []
    at = 0
    for fix in sorted(fixes, key=lambda one: (one.start, one.end)):
        if fix.start >= at:
            parts += (text[at : fix.start], fix.text)
            at = fix.end
    return "".join([*parts, text[at:]])
