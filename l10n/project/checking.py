"""Units with what the glossary says about them, through the checks and the rules of a project."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l10n.checks import Context, run_each
from l10n.glossary import Glossary
from l10n.glossary.uses import term_uses
from l10n.model import Locale, TermMention
from l10n.project.check_rules import CheckRules
from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Finding, TermUse, Unit
    from l10n.project.checking_sources import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """Checks of one language pair with one glossary; ``names`` are those to run (empty: all)."""

    glossary: Glossary
    source: Locale
    target: Locale
    names: tuple[str, ...] = ()
    max_headline: int = 0
    rules: CheckRules = field(default_factory=CheckRules)

    def of_each(self, units: Sequence[Unit]) -> tuple[tuple[Finding, ...], ...]:
        """The findings about each unit by itself; one that nobody has translated yet has none."""
        looked_at = [
            (_without_suppressions(unit), self._context((unit,), (self._uses(unit),), 0, ()))
            for unit in units
            if unit.target
        ]
        found = iter(run_each(looked_at, self.names))
        tag = self.target.tag
        return tuple(
            tuple(self.rules.counted(unit, next(found) if unit.target else (), tag))
            for unit in units
        )

    def of_units(self, units: Sequence[Unit], *, even_empty: bool = False) -> tuple[Finding, ...]:
        """The findings about all units of an article, in their order.

        With ``even_empty`` a missing target is a fault: somebody handed it in as a translation.
        """
        return tuple(
            finding
            for unit, found in self._looked_at(units, even_empty=even_empty)
            for finding in self.rules.counted(unit, found, self.target.tag)
        )

    def of_sheet(self, sheet: Sheet, *, article: str = "", path: str = "") -> tuple[Finding, ...]:
        """The findings about a file of units: those about the file itself, then those about units.

        What is said about a unit's line is judged by the unit's rules, the rest by the header's; so
        is what the header suppresses for the whole file.
        """
        tag, everywhere = self.target.tag, sheet.header.ignored_checks
        about: dict[int, list[Finding]] = defaultdict(list)
        for finding in sheet.about:
            line = sheet.header.line if finding.check in everywhere else finding.line
            about[line].append(replace(finding, locale=tag))
        counted: list[Finding] = []
        for unit, found in self._looked_at(sheet.units):
            own = (*about.pop(unit.line, ()), *found)
            if own or unit.ignored_checks:
                counted += self.rules.counted(unit, own, tag)
        rest = tuple(finding for found in about.values() for finding in found)
        counted += self.rules.counted(sheet.header, rest, tag)
        return tuple(replace(finding, article=article, path=path) for finding in counted)

    def _looked_at(
        self, units: Sequence[Unit], *, even_empty: bool = False
    ) -> Iterator[tuple[Unit, tuple[Finding, ...]]]:
        """Each unit with what the checks say about it, suppressed or not."""
        known = tuple(units)  # one object, by which checks remember the article
        uses = tuple(self._uses(unit) for unit in known)
        mentions = self._mentions(known, uses)
        looked_at = {
            number: (
                _without_suppressions(unit),
                self._context(known, uses, number, tuple(mentions.get(number, ()))),
            )
            for number, unit in enumerate(known)
            if unit.target or even_empty
        }
        found = run_each(tuple(looked_at.values()), self.names)
        by_number = dict(zip(looked_at, found, strict=True))
        for number, unit in enumerate(known):
            yield unit, by_number.get(number, ())

    def _context(
        self,
        units: tuple[Unit, ...],
        uses: tuple[tuple[TermUse, ...], ...],
        number: int,
        mentions: tuple[TermMention, ...],
    ) -> Context:
        return Context(
            source=self.source,
            target=self.target,
            terms=uses[number],
            neighbours=units,
            article_terms=uses,
            mentions=mentions,
            max_headline=self.max_headline,
        )

    def _uses(self, unit: Unit) -> tuple[TermUse, ...]:
        if not unit.target or self.glossary.is_empty:
            return ()
        return term_uses(
            self.glossary, plain(unit.source), plain(unit.target), self.source, self.target
        )

    def _mentions(
        self, units: Sequence[Unit], uses: Sequence[Sequence[TermUse]]
    ) -> dict[int, list[TermMention]]:
        """By unit, the terms that are not in the form for a first or a later mention."""
        if len(units) <= 1 or not any(uses):
            return {}
        tag, forms = self.target.tag, self.glossary.forms
        hits = [
            [use.hit for use in own if not use.forbidden and forms(use.hit.term, tag).first]
            for own in uses
        ]
        if not any(hits):
            return {}
        from l10n.glossary.mentions import mentions

        told = [
            # running text has no context; headlines and captions may be short before it is
            ([] if unit.context else own, plain(unit.target) if own else "")
            for unit, own in zip(units, hits, strict=True)
        ]
        found: dict[int, list[TermMention]] = defaultdict(list)
        for one in mentions(told, tag):
            found[one.unit].append(
                TermMention(
                    term=one.term,
                    wanted=one.wanted,
                    first=one.first,
                    start=one.found.start,
                    end=one.found.end,
                )
            )
        return found


def _without_suppressions(unit: Unit) -> Unit:
    """The unit as the checks see it: what is suppressed is counted afterwards."""
    return replace(unit, ignored_checks=()) if unit.ignored_checks else unit


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
    return checking.of_units(known)
