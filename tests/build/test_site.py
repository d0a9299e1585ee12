"""Links lead to the locale's own pages, and a page names the others."""

from __future__ import annotations

import pytest

from l10n.build.site import Site, for_site
from l10n.model import Locale

LINKS = {
    "/en/": "/{locale}/",
    "/en/legal/": "/legal/",
    "https://example.org/": "https://{locale}.example.org/",
}
PAGE = "<html><head><title>x</title></head><body>x</body></html>"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("html", '<a href="/en/news">x</a>', '<a href="/ar/news">x</a>'),
        ("html", "<a href=/en/news>/en/</a>", "<a href=/ar/news>/en/</a>"),
        ("html", '<a href="/en/legal/a">x</a>', '<a href="/legal/a">x</a>'),
        ("html", '<img src="/en/a.png">', '<img src="/en/a.png">'),
        ("html", '<a href="https://example.org/b">', '<a href="https://ar.example.org/b">'),
        ("markdown", "[مكتب](/en/a) `/en/`", "[مكتب](/ar/a) `/en/`"),
        ("markdown", "[دفتر]: </en/a b>\n", "[دفتر]: </ar/a b>\n"),
        ("markdown", "```\n[x](/en/a)\n```\n[x](/en/a)", "```\n[x](/en/a)\n```\n[x](/ar/a)"),
        ("plain-text", "/en/", "/en/"),
    ],
    ids=[
        "a link of a page",
        "a link without quotes",
        "the longest beginning fits",
        "a picture is no link",
        "an address with its host",
        "a link of Markdown",
        "a reference definition",
        "code is left alone",
        "plain text has no links",
    ],
)
def test_links_are_mapped(name: str, text: str, expected: str) -> None:
    assert for_site(text, name, Site(links=LINKS), Locale.parse("ar")) == expected


@pytest.mark.parametrize("tag", ["ar", "fa", "ur", "ckb", "he"])
def test_a_page_names_its_other_locales_once(tag: str) -> None:
    site = Site(
        id="a&b", url="https://x/{locale}/{id}", locales=(Locale.parse("en"), Locale.parse(tag))
    )
    page = for_site(PAGE, "html", site, Locale.parse(tag))
    assert f'<link rel="alternate" hreflang="{tag}" href="https://x/{tag}/a&amp;b">\n' in page
    assert (
        '<link rel="alternate" hreflang="x-default" href="https://x/en/a&amp;b">\n</head>' in page
    )
    assert for_site(page, "html", site, Locale.parse(tag)) == page
