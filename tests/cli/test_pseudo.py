"""Pseudo-locales go through the main job like any other, and are published."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import l10n

CONFIG = """
[project]
source = "en"
locales = ["en-XA", "ar-XB"]
articles = ["articles/*"]
[route]
steps = ["pseudo"]
review = "none"
[gate]
state = "translated"
"""
PAGE = "<html lang=en><p>The 2,500 soldiers left the base, he said on Monday.</p></html>"


def test_pseudo_locales_are_checked_and_published(tmp_path: Path) -> None:
    (tmp_path / "l10n.toml").write_text(CONFIG)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "page.html").write_text(PAGE)
    said = l10n("run", cwd=tmp_path)
    assert (said.code, said.err) == (0, "")
    mirrored = (tmp_path / "build" / "ar-XB" / "page.html").read_text("utf-8")
    assert '<html dir="rtl" lang=ar-XB>' in mirrored
    assert "\N{RIGHT-TO-LEFT OVERRIDE}soldiers\N{POP DIRECTIONAL FORMATTING}" in mirrored
    accented = (tmp_path / "build" / "en-XA" / "page.html").read_text("utf-8")
    assert "šööļðîîééŕš" in accented
