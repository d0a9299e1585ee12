"""The one similarity: symmetric, 0-100, with numbers and tags set apart, and explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.similarity import Comparable, explained, folded, similarity

TEXT = st.text(
    st.sampled_from("ab 1٢<>/x\N{ZERO WIDTH NON-JOINER}אبé\N{COMBINING ACUTE ACCENT}"), max_size=30
)

WORKED = [
    ("The talks began.", "The  talks began.", 100),
    ("2,400 soldiers", "2,500 soldiers", 99),
    ("2,400 soldiers", "٢٬٥٠٠ soldiers", 99),
    ("See <a1>it</a1>.", "See it.", 76),
    ("The talks began in Erbil.", "The talks begin in Erbil.", 96),
    ("Press <br1/> now", "Press <br2/> now", 98),
    ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}", 100),
    ("بدأت المحادثات في أربيل.", "بدأت المحادثات في اربيل.", 95),
    ("گفت\N{ZERO WIDTH NON-JOINER}وگو آغاز شد.", "گفت\N{ZERO WIDTH NON-JOINER}وگو شروع شد.", 75),
    ("اڈہ اربیل میں ہے۔", "اڈہ بغداد میں ہے۔", 70),
    ("بنکەکە لە هەولێرە.", "بنکەکە لە هەولێر.", 94),
    ("השיחות החלו.", "השיחה החלה.", 75),
    ("abc", "xyz", 0),
    ("", "", 100),
    ("", "a", 0),
]


@pytest.mark.parametrize(("one", "other", "alike"), WORKED)
def test_the_worked_examples_hold(one: str, other: str, alike: int) -> None:
    assert similarity(one, other) == alike


@given(TEXT, TEXT)
def test_it_is_symmetric_and_between_0_and_100(one: str, other: str) -> None:
    alike = similarity(one, other)
    assert alike == similarity(other, one)
    assert 0 <= alike <= 100


@given(TEXT, TEXT)
def test_only_the_same_text_is_100(one: str, other: str) -> None:
    assert (similarity(one, other) == 100) == (folded(one) == folded(other))


@given(TEXT, TEXT)
def test_it_is_what_the_index_bounds(one: str, other: str) -> None:
    from rapidfuzz.distance import Levenshtein

    a, b = Comparable.of(one), Comparable.of(other)
    longer = max(len(a.signature), len(b.signature), 1)
    away = Levenshtein.distance(a.signature, b.signature)
    assert similarity(a, b) <= 100 * (longer - away) // longer


@given(TEXT, TEXT)
def test_the_edit_script_turns_one_text_into_the_other(one: str, other: str) -> None:
    edits = explained(one, other)
    assert "".join(edit.was for edit in edits) == folded(one)
    assert "".join(edit.now for edit in edits) == folded(other)
    assert all((edit.was == edit.now) == (edit.kind == "same") for edit in edits)


def test_numbers_and_tags_are_set_apart() -> None:
    edits = explained("See <a1>2,400</a1> men", "See <b1>9,100</b1> women")
    assert [(e.kind, e.was, e.now) for e in edits if e.kind != "same"] == [
        ("tag", "<a1>", "<b1>"),
        ("number", "2,400", "9,100"),
        ("tag", "</a1>", "</b1>"),
        ("text", "", "wo"),
    ]
