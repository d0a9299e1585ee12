"""What a site wants of a localized page: links to pages of its locale, and the other locales named.

``links`` maps the beginning of a link's address to another, in which ``{locale}`` is the locale's
tag; ``urls`` is where the article stands in each locale, with ``{locale}`` and ``{id}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from l10n.formats import splice
from l10n.text.html_tokens import END, START, attributes, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from l10n.model import Locale

_LINKING = frozenset({"a", "area"})
_FENCE = re.compile(
    r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_ADDRESS = re.compile(r"(?<=\]\()<?[^\s()<>]+|(?<=\]: )<?[^\s<>]+|(?<=\bhref=[\"'])[^\"']+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a project says about its site; empty, it wants nothing."""

    id: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    locales: Sequence[Locale] = ()

    def address(self, locale: Locale) -> str:
        """Where the article stands in a locale; empty if nobody said."""
        return self.url.replace("{locale}", locale.tag).replace("{id}", self.id)


def for_site(text: str, format_name: str, site: Site, target: Locale) -> str:
    """The built text with its links mapped and, in a page, its other locales named in the head."""
    if format_name == "html":
        return _page(text, site, target)
    if format_name == "markdown" and site.links:
        return _markdown(text, _mapper(site.links, target))
    return text


def _mapper(links: Mapping[str, str], target: Locale) -> Callable[[str], str]:
    longest = sorted(links, key=len, reverse=True)

    def mapped(address: str) -> str:
        bare = address.removeprefix("<")
        for begin in longest:
            if bare.startswith(begin):
                new = links[begin].replace("{locale}", target.tag)
                return address[: len(address) - len(bare)] + new + bare[len(begin) :]
        return address

    return mapped


def _page(text: str, site: Site, target: Locale) -> str:
    mapped = _mapper(site.links, target)
    edits: dict[tuple[int, int], str] = {}
    named = False
    for token in tokens(text):
        if token.kind == END and token.name == "head" and site.url and not named:
            edits[token.start, token.start] = _alternates(site)
            named = True
        if token.kind != START or not token.told:
            continue
        told = {one.name: one for one in attributes(text, token)}
        named = named or "hreflang" in told
        link = told.get("href") if token.name in _LINKING else None
        if link is not None and (new := mapped(link.value)) != link.value:
            edits[link.start, link.end] = new
    return splice(text, edits)


def _alternates(site: Site) -> str:
    """Links to the article in each locale; the first one is also for readers of no listed one."""
    rows = [(locale.tag, locale) for locale in site.locales]
    rows += [("x-default", site.locales[0])] if site.locales else []
    return "".join(
        f'<link rel="alternate" hreflang="{name}" href="{escape(site.address(locale))}">\n'
        for name, locale in rows
    )


def _markdown(text: str, mapped: Callable[[str], str]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in [*(fence.span() for fence in _FENCE.finditer(text)), (len(text), len(text))]:
        parts.append(_ADDRESS.sub(lambda found: mapped(found[0]), text[at:start]))
        parts.append(text[start:end])
        at = end
    return "".join(parts)
