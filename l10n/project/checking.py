"""Units with what the glossary says about them, through the checks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from l10n.catalog import Catalog, open_catalog
from l10n.catalog.header import header_fields
from l10n.catalog.lint import catalog_findings
from l10n.checks import Context, run
from l10n.errors import CatalogError, L10nError
from l10n.glossary import Glossary
from l10n.glossary.uses import term_uses
from l10n.model import Designation, Locale, Term, Unit
from l10n.project.check_rules import CheckRules
from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from l10n.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """Checks of one language pair with one glossary; ``names`` are those to run (empty: all)."""

    glossary: Glossary
    source: Locale
    target: Locale
    names: tuple[str, ...] = ()
    max_headline: int = 0
    rules: CheckRules = field(default_factory=CheckRules)

    def of_unit(
        self, unit: Unit, neighbours: Sequence[Unit] = (), *, even_empty: bool = False
    ) -> tuple[Finding, ...]:
        """The findings about one unit; one that nobody has translated yet has none.

        With ``even_empty`` a missing target is a fault: somebody handed it in as a translation.
        """
        if not unit.target and not even_empty:
            return ()
        context = Context(
            source=self.source,
            target=self.target,
            terms=term_uses(
                self.glossary, plain(unit.source), plain(unit.target), self.source, self.target
            ),
            neighbours=tuple(neighbours),
            max_headline=self.max_headline,
        )
        found = run(replace(unit, ignored_checks=()), context, self.names)
        return tuple(self.rules.counted(unit, found, self.target.tag))

    def of_catalog(
        self, units: Sequence[Unit], *, article: str = "", path: str = ""
    ) -> tuple[Finding, ...]:
        """The findings about all units of an article, in their order."""
        known = tuple(units)  # one object, by which checks remember the article
        return tuple(
            replace(finding, article=article, path=path)
            for unit in known
            for finding in self.of_unit(unit, known)
        )


def check(
    units: Iterable[Unit],
    *,
    checks: Sequence[str] = (),
    locale: str = "",
    source: str = "en",
    glossary: Glossary | None = None,
) -> tuple[Finding, ...]:
    """The findings of the named checks (all without names) about units of one article, in order.

    ``locale`` is that of the targets; units of a catalog know their own.
    """
    known = tuple(units)
    tag = locale or next((unit.locale for unit in known if unit.locale), "")
    checking = Checking(
        glossary=glossary or Glossary(),
        source=Locale.parse(source),
        target=Locale.parse(tag or "und"),
        names=tuple(checks),
    )
    return checking.of_catalog(known)


def of_file(path: Path, glossary: Glossary, source: Locale | None) -> tuple[Finding, ...]:
    """The findings about any PO file; its locale is its header's, its folder's or its name's."""
    catalog = open_any(path)
    target = catalog.locale
    told = header_fields(catalog.file.header).get("X-Source-Language", "")
    origin = source or (Locale.parse(told) if told else Locale("en"))
    checking = Checking(glossary=glossary, source=origin, target=target)
    place = path.as_posix()
    file_findings = (
        replace(finding, path=place, locale=target.tag)
        for finding in catalog_findings(catalog.file, target)
    )
    return (*file_findings, *checking.of_catalog(catalog.units, path=place))


def open_any(path: Path) -> Catalog:
    """Any PO file, with the locale that it tells itself; `CatalogError` if nothing tells it."""
    catalog = open_catalog(path, Locale("und"))
    told = header_fields(catalog.file.header).get("Language", "")
    names = [told, path.stem, *(part for part in reversed(path.parent.parts))]
    for name in names:
        if re.fullmatch(r"[a-z]{2,3}(?:[-_@.][A-Za-z0-9]+)*", name):
            return replace(catalog, locale=Locale.parse(name))
    raise CatalogError(
        "does not say its language",
        path=path,
        hint='give its header a line "Language: ar\\n"',
    )


def of_record(record: Mapping[str, Any], house: Callable[[str], Glossary]) -> tuple[Finding, ...]:
    """The findings about one line of the stream (docs/streams.md): a pair, or units of an article.

    ``house`` gives the glossary for a name where the line has no list of terms of its own.
    """
    told = record.get("glossary") or []
    checking = Checking(
        glossary=house(told) if isinstance(told, str) else Glossary(_terms(told, record["locale"])),
        source=Locale.parse(str(record.get("lang") or "en")),
        target=Locale.parse(record["locale"]),
        max_headline=int(record.get("max_headline") or 0),
    )
    rows = record.get("units") or [record]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise L10nError("'units' is not a list of objects")
    units = [_unit(record, row) for row in rows]
    return tuple(
        found for unit in units for found in checking.of_unit(unit, units, even_empty=True)
    )


def _terms(rows: object, locale: str) -> tuple[Term, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise L10nError("'glossary' is neither a list of {source, target} nor the name of a file")
    return tuple(
        Term(
            id=f"t{n}",
            source=str(row.get("source") or ""),
            pos=str(row.get("pos") or "proper-name"),
            designations=(Designation(locale=locale, text=str(row.get("target") or "")),),
        )
        for n, row in enumerate(rows)
        if row.get("source") and row.get("target")
    )


def _unit(record: Mapping[str, Any], row: Mapping[str, Any]) -> Unit:
    plurals = tuple(str(one) for one in row.get("target_plurals") or ())
    kind = str(row.get("role") or row.get("kind") or row.get("context") or "")
    if record.get("max_headline") and "units" not in record:
        kind = kind or "headline"
    return Unit(
        source=str(row.get("source") or ""),
        target=str(row.get("target") or (plurals[0] if plurals else "")),
        context=kind,
        source_plural=str(row.get("source_plural") or ""),
        target_plurals=plurals,
    )
