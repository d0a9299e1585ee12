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
Context = Annotated[
    str | None,
    typer.Option("--context", help="The msgctxt, where there are several; '' is an entry without."),
]


@app.command("set")
def set_target(
    ctx: typer.Context,
    file: File,
    source: Source,
    target: Annotated[
        list[str],
        typer.Option("--target", help="The translation; repeat it for each form of a plural."),
    ],
    context: Context = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Let an empty --target take a text away.")
    ] = False,
) -> None:
    """Write a person's translation of one entry; it is reviewed by that."""
    catalog, unit = _entry(file, source, context)
    if "".join(target).strip():
        _save(catalog, replace(_with_forms(file, unit, target).confirmed(), origin="human"))
        session(ctx).say(f"{file}: set {source!r}")
        return
    _save(catalog, _emptied(file, unit, clear=clear))
    session(ctx).say(f"{file}: emptied {source!r}; what stood there is offered as a proposal")


def _with_forms(file: Path, unit: Unit, targets: list[str]) -> Unit:
    """The unit with a text, or with one for each form of its plural."""
    from l10n.errors import CatalogError

    wanted = len(unit.target_plurals) if unit.source_plural else 1
    if len(targets) != wanted or not all(one.strip() for one in targets):
        forms = f"{wanted} forms of a plural" if unit.source_plural else "one text"
        raise CatalogError(
            f"the entry has {forms}, not {len(targets)}",
            path=file,
            line=unit.line,
            hint="give --target once for each form, in the order of msgstr[0], msgstr[1] ...",
        )
    forms_now = tuple(targets) if unit.source_plural else ()
    return replace(unit, target=targets[0], target_plurals=forms_now)


def _emptied(file: Path, unit: Unit, *, clear: bool) -> Unit:
    """The unit without its target, which stays beside it as a proposal."""
    from l10n.errors import CatalogError

    if unit.source_plural or not clear:
        raise CatalogError(
            f"an empty --target would take a text away: {unit.target}"
            if unit.target
            else "an empty --target says nothing",
            path=file,
            line=unit.line,
            hint="forms of a plural are emptied in a PO editor"
            if unit.source_plural
            else "--clear does it, and keeps the text as a proposal beside the entry",
        )
    kept = unit.target or unit.proposal
    return replace(unit.confirmed(), target="", origin="", proposal=kept)


@app.command("review")
def review(
    ctx: typer.Context,
    file: File,
    source: Source = "",
    context: Context = None,
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


def _entry(file: Path, source: str, context: str | None) -> tuple[Catalog, Unit]:
    from l10n.project.entries import one_of

    catalog = _catalog(file)
    return catalog, one_of(catalog.units, source, context, file, whole=True)


def _save(catalog: Catalog, unit: Unit) -> None:
    _write(catalog.with_units([unit]))


def _write(catalog: Catalog) -> None:
    from l10n.catalog import save_catalog

    save_catalog(catalog)
