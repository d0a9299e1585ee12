"""Every example of docs/checks, run."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest

from l10n import plugins
from l10n.model import Finding, Locale, Unit
from l10n.project.checking import Checking
from tests.checks.pages import PAGES, Example, examples

ARTICLE_LEVEL = {
    *("first-mention", "inconsistent", "name-consistency", "same-target", "term-consistency"),
}
CASES = [
    pytest.param(
        example, neighbours, n, id=f"{example.check} {example.locale} {n} {example.expect}"
    )
    for page in sorted(PAGES.glob("*.md"))
    for locale, group in groupby(examples(page), key=lambda one: one.locale)
    for found in [tuple(group)]
    for neighbours in [tuple(one.unit for one in found)]
    for n, example in enumerate(found)
]


def _found(example: Example, neighbours: tuple[Unit, ...], at: int) -> tuple[Finding, ...]:
    checking = Checking(
        glossary=example.glossary,
        source=Locale("en"),
        target=example.locale,
        names=(example.check,),
        max_headline=example.max_headline,
    )
    unit = example.unit
    alone = example.check not in ARTICLE_LEVEL
    units = (unit,) if alone else (*neighbours[:at], unit, *neighbours[at + 1 :])
    found = checking.of_units(units, even_empty=True)
    return tuple(one for one in found if (one.source, one.target) == (unit.source, unit.target))


@pytest.mark.parametrize(("example", "neighbours", "at"), CASES)
def test_a_page_says_what_its_check_finds(
    example: Example, neighbours: tuple[Unit, ...], at: int
) -> None:
    found = _found(example, neighbours, at)
    severities = sorted({str(one.severity) for one in found}) or ["ok"]
    assert severities == [example.expect], (example.unit.source, example.unit.target, found)


@pytest.mark.parametrize(("example", "neighbours", "at"), CASES)
def test_a_finding_points_into_its_texts_and_its_fix_removes_it(
    example: Example, neighbours: tuple[Unit, ...], at: int
) -> None:
    unit = example.unit
    for finding in _found(example, neighbours, at):
        assert 0 <= finding.start <= finding.end <= len(unit.target)
        assert 0 <= finding.source_start <= finding.source_end <= len(unit.source)
        if finding.fix is None:
            continue
        fix = finding.fix
        mended = replace(unit, target=unit.target[: fix.start] + fix.text + unit.target[fix.end :])
        left = _found(replace_unit(example, mended), neighbours, at)
        assert len(left) < len(_found(example, neighbours, at)), (mended.target, left)


def replace_unit(example: Example, unit: Unit) -> Example:
    return replace(example, unit=unit)


@pytest.mark.parametrize("name", plugins.names("checks"))
def test_every_check_has_a_page_with_a_fault_and_a_clean_text(name: str) -> None:
    kinds = {example.expect == "ok" for example in examples(PAGES / f"{name}.md")}
    assert kinds == {True, False}
