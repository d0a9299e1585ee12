"""Records of the stream ``l10n check --jsonl`` (docs/streams.md): a pair, or units of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from l10n.errors import L10nError
from l10n.glossary import Glossary
from l10n.model import Designation, Locale, Term, Unit
from l10n.project.checking import Checking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from l10n.model import Finding


def of_record(record: Mapping[str, Any], house: Callable[[str], Glossary]) -> tuple[Finding, ...]:
    """The findings about one line of the stream.

    ``house`` gives the glossary for a name where the line has no list of terms of its own.
    """
    told = record.get("glossary") or []
    checking = Checking(
        glossary=house(told) if isinstance(told, str) else Glossary(_terms(told, record["locale"])),
        source=Locale.parse(str(record.get("lang") or "en")),
        target=Locale.parse(record["locale"]),
        max_headline=_limit(record.get("max_headline")),
    )
    rows = record.get("units") or [record]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise L10nError("'units' is not a list of objects")
    return checking.of_units([_unit(record, row) for row in rows], even_empty=True)


def _limit(told: object) -> int:
    if told is None:
        return 0
    if isinstance(told, bool) or not isinstance(told, int) or told < 0:
        raise L10nError("'max_headline' is not a number of characters")
    return told


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
    forms = row.get("target_plurals") or []
    if not isinstance(forms, list):
        raise L10nError("'target_plurals' is not a list of strings")
    plurals = tuple(str(one) for one in forms)
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
