"""Units looked at together are told what each of them is told alone."""

from __future__ import annotations

import pytest

from l10n.checks import Context, run, run_each
from l10n.model import Locale, Unit

ENGLISH = Locale("en")
UNITS = (
    Unit(source="Three people met in 2023.", target="Trois personnes en 2024."),
    Unit(source="A gap.", target="Un  vide"),
    Unit(source="A gap.", target="Un  vide", ignored_checks=("double-space",)),
    Unit(source="Nothing was translated.", target=""),
)


@pytest.mark.parametrize("tag", ["ar", "fa", "ur", "ckb", "he", "fr"])
def test_each_unit_has_the_findings_that_it_has_alone_beyond_one_batch(tag: str) -> None:
    context = Context(source=ENGLISH, target=Locale(tag))
    many = [(unit, context) for unit in UNITS * 40]
    assert run_each(many) == tuple(run(unit, context) for unit, context in many)


def test_a_suppressed_check_stays_silent_for_its_unit_only() -> None:
    context = Context(source=ENGLISH, target=Locale("fr"))
    _, told, silent, _ = run_each([(unit, context) for unit in UNITS], ("double-space",))
    assert [finding.check for finding in told] == ["double-space"]
    assert silent == ()


def test_of_a_missing_target_only_its_absence_is_told() -> None:
    context = Context(source=ENGLISH, target=Locale("fr"))
    assert [finding.check for finding in run_each([(UNITS[3], context)])[0]] == ["empty"]


def test_no_units_have_no_findings() -> None:
    assert run_each([]) == ()
