"""``l10n messages``: a site's interface strings from its sources to compiled catalogs."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tests.conftest import l10n

SOURCES = {
    "site/app.py": """\
from gettext import gettext as _, ngettext, pgettext

# L10N: on the front page
print(_("Read more"))
print(_("Hello %(name)s") % {"name": "x"})
print(ngettext("%(n)s comment", "%(n)s comments", 3) % {"n": 3})
print(pgettext("verb", "Share"))
""",
    "site/app.js": "document.title = gettext('Search the site');\n",
    "site/page.html": "<p>{{ _('Read more') }}</p>{% trans %}Latest news{% endtrans %}\n",
    "site/.hidden/x.py": "_('hidden')\n",
}
FORMS = ["لا تعليق", "تعليق", "تعليقان", "%(n)s تعليقات", "%(n)s تعليقًا", "%(n)s تعليق"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in SOURCES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pytest.importorskip("jinja2", reason="the extractor of Jinja2 comes with it")
    return tmp_path


def test_strings_of_python_javascript_and_templates_reach_a_compiled_catalog(site: Path) -> None:
    said = l10n("messages", "extract", "site", cwd=site)
    assert (said.code, "6 messages" in said.out) == (0, True), said.err
    template = (site / "locales" / "site.pot").read_text(encoding="utf-8")
    assert "#. L10N: on the front page" in template
    assert "#: site/app.py site/page.html" in template
    assert "#, python-format" in template
    assert 'msgctxt "verb"' in template
    assert "hidden" not in template
    assert l10n("messages", "update", "-l", "ar", "-l", "he", cwd=site).code == 0
    path = site / "locales" / "ar" / "LC_MESSAGES" / "site.po"
    text = path.read_text(encoding="utf-8")
    assert "nplurals=6" in text
    assert text.count("msgstr[5]") == 1
    for number, form in enumerate(FORMS):
        text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{form}"')
    text = text.replace('msgid "Read more"\nmsgstr ""', 'msgid "Read more"\nmsgstr "اقرأ المزيد"')
    path.write_text(text, encoding="utf-8")
    said = l10n("messages", "compile", cwd=site)
    assert (said.code, "ar/LC_MESSAGES/site.mo: 2 of 6 messages" in said.out) == (0, True)
    with path.with_suffix(".mo").open("rb") as stream:
        arabic = gettext.GNUTranslations(stream)
    assert arabic.gettext("Read more") == "اقرأ المزيد"
    assert [
        arabic.ngettext("%(n)s comment", "%(n)s comments", n) for n in (0, 1, 2, 5, 50, 100)
    ] == FORMS


def test_a_second_time_no_byte_changes_and_translations_stay(site: Path) -> None:
    def run() -> None:
        assert l10n("messages", "extract", "site", cwd=site).code == 0
        assert l10n("messages", "update", "-l", "fa", cwd=site).code == 0

    run()
    path = site / "locales" / "fa" / "LC_MESSAGES" / "site.po"
    assert (
        l10n(
            "po", "set", str(path), "--source", "Search the site", "--target", "جستجو", cwd=site
        ).code
        == 0
    )
    before = {p: p.read_bytes() for p in (path, site / "locales" / "site.pot")}
    run()
    assert {p: p.read_bytes() for p in before} == before
    app = site / "site" / "app.js"
    app.write_text("gettext('Search this site');\n", encoding="utf-8")
    run()
    text = path.read_text(encoding="utf-8")
    assert '#| msgid "Search the site"' in text
    assert "جستجو" in text


def test_a_mapping_file_and_keywords_are_those_of_babel(site: Path) -> None:
    (site / "babel.cfg").write_text("[python: **/app.py]\nencoding = utf-8\n", encoding="utf-8")
    (site / "site" / "app.py").write_text("tr('Only this')\n", encoding="utf-8")
    said = l10n(
        "messages",
        "extract",
        "site",
        "--mapping",
        "babel.cfg",
        "-k",
        "tr",
        "-t",
        "po/web.pot",
        cwd=site,
    )
    assert said.code == 0, said.err
    text = (site / "po" / "web.pot").read_text(encoding="utf-8")
    assert 'msgid "Only this"' in text
    assert "Search" not in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("extract", "nowhere"), "is not there"),
        (("update", "-t", "none.pot", "-l", "ar"), "cannot be read"),
        (("extract", "broken"), "broken/x.py"),
        (("compile",), "name locales with -l"),
        (("compile", "-l", "fr"), "l10n messages update makes it"),
        (("extract", "empty"), "no file was read"),
        (("extract", "open"), "open/x.py:"),
        (("extract", "template"), "template/x.html:2"),
        (("extract", "open", "-k", "pn:x"), "no keyword"),
        (("extract", "open", "--mapping", "open/x.py"), "no mapping"),
        (("extract", "open", "-t", "x.po"), "a .pot file"),
    ],
)
def test_a_mistake_names_the_file(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "x.py").write_bytes(b"_('\xff')\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "readme.md").write_text("_('no')", encoding="utf-8")
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "x.py").write_text("_('one'\n", encoding="utf-8")
    (tmp_path / "template").mkdir()
    (tmp_path / "template" / "x.html").write_text("<p>\n{% if %}\n", encoding="utf-8")
    said = l10n("messages", *arguments, cwd=tmp_path)
    assert "Traceback" not in said.err
    assert (said.code, says in said.err) == (2, True), said.err


def test_a_damaged_catalog_does_not_hold_back_the_other_locales(tmp_path: Path) -> None:
    (tmp_path / "site.py").write_text('_("Hello")\n', encoding="utf-8")
    assert l10n("messages", "extract", "site.py", cwd=tmp_path).code == 0
    assert l10n("messages", "update", "-l", "ar", "-l", "he", cwd=tmp_path).code == 0
    damaged = tmp_path / "locales/ar/LC_MESSAGES/site.po"
    damaged.write_text('msgid "Hello\n', encoding="utf-8")
    for verb in ("update", "compile"):
        said = l10n("messages", verb, cwd=tmp_path)
        assert said.code == 2
        assert "locales/ar/LC_MESSAGES/site.po:1" in said.err
        assert "locales/he/LC_MESSAGES/site" in said.out
