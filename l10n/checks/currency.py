"""A sum of money keeps its currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.money import Money, currencies, may_be_one
from l10n.text.reading import read
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Currencies with a sum in the source for which the target names another, or none at all."""
    source = read(unit.source, context.source.language)
    if not source.has_digits:
        return
    named = currencies(source)
    sums = [money for money in named if money.amount and money.sure]
    if not sums or not wording(context.target.language).knows("currencies"):
        return
    target = read(unit.target, context.target.language)
    there = currencies(target)
    for money in sums:
        if not any(may_be_one(money.family, other.family) for other in there):
            yield from _objection(money, named, there)
            return


def _objection(
    money: Money, named: tuple[Money, ...], there: tuple[Money, ...]
) -> Iterator[Finding]:
    others = [
        other
        for other in there
        if other.sure and not any(may_be_one(other.family, one.family) for one in named)
    ]
    if others:
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "the currency is {wanted} in the source and {found} here",
                wanted=money.family,
                found=others[0].family,
            ),
            start=others[0].start,
            end=others[0].end,
            source_start=money.start,
            source_end=money.end,
        )
    elif not there:
        yield Finding(
            severity=Severity.ERROR,
            message=say("the currency of the source, {wanted}, is missing", wanted=money.family),
            source_start=money.start,
            source_end=money.end,
        )
