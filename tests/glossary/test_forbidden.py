"""Forbidden spellings: exact, with their case, as whole words, never inside an approved one."""

from __future__ import annotations

import unicodedata

import pytest

from l10n.glossary import forbidden
from l10n.model import Designation, Term, TermStatus


def term(id_: str, locale: str, preferred: str, *banned: str, pos: str = "proper-name") -> Term:
    spellings = [Designation(locale=locale, text=preferred)]
    spellings += [
        Designation(locale=locale, text=one, status=TermStatus.FORBIDDEN) for one in banned
    ]
    return Term(id=id_, source=id_, pos=pos, designations=tuple(spellings))


SYRIA = term("syria", "ar", "سوريا", "سورية")
COALITION = term("coalition", "ar", "التحالف الدولي", "الائتلاف الدولي", pos="noun")
ASAD = term("asad", "ar", "عين الأسد", "عين الاسد", "عين أسد")
KATAIB = term("kh", "fr", "Kataëb Hezbollah", "Kataëb", "Phalanges libanaises")
PREMIER = term("pm", "fr", "Premier ministre", "Premier Ministre", pos="title")
IRAN_FA = term("iran", "fa", "ایران", "ايران")
AMERICA_UR = term("us", "ur", "امریکہ", "ریاستہائے متحدہ")
IRAQ_HE = term("iraq", "he", "עיראק", "עירק")
HEWLER = term("erbil", "ckb", "هەولێر", "ئەربیل")
HAMAS = term("hamas", "ru", "ХАМАС", "Хамас")
ISIS = term("isis", "tr", "DEAŞ", "IŞİD")
IRAQ_ZH = term("iraq", "zh", "伊拉克", "伊拉剋")

FOUND = [
    (SYRIA, "ar", "عاد الجنود من سورية.", "سورية"),
    (SYRIA, "ar", "وسورية شريك.", "سورية"),
    (COALITION, "ar", "انضم إلى الائتلاف الدولي أمس.", "الائتلاف الدولي"),
    (COALITION, "ar", "مهمة للائتلاف الدولي.", "للائتلاف الدولي"),
    (ASAD, "ar", "قاعدة عين الاسد الجوية.", "عين الاسد"),
    (KATAIB, "fr", "Les Kataëb ont réagi.", "Kataëb"),
    (PREMIER, "fr", "Le Premier Ministre a parlé.", "Premier Ministre"),
    (IRAN_FA, "fa", "سفر به ايران لغو شد.", "ايران"),
    (AMERICA_UR, "ur", "ریاستہائے متحدہ نے کہا۔", "ریاستہائے متحدہ"),
    (IRAQ_HE, "he", "הוא הגיע מעירק.", "עירק"),
    (HEWLER, "ckb", "گەیشتە ئەربیل.", "ئەربیل"),
    (HAMAS, "ru", "Представитель Хамас заявил.", "Хамас"),
    (ISIS, "tr", "IŞİD saldırdı.", "IŞİD"),
    (IRAQ_ZH, "zh", "美军在伊拉剋。", "伊拉剋"),
]
NOT_FOUND = [
    (SYRIA, "ar", "عاد الجنود من سوريا.", "the approved spelling"),
    (SYRIA, "ar", "الأراضي السورية", "a longer word"),
    (ASAD, "ar", "قاعدة عين الأسد الجوية.", "equal after folding only"),
    (KATAIB, "fr", "Le groupe Kataëb Hezbollah a nié.", "inside an approved spelling"),
    (KATAIB, "fr", "Le groupe Kataeb Hezbollah a nié.", "without the diaeresis"),
    (PREMIER, "fr", "Le Premier ministre a parlé.", "another capital"),
    (IRAN_FA, "fa", "سفر به ایران لغو شد.", "the right yeh"),
    (HAMAS, "ru", "Представитель ХАМАС заявил.", "the capitals of the house"),
    (IRAQ_HE, "he", "הוא הגיע מעיראק.", "the approved spelling"),
    (ISIS, "tr", "DEAŞ'ın IŞİDli", "a longer word"),
]


@pytest.mark.parametrize(
    ("concept", "locale", "text", "form"), FOUND, ids=[f"{row[1]} {row[3]}" for row in FOUND]
)
def test_a_forbidden_spelling_is_found_where_it_stands(
    concept: Term, locale: str, text: str, form: str
) -> None:
    uses = forbidden(text, [concept], locale)
    assert [text[use.start : use.end] for use in uses] == [form]
    assert uses[0].preferred == concept.designations[0].text


@pytest.mark.parametrize(
    ("concept", "locale", "text", "why"), NOT_FOUND, ids=[f"{r[1]} {r[3]}" for r in NOT_FOUND]
)
def test_what_only_resembles_a_forbidden_spelling_is_let_through(
    concept: Term, locale: str, text: str, why: str
) -> None:
    assert forbidden(text, [concept], locale) == (), why


def test_a_decomposed_text_is_read_as_a_composed_one() -> None:
    text = unicodedata.normalize("NFD", "Les Kataëb ont réagi.")
    (use,) = forbidden(text, [KATAIB], "fr")
    assert unicodedata.normalize("NFC", text[use.start : use.end]) == "Kataëb"


def test_another_terms_approved_spelling_protects_too() -> None:
    lebanon = term("hz", "ar", "حزب الله", "كتائب")
    brigades = term("kh", "ar", "كتائب حزب الله")
    text = "قال متحدث باسم كتائب حزب الله."
    assert forbidden(text, [lebanon, brigades], "ar") == ()
    assert len(forbidden(text, [lebanon], "ar")) == 1
