"""The gate: what each threshold lets through, and what it says about what it holds back."""

from __future__ import annotations

import pytest

from l10n.build.gate import reasons
from l10n.model import Finding, Key, Severity, State, Unit

KEYS = (Key("headline", "Talks end"), Key("", "Troops stay."))
DONE = Unit(
    source="Talks end", context="headline", target="انتهت المحادثات", state=State.REVIEWED, line=3
)
MACHINE = Unit(source="Troops stay.", target="تبقى القوات.", state=State.TRANSLATED, line=7)


def held(*units: Unit, findings: tuple[Finding, ...] = (), **gate: object) -> list[str]:
    told = {"state": State.REVIEWED, "severity": "error", **gate}
    found = reasons(KEYS, units, findings, **told)  # type: ignore[arg-type]
    return [f"{one.line} {one.message}" for one in found]


READ = Unit(source="Troops stay.", target="تبقى القوات.", state=State.REVIEWED, line=7)
FUZZY = Unit(source="Troops stay.", target="تبقى.", fuzzy=True, state=State.TRANSLATED, line=7)
EMPTY = Unit(source="Troops stay.", line=7)
GONE = Unit(source="An old sentence.", target="جملة قديمة.", state=State.REVIEWED, line=11)
CHANGED = "the article changed since its catalog was extracted"


@pytest.mark.parametrize(
    ("units", "gate", "wanted"),
    [
        pytest.param((DONE, READ), {}, [], id="everything reviewed may be published"),
        pytest.param(
            (DONE, MACHINE), {}, ["7 is translated, and the gate wants reviewed"],
            id="a machine's text waits for review",
        ),
        pytest.param((DONE, MACHINE), {"state": State.TRANSLATED}, [], id="or it need not"),
        pytest.param(
            (DONE, FUZZY), {"state": State.TRANSLATED}, ["7 waits for a person (fuzzy)"],
            id="fuzzy is held back even where no review is wanted",
        ),
        pytest.param((DONE, EMPTY), {}, ["7 is not translated"], id="a gap is held back"),
        pytest.param((DONE, EMPTY), {"gaps": "source"}, [], id="or shows the source"),
        pytest.param((), {}, ["0 is not translated"] * 2, id="an article never extracted"),
        pytest.param(
            (DONE,), {}, [f"0 {CHANGED} (1 units new, 0 gone): run l10n extract", "0 is not translated"],
            id="a sentence that the catalog does not have yet",
        ),
        pytest.param((DONE,), {"stale": True}, [], id="or the old catalog will do"),
        pytest.param(
            (DONE, READ, GONE), {}, [f"11 {CHANGED} (0 units new, 1 gone): run l10n extract"],
            id="a sentence that the article does not have any more",
        ),
        pytest.param((DONE, READ, GONE), {"stale": True}, [], id="or it does not matter"),
    ],
)  # fmt: skip
def test_units_are_held_back_by_state_gaps_and_staleness(
    units: tuple[Unit, ...], gate: dict[str, object], wanted: list[str]
) -> None:
    assert held(*units, **gate) == wanted


@pytest.mark.parametrize(
    ("least", "count"), [("error", 1), ("warning", 2), ("info", 3), ("never", 0)]
)
def test_findings_hold_back_from_the_chosen_severity_on(least: str, count: int) -> None:
    findings = tuple(
        Finding(severity=one, message="!", check="numbers", line=7) for one in Severity
    )
    assert len(held(DONE, READ, findings=findings, severity=least)) == count
