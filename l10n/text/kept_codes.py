"""Codes that a target must keep: what is said about those that are missing, or that nobody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from l10n.text.codes import Code
    from l10n.text.message import Message


def differences(
    missing: Iterable[Code],
    added: Iterable[Code],
    lost: Callable[[str], Message],
    odd: Callable[[str], Message],
) -> Iterator[Finding]:
    """An error for each: ``lost`` words it for a code of the source, ``odd`` for one of the target."""
    for code in missing:
        yield Finding(
            severity=Severity.ERROR,
            message=lost(code.text),
            source_start=code.start,
            source_end=code.end,
        )
    for code in added:
        yield Finding(
            severity=Severity.ERROR, message=odd(code.text), start=code.start, end=code.end
        )
