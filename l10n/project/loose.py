"""Sentences that belong to no article: translated in a project's way, or without any project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.errors import ConfigError
from l10n.model import Locale, Unit
from l10n.routing import Desk, Plan, route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Finding
    from l10n.project import Project
    from l10n.routing.trace import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A plan and a desk for single sentences; nothing is written but replies."""

    plan: Plan
    desk: Desk

    @classmethod
    def of(cls, project: Project, locale: Locale) -> Loose:
        """The project's own plan, glossary and memory for a locale."""
        return cls(plan=project.plan(locale), desk=project.desk(locale))

    def translate(
        self, sentences: Sequence[tuple[str, str]]
    ) -> list[tuple[Unit, tuple[Finding, ...], tuple[Attempt, ...]]]:
        """Translate ``(source, kind)`` pairs; a result each, in order, with findings and trace."""
        units = [Unit(source=source, notes=(kind,) if kind else ()) for source, kind in sentences]
        routed = route(dict.fromkeys(units), self.plan, self.desk)
        if routed.failures and routed.empty:
            raise next(iter(routed.failures.values()))
        done = {unit.key: unit for unit in routed.units}
        made = [done.get(unit.key, unit) for unit in units]
        return [
            (unit, found, routed.traces.get(unit.key, ()))
            for unit, found in zip(made, self.desk.assess(made), strict=True)
        ]


def loose(project: Project, tag: str) -> Loose:
    """The sentences' desk for a locale of any project, whether or not it publishes in it."""
    locale = Locale.parse(tag)
    if locale == project.config.source:
        raise ConfigError(f"{tag} is the language of the articles", key="project.source")
    return Loose.of(project, locale)
