"""The language index: which articles there are in which languages, for readers or for a site."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Locale

_STYLE = """
body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem }
li { margin-block: .4rem } article ul { list-style: none; padding: 0 }
.name { color: #595959; font-size: .85rem; margin-inline-end: .5rem }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article in one language: its title there and where it is."""

    locale: Locale
    title: str
    href: str


def page(articles: Sequence[tuple[str, Sequence[Version]]]) -> str:
    """An HTML page: each article under its first title, each version in its own direction."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<title>Languages</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(_article(name, versions) for name, versions in articles)}</body>\n</html>\n"
    )


def _article(name: str, versions: Sequence[Version]) -> str:
    items = "".join(
        f'<li lang="{one.locale}" dir="{one.locale.direction}">'
        f'<span class="name">{escape(one.locale.own_name)}</span>'
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
