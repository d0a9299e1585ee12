"""``l10n source-fix``: a corrected source, accepted once for all locales."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.catalog import open_catalog
from l10n.model import Locale
from tests.conftest import l10n

TARGETS = {"ar": "لم يصب أحد.", "fa": "هیچ کس آسیب ندید."}


@pytest.fixture
def corrected(small: Path) -> Path:
    """Two catalogs with a person's text, and an article in which a sentence was corrected."""
    article = small / "articles" / "talks.txt"
    article.write_text(
        article.read_text(encoding="utf-8").replace("Nobody was hurt.", "Nobody was hurtt there."),
        encoding="utf-8",
    )
    for tag, target in TARGETS.items():
        assert l10n("extract", "-l", tag, cwd=small).code == 0
        path = f"locales/{tag}/talks.po"
        said = l10n(
            "po", "set", path, "--source", "Nobody was hurtt there.", "--target", target, cwd=small
        )
        assert said.code == 0
    article.write_text(
        article.read_text(encoding="utf-8").replace("hurtt", "hurt"), encoding="utf-8"
    )
    return small


def catalogs(place: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in (place / "locales").rglob("*.po")}


def test_what_waits_is_listed_and_nothing_is_written(corrected: Path) -> None:
    before = catalogs(corrected)
    said = l10n("source-fix", "-l", "ar", "-l", "fa", cwd=corrected)
    assert said.code == 0
    assert "Nobody was [-hurtt-]{+hurt+} there.\n    ar, fa\n2 wait" in said.out
    assert catalogs(corrected) == before


def test_a_correction_is_accepted_in_all_locales_at_once(corrected: Path) -> None:
    said = l10n("source-fix", "--text", "was hurt", "-l", "ar", "-l", "fa", cwd=corrected)
    assert (said.code, "2 accepted" in said.out) == (0, True)
    for tag, target in TARGETS.items():
        text = (corrected / "locales" / tag / "talks.po").read_text(encoding="utf-8")
        entry = text[text.index('msgid "Nobody was hurt there."') - 120 :]
        assert target in entry
        assert "fuzzy" not in entry.split("msgstr")[0].rsplit("\n\n", 1)[-1]
        assert "#| msgid" not in text
    again = l10n("source-fix", "--all", "-l", "ar", "-l", "fa", cwd=corrected)
    assert "no translation waits" in again.out


def test_another_text_accepts_nothing(corrected: Path) -> None:
    said = l10n("source-fix", "--text", "elsewhere", "-l", "ar", cwd=corrected)
    assert (said.code, "no translation waits" in said.out) == (0, True)


def test_a_text_that_waited_for_its_reader_waits_still(corrected: Path) -> None:
    path = corrected / "locales" / "ar" / "talks.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            'msgid "Nobody was hurtt there."', '#, fuzzy\nmsgid "Nobody was hurtt there."'
        ),
        encoding="utf-8",
    )
    said = l10n("source-fix", "--all", "-l", "ar", "-l", "fa", cwd=corrected)
    assert (said.code, "2 accepted" in said.out) == (0, True)
    for tag, waits in (("ar", True), ("fa", False)):
        catalog = open_catalog(corrected / "locales" / tag / "talks.po", Locale(tag))
        unit = next(u for u in catalog.units if u.source == "Nobody was hurt there.")
        assert (unit.target, unit.fuzzy) == (TARGETS[tag], waits)
        assert (unit.previous_source, unit.waited) == ("", False)
