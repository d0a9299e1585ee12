"""``l10n po``: single entries of PO files, set and reviewed from the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import group, session
from l10n.cli.po_diff import diff

if TYPE_CHECKING:
    from l10n.catalog import Catalog
    from l10n.model import Unit

app = group("Entries of PO files; everything that is not asked for keeps its bytes.")
app.command("diff")(diff)

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
        replace(unit.confirmed(), target=target, origin="human"),
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
    """Confirm fuzzy entries as they are; without --source, list what waits for review.

    An entry with texts to choose from is not among --all: it is confirmed by --source, or set.
    """
    from l10n.catalog.po import choices

    here = session(ctx)
    catalog = _catalog(file)
    open_choices = {
        (entry.fields.context or "", entry.fields.source): choices(entry)
        for entry in catalog.file.entries
        if not entry.obsolete
    }
    waiting = [unit for unit in catalog.units if unit.fuzzy and unit.target]
    if source or everything:
        settled = [unit for unit in waiting if not open_choices[unit.key]]
        chosen = settled if everything else [_entry(file, source, context)[1]]
        _write(catalog.with_units([unit.confirmed() for unit in chosen]))
        here.say(f"{file}: {len(chosen)} reviewed")
        left = len(waiting) - len(settled) if everything else 0
        if left:
            here.note(f"{left} left, with texts to choose from: l10n po review {file} lists them")
        return
    if here.json:
        rows = [
            {
                **{"line": u.line, "source": u.source, "target": u.target},
                "choices": list(open_choices[u.key]),
            }
            for u in waiting
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for unit in waiting:
        here.say(f"{file}:{unit.line}: {unit.source}")
        here.say(f"    {unit.target}")
        if unit.previous_source:
            here.say(f"    was: {unit.previous_source}")
        if unit.proposal:
            here.say(f"    offered: {unit.proposal}")
        for choice in open_choices[unit.key]:
            here.say(f"    {choice}")
    here.say(f"{len(waiting)} wait for review")


@app.command("update")
def update(
    ctx: typer.Context,
    file: File,
    template: Annotated[Path, typer.Argument(help="The template (.pot).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Bring any PO file up to date with its template, as msgmerge does, and quietly."""
    from l10n.catalog import open_catalog
    from l10n.catalog.merge import update as merged_with
    from l10n.model import Locale
    from l10n.project.extraction import changed_facts

    catalog = _catalog(file)
    units = open_catalog(template, Locale("und")).units
    merged = merged_with(catalog, units, changed_facts, everywhere=True)
    counts = {
        "new": len(merged.new),
        "changed": len(merged.carried),
        "gone": len(merged.gone),
        "back": len(merged.revived),
    }
    if not dry_run:
        _write(merged.catalog)
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    session(ctx).say(f"{file}: {said or 'up to date'}")


@app.command("compile")
def compile_catalog(
    ctx: typer.Context,
    file: File,
    output: Annotated[Path, typer.Option("--output", "-o", help="The .mo file.")],
    fuzzy: Annotated[bool, typer.Option("--use-fuzzy", help="Fuzzy entries too.")] = False,
) -> None:
    """Compile a PO file into the binary that gettext reads."""
    from l10n.catalog.mo import compiled
    from l10n.disk import write_atomic

    write_atomic(output, compiled(_catalog(file).file, fuzzy=fuzzy))
    session(ctx).say(f"wrote {output}")


@app.command("grep")
def grep(
    ctx: typer.Context,
    pattern: Annotated[str, typer.Argument(help="A regular expression.")],
    files: Annotated[list[Path], typer.Argument(help="PO files and folders of them.")],
    source: Annotated[bool, typer.Option("--source", help="Only in sources.")] = False,
    target: Annotated[bool, typer.Option("--target", help="Only in targets.")] = False,
    state: Annotated[str, typer.Option("--state", help="Only units in this state.")] = "",
    origin: Annotated[str, typer.Option("--origin", help="Only units of this origin.")] = "",
) -> None:
    """Find entries by a pattern on either side (exit 1 if there is none)."""
    import regex

    from l10n.cli.files import po_files

    here = session(ctx)
    try:
        wanted = regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        raise typer.BadParameter(f"{pattern!r} is no regular expression: {error}") from error
    count = 0
    for file in po_files(files):
        for unit in _catalog(file).units:
            sides = [unit.source] * (source or not target) + [unit.target] * (target or not source)
            if state not in {"", str(unit.state)} or origin not in {"", unit.origin}:
                continue
            if any(wanted.search(side, timeout=5) for side in sides):
                count += 1
                here.say(f"{file}:{unit.line}: {unit.source}\n    {unit.target}")
    if not count:
        raise typer.Exit(1)


@app.command("stats")
def stats(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="PO files and folders of them.")],
) -> None:
    """Count units and source words by state."""
    from l10n.cli.files import po_files
    from l10n.text.words import words

    here = session(ctx)
    rows = []
    for file in po_files(files):
        units = _catalog(file).units
        row = {"file": str(file), "units": len(units), "words": sum(words(u.source) for u in units)}
        for name in ("initial", "translated", "reviewed"):
            own = [u for u in units if str(u.state) == name]
            row |= {name: len(own), f"{name}_words": sum(words(u.source) for u in own)}
        rows.append(row)
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for row in rows:
        parts = ", ".join(
            f"{row[name]} {name} ({row[f'{name}_words']} words)"
            for name in ("reviewed", "translated", "initial")
            if row[name]
        )
        here.say(f"{row['file']}: {row['units']} units, {row['words']} words: {parts}")


@app.command("fmt")
def fmt(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="PO files and folders of them.")],
    frozen: Annotated[
        bool, typer.Option("--frozen", help="Fail if anything would change.")
    ] = False,
) -> None:
    """Lay every entry out as gettext does."""
    from l10n.catalog.po import laid_out
    from l10n.cli.files import po_files

    here = session(ctx)
    changed = 0
    for file in po_files(files):
        catalog = _catalog(file)
        entries = laid_out(catalog.file.entries, catalog.habit)
        tidy = replace(catalog, file=replace(catalog.file, entries=entries))
        if tidy.data != catalog.data:
            changed += 1
            here.say(f"{file}: {'would change' if frozen else 'laid out'}")
            if not frozen:
                _write(tidy)
    if frozen and changed:
        raise typer.Exit(1)


@app.command("merge-driver")
def merge_driver(
    ctx: typer.Context,
    base: Annotated[Path, typer.Argument(help="The common ancestor (%O).")],
    ours: Annotated[Path, typer.Argument(help="Our version (%A); the result is written here.")],
    theirs: Annotated[Path, typer.Argument(help="Their version (%B).")],
    name: Annotated[str, typer.Argument(help="What messages call the file (%P).")] = "",
) -> None:
    """Merge two versions of a catalog for git, entry by entry (exit 1 on a conflict)."""
    from l10n.catalog import open_catalog
    from l10n.catalog.threeway import merge
    from l10n.model import Locale

    # Any PO file, a template or an empty ancestor, too: nothing here asks for the language.
    done = merge(*(open_catalog(path, Locale("und")) for path in (base, ours, theirs)))
    _write(done.catalog)
    for key in done.conflicts:
        session(ctx).note(f"{name or ours}: conflict: {key.source}")
    if done.conflicts:
        raise typer.Exit(1)


def _catalog(file: Path) -> Catalog:
    from l10n.project.checking_sources import open_any

    return open_any(file)


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
