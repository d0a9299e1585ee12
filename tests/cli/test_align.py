"""A translation that exists already becomes a catalog, and nothing a person wrote is replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from l10n.catalog import open_catalog
from l10n.model import Locale
from tests.conftest import ROOT, l10n

LEAST = 0.98


@pytest.mark.parametrize("locale", ["ar", "fr"])
def test_the_example_article_is_aligned_with_its_translation(newsroom: Path, locale: str) -> None:
    known = open_catalog(
        newsroom / "locales" / locale / "security/us-iraq-commission.po", Locale(locale)
    )
    expected = {unit.key: unit.target for unit in known.units}
    shutil.copy(ROOT / "tests" / "golden" / f"{locale}.txt", newsroom / "there.txt")
    (newsroom / "locales" / locale / "security/us-iraq-commission.po").unlink()
    said = l10n("align", "security/us-iraq-commission", "there.txt", "-l", locale, cwd=newsroom)
    assert said.code == 0, said.err
    made = open_catalog(
        newsroom / "locales" / locale / "security/us-iraq-commission.po", Locale(locale)
    )
    right = sum(unit.target == expected[unit.key] for unit in made.units)
    assert right / len(expected) >= LEAST, said.out


def test_what_a_person_wrote_stays(small: Path) -> None:
    l10n("extract", cwd=small)
    mine = "نصي أنا."
    l10n(
        "po",
        "set",
        "locales/ar/talks.po",
        "--source",
        "Nobody was hurt.",
        "--target",
        mine,
        cwd=small,
    )
    (small / "ar.txt").write_text(
        "انتهاء المحادثات في أربيل\n\nتبقى القوات في عين الأسد. تستضيف القاعدة 2400 جندي.\n\nلم يصب أحد.\n",
        "utf-8",
    )
    assert l10n("align", "talks", "ar.txt", "-l", "ar", cwd=small).code == 0
    units = {u.source: u for u in open_catalog(small / "locales/ar/talks.po", Locale("ar")).units}
    assert units["Nobody was hurt."].target == mine
    assert units["The base hosts 2,400 soldiers."].target == "تستضيف القاعدة 2400 جندي."
