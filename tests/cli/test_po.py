"""``l10n po set`` and ``l10n why``: one entry is meant, and no text goes by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import l10n

SOURCE = "Nobody was hurt."
PO = "locales/ar/talks.po"
PLURAL = (
    'msgid ""\nmsgstr ""\n"Language: he\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    'msgid "%d base"\nmsgid_plural "%d bases"\nmsgstr[0] "בסיס אחד"\nmsgstr[1] "%d בסיסים"\n'
)


def entry(folder: Path, source: str = SOURCE) -> str:
    text = (folder / PO).read_text("utf-8")
    return next(one for one in text.split("\n\n") if f'msgid "{source}"' in one)


@pytest.mark.parametrize("target", ["", " "])
def test_an_empty_target_takes_no_text_away(reviewed: Path, target: str) -> None:
    before = (reviewed / PO).read_bytes()
    said = l10n("po", "set", PO, "--source", SOURCE, "--target", target, cwd=reviewed)
    assert said.code == 2
    assert "an empty --target would take a text away: لم يُصب أحد بأذى." in said.err
    assert "--clear" in said.err
    assert (reviewed / PO).read_bytes() == before


def test_what_is_taken_away_on_purpose_is_kept_beside_the_entry(reviewed: Path) -> None:
    said = l10n("po", "set", PO, "--source", SOURCE, "--target", "", "--clear", cwd=reviewed)
    assert said.code == 0
    assert 'msgstr ""' in entry(reviewed)
    assert "#. proposal: لم يُصب أحد بأذى." in entry(reviewed)
    assert l10n("extract", "-l", "ar", cwd=reviewed).code == 0
    assert "#. proposal: لم يُصب أحد بأذى." in entry(reviewed)


def test_a_plural_gets_a_text_for_each_form_or_none(tmp_path: Path) -> None:
    file = tmp_path / "site.po"
    file.write_text(PLURAL, "utf-8")
    said = l10n("po", "set", "site.po", "--source", "%d base", "--target", "אחד", cwd=tmp_path)
    assert (said.code, "has 2 forms of a plural, not 1" in said.err) == (2, True)
    assert file.read_text("utf-8") == PLURAL
    targets = ("--target", "אחד", "--target", "%d רבים")
    assert l10n("po", "set", "site.po", "--source", "%d base", *targets, cwd=tmp_path).code == 0
    assert 'msgstr[0] "אחד"\nmsgstr[1] "%d רבים"' in file.read_text("utf-8")


def test_a_title_and_a_headline_of_one_text_are_told_apart(small: Path) -> None:
    (small / "articles/page.html").write_text(
        "<html><head><title>Talks end</title></head><body><h1>Talks end</h1></body></html>\n"
    )
    l10n("extract", "-l", "ar", cwd=small)
    said = l10n("why", "page", "Talks end", "-l", "ar", cwd=small)
    assert said.code == 2
    assert "choose one: --context 'title', --context 'headline'" in said.err
    shown = l10n("why", "page", "Talks", "-l", "ar", "--context", "title", cwd=small)
    assert (shown.code, shown.out.splitlines()[0]) == (0, "source: Talks end")
    said = l10n("why", "page", "Talks", "-l", "ar", "--context", "deck", cwd=small)
    assert (said.code, "no entry 'Talks' in the context 'deck'" in said.err) == (2, True)
