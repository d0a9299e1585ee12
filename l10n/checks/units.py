"""A measure keeps its unit, or is converted rightly: 20 miles are 32 kilometres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.measures import Quantity, quantities
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.checks import Context
    from l10n.model import Unit


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Measures of the target that answer none of the source's though they measure the same kind."""
    source = read(unit.source, context.source.language)
    if not source.has_digits:
        return
    wanted = [q for q in quantities(source) if q.sure]
    if not wanted:
        return
    given = quantities(read(unit.target, context.target.language))
    for quantity in wanted:
        if not any(quantity.same_as(other) for other in given):
            wrong = _answer(quantity, wanted, given)
            if wrong is not None:
                yield _finding(quantity, wrong)
                return


def _answer(
    quantity: Quantity, wanted: Sequence[Quantity], given: Sequence[Quantity]
) -> Quantity | None:
    """The measure that stands for this one: same number or same dimension, and another unit."""
    for other in given:
        if not other.sure or set(other.units) & set(quantity.units):
            continue
        if any(one.same_as(other) for one in wanted):
            continue
        same_number = not set(quantity.number.readings).isdisjoint(other.number.readings)
        same_kind = quantity.dimensions == other.dimensions
        if same_kind and (same_number or quantity.dimensions != {"time"}):
            return other
        if same_number and not same_kind and "time" not in quantity.dimensions | other.dimensions:
            return other
    return None


def _finding(quantity: Quantity, wrong: Quantity) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        message=say(
            "{wanted} {unit} of the source is {found} {other} here",
            wanted=quantity.number.text,
            unit=quantity.units[0],
            found=wrong.number.text,
            other=wrong.units[0],
        ),
        start=wrong.number.start,
        end=wrong.end,
        source_start=quantity.number.start,
        source_end=quantity.end,
    )
