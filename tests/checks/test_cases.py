"""Faults and clean texts of our own: for each exactly the checks that should speak."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n.checks import Context, run
from l10n.model import Locale, Unit

_SPELLED = re.compile(r"\{U\+([0-9A-F]{4})\}")


class Case(NamedTuple):
    locale: str
    expected: frozenset[str]
    optional: frozenset[str]
    source: str
    target: str


def _case(line: str) -> Case:
    locale, expected, optional, source, target = line.split("\t")
    wanted = () if expected == "ok" else expected.split(",")
    source, target = (
        _SPELLED.sub(_character, text).replace("\\n", "\n") for text in (source, target)
    )
    return Case(
        locale, frozenset(wanted), frozenset(filter(None, optional.split(","))), source, target
    )


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


LINES = (Path(__file__).with_name("cases.tsv")).read_text(encoding="utf-8").split("\n")
CASES = [_case(line) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(
    "case",
    CASES,
    ids=[f"{n} {c.locale} {'+'.join(sorted(c.expected))}" for n, c in enumerate(CASES)],
)
def test_exactly_the_right_checks_speak(case: Case) -> None:
    context = Context(source=Locale("en"), target=Locale.parse(case.locale))
    found = run(Unit(source=case.source, target=case.target), context)
    spoke = {one.check for one in found}
    assert case.expected <= spoke <= case.expected | case.optional, (
        case.source,
        case.target,
        found,
    )
