"""The language index: which articles there are in which languages, for readers or for a site."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from l10n.text.pages import END, begin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Locale

_STYLE = """
body{max-width:48rem}li{margin-block:.4rem}article{border-block-start:1px solid var(--line);padding-block:.5rem}
article ul{list-style:none;margin:0;padding:0}
.name{color:var(--soft);font-size:.85rem;margin-inline-end:.5rem}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article in one language: its title there and where it is."""

    locale: Locale
    title: str
    href: str


def page(articles: Sequence[tuple[str, Sequence[Version]]]) -> str:
    """An HTML page: each article under its first title, each version in its own direction."""
    listed = "".join(_article(name, versions) for name, versions in articles)
    return begin("Articles by language", _STYLE) + (listed or "<p>None is published.</p>\n") + END


def _article(name: str, versions: Sequence[Version]) -> str:
    items = "".join(
        f'<li lang="{one.locale}" dir="{one.locale.direction}">'
        f'<span class="name">{escape(one.locale.own_name)}</span> '
        f'<a href="{escape(one.href)}" hreflang="{one.locale}" rel="alternate">'
        f"{escape(one.title)}</a></li>\n"
        for one in versions
    )
    return f'<article id="{escape(name)}">\n<ul>\n{items}</ul>\n</article>\n'


def data(articles: Sequence[tuple[str, Sequence[Version]]]) -> str:
    """The same as JSON, for a site's own templates."""
    rows = [
        {
            "article": name,
            "versions": [
                {
                    "locale": one.locale.tag,
                    "name": one.locale.own_name,
                    "dir": one.locale.direction,
                    "title": one.title,
                    "href": one.href,
                }
                for one in versions
            ],
        }
        for name, versions in articles
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
