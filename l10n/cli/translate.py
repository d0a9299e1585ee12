"""``l10n translate``: fill catalogs by their plan, or answer a stream of sentences."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from l10n.cli.each import Each
from l10n.cli.everywhere import Session, session
from l10n.cli.progress import progress
from l10n.cli.streams import Record, answer_batches
from l10n.cli.unanswered import Unanswered
from l10n.cli.work import Articles, Locales, Without, trace_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from l10n.model import Article, Locale
    from l10n.project import Project
    from l10n.routing import Routed

    Piece: TypeAlias = tuple[Project, Article, Locale]

_WAVE = 100  # articles times locales that are asked about together, and then saved


def translate(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
    again: Annotated[
        bool, typer.Option("--again", help="Ask anew for machine text that nobody has read.")
    ] = False,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Say what would be sent and cost; send nothing.")
    ] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")] = False,
) -> None:
    """Send what is not translated through memory and providers; people's text is never replaced."""
    here = session(ctx)
    if jsonl:
        _stream(here, locale or [])
        return
    work = Each(here, articles, locale, exclude_locale)
    if estimate:
        _estimate(here, work.readable(), again=again)
        work.finish()
        return
    with Unanswered(here) as left:
        for project, article, tag in asked_ahead(here, work.readable(), again=again):
            routed = route_one(here, project, article, tag, left, again=again)
            here.say(
                f"{article.id} {tag}: {routed.kept} translated, {routed.fuzzy} fuzzy with findings,"
                f" {routed.offered} offered, {routed.empty} without an answer"
            )
    work.finish(3 if left.any else 0)


def asked_ahead(here: Session, work: Iterable[Piece], *, again: bool) -> Iterator[Piece]:
    """The same work; what a wave of it will ask providers first has been asked at once.

    The route of a single article in a single locale asks for itself.
    """
    from l10n.project.ahead import ahead

    for wave in _waves(work):
        if len(wave) > 1:
            coming = ahead(wave[0][0], ((a, tag) for _, a, tag in wave), again=again)
            with progress(here, "asking", coming.texts) as advance:
                coming.ask(advance)
        yield from wave


def _waves(work: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The work in handfuls."""
    waiting = iter(work)
    while wave := list(islice(waiting, _WAVE)):
        yield wave


def route_one(
    here: Session,
    project: Project,
    article: Article,
    locale: Locale,
    left: Unanswered,
    *,
    again: bool,
) -> Routed:
    """Route an article with its progress shown, and note what steps did not answer."""
    from l10n.routing import wants_routing

    waiting = sum(wants_routing(u, again=again) for u in project.catalog(article, locale).units)
    with progress(here, f"{article.id} {locale}", waiting) as advance:
        routed = project.route(article, locale, again=again, progress=advance)
    left.note(locale.tag, waiting, routed)
    return routed


def _estimate(
    here: Session, work: Iterable[tuple[Project, Article, Locale]], *, again: bool
) -> None:
    """Print what each article would cost in each locale, and all of them together."""
    rows: list[dict[str, Any]] = []
    told = {""}
    for project, article, tag in work:
        made = project.estimate(article, tag, again=again)
        rows.append({"article": article.id, "locale": tag.tag, **asdict(made)})
        here.say(
            f"{article.id} {tag}: {made.waiting} units wait; {made.by_memory} from the memory,"
            f" {made.stored} answers are stored"
        )
        for cost in made.costs:
            here.say(
                f"  {cost.step}: {cost.requests} requests, {cost.characters} characters,"
                f" {_money(cost.money)}"
            )
        if made.unable:
            why = "" if made.why in told else f": {made.why}"
            here.say(f"  no step can translate {made.unable} of them{why}")
            told.add(made.why)
    here.say(f"together: {_together(rows)}")
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _together(rows: Sequence[Mapping[str, Any]]) -> str:
    """All articles in all locales; what nobody can do costs nothing, and is not called free."""
    costs = [cost for row in rows for cost in row["costs"]]
    known = [cost["money"] for cost in costs if cost["money"] is not None]
    unable = sum(row["unable"] for row in rows)
    parts = [
        f"{sum(cost['requests'] for cost in costs)} requests",
        f"{sum(cost['characters'] for cost in costs)} characters",
        _money(sum(known)) if known or not costs else "",
    ]
    said = ", ".join(filter(None, parts)) if costs or not unable else "nothing would be sent"
    if len(known) < len(costs):
        said += "; the price of some is unknown" if known else "; the price is unknown"
    return f"{said}; no step can translate {unable} units" if unable else said


def _money(amount: int | None) -> str:
    if amount is None:
        return "price unknown"
    return f"at most {amount / 1_000_000:.4f} USD" if amount else "free"


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
