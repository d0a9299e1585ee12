"""``l10n xliff`` and ``l10n sheet``: catalogs out to other tools and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, group, session
from l10n.cli.leaving import Form, by_name, catalogs, export, roots, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.catalog import Catalog
    from l10n.catalog.exchange.returned import Batch, Returned

xliff = group("XLIFF 2.1 and 1.2, for translation tools.")
sheet = group("CSV and XLSX, for people without tools.")

Files = Annotated[
    list[str] | None,
    typer.Argument(help="Articles by path, folder or id, or PO files; all articles without one."),
]
Locales = Annotated[
    list[str] | None, typer.Option("--locale", "-l", help="Only this locale; repeat it for more.")
]
Output = Annotated[
    Path | None,
    typer.Option(
        *("--output", "--out", "-o"),
        help="A file for one catalog, a folder for more; exchange/ in the project without it.",
    ),
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Also files with work that was not taken in yet.")
]
Into = Annotated[
    Path | None, typer.Option("--into", help="The PO file, if not the one that the file names.")
]
Theirs = Annotated[bool, typer.Option("--theirs", help="Their text where both sides changed it.")]
Ours = Annotated[bool, typer.Option("--ours", help="Our text where both sides changed it.")]
Reviewed = Annotated[
    bool, typer.Option("--reviewed", help="Whatever returns is reviewed, fuzzy or not.")
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]
Returning = Annotated[list[Path], typer.Argument(help="Files that came back.")]


@xliff.command("export")
def export_xliff(
    ctx: typer.Context,
    files: Files = None,
    locale: Locales = None,
    output: Output = None,
    version: Annotated[str, typer.Option("--version", help="2.1 or 1.2.")] = "2.1",
    source: Annotated[str, typer.Option("--source", help="Language of the sources.")] = "",
    overwrite: Overwrite = False,
) -> None:
    """Write catalogs as XLIFF: states, notes, terms, limits, inline codes."""
    from l10n.catalog.exchange.xliff import VERSIONS, read_xliff, write_xliff
    from l10n.disk import write_atomic
    from l10n.model import Locale

    if version not in VERSIONS:
        raise typer.BadParameter(f"XLIFF is written in the versions {' and '.join(VERSIONS)}")

    here, told_source = session(ctx), Locale.parse(source).tag if source else ""

    def write(catalog: Catalog, path: Path) -> None:
        told = told_source or _source_of(catalog)
        text = write_xliff(catalog, source=told, original=shown(catalog.path), version=version)
        write_atomic(path, text.encode())

    form = Form(suffixes=(".xlf", ".xliff"), write=write, read=read_xliff)
    export(here, form, catalogs(here, files, locale), output, overwrite=overwrite)


@xliff.command("import")
def import_xliff(
    ctx: typer.Context,
    files: Returning,
    into: Into = None,
    theirs: Theirs = False,
    ours: Ours = False,
    reviewed: Reviewed = False,
    dry_run: Dry = False,
) -> None:
    """Take targets and states from XLIFF files; what does not fit is listed, nothing overwritten (exit 1)."""
    from l10n.catalog.exchange.xliff import read_xliff

    batches = [(file, batch) for file in files for batch in read_xliff(file)]
    _import(
        session(ctx),
        batches,
        into,
        _side(theirs=theirs, ours=ours),
        reviewed=reviewed,
        dry_run=dry_run,
    )


@xliff.command("validate")
def validate_xliff(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="XLIFF 2 files.")],
) -> None:
    """Say whether files are valid XLIFF 2: structure, values, and constraints (exit 1)."""
    from l10n.catalog.exchange.xliff2_validate import validate
    from l10n.errors import CatalogError

    here = session(ctx)
    rows = []
    for file in files:
        try:
            faults = validate(file.read_bytes())
        except OSError as error:
            raise CatalogError(f"cannot be read: {error.strerror}", path=file) from error
        for fault in faults:
            here.say(f"{file}:{fault.line}: {fault.message}")
        if not faults:
            here.say(f"{file}: valid")
        rows.append(
            {
                "path": file.as_posix(),
                "valid": not faults,
                "faults": [{"line": one.line, "message": one.message} for one in faults],
            }
        )
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    if not all(row["valid"] for row in rows):
        raise typer.Exit(1)


@sheet.command("export")
def export_sheet(
    ctx: typer.Context,
    files: Files = None,
    locale: Locales = None,
    output: Output = None,
    kind: Annotated[str, typer.Option("--format", help="csv or xlsx, in a folder.")] = "xlsx",
    overwrite: Overwrite = False,
) -> None:
    """Write catalogs as tables: one row a unit, the columns 'target' and 'state' to be filled in."""
    from l10n.catalog.exchange.sheet import SUFFIXES, read_sheet, write_csv, write_xlsx
    from l10n.disk import write_atomic

    if f".{kind}" not in SUFFIXES:
        raise typer.BadParameter("--format is csv or xlsx")

    def write(catalog: Catalog, path: Path) -> None:
        if path.suffix.lower() == ".xlsx":
            write_xlsx(catalog, path)
        else:
            write_atomic(path, write_csv(catalog).encode("utf-8-sig"))

    order = (f".{kind}", *(suffix for suffix in SUFFIXES if suffix != f".{kind}"))
    here = session(ctx)
    form = Form(suffixes=order, write=write, read=lambda path: [read_sheet(path)])
    export(here, form, catalogs(here, files, locale), output, overwrite=overwrite)


@sheet.command("import")
def import_sheet(
    ctx: typer.Context,
    files: Returning,
    into: Annotated[Path | None, typer.Option("--into", help="The PO file.")] = None,
    theirs: Theirs = False,
    ours: Ours = False,
    reviewed: Reviewed = False,
    dry_run: Dry = False,
) -> None:
    """Take targets and states from tables; what does not fit is listed, nothing overwritten (exit 1)."""
    from l10n.catalog.exchange.sheet import read_sheet

    here = session(ctx)
    batches = [(file, read_sheet(file)) for file in files]
    _import(
        here, batches, into, _side(theirs=theirs, ours=ours), reviewed=reviewed, dry_run=dry_run
    )


def _source_of(catalog: Catalog) -> str:
    from l10n.catalog.header import header_fields

    return header_fields(catalog.file.header).get("X-Source-Language", "") or "en"


def _named(original: str) -> Path | None:
    """The catalog that a file names: below the project or this folder, and nowhere else."""
    for root in roots():
        path = (root / original).resolve()
        if original and path.is_relative_to(root) and path.is_file():
            return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return None


def _side(*, theirs: bool, ours: bool) -> str:
    if theirs and ours:
        raise typer.BadParameter("--theirs or --ours, not both")
    return "theirs" if theirs else "ours" if ours else "neither"


def _import(
    here: Session,
    batches: Sequence[tuple[Path, Batch]],
    into: Path | None,
    side: str,
    *,
    reviewed: bool,
    dry_run: bool,
) -> None:
    from l10n.catalog import save_catalog
    from l10n.catalog.exchange.returned import Side, merge
    from l10n.errors import CatalogError
    from l10n.project.checking_sources import open_any

    rows = []
    for file, batch in batches:
        path = into or _named(batch.original) or by_name(here, file)
        if path is None or not path.is_file():
            told = f"belongs to {batch.original}, which is not in this project"
            raise CatalogError(
                told if batch.original else "does not say which catalog it belongs to",
                path=file,
                hint="name it with --into FILE.po",
            )
        catalog = open_any(path)
        if batch.locale and batch.locale.lower() != catalog.locale.tag.lower():
            raise CatalogError(
                f"is in {batch.locale}, and {path} in {catalog.locale.tag}",
                path=file,
                hint="name the catalog of that locale with --into FILE.po",
            )
        result = merge(catalog, batch.rows, Side(side), reviewed=reviewed)
        if not dry_run:
            save_catalog(result.catalog)
        rows.append(_told(here, file, path, result))
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    if any(row["problems"] for row in rows):
        raise typer.Exit(1)


# What is said of each list of a `Returned`.
_LISTS = {
    "unknown": "no such unit in the catalog (any more)",
    "edited": "its source was edited; sources are changed in the article",
    "broken": "its tags are not those of the source",
    "conflicts": "changed by both sides; --theirs or --ours decides",
    "emptied": "its target was emptied; nothing is erased",
    "doubled": "a second row of the same unit",
    "incomplete": "forms of its plural are missing; ours stay",
    "missing": "not in the returned file",
}


def _told(here: Session, file: Path, path: Path, result: Returned) -> dict[str, object]:
    for name, why in _LISTS.items():
        for row in getattr(result, name):
            place = f"{file}:{row.line}" if name != "missing" else f"{path}:{row.line}"
            here.say(f"{place}: {row.source[:60]}: {why}")
    here.say(
        f"{path}: {len(result.changed)} changed, {len(result.confirmed)} confirmed, "
        f"{result.problems} left, {len(result.missing)} missing"
    )
    lists = {
        name: [{"line": row.line, "source": row.source} for row in getattr(result, name)]
        for name in ("changed", "confirmed", *_LISTS)
    }
    counts = {"file": file.as_posix(), "catalog": path.as_posix(), "problems": result.problems}
    return {**counts, **lists}
