"""The main job and its stages: run, extract, translate, check, gate, build, status, why."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.each import Each
from l10n.cli.everywhere import Session, session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from l10n.model import Article, Locale, Severity
    from l10n.project import Gate, Project

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


_PUBLISHED = {
    "": "",
    "current": "; published",
    "stale": "; published, from an earlier state: run l10n build",
}


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
    work = Each(here, articles, locale, exclude_locale)
    for project, article, tag in work:
        with work.going_on():
            changed += bring_up_to_date(here, project, article, tag, write=not (dry_run or frozen))
    if frozen and changed:
        here.note(f"{changed} catalogs are not up to date")
    if not (changed or work.failed):
        here.say("every catalog is up to date")
    work.finish(int(frozen and bool(changed)))


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
        other = "notes changed" if before else "no text was found"
        here.say(f"{project.paths.shown(merged.catalog.path)}: {said or other}")
    return changed


def gate(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
) -> None:
    """Ask whether each article may be published, and if not, why (exit 4)."""
    here = session(ctx)
    answers: list[tuple[Project, Gate]] = []
    work = Each(here, articles, locale, exclude_locale)
    for project, article, tag in work:
        with work.going_on():
            answers.append((project, project.gate(article, tag)))
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
        bare = "" if project.read(answer.article).keys else " (no text was found in it)"
        here.say(f"{answer.article.id} {answer.locale}: {word}{bare}")
        for reason in answer.reasons:
            line = f":{reason.line}" if reason.line else ""
            place = f"{project.paths.shown(answer.path)}{line}"
            here.say(f"  {place}: {_short(reason.key.source)} {reason.message}")
        if not (may or answer.path.is_file()):
            here.say("  there is no catalog yet: l10n extract makes it")
    work.finish(4 if any(answer.reasons for _, answer in answers) else 0)


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
    """Write the localized articles that the gate lets through; what it holds back is taken out (exit 4)."""
    from l10n.project.preview import write_preview

    here = session(ctx)
    work = Each(here, articles, locale, exclude_locale)
    if preview:
        for project, article, tag in work:
            with work.going_on():
                here.say(f"wrote {project.paths.shown(write_preview(project, article, tag))}")
        work.finish()
        return
    refused = False
    for article, pieces in groupby(work, key=lambda piece: piece[1]):
        gates = []
        for project, _, tag in pieces:
            with work.going_on():
                gates.append(project.gate(article, tag))
        with work.going_on():
            refused |= bool(gates) and _published(here, gates, drafts=drafts)
    take_out(here, articles, locale, exclude_locale)
    work.finish(4 if refused else 0)


def _published(here: Session, gates: Sequence[Gate], *, drafts: bool) -> bool:
    """Build an article in its locales and say so; whether one of them is held back."""
    from l10n.project.publishing import publish, refused

    project, held = here.project(), False
    for done in publish(project, gates, drafts=drafts):
        for note in done.notes:
            here.say(note)
        if done.built is not None:
            here.say(f"wrote {project.paths.shown(done.built.path)}")
        else:
            held = True
            error = refused(project, done.gate)
            here.note(f"error: {error}\n  {error.hint}")
    return held


def take_out(
    here: Session,
    articles: Sequence[str] | None,
    locales: Sequence[str] | None,
    without: Sequence[str] | None,
    *,
    quietly: bool = False,
) -> bool:
    """Take out what was withdrawn, unless only some articles were asked for, and bring the index up to date.

    ``quietly`` an index that did not change is not told; whether anything changed.
    """
    from l10n.project.language_index import write_index
    from l10n.project.publishing import withdraw

    project = here.project()
    asked = [one.tag for one in project.locales(locales or (), without or ())]
    lines = [] if articles else withdraw(project, asked if locales or without else ())
    for line in lines:
        here.say(line)
    index = write_index(project)
    if index and (index.changed or not quietly):
        here.say(f"wrote {project.paths.shown(index.path)}")
    return bool(lines or (index and index.changed))


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
    work = Each(here, articles, locale, exclude_locale)
    for project, article, tag in work:
        with work.going_on():
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
        shown = _PUBLISHED[row["published"]]
        said = ", ".join(filter(None, (f"{row['units']} units", counts)))
        here.say(f"{row['article']} {row['locale']}: {said}{shown}{stale}")
    if html:
        write_atomic(html, "\n".join(page.lines(rows)).encode())
        here.say(f"wrote {html}")
    work.finish()


def why(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(help="The article, by path or id.")],
    unit: Annotated[str, typer.Argument(help="Line of its msgid, or the beginning of its source.")],
    locale: Annotated[str, typer.Option("--locale", "-l", help="The locale.")],
    context: Annotated[
        str | None,
        typer.Option("--context", help="Its msgctxt, where there are several; '' is running text."),
    ] = None,
) -> None:
    """Show how a unit got its target: each step, what it answered, what became of it."""
    here = session(ctx)
    project = here.project()
    found, attempts = project.why(
        project.articles([article])[0], project.locales([locale])[0], unit, context
    )
    if here.json:
        record = {
            "context": found.context,
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


def reached(severities: Iterable[Severity], fail_on: str) -> bool:
    """Whether one is at or above the severity at which a command fails."""
    from l10n.model import Severity

    if fail_on == "never":
        return False
    return any(one.rank >= Severity(fail_on).rank for one in severities)


def _short(text: str) -> str:
    return repr(text if len(text) <= 50 else f"{text[:49]}\N{HORIZONTAL ELLIPSIS}")
