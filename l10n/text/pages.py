"""The head of every page that l10n writes for people: readable alone, without script or network."""

from __future__ import annotations

from html import escape

from l10n.text.message import pattern_of, values_of

END = "</body>\n</html>\n"
_STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#595959;--line:#ccc;--shade:#eee;--link:#0b57a4;
--error:#a80000;--warning:#7a4b00;--info:#00539f;--error-mark:#ffd3d3;--warning-mark:#ffeab0;--info-mark:#dcebff;--tag:#5b4b8a}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--soft:#b5b5b5;--line:#444;--shade:#2a2a2a;--link:#8ab4f8;
--error:#ff8a80;--warning:#ffcc80;--info:#90caf9;--error-mark:#6b1d1d;--warning-mark:#5c4400;--info-mark:#173a5e;--tag:#c3b5f5}}
body{font:1rem/1.6 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--paper)}
h1{font-size:1.4rem;line-height:1.3}h2{font-size:1.1rem}a{color:var(--link)}
table{border-collapse:collapse;width:100%}td,th{text-align:start;vertical-align:top}
"""


def begin(title: str, style: str = "", *, lang: str = "en") -> str:
    """All of a page up to its content: the title is its heading, too."""
    name = escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{name}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
    )


def said(message: str) -> str:
    """A message in a page: what stands in its gaps is isolated, whatever way that is written."""
    values = {name: f"<bdi>{escape(value)}</bdi>" for name, value in values_of(message).items()}
    return escape(pattern_of(message)).format_map(values) if values else escape(message)
