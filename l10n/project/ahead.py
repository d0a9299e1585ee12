"""The first requests of many routes of a project, made ready to be asked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.routing import wants_routing
from l10n.routing.ahead import Ahead, ToRoute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Article, Locale
    from l10n.project import Project


def ahead(project: Project, work: Iterable[tuple[Article, Locale]], *, again: bool) -> Ahead:
    """What routing these articles into these locales will ask first."""
    return Ahead(_to_route(project, work, again=again))


def _to_route(
    project: Project, work: Iterable[tuple[Article, Locale]], *, again: bool
) -> Iterator[ToRoute]:
    for article, locale in work:
        units = project.catalog(article, locale).units
        waiting = [unit for unit in units if wants_routing(unit, again=again)]
        if not waiting:
            continue
        project.learn_if_due(locale)
        yield ToRoute(units, waiting, project.plan(locale), project.desk(locale))
