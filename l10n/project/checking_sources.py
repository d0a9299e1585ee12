"""What can be checked: files that hold units in one locale, read by their suffix into a `Sheet`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l10n.catalog import Catalog, open_catalog
from l10n.catalog.header import header_fields
from l10n.catalog.lint import catalog_findings
from l10n.catalog.po import unit_of
from l10n.errors import CatalogError
from l10n.model import Finding, Locale, State, Unit
from l10n.project.suffixes import PO, SUFFIXES, XLIFF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from l10n.catalog.exchange.returned import Row

_TAG = re.compile(r"[a-z]{2,3}(?:[-_@.][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The units that a file holds in one locale, whatever its format.

    ``about`` are findings about the file itself, without path and locale; ``header`` is the unit
    whose suppressions count for those that no unit's line is responsible for. ``source`` is the
    language of the sources where the file says it.
    """

    target: Locale
    units: tuple[Unit, ...] = field(repr=False)
    source: Locale | None = None
    about: tuple[Finding, ...] = ()
    header: Unit = field(default_factory=lambda: Unit(source=""))


def sheets_of(path: Path, locale: Locale | None = None) -> tuple[Sheet, ...]:
    """Read a file: a sheet for each article that it holds.

    Without a ``locale`` it must tell its own. `CatalogError` if it is damaged.
    """
    reader = _READERS.get(path.suffix)
    if reader is None:
        raise CatalogError(
            "is no file of units", path=path, hint=f"checked are {', '.join(SUFFIXES)} files"
        )
    return reader(path, locale)


def open_any(path: Path) -> Catalog:
    """Any PO file, with the locale that it tells itself; `CatalogError` if nothing tells it."""
    catalog = open_catalog(path, Locale("und"))
    told = header_fields(catalog.file.header).get("Language", "")
    names = [told, path.stem, *(part for part in reversed(path.parent.parts))]
    for name in names:
        if _TAG.fullmatch(name):
            return replace(catalog, locale=Locale.parse(name))
    raise CatalogError(
        "does not say its language",
        path=path,
        hint='give its header a line "Language: ar\\n"',
    )


def _po(path: Path, locale: Locale | None) -> tuple[Sheet, ...]:
    catalog = open_any(path) if locale is None else open_catalog(path, locale)
    header = catalog.file.header
    told = header_fields(header).get("X-Source-Language", "")
    tag = catalog.locale.tag
    sheet = Sheet(
        target=catalog.locale,
        units=tuple(  # the second of two equal entries, too: it has suppressions of its own
            unit_of(entry, review=catalog.review, locale=tag)
            for entry in catalog.file.entries
            if not entry.obsolete and not entry.is_header
        ),
        source=Locale.parse(told) if told else None,
        about=tuple(catalog_findings(catalog.file, catalog.locale)),
        header=unit_of(header) if header else Unit(source=""),
    )
    return (sheet,)


def _xliff(path: Path, locale: Locale | None) -> tuple[Sheet, ...]:
    from l10n.catalog.exchange.xliff import read_xliff

    sheets = []
    for batch in read_xliff(path):
        target = locale or (Locale.parse(batch.locale) if batch.locale else None)
        if target is None:
            raise CatalogError("does not say its target language", path=path)
        units = tuple(_unit(row, target) for row in batch.rows)
        source = Locale.parse(batch.source) if batch.source else None
        sheets.append(Sheet(target=target, units=units, source=source))
    return tuple(sheets)


def _unit(row: Row, target: Locale) -> Unit:
    return Unit(
        source=row.source,
        context=row.context,
        target=row.texts[0],
        target_plurals=row.plurals,
        state=row.state or (State.TRANSLATED if row.texts[0] else State.INITIAL),
        locale=target.tag,
        line=row.line,
    )


_READERS: dict[str, Callable[[Path, Locale | None], tuple[Sheet, ...]]] = {
    PO: _po,
    **dict.fromkeys(XLIFF, _xliff),
}
