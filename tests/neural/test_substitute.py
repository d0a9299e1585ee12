"""Approved names are put where the engine wrote its own, and nothing else changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from l10n.neural import (
    Alignment,
    Engine,
    Replacement,
    Translation,
    find,
    locate,
    substitute,
)

if TYPE_CHECKING:
    from pathlib import Path

# A link says that a target piece owes a share of its attention to a source piece.
Links = dict[int, dict[int, float]]


def aligned(source: str, target: str, links: str, language: str) -> Translation:
    """Pieces are separated by ``_`` (inside a word) and spaces; ``links`` is "0-0 1-2:0.6"."""
    rows: Links = {}
    for link in links.split():
        pair, _, weight = link.partition(":")
        left, right = pair.split("-")
        rows.setdefault(int(right), {})[int(left)] = float(weight or 0.95)
    targets = spans(target)
    return Translation(
        source=source.replace("_", ""),
        text=target.replace("_", ""),
        language=language,
        alignment=Alignment(
            sources=spans(source),
            targets=targets,
            rows=tuple(tuple(rows.get(at, {}).items()) for at in range(len(targets))),
        ),
    )


def spans(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for match in re.finditer(r"[^\s_]+", text):
        before = text[: match.start()].count("_")
        found.append((match.start() - before, match.end() - before))
    return tuple(found)


def replacing(translation: Translation, **names: str) -> list[Replacement]:
    """Replacements for source words; an underscore in a keyword is a space in the source."""
    return [
        (match.start(), match.end(), name)
        for phrase, name in names.items()
        for match in re.finditer(re.escape(phrase.replace("_", " ")), translation.source)
    ]


@pytest.mark.parametrize(
    ("language", "source", "target", "links", "names", "expected"),
    [
        pytest.param(
            "pt",
            "attacks by Kat_aib Hiz_bullah",
            "ataques do Kat_aib Hiz_bullah",
            "0-0 1-1 2-2 3-3 4-4 5-5",
            {"Kataib_Hizbullah": "Kataib Hezbollah"},
            "ataques do Kataib Hezbollah",
            id="Portuguese: the preposition stays",
        ),
        pytest.param(
            "pt",
            "Operation In_herent Resolve personnel",
            "pessoal da Operação In_erente Resolve",
            "0-2 1-3 2-4 3-5 4-0 0-1:0.75",
            {"Operation_Inherent_Resolve": "Operação Resolução Inerente"},
            "pessoal da Operação Resolução Inerente",
            id="Portuguese: a lower-case word aligned with the name is not the name",
        ),
        pytest.param(
            "es",
            "Operation Inherent Resolve advises",
            "la operación inherente resuelve asesora",
            "0-1 1-2 2-3 3-4",
            {"Operation_Inherent_Resolve": "operación Resolución Inherente"},
            "la operación Resolución Inherente asesora",
            id="Spanish: a lower-case word that the approved name has too is the name",
        ),
        pytest.param(
            "fr",
            "ISIS sleeper cells",
            "les cellules d'_ISIS",
            "0-3 1-1 2-1:0.4",
            {"ISIS": "Daech"},
            "les cellules d'Daech",
            id="French: what stands before the apostrophe stays",
        ),
        pytest.param(
            "ar",
            "talks in Iraq and Jordan",
            "محادثات في العراق وال_أردن",
            "0-0 1-1 2-2 3-3:0.5 4-3:0.4 4-4",
            {"Jordan": "الأردن", "Iraq": "العراق"},
            "محادثات في العراق والأردن",
            id="Arabic: and the article written on the name",
        ),
        pytest.param(
            "ar",
            "and Sudani said",
            "وال_سودان_ي قال",
            "0-0:0.6 1-0:0.3 1-1 1-2 2-3",
            {"Sudani": "السوداني"},
            "والسوداني قال",
            id="Arabic: a name that was right stays as it is",
        ),
        pytest.param(
            "ar",
            "for Al-Fassel and Baghdad",
            "لل_فصل وبغ_داد",
            "0-0:0.6 1-1 2-2:0.5 3-2:0.45 3-3",
            {"Al-Fassel": "الفاصل", "Baghdad": "بغداد"},
            "للفاصل وبغداد",
            id="Arabic: lam and the article contract, and the b of Baghdad is its own",
        ),
        pytest.param(
            "ar",
            "in Washington",
            "ب_واشنطون",
            "0-0 1-1",
            {"Washington": "واشنطن"},
            "بواشنطن",
            id="Arabic: the w of Washington is its own",
        ),
        pytest.param(
            "fa",
            "groups like Kataib Hizbullah said",
            "گروه‌هایی مانند گردان‌های حزب‌الله گفتند",
            "0-0 1-1 2-2 3-3 4-4",
            {"Kataib_Hizbullah": "کتائب حزب‌الله"},
            "گروه‌هایی مانند کتائب حزب‌الله گفتند",
            id="Persian: words are joined by the zero-width non-joiner",
        ),
        pytest.param(
            "fa",
            "near Erbil",
            "نزدیک ار_بیل",
            "0-0 1-1:0.65 1-2",
            {"Erbil": "اربیل"},
            "نزدیک اربیل",
            id="Persian: a weak piece belongs to its word",
        ),
        pytest.param(
            "ur",
            "Austin said in Iraq",
            "آسٹن نے عراق میں کہا",
            "0-0 1-4 2-3 3-2 0-1:0.4",
            {"Austin": "لائیڈ آسٹن", "Iraq": "عراق"},
            "لائیڈ آسٹن نے عراق میں کہا",
            id="Urdu: the postposition stays",
        ),
        pytest.param(
            "ckb",
            "the base in Erbil",
            "بنکەکە لە هەولێر_دا",
            "1-0 2-1 3-2 2-3:0.8",
            {"Erbil": "هەولێر"},
            "بنکەکە لە هەولێردا",
            id="Sorani: an ending on the approved name stays",
        ),
        pytest.param(
            "he",
            "and in Iraq Hamas said",
            "וב_עיראק חמס אמר",
            "0-0:0.5 1-0:0.4 2-1 3-2 4-3",
            {"Iraq": "עיראק", "Hamas": "חמאס"},
            "ובעיראק חמאס אמר",
            id="Hebrew: two small words on the name",
        ),
        pytest.param(
            "he",
            "the Lebanon border",
            "גבול לבנון",
            "1-1 2-0",
            {"Lebanon": "לבנון"},
            "גבול לבנון",
            id="Hebrew: the l of Lebanon is its own",
        ),
        pytest.param(
            "tr",
            "ISIS remnants in Iraq",
            "Irak_'_taki IŞİD kalıntıları",
            "0-3 1-4 2-2:0.6 3-0 3-1:0.5 3-2:0.4",
            {"ISIS": "DEAŞ", "Iraq": "Irak"},
            "Irak'taki DEAŞ kalıntıları",
            id="Turkish: the ending after the apostrophe stays",
        ),
        pytest.param(
            "tr",
            "attacks of Kataib Hizbullah",
            "Hizbullah Tugaylar_ı_'_nın saldırıları",
            "0-5 2-1 2-2 3-0 2-3:0.8 2-4:0.8",
            {"Kataib_Hizbullah": "Ketaib Hizbullah"},
            "Ketaib Hizbullah'nın saldırıları",
            id="Turkish: the ending stays though it is aligned with the name",
        ),
        pytest.param(
            "ru",
            "in Iraq and Syria",
            "в Ираке и Сирии",
            "0-0 1-1 2-2 3-3",
            {"Iraq": "Ирак", "Syria": "Сирия"},
            "в Ираке и Сирии",
            id="Russian: an approved name in another case stays",
        ),
        pytest.param(
            "ru",
            "group Kataib Hizbullah said",
            "группа «_Катаиб Хизбалла_» заявила",
            "0-0 1-2 2-3 3-5",
            {"Kataib_Hizbullah": "«Катаиб Хезболла»"},
            "группа «Катаиб Хезболла» заявила",
            id="Russian: quotation marks are not doubled",
        ),
        pytest.param(
            "zh",
            "Iraq and Syria",
            "伊拉克 和_叙利_亚",
            "0-0 1-1 2-2 2-3",
            {"Syria": "敘利亞"},
            "伊拉克 和敘利亞",
            id="Chinese: no words to widen to",
        ),
        pytest.param(
            "pt",
            "coalition forces",
            "Coal_izão forças",
            "0-0 0-1 1-2",
            {"coalition": "coligação internacional"},
            "Coligação internacional forças",
            id="the first word keeps its capital",
        ),
        pytest.param(
            "pt",
            "Kataib said",
            "Kataib disse",
            "1-1",
            {"Kataib": "Kataëb"},
            "Kataëb disse",
            id="not aligned, but there letter by letter",
        ),
        pytest.param(
            "pt",
            "Mohammed Shiaa Sudani said",
            "Mohammed Shiaa Sudani disse",
            "0-0 1-1:0.5 1-2:0.4 2-2:0.3 3-3",
            {"Mohammed_Shiaa_Sudani": "Mohammed Shia al-Sudani"},
            "Mohammed Shia al-Sudani disse",
            id="aligned in part, the rest letter by letter",
        ),
    ],
)
def test_a_name_is_replaced(
    language: str, source: str, target: str, links: str, names: dict[str, str], expected: str
) -> None:
    translation = aligned(source, target, links, language)
    done = substitute(translation, replacing(translation, **names))
    assert done.text == expected
    assert done.failures == ()
    for one in done.located:
        assert translation.text[slice(*one.before)] == one.replaced


@pytest.mark.parametrize(
    ("language", "source", "target", "links", "names", "reason"),
    [
        pytest.param(
            "ar",
            "talks in Iraq",
            "محادثات هناك",
            "0-0 1-1:0.6",
            {"Iraq": "العراق"},
            "no piece",
            id="Arabic: the name was left out",
        ),
        pytest.param(
            "fa",
            "talks in Iraq",
            "گفتگوها .",
            "0-0 2-1",
            {"Iraq": "عراق"},
            "punctuation",
            id="Persian: only a full stop is aligned",
        ),
        pytest.param(
            "ur",
            "IS attacked",
            "عراق اور شام میں نام نہاد اسلامی ریاست نے حملہ کیا",
            "0-0 0-1 0-2 0-3 0-4 0-5 0-6 0-7 1-9",
            {"IS": "داعش"},
            "far more",
            id="Urdu: a whole clause is aligned",
        ),
        pytest.param(
            "he",
            "Hamas Iraq",
            "חמאסעיראק",
            "0-0:0.75 1-0:0.75",
            {"Hamas": "חמאס", "Iraq": "עיראק"},
            "overlap",
            id="Hebrew: two names in one place",
        ),
        pytest.param(
            "fr",
            "US troops",
            "troupes américaines",
            "0-1 1-0",
            {"US": "États-Unis"},
            "adjective",
            id="French: an adjective for a country",
        ),
        pytest.param(
            "pt",
            "Iraqi-US talks",
            "conversas iraquianas_-_americanas",
            "0-1 0-3 1-0",
            {"US": "Estados Unidos"},
            "adjective",
            id="Portuguese: an adjective in a compound",
        ),
    ],
)
def test_a_name_without_a_certain_place_is_left_alone(
    language: str, source: str, target: str, links: str, names: dict[str, str], reason: str
) -> None:
    translation = aligned(source, target, links, language)
    done = substitute(translation, replacing(translation, **names))
    assert done.text == translation.text
    assert {reason in failure.reason for failure in done.failures} == {True}


@pytest.mark.parametrize(
    ("target", "links", "expected", "failures"),
    [
        pytest.param(
            "Kataib disse a Kataib",
            "0-0 1-1 2-2 3-3",
            "Kataëb disse a Kataëb",
            0,
            id="each aligned with its own",
        ),
        pytest.param(
            "Kataibe disse a Kataibe",
            "0-0:0.4 3-0:0.5 1-1 2-2 0-3:0.6 3-3:0.3",
            "Kataëb disse a Kataëb",
            0,
            id="attention is divided between the two",
        ),
        pytest.param(
            "Kataibe disse a si",
            "0-0:0.4 3-0:0.5 1-1 2-2",
            "Kataëb disse a si",
            1,
            id="the second became a pronoun",
        ),
    ],
)
def test_a_name_that_stands_twice(target: str, links: str, expected: str, failures: int) -> None:
    translation = aligned("Kataib said to Kataib", target, links, "pt")
    done = substitute(translation, replacing(translation, Kataib="Kataëb"))
    assert done.text == expected
    assert len(done.failures) == failures


def test_spans_after_substitution_are_true() -> None:
    translation = aligned(
        "Hamas and ISIS in Iraq", "حمس وداعش في عراق", "0-0 1-1:0.3 2-1:0.7 3-2 4-3", "ar"
    )
    names = {"Hamas": "حماس", "ISIS": "داعش", "Iraq": "العراق"}
    done = substitute(translation, replacing(translation, **names))
    assert done.text == "حماس وداعش في العراق"
    assert [done.text[slice(*one.after)] for one in done.located] == ["حماس", "وداعش", "العراق"]
    assert [one.review for one in done.located] == [False, True, False]


@pytest.mark.parametrize(
    ("language", "source", "target", "links", "names", "review"),
    [
        ("fr", "cells of ISIS", "cellules d'_ISIS", "0-0 2-2", {"ISIS": "Daech"}, True),
        ("pt", "US talks", "conversas EUA_-_Iraque", "0-1 1-0", {"US": "Estados Unidos"}, True),
        ("tr", "in Iraq", "Iraq_'_ta", "0-1 1-0", {"Iraq": "Irak"}, True),
        ("ar", "and Iraq", "وعراق", "0-0:0.2 1-0:0.75", {"Iraq": "العراق"}, True),
        ("ru", "of Syria", "Сирии", "1-0", {"Syria": "Сирия"}, True),
        ("ur", "in Iraq", "عراق میں", "1-0 0-1", {"Iraq": "عراق"}, False),
        ("ckb", "in Iraq", "لە عیراق", "1-1 0-0", {"Iraq": "عێراق"}, False),
    ],
)
def test_what_the_grammar_added_is_marked_for_review(
    language: str, source: str, target: str, links: str, names: dict[str, str], *, review: bool
) -> None:
    translation = aligned(source, target, links, language)
    (one,) = substitute(translation, replacing(translation, **names)).located
    assert one.review is review


def test_without_replacements_nothing_changes() -> None:
    translation = aligned("Iraq", "العراق", "0-0", "ar")
    assert substitute(translation, []).text == "العراق"


@pytest.mark.parametrize(
    ("source", "phrase", "target", "links", "expected"),
    [
        pytest.param(
            "see the report on Iraq today",
            "the report on Iraq",
            "اطلع اليوم على التقرير عن العراق",
            "0-0 5-1 0-2 2-3 3-4 4-5",
            "التقرير عن العراق",
            id="Arabic: a link over several words",
        ),
        pytest.param(
            "he said so .",
            "so .",
            "او چنین را گفت .",
            "0-0 1-3 2-1:0.98 3-4",
            "چنین",
            id="Persian: the larger part of what was torn apart",
        ),
        pytest.param(
            "a strong word",
            "strong",
            "ایک مضبوط لفظ",
            "0-0 1-1 2-2",
            "مضبوط",
            id="Urdu: one word in bold",
        ),
        pytest.param(
            "The US talks here",
            "US talks",
            "As conversas dos EUA aqui",
            "0-0 2-1 1-2 1-3 3-4",
            "conversas dos EUA",
            id="Portuguese: small words inside a link stay inside",
        ),
        pytest.param("one two", "two", "אחת", "0-0", None, id="Hebrew: nothing is aligned"),
    ],
)
def test_the_place_of_a_phrase_is_found(
    source: str, phrase: str, target: str, links: str, expected: str | None
) -> None:
    translation = aligned(source, target, links, "")
    start = translation.source.index(phrase)
    place = locate(translation, (start, start + len(phrase)))
    assert (place and translation.text[slice(*place)]) == expected


def test_the_real_model_gets_its_names_right(real_models: Path) -> None:
    text = (
        "US bases in Iraq and Syria have come under more than 160 attacks by Iran-backed groups, "
        "foremost among them Kataib Hizbullah."
    )
    (translation,) = Engine.open(find("en", "pt-BR", real_models).path).translate([text])
    names = {"Kataib_Hizbullah": "Kataib Hezbollah", "Iraq": "Iraque", "Syria": "Síria"}
    done = substitute(translation, replacing(translation, **names))
    assert done.failures == ()
    assert done.text == translation.text.replace("Kataib Hizbullah", "Kataib Hezbollah")
    assert "Kataib Hezbollah" in done.text
