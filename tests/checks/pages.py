"""The pages of docs/checks read as examples: PO snippets that say what a check finds in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from l10n.catalog.po import unit_of
from l10n.catalog.reader import parse
from l10n.glossary import Glossary
from l10n.model import Designation, Locale, Term, TermStatus, Unit

PAGES = Path(__file__).resolve().parents[2] / "docs" / "checks"
_SNIPPET = re.compile(r"^```po\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPELLED = re.compile(r"\{U\+([0-9A-F]{4})\}")
_HEADLINE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One snippet: what is expected (a severity or ``ok``), where, of which unit."""

    check: str
    expect: str
    locale: Locale
    unit: Unit
    glossary: Glossary

    @property
    def max_headline(self) -> int:
        return _HEADLINE if self.check == "headline-length" else 0


def examples(page: Path) -> tuple[Example, ...]:
    """The examples of a page in their order; characters that are not seen are spelled {U+200B}."""
    text = page.read_text(encoding="utf-8")
    return tuple(_example(page.stem, found[1]) for found in _SNIPPET.finditer(text))


def _example(check: str, snippet: str) -> Example:
    raw = _SPELLED.sub(lambda found: chr(int(found[1], 16)), snippet)
    (entry,) = parse(raw.encode()).entries
    unit = unit_of(entry)
    said = [note.partition(": ") for note in unit.notes]
    notes = {key: value for key, _, value in said}
    locale = Locale.parse(notes["locale"])
    glossary = Glossary(_terms(notes, locale.tag))
    return Example(check=check, expect=notes["expect"], locale=locale, unit=unit, glossary=glossary)


def _terms(notes: dict[str, str], locale: str) -> list[Term]:
    if "dnt" in notes:
        return [Term(id="t", source=notes["dnt"], pos="proper-name", do_not_translate=True)]
    if "term" not in notes:
        return []
    source, _, forms = notes["term"].partition(" = ")
    told = [(form, TermStatus.ADMITTED) for form in forms.split(" | ")]
    told[0] = (told[0][0], TermStatus.PREFERRED)
    if "forbid" in notes:
        told.append((notes["forbid"].split(" = ")[1], TermStatus.FORBIDDEN))
    if "first" in notes:
        told.append((notes["first"], TermStatus.FIRST))
    designations = [
        Designation(locale=locale, text=form, status=status) for form, status in told if form
    ]
    return [Term(id="t", source=source, pos="proper-name", designations=tuple(designations))]
