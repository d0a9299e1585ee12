"""``l10n evaluate``: providers against what a person has translated, as a table and a page."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from l10n.cli.everywhere import session
from l10n.cli.progress import progress


def evaluate(
    ctx: typer.Context,
    reference: Annotated[
        list[Path],
        typer.Argument(
            help="A catalog, a TMX file, or two files: sources and translations by line."
        ),
    ],
    locale: Annotated[str, typer.Option("--locale", "-l", help="The locale.")],
    provider: Annotated[
        list[str] | None,
        typer.Option("--provider", "-p", help="A provider; repeat it. All steps without it."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Only so many sentences; 0 is all.")] = 0,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write a page with plots.")
    ] = None,
) -> None:
    """Let providers translate what is translated already, and compare: chrF, BLEU, terms, findings."""
    from l10n.disk import write_atomic
    from l10n.model import Locale
    from l10n.project import evaluation
    from l10n.reports import evaluation as page
    from l10n.routing.plan import BEST_OF

    here = session(ctx)
    if len(reference) > 2:
        raise typer.BadParameter("REFERENCE is one file, or two")
    project = here.project()
    target = Locale.parse(locale)
    pairs = evaluation.reference(reference, project.config.source, target)
    pairs = pairs[:limit] if limit else pairs
    if not pairs:
        raise typer.BadParameter(f"no sentence of {reference[0]} is translated into {target}")
    steps = [step for step in project.config.route_for(target).steps if step != "memory"]
    names = provider or [name for step in steps for name in step.removeprefix(BEST_OF).split()]
    with progress(here, f"evaluate {target}", len(names)) as advance:
        rows = []
        for score in evaluation.evaluate(project, target, pairs, list(dict.fromkeys(names))):
            rows.append(asdict(score))
            advance(1)
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    heads = ["provider", *(head for _, head, _, _ in page.COLUMNS)]
    cells = [
        [row["provider"], *(page.shown(row, name, digits) for name, _, digits, _ in page.COLUMNS)]
        for row in rows
    ]
    widths = [max(len(line[n]) for line in [heads, *cells]) for n in range(len(heads))]
    for line in [heads, *cells]:
        here.say("  ".join(f"{one:>{width}}" for one, width in zip(line, widths, strict=True)))
    for row in rows:
        if row["failure"]:
            here.note(f"warning: {row['failure']}")
    if html:
        title = f"Providers into {target}: {len(pairs)} sentences"
        write_atomic(html, "\n".join(page.lines(title, rows)).encode())
        here.say(f"wrote {html}")
    if any(row["failure"] and not row["answered"] for row in rows):
        raise typer.Exit(3)
