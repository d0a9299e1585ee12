"""``[build]`` in ``l10n.toml``: what a built article shall look like, and where it stands on the site."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from l10n.model import Locale
from l10n.project.tables import own_locale

if TYPE_CHECKING:
    from l10n.build.style import Style
    from l10n.project.tables import Table

_BRACED = re.compile(r"\{[^{}]*\}?|\}")
_URL = "an address with {locale} and {id} in it, such as 'https://example.org/{locale}/{id}.html'"
_LINK = "pairs like '/en/ = /{locale}/' ({locale} is all that is filled in)"
_INDEX = "a name below build/ (without it) that ends in .html or .json"


def _link(told: str) -> tuple[str, str]:
    """How links that begin in one way begin in another locale."""
    begin, sign, new = (part.strip() for part in told.partition(" = "))
    if not (begin and sign and new) or set(_BRACED.findall(told)) - {"{locale}"}:
        raise ValueError(told)
    return begin, new


def build_values(table: Table, locales: tuple[Locale, ...]) -> dict[str, object]:
    """The settings of the table, by the names that `Config` has for them."""
    styles = table.table_of("style")
    values: dict[str, object] = {
        "attributes": table.text_of("attributes", "set", ("set", "keep")),
        "gaps": table.text_of("gaps", "hold", ("source", "hold")),
        "links": dict(
            table.converted("links", one, _link, _LINK) for one in table.texts_of("links")
        ),
        "url": table.converted("url", table.text_of("url", ""), _url, _URL),
        "index": table.converted("index", table.text_of("index", ""), _index, _INDEX),
        "styles": {
            own_locale(styles, name, locales): _style(own, Locale.parse(name))
            for name, own in styles.sub_tables()
        },
    }
    styles.finish()
    table.finish()
    return values


def _index(name: str) -> str:
    """The name of the language index, which is written below ``build/`` and nowhere else."""
    path = PurePosixPath(name)
    outside = path.is_absolute() or ".." in path.parts or "\\" in name
    outside = outside or path.parts[:1] == ("build",)  # which would be build/build/
    if name and (outside or path.suffix not in {".html", ".json"} or path.name.startswith(".")):
        raise ValueError(name)
    return name


def _url(address: str) -> str:
    """The pattern of addresses; without both names, two pages would have one address."""
    if address and set(_BRACED.findall(address)) != {"{locale}", "{id}"}:
        raise ValueError(address)
    return address


def _style(table: Table, locale: Locale) -> Style:
    """``[build.style.LOCALE]``."""
    from l10n.build.style import MONTHS, Style
    from l10n.text.calendars import CALENDARS, knows
    from l10n.text.number_forms import ZEROS

    quotes = table.text_of("quotes", "")
    if quotes not in {"", "cldr"} and len(quotes) not in {2, 4}:
        raise table.error("quotes", quotes, 'two marks like "«»", four with inner ones, or "cldr"')
    for key, language in (("months", "ar"), ("spaces", "fr")):
        if key in table.values and locale.language != language:
            raise table.error(
                key, table.values[key], f"no value in {locale}: it is for {language} alone"
            )
    calendar = table.text_of("calendar", "", ("", *CALENDARS))
    if calendar and not knows(calendar, locale):
        raise table.error("calendar", calendar, f"one whose months are known in {locale}")
    style = Style(
        calendar=calendar,
        digits=table.text_of("digits", "", ("", *ZEROS)),
        quotes=quotes,
        spaces=table.text_of("spaces", "", ("", "french")),
        months=table.text_of("months", "", ("", *MONTHS)),
    )
    table.finish()
    return style
