"""``l10n build``: house style and the language index of what is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import l10n


def configured(folder: Path, extra: str) -> Path:
    config = folder / "l10n.toml"
    config.write_text(config.read_text("utf-8") + extra, "utf-8")
    return folder


@pytest.mark.parametrize("attributes", ["set", "keep"])
def test_what_is_published_follows_the_house_and_the_catalog_stays(
    reviewed: Path, attributes: str
) -> None:
    po = (reviewed / "locales/ar/talks.po").read_bytes()
    configured(
        reviewed, f'[build]\nattributes = "{attributes}"\n[build.style.ar]\ndigits = "arab"\n'
    )
    said = l10n("build", "-l", "ar", cwd=reviewed)
    assert (said.code, said.out) == (0, "wrote build/ar/talks.txt\n")
    assert "القاعدة ٢٤٠٠ جندي" in (reviewed / "build/ar/talks.txt").read_text("utf-8")
    assert (reviewed / "locales/ar/talks.po").read_bytes() == po


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ('[build.style.ar]\ndigits = "roman"\n', 13, "digits takes one of"),
        ('[build.style.ar]\nquotes = "«"\n', 13, 'two marks like "«»"'),
        (
            '[build.style.fa]\nmonths = "gulf"\n',
            13,
            "months takes no value in fa: it is for ar alone",
        ),
        (
            '[build.style.ar]\nspaces = "french"\n',
            13,
            "spaces takes no value in ar: it is for fr alone",
        ),
        ('[build.style.de]\nquotes = "cldr"\n', 12, "a locale of this project"),
        ('[build.style]\nquotes = "cldr"\n', 13, "build.style.quotes is not a setting"),
        ('[build]\nindex = "index.txt"\n', 13, "that ends in .html or .json"),
        ('[build]\nindex = "../index.html"\n', 13, "below build/"),
        ('[build]\nindex = "build/index.html"\n', 13, "without it"),
        ('[build]\nindex = "/srv/www/index.html"\n', 13, "below build/"),
        ('[build]\nurl = "https://x.org/{slug}"\n', 13, "with {locale} and {id} in it"),
        ('[build]\nurl = "https://x.org/{locale}/{id}/{slug}"\n', 13, "{id} in it"),
        ('[build]\nurl = "https://x.org/{locale}/"\n', 13, "{id} in it"),
        ('[build]\nlinks = ["/en/ = /{lang}/"]\n', 13, "{locale} is all that is filled in"),
    ],
    ids=[
        "no such digits",
        "one mark is no pair",
        "months are Arabic's",
        "spaces are French",
        "a locale that is not published",
        "a style belongs to a locale",
        "an index of another kind",
        "an index above the folder of builds",
        "an index with the folder of builds in its name",
        "an index somewhere else",
        "an address by a name that nobody fills in",
        "one name too many",
        "all articles of a locale at one address",
        "a link by a name that nobody fills in",
    ],
)
def test_a_mistake_in_the_build_tables_says_where_and_what(
    reviewed: Path, lines: str, line: int, told: str
) -> None:
    said = l10n("build", "-l", "ar", cwd=configured(reviewed, lines))
    assert said.code == 2
    assert f"l10n.toml:{line}" in said.err
    assert told in said.err


def test_the_index_lists_what_is_built_in_its_own_words(reviewed: Path) -> None:
    configured(reviewed, '[build]\nindex = "languages.json"\n')
    said = l10n("build", "-l", "ar", cwd=reviewed)
    assert said.out == "wrote build/ar/talks.txt\nwrote build/languages.json\n"
    (article,) = json.loads((reviewed / "build/languages.json").read_text("utf-8"))
    assert article["article"] == "talks"
    assert [(one["locale"], one["dir"], one["href"]) for one in article["versions"]] == [
        ("en", "ltr", "../articles/talks.txt"),
        ("ar", "rtl", "ar/talks.txt"),
    ]
    assert article["versions"][1]["title"] == "انتهاء المحادثات في أربيل"
    assert article["versions"][1]["name"] == "العربية"


def test_the_index_page_links_by_the_sites_addresses(reviewed: Path) -> None:
    configured(reviewed, '[build]\nindex = "all/index.html"\nurl = "https://x.org/{locale}/{id}"\n')
    l10n("build", "-l", "ar", cwd=reviewed)
    page = (reviewed / "build/all/index.html").read_text("utf-8")
    assert (
        '<li lang="ar" dir="rtl"><span class="name">العربية</span> '
        '<a href="https://x.org/ar/talks" hreflang="ar" rel="alternate">'
        "انتهاء المحادثات في أربيل</a></li>\n"
    ) in page


def test_a_draft_is_not_listed(small: Path) -> None:
    configured(small, '[build]\nindex = "languages.json"\n')
    l10n("extract", cwd=small)
    assert l10n("build", "-l", "ar", "--drafts", cwd=small).code == 0
    assert json.loads((small / "build/languages.json").read_text("utf-8")) == []
