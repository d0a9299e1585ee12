"""What people have translated is plausible, in every script; what is no translation is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.model import Locale
from l10n.routing.plausible import implausible

NTREX = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "formats" / "ntrex"
LOCALES = "ar fa ur ckb he prs ps tr fr es pt-BR ru zh-Hans zh-Hant".split()
LONG = "Officials said on Monday that nobody was hurt in the attack."
REFUSED = {
    "one word": (LONG, "محادثات.", "ar"),
    "one word in Latin letters": (LONG, "HACKED", "ar"),
    "the source in other words": (LONG, f"{LONG} Indeed.", "ckb"),
    "another language": (LONG, "Les responsables ont dit que personne n'était blessé.", "fa"),
    "two signs": (LONG, "好。", "zh-Hans"),
    "a text without end": (LONG, "گل سرخ است و بنفشه کبود است. " * 20, "fa"),
    "an empty tag": (LONG, "<a1></a1>", "ur"),
}
ACCEPTED = {
    "a quotation": ("Il faut bien le faire.", "Il faut bien le faire.", "ur"),
    "a copy, which a check looks at": (LONG, LONG, "ckb"),
    "a name": ("Kataib Hizbullah", "Kataib Hizbullah", "ar"),
    "a label": ("Read more", "المزيد", "ar"),
    "names alone": ("Agence France Presse Reuters Associated Press", "AFP", "ar"),
    "a short Chinese sentence": (LONG, "官员周一说袭击中无人受伤。", "zh-Hans"),
    "an abbreviation written out": (
        "UNRWA",
        "وكالة الأمم المتحدة لإغاثة وتشغيل اللاجئين الفلسطينيين في الشرق الأدنى (الأونروا)",
        "ar",
    ),
    "many Latin names": (
        "BBC, CNN, Reuters and Agence France Presse reported it today.",
        "نقلته BBC وCNN وReuters وAgence France Presse اليوم بالتفصيل.",
        "ar",
    ),
    "a pseudo-locale": (LONG, LONG, "ar-XB"),
}


@pytest.mark.parametrize(("source", "target", "tag"), REFUSED.values(), ids=REFUSED)
def test_no_translation_is_refused(source: str, target: str, tag: str) -> None:
    assert implausible(source, target, Locale.parse(tag))


@pytest.mark.parametrize(("source", "target", "tag"), ACCEPTED.values(), ids=ACCEPTED)
def test_a_translation_is_not(source: str, target: str, tag: str) -> None:
    assert not implausible(source, target, Locale.parse(tag))


@pytest.mark.parametrize("tag", LOCALES)
def test_what_people_have_translated_is_plausible(tag: str) -> None:
    if not NTREX.is_dir():
        pytest.skip("the NTREX texts are not beside this repository")
    english = (NTREX / "en.txt").read_text(encoding="utf-8").splitlines()
    other = (NTREX / f"{tag}.txt").read_text(encoding="utf-8").splitlines()
    locale = Locale.parse(tag)
    pairs = list(zip(english, other, strict=True))
    assert [(one, two) for one, two in pairs if implausible(one, two, locale)] == []
    back = Locale.parse("en")
    assert [two for one, two in pairs if "too many" in implausible(two, one, back)] == []
