"""Every example of docs/checks, run."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest

from l10n import plugins
from l10n.checks import Context, run
from l10n.model import Finding, Locale, Unit
from tests.checks.pages import PAGES, Example, examples

ARTICLE_LEVEL = {"inconsistent", "name-consistency", "same-target"}
CASES = [
    pytest.param(example, neighbours, id=f"{example.check} {example.locale} {n} {example.expect}")
    for page in sorted(PAGES.glob("*.md"))
    for locale, group in groupby(examples(page), key=lambda one: one.locale)
    for found in [tuple(group)]
    for neighbours in [tuple(one.unit for one in found)]
    for n, example in enumerate(found)
]


def _found(example: Example, neighbours: tuple[Unit, ...]) -> tuple[Finding, ...]:
    context = Context(
        source=Locale("en"),
        target=example.locale,
        terms=example.terms,
        neighbours=neighbours if example.check in ARTICLE_LEVEL else (),
        max_headline=example.max_headline,
    )
    return run(example.unit, context, (example.check,))


@pytest.mark.parametrize(("example", "neighbours"), CASES)
def test_a_page_says_what_its_check_finds(example: Example, neighbours: tuple[Unit, ...]) -> None:
    found = _found(example, neighbours)
    severities = sorted({str(one.severity) for one in found}) or ["ok"]
    assert severities == [example.expect], (example.unit.source, example.unit.target, found)


@pytest.mark.parametrize(("example", "neighbours"), CASES)
def test_a_finding_points_into_its_texts_and_its_fix_removes_it(
    example: Example, neighbours: tuple[Unit, ...]
) -> None:
    unit = example.unit
    for finding in _found(example, neighbours):
        assert 0 <= finding.start <= finding.end <= len(unit.target)
        assert 0 <= finding.source_start <= finding.source_end <= len(unit.source)
        if finding.fix is None:
            continue
        fix = finding.fix
        mended = replace(unit, target=unit.target[: fix.start] + fix.text + unit.target[fix.end :])
        left = _found(replace_unit(example, mended), neighbours)
        assert len(left) < len(_found(example, neighbours)), (mended.target, left)


def replace_unit(example: Example, unit: Unit) -> Example:
    return replace(example, unit=unit)


@pytest.mark.parametrize("name", plugins.names("checks"))
def test_every_check_has_a_page_with_a_fault_and_a_clean_text(name: str) -> None:
    kinds = {example.expect == "ok" for example in examples(PAGES / f"{name}.md")}
    assert kinds == {True, False}
