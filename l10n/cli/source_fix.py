"""``l10n source-fix``: a corrected source whose translations stay right."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from l10n.cli.each import Each
from l10n.cli.everywhere import session
from l10n.cli.po_diff import drawn
from l10n.cli.work import Articles, DryRun, Locales, Without


def source_fix(
    ctx: typer.Context,
    articles: Articles = None,
    text: Annotated[str, typer.Option("--text", help="Only sources that hold this text.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Every source that changed.")] = False,
    locale: Locales = None,
    exclude_locale: Without = None,
    dry_run: DryRun = False,
) -> None:
    """Accept corrections of sources (a typo, a comma) in all locales: their translations are not fuzzy for it.

    Without --text or --all it lists what waits. Changed numbers, names and negations are never carried over.
    """
    from l10n.catalog import save_catalog
    from l10n.catalog.diff import word_diff
    from l10n.project.source_fix import accepted, waiting

    here = session(ctx)
    write = (everything or bool(text)) and not dry_run
    rows: list[dict[str, str]] = []
    work = Each(here, articles, locale, exclude_locale)
    for project, article, tag in work.readable():
        catalog = project.extract(article, tag) if write else project.merged(article, tag).catalog
        found = waiting(catalog, text)
        if write and found:
            save_catalog(catalog.with_units([accepted(unit) for unit in found]))
        rows += [
            {
                "article": article.id,
                "locale": tag.tag,
                "before": unit.previous_source,
                "after": unit.source,
                "target": unit.target,
            }
            for unit in found
        ]
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for source in dict.fromkeys(row["after"] for row in rows):
        own = [row for row in rows if row["after"] == source]
        here.say(drawn(here, word_diff(own[0]["before"], source)))
        here.say(f"    {', '.join(row['locale'] for row in own)}")
    what = "accepted" if write else "wait; --text or --all accepts them"
    here.say(f"{len(rows)} {what}" if rows else "no translation waits for a changed source")
    work.finish()
