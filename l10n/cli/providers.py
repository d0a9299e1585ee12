"""``l10n providers``: what translates for this project, and models for the local engine."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from l10n.cli.everywhere import group, session

app = group("What translates: services and the engine on this machine.")


@app.command("list")
def list_providers(
    ctx: typer.Context,
    every: Annotated[
        bool, typer.Option("--all", help="Also the types that this project does not use.")
    ] = False,
) -> None:
    """List the providers: locales that each translates into, its key, its price, how names travel."""
    from l10n.project.provider_list import provider_rows, type_rows

    here = session(ctx)
    project = here.project()
    rows = provider_rows(project)
    if here.json:
        told = [*map(asdict, rows), *(map(asdict, type_rows(project)) if every else ())]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    for row in rows:
        here.say(f"{row.name}: {row.about}")
        if row.problem:
            here.say(f"    {here.paint('cannot be used', 'red')}: {row.problem}")
            continue
        here.say(f"    {project.config.source} into {', '.join(row.locales) or 'no locale here'}")
        here.say(f"    key: {row.key}; {row.price}; names {row.names}; {row.request} a request")
    for kind in type_rows(project) if every else ():
        here.say(f"type {kind.name}: {kind.about}")


@app.command("test")
def try_one(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The provider, as a step names it.")],
    locale: Annotated[str, typer.Option("--locale", "-l", help="The locale.")],
    text: Annotated[
        str, typer.Option("--text", help="The sentence to send.")
    ] = "The talks in Baghdad ended on Monday.",
) -> None:
    """Send one sentence to a provider and show what it answers (this may cost a little)."""
    from l10n.project.provider_list import tried

    here = session(ctx)
    made = tried(here.project(), name, locale, text)
    if here.json:
        typer.echo(json.dumps(asdict(made), ensure_ascii=False, indent=1))
    here.say(f"{name} into {locale}, {made.seconds:.2f} s, {made.cost}")
    here.say(f"  {text}")
    here.say(f"  {made.target}")


@app.command("install")
def install(
    ctx: typer.Context,
    source: Annotated[Path, typer.Argument(help="A folder, .zip or .tar.gz with one model.")],
) -> None:
    """Install a Firefox translation model for the local engine."""
    from l10n.project.models import install_model

    here = session(ctx)
    pair, folder = install_model(source)
    here.say(f"installed {pair} in {folder}")
