"""A proposal is put right where that is safe, and what is not is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.memory.repair import repaired
from l10n.model import Locale, Match, MatchKind
from l10n.text.inline import tags
from l10n.text.similarity import similarity

NAMES = {
    "ar": {"Erbil": "أربيل", "Baghdad": "بغداد"},
    "fa": {"Erbil": "اربیل", "Baghdad": "بغداد"},
    "ur": {"Erbil": "اربیل", "Baghdad": "بغداد"},
    "ckb": {"Erbil": "هەولێر", "Baghdad": "بەغدا"},
    "he": {"Erbil": "ארביל", "Baghdad": "בגדד"},
}


def proposal(stored: str, target: str, text: str, locale: str) -> Match:
    match = Match(
        source=stored, target=target, similarity=similarity(stored, text), kind=MatchKind.FUZZY
    )
    return repaired(match, text, Locale("en"), Locale.parse(locale), NAMES.get(locale, {}))


SAFE = [
    ("ar", "2,400 men", "2,400 رجل", "9,100 men", "9,100 رجل"),
    ("ar", "2,400 men", "٢٬٤٠٠ رجل", "9,100 men", "٩٬١٠٠ رجل"),
    ("ar", "2,400 men", "2400 رجل", "9,100 men", "2400 رجل".replace("2400", "9100")),
    ("fa", "2,400 men", "۲٬۴۰۰ نفر", "9,100 men", "۹٬۱۰۰ نفر"),
    ("ur", "240 men", "240 آدمی", "9,100 men", "9,100 آدمی"),
    ("ckb", "In 2019", "لە ٢٠١٩دا", "In 2024", "لە ٢٠٢٤دا"),
    ("he", "2,400 men", "2,400 איש", "9,100 men", "9,100 איש"),
    ("de", "240 men", "240 Mann", "9,100 men", "9.100 Mann"),
    ("de", "It grew 2.5 points.", "Es wuchs um 2,5 Punkte.", "It grew 3.75 points.", "Es wuchs um 3,75 Punkte."),
    ("de", "2 of 5 men", "2 von 5 Mann", "5 of 2 men", "5 von 2 Mann"),
    ("de", "On January 27 it began.", "Am 27. Januar begann es.", "On March 3 it began.", "Am 3. März begann es."),
    ("ar", "Talks in Erbil", "محادثات في أربيل", "Talks in Baghdad", "محادثات في بغداد"),
    ("ar", "Erbil and Basra", "البصرة وأربيل", "Baghdad and Basra", "البصرة وبغداد"),
    ("fa", "Talks in Erbil", "گفتگو در اربیل", "Talks in Baghdad", "گفتگو در بغداد"),
    ("ur", "Talks in Erbil", "اربیل میں مذاکرات", "Talks in Baghdad", "بغداد میں مذاکرات"),
    ("ckb", "Talks in Erbil", "گفتوگۆ لە هەولێر", "Talks in Baghdad", "گفتوگۆ لە بەغدا"),
    ("he", "Talks in Erbil", "שיחות בארביל", "Talks in Baghdad", "שיחות בבגדד"),
    ("ar", "See <a1>Erbil</a1>", "انظر <a1>أربيل</a1>", "See <a1>Baghdad</a1>", "انظر <a1>بغداد</a1>"),
]  # fmt: skip


def test_two_repairs_of_one_place_are_not_made() -> None:
    names = {"Camp": "Lager 5", "Base": "Basis 7"}
    match = Match(
        source="5 men of Camp", target="Mann des Lager 5", similarity=80, kind=MatchKind.FUZZY
    )
    made = repaired(match, "7 men of Base", Locale("en"), Locale("de"), names)
    assert len(made.repaired) == len(made.differences) == 1


def test_a_source_is_read_by_its_own_habits() -> None:
    match = Match(
        source="2.400 Mann, 2,5 km", target="2,400 men, 2.5 km", similarity=99, kind=MatchKind.FUZZY
    )
    made = repaired(match, "9.100 Mann, 3,75 km", Locale("de"), Locale("en"), {})
    assert (made.target, made.differences) == ("9,100 men, 3.75 km", ())


@given(*[st.text(st.sampled_from("12.,٣ a<1>/x'\N{NO-BREAK SPACE}"), max_size=25)] * 3)
def test_whatever_the_texts_a_proposal_comes_out_and_keeps_its_tags(
    stored: str, target: str, text: str
) -> None:
    made = proposal(stored, target, text, "ar")
    assert 0 <= made.similarity <= 100
    assert tags(made.target) == tags(target)


@pytest.mark.parametrize(("locale", "stored", "target", "text", "wanted"), SAFE)
def test_what_changed_is_put_right(
    locale: str, stored: str, target: str, text: str, wanted: str
) -> None:
    match = proposal(stored, target, text, locale)
    assert (match.target, match.similarity, match.differences) == (wanted, 99, ())
    assert match.repaired


UNSAFE = {
    "another plural form": ("ar", "2,400 men", "2400 رجل", "5 men", "number: 2,400 -> 5"),
    "the number twice": ("de", "2 and 2 men", "2 und 2 Mann", "3 and 2 men", "number: 2 -> 3"),
    "the number twice in the target": ("de", "In 2 ways", "2 (2) Arten", "In 3 ways", "number: 2 -> 3"),
    "the number as a word": ("de", "In 2 ways", "Auf zwei Arten", "In 3 ways", "number: 2 -> 3"),
    "the number of a tag": ("de", "In 2 ways<br2/>", "Zwei Arten<br2/>", "In 3 ways<br2/>", "number: 2 -> 3"),
    "an inflected name": ("ar", "Talks in Erbil", "محادثات أربيلية", "Talks in Baghdad", "name: Erbil -> Baghdad"),
    "one number more": ("de", "In 2 ways", "2 Arten", "In 2 ways or 3", "number: none -> 3"),
    "a negation": ("de", "They did agree", "Sie", "They did not agree", "negation"),
    "a unit": ("de", "It is 2 km long", "2 km", "It is 2 miles long", "unit: km -> mile"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_not_safe_is_left_and_said(name: str) -> None:
    locale, stored, target, text, said = UNSAFE[name]
    match = proposal(stored, target, text, locale)
    assert match.target == target
    assert said in match.differences
    assert match.similarity < 100


def test_what_is_the_same_is_not_touched() -> None:
    match = Match(source="2 men", target="2 Mann", similarity=101, kind=MatchKind.IN_CONTEXT)
    assert repaired(match, "2 men", Locale("en"), Locale("de"), {}) is match


def test_a_repaired_sentence_with_other_changes_is_as_alike_as_it_then_is() -> None:
    match = proposal("Talks in Erbil began today", "T أربيل", "Talks in Baghdad ended today", "ar")
    assert match.target == "T بغداد"
    assert match.similarity == similarity(
        "Talks in Baghdad began today", "Talks in Baghdad ended today"
    )
