"""``l10n providers``: what translates for this project, and models for the local engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from l10n.cli.everywhere import group, session

app = group("What translates: services and the engine on this machine.")


@app.command("list")
def list_providers(ctx: typer.Context) -> None:
    """List the providers and which of the project's locales each translates into here."""
    from l10n import plugins

    here = session(ctx)
    project = here.project()
    rows = []
    for name, settings in project.config.providers.items():
        provider = project.switchboard.provider(name)
        rows.append(
            {
                "name": name,
                "type": settings.type,
                "about": plugins.caption("providers", settings.type),
                "locales": [
                    locale.tag
                    for locale in project.config.locales
                    if provider.supports(project.config.source, locale)
                ],
            }
        )
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for row in rows:
        here.say(f"{row['name']}: {row['about']}")
        here.say(
            f"    {project.config.source} into {', '.join(row['locales']) or 'none of the locales here'}"
        )


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
