"""Every address of the source stands in the target, and no other does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.codes import URL
from l10n.text.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_MARKS = ("://", "www.", "/")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Addresses as written; an address with letters beyond ASCII counts if it stands there."""
    del context
    if not any(mark in unit.source or mark in unit.target for mark in _MARKS):
        return
    wanted = Counter(_addresses(unit.source))
    given = Counter(_addresses(unit.target))
    if wanted == given:
        return
    for address, times in (wanted - given).items():
        if unit.target.count(address) < wanted[address]:
            at = unit.source.find(address)
            yield Finding(
                severity=Severity.ERROR,
                message=say("the address {url} of the source is missing", url=address, times=times),
                source_start=at,
                source_end=at + len(address),
            )
    for address in given - wanted:
        if address not in unit.source:
            at = unit.target.find(address)
            yield Finding(
                severity=Severity.ERROR,
                message=say("the address {url} is not in the source", url=address),
                start=at,
                end=at + len(address),
            )


def _addresses(text: str) -> Iterator[str]:
    for found in URL.finditer(text):
        address = found[0].split('"', 1)[0]
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(".,;:!?")
        yield address.rstrip("'")
