"""First mentions, renderings in use, and forms with fallback and aliases."""

from __future__ import annotations

import pytest

from l10n.glossary import Glossary, forms, mentions, report
from l10n.model import Designation, Term, TermHit, TermStatus

ISIS = Term(
    id="isis",
    source="ISIS",
    pos="acronym",
    case_sensitive=True,
    designations=(
        Designation(locale="ar", text="داعش"),
        Designation(locale="ar", text="تنظيم الدولة الإسلامية (داعش)", status=TermStatus.FIRST),
        Designation(locale="fr", text="Daech"),
        Designation(locale="fr", text="État islamique", status=TermStatus.ADMITTED),
    ),
)
SUDANI = Term(
    id="sudani",
    source="Mohammed al-Sudani",
    variants=("al-Sudani",),
    pos="proper-name",
    designations=(
        Designation(locale="ar", text="محمد السوداني"),
        Designation(locale="ar", text="السوداني", status=TermStatus.ADMITTED, answers="al-Sudani"),
        Designation(locale="pt", text="Mohammed al-Sudani"),
    ),
)
GLOSSARY = Glossary([ISIS, SUDANI])
LONG = "قاتل تنظيم الدولة الإسلامية (داعش) في الموصل."
SHORT = "هُزم داعش هناك."
NONE = "هُزم التنظيم هناك."

MENTIONS = [
    ("the long form first, the short one later", [LONG, SHORT], []),
    ("the short form first", [SHORT, SHORT], [(0, True)]),
    ("the long form again", [LONG, SHORT, LONG], [(2, False)]),
    ("an absent term is another check's affair", [NONE, SHORT], []),
    ("an untranslated unit does not count", ["", LONG, SHORT], []),
]


@pytest.mark.parametrize(("case", "targets", "want"), MENTIONS, ids=[row[0] for row in MENTIONS])
def test_first_and_later_mentions(
    case: str, targets: list[str], want: list[tuple[int, bool]]
) -> None:
    hits = GLOSSARY.find("ISIS lost.")
    found = mentions([(hits, target) for target in targets], "ar")
    assert [(one.unit, one.first) for one in found] == want, case


def test_a_report_counts_every_rendering() -> None:
    pairs = [
        ("ISIS lost.", "Daech a perdu."),
        ("ISIS left.", "L'Etat islamique est parti."),
        ("ISIS fled.", "Daech a fui."),
        ("ISIS came.", "Le groupe est venu."),
        ("ISIS sleeps.", ""),
    ]
    (use,) = report(pairs, GLOSSARY, "fr")
    assert (use.units, use.absent, use.consistent) == (4, 1, False)
    assert {(one.form, one.count) for one in use.renderings} == {
        ("Daech", 2),
        ("État islamique", 1),
        ("", 1),
    }


def test_one_rendering_in_several_inflections_is_consistent() -> None:
    glossary = Glossary(
        [Term(id="iraq", source="Iraq", designations=(Designation(locale="ru", text="Ирак"),))]
    )
    (use,) = report([("In Iraq", "в Ираке"), ("Iraq's", "Ирака")], glossary, "ru")
    assert use.consistent


FALLBACKS = [
    ("pt-BR", "Mohammed al-Sudani", "a region falls back to its language"),
    ("pt_PT", "Mohammed al-Sudani", "in gettext's spelling as well"),
    ("ar-IQ", "محمد السوداني", "and for Arabic"),
]


@pytest.mark.parametrize(("locale", "want", "why"), FALLBACKS, ids=[row[2] for row in FALLBACKS])
def test_forms_fall_back(locale: str, want: str, why: str) -> None:
    assert forms(SUDANI, locale).preferred == (want,), why


def test_a_locale_without_forms_has_none() -> None:
    assert forms(SUDANI, "ja").approved == ()


def test_an_alias_of_the_source_has_its_own_form() -> None:
    text = "Then al-Sudani met Mohammed al-Sudani."
    alias, whole = GLOSSARY.find(text)
    assert isinstance(alias, TermHit)
    assert forms(alias, "ar").preferred == ("السوداني",)
    assert forms(whole, "ar").preferred == ("محمد السوداني",)
    assert "السوداني" in forms(whole, "ar").accepted
