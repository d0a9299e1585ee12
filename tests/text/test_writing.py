"""Endings, quotation marks, look-alikes, wrong decodings and sounds."""

from __future__ import annotations

import pytest

from l10n.text import punctuation as p
from l10n.text.encoding import misread
from l10n.text.homoglyphs import straightened
from l10n.text.punctuation import ending
from l10n.text.quotes import marks
from l10n.text.reading import Reading
from l10n.text.sound import one_rendering, skeleton
from l10n.text.wording import languages, wording


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", 'He said, "We will."', p.STOP),
        ("ar", "أين القوات؟", p.QUESTION),
        ("ur", "مذاکرات شروع ہو گئے۔", p.STOP),
        ("el", "Πού;", p.QUESTION),
        ("zh", "会谈开始了……", p.ELLIPSIS),
        ("en", "See https://example.org", p.CODE),
        ("fr", "<b>Lire la suite :</b>", p.COLON),
        ("he", "השיחות החלו", p.NONE),
    ],
)
def test_how_a_text_ends(language: str, text: str, kind: str) -> None:
    assert ending(Reading(text, language)).kind == kind


def test_gershayim_are_no_quotation_marks() -> None:
    assert marks(Reading('צה"ל ויו״ר', "he")) == ()


def test_utf8_read_as_something_else_is_read_again() -> None:
    (found,) = misread("commencÃ©", cyrillic=False)
    assert found.text == "é"
    broken = "Переговоры".encode().decode("cp1251", errors="replace")
    assert [one.text for one in misread(broken, cyrillic=True)]


@pytest.mark.parametrize("text", ["café", "« compliqué », dit-il", "MANHÃ", "Ärger", "naïve"])
def test_accents_are_no_wrong_decoding(text: str) -> None:
    assert list(misread(text, cyrillic=False)) == []


def test_a_word_of_two_scripts_is_written_in_one() -> None:
    assert straightened("Ир\N{LATIN SMALL LETTER A}к", "Cyrl") == "Ирак"
    assert straightened("Иран", "Cyrl") is None


@pytest.mark.parametrize("rendering", ["Остин", "آستین", "اوستن", "אוסטין", "Остином"[:5]])
def test_a_name_sounds_alike_in_every_script(rendering: str) -> None:
    assert skeleton(rendering) == skeleton("Austin")


def test_case_endings_make_no_other_rendering() -> None:
    assert one_rendering("Остин", "Остином", "Cyrl")
    assert not one_rendering("Остин", "Аустином", "Cyrl")
    assert not one_rendering("آستین", "اوستین", "Arab")
    assert not one_rendering("בלינקן", "בלינקין", "Hebr")
    assert one_rendering("العراق", "العراقية", "Arab")


@pytest.mark.parametrize("language", languages())
def test_every_spelling_of_a_language_is_found_under_its_key(language: str) -> None:
    words = wording(language)
    for table in ("months", "weekdays"):
        for key, *spellings in words.table(table):
            for spelling in spellings:
                text = spelling.rstrip("?").replace("_", " ").replace("*", "").replace("~", "")
                found = list(words.lexicon(table).find(f"1 {text} "))
                assert any(key in hit.keys for hit in found), (table, key, spelling)
