"""The memory remembers what people reviewed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.memory import Memory
from l10n.model import MatchKind, State, Unit


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = Memory.open("sqlite:.l10n/memory.db", root=tmp_path)
    yield made
    made.close()


def reviewed(source: str, target: str) -> Unit:
    return Unit(source=source, target=target, state=State.REVIEWED)


PAIRS = {
    "ar": ("The talks began on January 27.", "بدأت المحادثات في 27 كانون الثاني/يناير."),
    "fa": ("The talks began.", "گفت\N{ZERO WIDTH NON-JOINER}وگوها آغاز شد."),
    "ur": ("The base is in Erbil.", "اڈہ اربیل میں ہے۔"),
    "ckb": ("The base is in Erbil.", "بنکەکە لە هەولێرە."),
    "he": ("The talks began.", "השיחות החלו."),
}


@pytest.mark.parametrize("locale", PAIRS)
def test_a_reviewed_sentence_is_recalled_exactly(memory: Memory, locale: str) -> None:
    source, target = PAIRS[locale]
    memory.remember([reviewed(source, target)], source="en", target=locale, article="a")
    (match,) = memory.recall(source.replace(" ", "  "), locale)
    assert (match.target, match.similarity, match.kind) == (target, 100, MatchKind.EXACT)


def test_what_waits_for_a_person_is_not_remembered(memory: Memory) -> None:
    waiting = [
        Unit(source="One.", target="واحد.", fuzzy=True, state=State.TRANSLATED),
        Unit(source="Two.", target="اثنان.", state=State.TRANSLATED),
        Unit(source="Three."),
    ]
    assert memory.remember(waiting, source="en", target="ar") == 0
    assert memory.size("en", "ar") == 0


def test_another_number_is_99_at_most(memory: Memory) -> None:
    memory.remember([reviewed("2,400 soldiers.", "2400 جندي.")], source="en", target="ar")
    (match,) = memory.recall("9,100 soldiers.", "ar")
    assert (match.similarity, match.kind) == (99, MatchKind.FUZZY)


def test_feeding_twice_changes_nothing_and_a_correction_replaces(memory: Memory) -> None:
    assert memory.remember([reviewed("A.", "ا.")], source="en", target="ar", article="x") == 1
    assert memory.remember([reviewed("A.", "ا.")], source="en", target="ar", article="x") == 0
    assert memory.remember([reviewed("A.", "أ.")], source="en", target="ar", article="x") == 1
    assert [m.target for m in memory.recall("A.", "ar")] == ["أ."]


def test_what_left_its_article_is_forgotten(memory: Memory) -> None:
    memory.remember(
        [reviewed("A.", "ا."), reviewed("B.", "ب.")], source="en", target="ar", article="x"
    )
    memory.remember([reviewed("B.", "ب.")], source="en", target="ar", article="x")
    assert memory.recall("A.", "ar", at_least=100) == ()
    assert memory.size("en", "ar") == 1


def test_the_best_comes_first_and_the_unlike_not_at_all(memory: Memory) -> None:
    rows = [
        reviewed("The talks began in Baghdad.", "1"),
        reviewed("The talks began in Erbil.", "2"),
        reviewed("Nothing of the kind happened.", "3"),
    ]
    memory.remember(rows, source="en", target="ar")
    found = memory.recall("The talks begin in Erbil.", "ar", at_least=70)
    assert [match.target for match in found] == ["2", "1"]
