"""The main job and its stages: run, extract, translate, check, gate, build, status, why."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Article, Locale, Severity
    from l10n.project import Project

Articles = Annotated[
    list[str] | None, typer.Argument(help="Articles by path, folder or id; all without one.")
]
Locales = Annotated[
    list[str] | None, typer.Option("--locale", "-l", help="Only this locale; repeat it for more.")
]
Without = Annotated[
    list[str] | None, typer.Option("--exclude-locale", help="All locales but this one.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")]
Frozen = Annotated[bool, typer.Option("--frozen", help="Fail if anything would change.")]
Drafts = Annotated[
    bool, typer.Option("--drafts", help="Also write what the gate holds back, as NAME.draft.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    from l10n.cli import align as aligning
    from l10n.cli import check as checking
    from l10n.cli import evaluate as evaluating
    from l10n.cli import main_job
    from l10n.cli import source_fix as fixing
    from l10n.cli import translate as translating

    app.command("run")(main_job.run)
    app.command("extract")(extract)
    app.command("source-fix")(fixing.source_fix)
    app.command("translate")(translating.translate)
    app.command("check")(checking.check)
    app.command("checks")(checking.checks)
    app.command("gate")(gate)
    app.command("build")(build)
    app.command("status")(status)
    app.command("why")(why)
    app.command("align")(aligning.align)
    app.command("evaluate")(evaluating.evaluate)


def extract(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
    dry_run: DryRun = False,
    frozen: Frozen = False,
) -> None:
    """Bring the catalogs up to date with their articles."""
    here = session(ctx)
    changed = 0
    for project, article, tag in each(here, articles, locale, exclude_locale):
        changed += bring_up_to_date(here, project, article, tag, write=not (dry_run or frozen))
    if frozen and changed:
        here.note(f"{changed} catalogs are not up to date")
        raise typer.Exit(1)
    if not changed:
        here.say("every catalog is up to date")


def bring_up_to_date(
    here: Session, project: Project, article: Article, locale: Locale, *, write: bool
) -> bool:
    """Extract one article into one catalog (and its template) and say what changed."""
    from l10n.catalog import save_catalog

    merged = project.merged(article, locale)
    before = merged.catalog.path.read_bytes() if merged.catalog.path.is_file() else b""
    changed = merged.catalog.data != before
    if write:
        project.save_template(article)
        save_catalog(merged.catalog)
    if changed:
        counts = {
            "new": len(merged.new),
            "changed": len(merged.carried),
            "gone": len(merged.gone),
            "back": len(merged.revived),
        }
        said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        here.say(f"{project.paths.shown(merged.catalog.path)}: {said or 'notes changed'}")
    return changed


def gate(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
) -> None:
    """Ask whether each article may be published, and if not, why (exit 4)."""
    here = session(ctx)
    answers = [
        (project, project.gate(article, tag))
        for project, article, tag in each(here, articles, locale, exclude_locale)
    ]
    if here.json:
        typer.echo(
            json.dumps(
                [
                    {
                        "article": answer.article.id,
                        "locale": answer.locale.tag,
                        "open": not answer.reasons,
                        "reasons": [
                            {"message": r.message, "source": r.key.source, "line": r.line}
                            for r in answer.reasons
                        ],
                    }
                    for _, answer in answers
                ],
                ensure_ascii=False,
                indent=1,
            )
        )
    for project, answer in answers:
        may = not answer.reasons
        word = here.paint("may be published", "green") if may else here.paint("held back", "red")
        here.say(f"{answer.article.id} {answer.locale}: {word}")
        for reason in answer.reasons:
            line = f":{reason.line}" if reason.line else ""
            place = f"{project.paths.shown(answer.path)}{line}"
            here.say(f"  {place}: {_short(reason.key.source)} {reason.message}")
        if not (may or answer.path.is_file()):
            here.say("  there is no catalog yet: l10n extract makes it")
    if any(answer.reasons for _, answer in answers):
        raise typer.Exit(4)


def build(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
    drafts: Drafts = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Write a page with source and target side by side.")
    ] = False,
) -> None:
    """Write the localized articles that the gate lets through (exit 4 if it holds one back)."""
    from l10n.errors import BuildRefused
    from l10n.project.language_index import write_index
    from l10n.project.preview import write_preview

    here = session(ctx)
    refused = False
    built = {}
    for project, article, tag in each(here, articles, locale, exclude_locale):
        if preview:
            here.say(f"wrote {project.paths.shown(write_preview(project, article, tag))}")
            continue
        try:
            path = project.build(article, tag, drafts=drafts).path
        except BuildRefused as error:
            refused = True
            here.note(f"error: {error}\n  {error.hint}")
            continue
        here.say(f"wrote {project.paths.shown(path)}")
        built[project.config.path] = project
    for project in built.values():
        if index := write_index(project):
            here.say(f"wrote {project.paths.shown(index)}")
    if refused:
        raise typer.Exit(4)


def status(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write a page with plots.")
    ] = None,
) -> None:
    """Show how far each article is in each locale."""
    from l10n.disk import write_atomic
    from l10n.reports import progress as page

    here = session(ctx)
    rows = []
    for project, article, tag in each(here, articles, locale, exclude_locale):
        now = project.status(article, tag)
        rows.append({**asdict(now), "article": article.id, "locale": tag.tag})
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for row in rows:
        counts = ", ".join(
            f"{row[name]} {name}"
            for name in ("reviewed", "translated", "fuzzy", "empty", "errors", "warnings")
            if row[name]
        )
        stale = "; the article changed, run l10n extract" if row["stale"] else ""
        here.say(f"{row['article']} {row['locale']}: {row['units']} units, {counts}{stale}")
    if html:
        write_atomic(html, "\n".join(page.lines(rows)).encode())
        here.say(f"wrote {html}")


def why(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(help="The article, by path or id.")],
    unit: Annotated[str, typer.Argument(help="Line of its msgid, or the beginning of its source.")],
    locale: Annotated[str, typer.Option("--locale", "-l", help="The locale.")],
) -> None:
    """Show how a unit got its target: each step, what it answered, what became of it."""
    here = session(ctx)
    project = here.project()
    found, attempts = project.why(
        project.articles([article])[0], project.locales([locale])[0], unit
    )
    if here.json:
        record = {
            "source": found.source,
            "target": found.target,
            "origin": found.origin,
            "state": str(found.state),
            "trace": [trace_record(attempt) for attempt in attempts],
        }
        typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
    here.say(f"source: {found.source}")
    here.say(f"target: {found.target or '(none)'}")
    origin = found.origin or ("a person" if found.target else "nobody yet")
    here.say(f"state:  {found.state}{', fuzzy' if found.fuzzy else ''}; written by {origin}")
    if not attempts:
        here.say("trace:  never routed")
    for n, attempt in enumerate(attempts, 1):
        reason = f": {attempt.reason}" if attempt.reason else ""
        how = f" by {attempt.how}" if attempt.how else ""
        cost = f", {attempt.cost:.6f} USD" if attempt.cost else ""
        here.say(f"  {n}. {attempt.step}: {attempt.outcome}{how}{cost}{reason}")
        if attempt.target and attempt.target != found.target:
            here.say(f"     {attempt.target}")


def trace_record(attempt: object) -> dict[str, object]:
    """An attempt as a JSON object."""
    names = ("step", "outcome", "reason", "target", "how", "cost")
    return {name: value for name in names if (value := getattr(attempt, name))}


def each(
    here: Session,
    articles: Sequence[str] | None,
    locales: Sequence[str] | None,
    without: Sequence[str] | None = None,
) -> Iterator[tuple[Project, Article, Locale]]:
    """Every article in every locale that was asked for; one that cannot be read is reported.

    The others go on; the exit code is 2 in the end.
    """
    from l10n.cli import report
    from l10n.errors import FormatError

    project = here.project()
    unreadable = False
    for article in project.articles(articles or ()):
        try:
            project.read(article)
        except FormatError as error:
            report(error)
            unreadable = True
            continue
        for tag in project.locales(locales or (), without or ()):
            yield project, article, tag
    if unreadable:
        raise typer.Exit(2)


def reached(severities: Iterable[Severity], fail_on: str) -> bool:
    """Whether one is at or above the severity at which a command fails."""
    from l10n.model import Severity

    if fail_on == "never":
        return False
    return any(one.rank >= Severity(fail_on).rank for one in severities)


def _short(text: str) -> str:
    return repr(text if len(text) <= 50 else f"{text[:49]}\N{HORIZONTAL ELLIPSIS}")
