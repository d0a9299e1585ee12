"""Forms verified in target texts: 22 languages, from a table, and what holds for every text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary import Prepared, occurrences, verify
from l10n.glossary.languages import codes
from l10n.model.term import TargetForms, Verdict

VERDICTS = {"+": Verdict.PRESENT, "~": Verdict.DERIVED, "-": Verdict.ABSENT}
TABLE = Path(__file__).with_name("verified.txt")


def cases() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [[cell.strip() for cell in row] for row in rows]


@pytest.mark.parametrize("lang", sorted({row[0] for row in cases()}))
def test_a_form_is_present_derived_or_absent(lang: str) -> None:
    wrong = []
    for _, term, text, wanted, *pos in (row for row in cases() if row[0] == lang):
        found = verify(text, term, lang, pos=pos[0] if pos else "proper-name")
        if found.verdict is not VERDICTS[wanted]:
            wrong.append((term, text, wanted, str(found.verdict)))
    assert not wrong


def test_the_table_has_every_language_with_a_file() -> None:
    assert {row[0] for row in cases()} >= set(codes()) - {"und"}


@pytest.mark.parametrize(
    ("lang", "text", "term", "word"),
    [
        ("ar", "مساعدات للعراق أمس", "العراق", "للعراق"),
        ("ar", "قال المحلّل طارق الشمّري ذلك", "طارق الشمري", "طارق الشمّري"),
        (
            "fa",
            "پهپاد\N{ZERO WIDTH NON-JOINER}های انتحاری",
            "پهپاد",
            "پهپاد\N{ZERO WIDTH NON-JOINER}های",
        ),
        ("ur", "ڈرون حملوں میں", "ڈرون حملہ", "ڈرون حملوں"),
        (
            "ckb",
            "لە هه\N{ZERO WIDTH NON-JOINER}ولێر بوو",
            "هەولێر",
            "هه\N{ZERO WIDTH NON-JOINER}ولێر",
        ),
        ("he", "הוא הגיע מעיראק", "עיראק", "עיראק"),
        ("tr", "Heyet İran'dan döndü", "İran", "İran'dan"),
        ("ru", "встреча с Ллойдом Остином", "Ллойд Остин", "Ллойдом Остином"),
        ("fr", "la base d’Ain al-Asad", "Aïn al-Asad", "Ain al-Asad"),
        ("de", "die Drohnenangriffe", "Drohne", "Drohnenangriffe"),
        ("zh", "美国防长劳埃德•奥斯汀说", "劳埃德·奥斯汀", "劳埃德•奥斯汀"),
    ],
)
def test_the_span_is_the_word_in_the_original_text(
    lang: str, text: str, term: str, word: str
) -> None:
    found = verify(text, term, lang)
    start = found.lead if lang == "ar" and word.startswith("لل") else found.start
    assert text[start : found.end] == word


def test_a_proclitic_is_outside_the_span_and_where_it_begins_is_told() -> None:
    text = "وبإيران"
    found = verify(text, "إيران", "ar")
    assert (found.lead, text[found.start : found.end]) == (0, "إيران")


def test_preferred_and_admitted_forms_are_present_and_accepted_ones_derived() -> None:
    forms = TargetForms(
        locale="ar",
        preferred=("الولايات المتحدة",),
        admitted=("أميركا",),
        accepted=("أميركي",),
    )
    said = [
        verify(text, forms, "ar").verdict
        for text in ("في الولايات المتحدة", "في اميركا", "مسؤول أميركي", "مسؤول بريطاني")
    ]
    assert said == [Verdict.PRESENT, Verdict.PRESENT, Verdict.DERIVED, Verdict.ABSENT]


def test_every_place_is_found_from_the_left_without_overlaps() -> None:
    text = "العراق وإيران، والعراق"
    found = list(occurrences(text, ("العراق", "إيران"), "ar"))
    assert [text[hit.start : hit.end] for hit in found] == ["العراق", "إيران", "العراق"]


def test_a_prepared_segment_gives_the_same_verdicts() -> None:
    for lang, term, text, _, *pos in cases():
        kind = pos[0] if pos else "proper-name"
        assert verify(Prepared.of(text, lang), term, lang, pos=kind) == verify(
            text, term, lang, pos=kind
        )


def test_a_language_without_a_file_knows_the_exact_form_only() -> None:
    assert verify("Vojska v Iraku", "Irak", "sl").verdict is Verdict.ABSENT
    assert verify("Država Irak", "Irak", "sl").verdict is Verdict.PRESENT


def test_a_regional_tag_has_the_language_s_rules() -> None:
    assert verify("as coalizões", "coalizão", "pt-BR").verdict is Verdict.PRESENT
    assert verify("للعراق", "العراق", "ar-IQ").verdict is Verdict.PRESENT


SCRIPTS = "ءاأبتثجحدرسعقكلمنهويةىپچگکیےۆێەאבגדהוזחיכלמםנתабвгдеиіїйклмнопрстьяabcdeéñoöüıİ'- .\u200c\u064e伊朗カナ한국नमा"


@given(
    text=st.text(alphabet=SCRIPTS, max_size=40),
    term=st.text(alphabet=SCRIPTS, min_size=1, max_size=12),
    lang=st.sampled_from(sorted(codes())),
)
def test_spans_lie_within_any_text(text: str, term: str, lang: str) -> None:
    for hit in occurrences(text, term, lang):
        assert 0 <= hit.lead <= hit.start < hit.end <= len(text)
        assert hit.form == term


@given(
    word=st.text(alphabet="بتثجحدرسعفقلمن", min_size=5, max_size=9),
    clitic=st.sampled_from(["", "و", "ف", "ب", "ل", "ك", "وب", "فل"]),
)
def test_any_arabic_name_is_found_behind_any_proclitic(word: str, clitic: str) -> None:
    assert verify(f"قال {clitic}{word} ذلك", word, "ar").verdict is Verdict.PRESENT
