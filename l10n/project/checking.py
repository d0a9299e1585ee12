"""Units with what the glossary says about them, through the checks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.checks import Context, run
from l10n.glossary.uses import term_uses
from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.glossary import Glossary
    from l10n.model import Finding, Locale, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """Checks of one language pair with one glossary; ``names`` are those to run (empty: all)."""

    glossary: Glossary
    source: Locale
    target: Locale
    names: tuple[str, ...] = ()
    max_headline: int = 0

    def of_unit(self, unit: Unit, neighbours: Sequence[Unit] = ()) -> tuple[Finding, ...]:
        """The findings about one unit."""
        if not unit.target:
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
        return run(unit, context, self.names)

    def of_catalog(
        self, units: Sequence[Unit], *, article: str = "", path: str = ""
    ) -> tuple[Finding, ...]:
        """The findings about all units of an article, in their order."""
        return tuple(
            replace(finding, article=article, path=path)
            for unit in units
            for finding in self.of_unit(unit, units)
        )
