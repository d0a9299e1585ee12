"""``l10n po``: single entries of PO files, set and reviewed from the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import group, session

if TYPE_CHECKING:
    from l10n.catalog import Catalog
    from l10n.model import Unit

app = group("Entries of PO files; everything that is not asked for keeps its bytes.")

File = Annotated[Path, typer.Argument(help="The PO file.")]
Source = Annotated[str, typer.Option("--source", help="The msgid.")]
Context = Annotated[str, typer.Option("--context", help="The msgctxt, if it has one.")]


@app.command("set")
def set_target(
    ctx: typer.Context,
    file: File,
    source: Source,
    target: Annotated[str, typer.Option("--target", help="The translation.")],
    context: Context = "",
) -> None:
    """Write a person's translation of one entry; it is reviewed by that."""
    catalog, unit = _entry(file, source, context)
    _save(
        catalog,
        replace(
            unit,
            target=target,
            fuzzy=False,
            origin="human",
            machine_digest="",
            previous_source="",
            proposal="",
        ),
    )
    session(ctx).say(f"{file}: set {source!r}")


@app.command("review")
def review(
    ctx: typer.Context,
    file: File,
    source: Source = "",
    context: Context = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Every fuzzy entry of the file.")
    ] = False,
) -> None:
    """Confirm fuzzy entries as they are; without --source, list what waits for review."""
    here = session(ctx)
    catalog = _catalog(file)
    waiting = [unit for unit in catalog.units if unit.fuzzy and unit.target]
    if source or everything:
        chosen = waiting if everything else [_entry(file, source, context)[1]]
        for unit in chosen:
            catalog = catalog.with_units([_confirmed(unit)])
        _write(catalog)
        here.say(f"{file}: {len(chosen)} reviewed")
        return
    if here.json:
        rows = [{"line": u.line, "source": u.source, "target": u.target} for u in waiting]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for unit in waiting:
        here.say(f"{file}:{unit.line}: {unit.source}")
        here.say(f"    {unit.target}")
        if unit.previous_source:
            here.say(f"    was: {unit.previous_source}")
        if unit.proposal:
            here.say(f"    offered: {unit.proposal}")
    here.say(f"{len(waiting)} wait for review")


def _confirmed(unit: Unit) -> Unit:
    return replace(unit, fuzzy=False, machine_digest="", previous_source="", proposal="")


def _catalog(file: Path) -> Catalog:
    from l10n.catalog import open_catalog
    from l10n.project.checking import locale_of

    return open_catalog(file, locale_of(file))


def _entry(file: Path, source: str, context: str) -> tuple[Catalog, Unit]:
    from l10n.errors import CatalogError

    catalog = _catalog(file)
    hits = [u for u in catalog.units if u.source == source and context in {"", u.context}]
    exact = [u for u in hits if u.context == context] or hits
    if len(exact) != 1:
        found = ", ".join(repr(u.context) for u in hits)
        raise CatalogError(
            f"has {'no entry' if not hits else f'{len(hits)} entries'} {source[:60]!r}",
            path=file,
            hint=f"choose one with --context: {found}" if hits else "give the whole msgid",
        )
    return catalog, exact[0]


def _save(catalog: Catalog, unit: Unit) -> None:
    _write(catalog.with_units([unit]))


def _write(catalog: Catalog) -> None:
    from l10n.catalog import save_catalog

    save_catalog(catalog)
