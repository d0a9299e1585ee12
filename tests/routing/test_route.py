"""A unit goes down its steps until a target is good enough; a person's text is never replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.errors import ProviderUnavailable
from l10n.memory import Memory
from l10n.model import Finding, Fix, Severity, State, Unit
from l10n.model.unit import digest
from l10n.routing import Plan, route
from l10n.routing.plan import Rule
from tests.routing.desks import Scripted, desk


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = Memory.open(tmp_path / "memory.db")
    yield made
    made.close()


def test_an_empty_unit_gets_the_first_good_answer(tmp_path: Path, memory: Memory) -> None:
    bad = Scripted({"Good day.": "خطأ"}, identity="bad")
    good = Scripted({"Good day.": "نهارك سعيد."}, identity="good")
    routed = route(
        [Unit(source="Good day.")],
        Plan(steps=("bad", "good"), review="none"),
        desk(tmp_path, memory, bad=bad, good=good),
    )
    (unit,) = routed.units
    assert (unit.target, unit.origin, unit.fuzzy) == ("نهارك سعيد.", "good", False)
    assert unit.machine_digest == digest(unit.target)
    outcomes = [(a.step, a.outcome) for a in routed.traces[unit.key]]
    assert outcomes == [("bad", "refused"), ("good", "kept")]


def test_what_no_step_does_well_is_fuzzy_and_says_why(tmp_path: Path, memory: Memory) -> None:
    bad = Scripted({"Good day.": "خطأ"})
    routed = route(
        [Unit(source="Good day.")],
        Plan(steps=("bad",), review="none"),
        desk(tmp_path, memory, bad=bad),
    )
    assert routed.units[0].fuzzy
    assert routed.fuzzy == 1
    assert "[scripted] wrong" in routed.traces[routed.units[0].key][0].reason


def test_a_target_that_lost_a_tag_is_never_kept(tmp_path: Path, memory: Memory) -> None:
    source = "See <a1>the office</a1>."
    lossy = Scripted({source: "خطأ انظر المكتب."})
    routed = route(
        [Unit(source=source)], Plan(steps=("lossy",)), desk(tmp_path, memory, lossy=lossy)
    )
    assert routed.units == ()
    assert routed.empty == 1


def test_with_review_a_machines_text_waits_for_a_person(tmp_path: Path, memory: Memory) -> None:
    good = Scripted({"Good day.": "نهارك سعيد."})
    routed = route(
        [Unit(source="Good day.")], Plan(steps=("good",)), desk(tmp_path, memory, good=good)
    )
    assert routed.units[0].fuzzy
    assert routed.kept == 1


PERSONS = {
    "a reviewed text": Unit(source="Good day.", target="يوم جيد", state=State.REVIEWED),
    "a fuzzy text that a person wrote": Unit(source="Good day.", target="يوم جيد", fuzzy=True),
    "a machine's text that a person changed": Unit(
        source="Good day.",
        target="يوم جيد",
        fuzzy=True,
        origin="good",
        machine_digest=digest("غيره"),
    ),
}


@pytest.mark.parametrize("unit", PERSONS.values(), ids=PERSONS)
def test_a_persons_text_is_not_even_asked_about(tmp_path: Path, memory: Memory, unit: Unit) -> None:
    good = Scripted({"Good day.": "نهارك سعيد."})
    routed = route([unit], Plan(steps=("good",)), desk(tmp_path, memory, good=good), again=True)
    assert routed.units == ()
    assert good.asked == []


def test_beside_a_persons_outdated_text_a_machine_only_offers(
    tmp_path: Path, memory: Memory
) -> None:
    unit = Unit(source="Good day.", target="يوم جيد", fuzzy=True, previous_source="A day.")
    good = Scripted({"Good day.": "نهارك سعيد."})
    routed = route([unit], Plan(steps=("good",)), desk(tmp_path, memory, good=good))
    assert routed.units == (replace(unit, proposal="نهارك سعيد."),)
    assert routed.offered == 1


def test_identical_texts_are_asked_once_and_stored_replies_never_again(
    tmp_path: Path, memory: Memory
) -> None:
    good = Scripted({"Good day.": "نهارك سعيد."})
    twice = [Unit(source="Good day."), Unit(source="Good day.", context="headline")]
    at = desk(tmp_path, memory, good=good)
    assert len(route(twice, Plan(steps=("good",)), at).units) == 2
    route(twice, Plan(steps=("good",)), desk(tmp_path, memory, good=good))
    assert good.asked == ["Good day."]


def test_a_provider_that_is_down_hands_over_and_is_not_asked_again(
    tmp_path: Path, memory: Memory
) -> None:
    down = Scripted({}, identity="down", broken=ProviderUnavailable("down", provider="down"))
    good = Scripted({f"Day {n}.": f"يوم {n}." for n in range(90)}, identity="good")
    routed = route(
        [Unit(source=f"Day {n}.") for n in range(90)],
        Plan(steps=("down", "good")),
        desk(tmp_path, memory, down=down, good=good),
    )
    assert routed.kept == 90
    assert len(down.requests) == 10  # the breaker is open after that
    assert list(routed.failures) == ["down"]


def test_an_exact_memory_match_is_taken_before_a_provider(tmp_path: Path, memory: Memory) -> None:
    known = Unit(source="Good day.", target="نهارك سعيد.", state=State.REVIEWED)
    memory.remember([known], source="en", target="ar", article="other")
    good = Scripted({})
    routed = route(
        [Unit(source="Good day.")],
        Plan(steps=("memory", "good")),
        desk(tmp_path, memory, good=good),
    )
    assert (routed.units[0].target, routed.units[0].origin) == ("نهارك سعيد.", "memory")
    assert good.asked == []


def test_a_kind_of_block_may_go_another_way(tmp_path: Path, memory: Memory) -> None:
    one = Scripted({"A": "ا", "B": "ب"}, identity="one")
    two = Scripted({"A": "أ", "B": "ب"}, identity="two")
    plan = Plan(steps=("one",), rules=(Rule(kinds=("headline",), steps=("two",)),))
    route(
        [Unit(source="A", context="headline"), Unit(source="B")],
        plan,
        desk(tmp_path, memory, one=one, two=two),
    )
    assert (one.asked, two.asked) == (["B"], ["A"])


LENGTHS = {"short goes to one": ("Good day.", "one"), "long goes to two": ("Good day. " * 9, "two")}


@pytest.mark.parametrize(("source", "step"), LENGTHS.values(), ids=LENGTHS)
def test_a_long_sentence_may_go_another_way(
    tmp_path: Path, memory: Memory, source: str, step: str
) -> None:
    one = Scripted(lambda _: "نهارك سعيد.", identity="one")
    two = Scripted(lambda _: "نهارك سعيد.", identity="two")
    plan = Plan(steps=("one",), rules=(Rule(longer=50, steps=("two",)),))
    routed = route([Unit(source=source)], plan, desk(tmp_path, memory, one=one, two=two))
    assert routed.units[0].origin == step


def test_everything_decided_is_settled_once(tmp_path: Path, memory: Memory) -> None:
    good = Scripted({f"Day {n}.": f"يوم {n}." for n in range(100)})
    seen: list[str] = []
    route(
        [Unit(source=f"Day {n}.") for n in range(100)],
        Plan(steps=("good",)),
        desk(tmp_path, memory, good=good),
        lambda units, _: seen.extend(unit.source for unit in units),
    )
    assert seen == [f"Day {n}." for n in range(100)]


def test_the_best_of_several_has_no_findings_and_the_most_agreement(
    tmp_path: Path, memory: Memory
) -> None:
    wrong = Scripted({"Good day.": "خطأ"}, identity="a")
    odd = Scripted({"Good day.": "تحية طيبة لكم جميعا"}, identity="b")
    usual = Scripted({"Good day.": "نهارك سعيد."}, identity="c")
    alike = Scripted({"Good day.": "نهاركم سعيد."}, identity="d")
    routed = route(
        [Unit(source="Good day.")],
        Plan(steps=("best-of a b c d",), review="none"),
        desk(tmp_path, memory, a=wrong, b=odd, c=usual, d=alike),
    )
    assert routed.units[0].origin in {"c", "d"}
    assert routed.units[0].fuzzy is False


def test_what_a_check_can_mend_is_mended_before_it_is_refused(
    tmp_path: Path, memory: Memory
) -> None:
    def commas(unit: Unit) -> tuple[Finding, ...]:
        at = unit.target.find(",")
        if at < 0:
            return ()
        fix = Fix(start=at, end=at + 1, text="\N{ARABIC COMMA}")
        return (Finding(severity=Severity.ERROR, message="comma", check="x", fix=fix),)

    good = Scripted({"Well, good day.": "حسنا, نهارك سعيد."})
    at = replace(
        desk(tmp_path, memory, good=good), assess=lambda units: [commas(unit) for unit in units]
    )
    routed = route([Unit(source="Well, good day.")], Plan(steps=("good",), review="none"), at)
    (unit,) = routed.units
    assert unit.target == "حسنا\N{ARABIC COMMA} نهارك سعيد."
    assert not unit.fuzzy
    assert routed.traces[unit.key][0].how == "native, repaired"


@pytest.mark.parametrize(
    ("before", "target"),
    [("Talks began.", "انتهت المحادثات"), ("A fire broke out.", "أُخمد الحريق")],
    ids=["after the talks", "after the fire"],
)
def test_of_two_translations_the_one_between_the_same_neighbours_is_taken(
    tmp_path: Path, memory: Memory, before: str, target: str
) -> None:
    for first, said in (("Talks began.", "انتهت المحادثات"), ("A fire broke out.", "أُخمد الحريق")):
        units = [
            Unit(source=first, target="س", state=State.REVIEWED, origin="human"),
            Unit(source="It ended.", target=said, state=State.REVIEWED, origin="human"),
        ]
        memory.remember(units, source="en", target="ar", article=first)
    article = [Unit(source=before), Unit(source="It ended."), Unit(source="Nobody was hurt.")]
    routed = route(article, Plan(steps=("memory",)), desk(tmp_path, memory))
    (ended,) = (unit for unit in routed.units if unit.source == "It ended.")
    assert (ended.target, ended.origin) == (target, "memory")


def test_a_text_that_a_person_took_away_stays_as_a_proposal(tmp_path: Path, memory: Memory) -> None:
    good = Scripted({"Well, good day.": "نهارك سعيد."})
    unit = Unit(source="Well, good day.", proposal="طاب يومك.")
    routed = route([unit], Plan(steps=("good",)), desk(tmp_path, memory, good=good))
    (made,) = routed.units
    assert (made.target, made.proposal) == ("نهارك سعيد.", "طاب يومك.")
