"""The first question to a provider about many articles of a project, asked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.routing import wants_routing
from l10n.routing.ahead import ask_ahead as ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from l10n.model import Article, Locale
    from l10n.project import Project


def ask_ahead(
    project: Project,
    articles: Sequence[Article],
    locale: Locale,
    *,
    again: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Gather the replies that routing these articles will need; nothing is kept but replies."""
    project.learn(locale)
    work = []
    for article in articles:
        units = project.catalog(article, locale).units
        waiting = [unit for unit in units if wants_routing(unit, again=again)]
        if waiting:
            work.append((units, waiting))
    if len(work) > 1:
        ask(work, project.plan(locale), project.desk(locale), progress)
