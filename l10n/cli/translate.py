"""``l10n translate``: fill catalogs by their plan, or answer a stream of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session
from l10n.cli.progress import progress
from l10n.cli.streams import Record, answer_batches
from l10n.cli.work import Articles, Locales, Without, each, trace_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Article, Locale
    from l10n.project import Project
    from l10n.routing import Routed


def translate(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
    again: Annotated[
        bool, typer.Option("--again", help="Ask anew for machine text that nobody has read.")
    ] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")] = False,
) -> None:
    """Send what is not translated through memory and providers; people's text is never replaced."""
    here = session(ctx)
    if jsonl:
        _stream(here, locale or [])
        return
    failed = False
    for project, article, tag in each(here, articles, locale, exclude_locale):
        routed = route_one(here, project, article, tag, again=again)
        here.say(
            f"{article.id} {tag}: {routed.kept} translated, {routed.fuzzy} fuzzy with findings,"
            f" {routed.offered} offered, {routed.empty} without an answer"
        )
        failed = failed or bool(routed.failures and routed.empty)
    if failed:
        raise typer.Exit(3)


def route_one(
    here: Session, project: Project, article: Article, locale: Locale, *, again: bool
) -> Routed:
    """Route an article with its progress shown, and say which steps did not answer."""
    from l10n.routing import wants_routing

    waiting = sum(wants_routing(u, again=again) for u in project.catalog(article, locale).units)
    with progress(here, f"{article.id} {locale}", waiting) as advance:
        routed = project.route(article, locale, again=again, progress=advance)
    for step, error in routed.failures.items():
        here.note(f"warning: {locale}: {step} did not answer: {error}")
        if error.hint:
            here.note(f"  {error.hint}")
    return routed


def _stream(here: Session, locales: Sequence[str]) -> None:
    """Answer sentences by the plan of the project around this folder."""
    from l10n.project.loose import loose
    from l10n.reports.json import brief

    if len(locales) != 1:
        raise typer.BadParameter("--jsonl needs exactly one -l LOCALE")
    desk = loose(here.project(), locales[0])

    def answers(batch: list[Record]) -> list[Record]:
        made = desk.translate([(one["source"], str(one.get("kind") or "")) for one in batch])
        return [
            {
                "target": unit.target,
                "origin": unit.origin,
                "state": str(unit.state),
                "findings": [brief(found) for found in findings],
                "trace": [trace_record(attempt) for attempt in attempts],
            }
            for unit, findings, attempts in made
        ]

    answer_batches(answers, ["source"], optional=["kind"])
