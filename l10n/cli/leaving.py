"""Catalogs on their way out: which of them, into which files, and never over work that came back in one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from l10n.catalog import Catalog
    from l10n.catalog.exchange.returned import Batch, Returned
    from l10n.cli.everywhere import Session

FOLDER = "exchange"


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which catalogs leave: the suffixes of its files, its writer and its reader."""

    suffixes: Sequence[str]
    write: Callable[[Catalog, Path], None]
    read: Callable[[Path], Iterable[Batch]]


def roots() -> tuple[Path, ...]:
    """The folders below which a file may name its catalog: the project's, if there is one, and this one."""
    from l10n.errors import ConfigError
    from l10n.project.around import find_config

    try:
        project: tuple[Path, ...] = (find_config(Path()).resolve().parent,)
    except ConfigError:
        project = ()
    return (*project, Path.cwd())


def shown(path: Path) -> str:
    """The path in its project, by which a returned file finds its catalog again."""
    whole = path.resolve()
    root = next((one for one in roots() if whole.is_relative_to(one)), None)
    return (whole.relative_to(root) if root else Path(path.name)).as_posix()


def catalogs(
    here: Session, named: Sequence[str] | None, locales: Sequence[str] | None
) -> list[Path]:
    """The PO files that were named, and those of the articles that were; all without a name."""
    files = [Path(name) for name in named or () if Path(name).suffix == ".po"]
    wanted = [name for name in named or () if Path(name).suffix != ".po"]
    if files and not wanted:
        return files
    project = here.project()
    asked = project.locales(locales or ())
    found = [
        project.paths.catalog(article, one) for one in asked for article in project.articles(wanted)
    ]
    return files + [path for path in found if path.is_file()]


def by_name(here: Session, file: Path) -> Path | None:
    """The one catalog of the project from which a file of this name would be exported."""
    if not here.has_project():
        return None
    project = here.project()
    found = [
        project.paths.catalog(article, locale)
        for locale in project.config.locales
        if file.stem.endswith(f".{locale.tag}")
        for article in project.articles()
        if Path(article.id).name == file.stem.removesuffix(f".{locale.tag}")
    ]
    if len(found) != 1:
        return None
    (path,) = found
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def export(
    here: Session, form: Form, paths: Sequence[Path], output: Path | None, *, overwrite: bool
) -> None:
    """Write each catalog into its file."""
    from l10n.project.checking_sources import open_any

    if not paths:
        raise typer.BadParameter("there is no catalog to export: l10n extract makes them")
    suffix = output.suffix.lower() if output else ""
    single = suffix in form.suffixes and not (output and output.is_dir())
    if suffix and not single and not (output and output.is_dir()):
        raise typer.BadParameter(f"{output}: a file is written as {' or '.join(form.suffixes)}")
    if single and len(paths) != 1:
        raise typer.BadParameter(f"{output} is one file, and there are {len(paths)} catalogs")
    opened = [open_any(path) for path in paths]
    folder = output or _folder(here)
    places = [output] if single and output else _places(opened, folder, form.suffixes[0])
    if not overwrite:
        for catalog, place in zip(opened, places, strict=True):
            _refuse_to_lose(form, catalog, place, shown(catalog.path))
    for catalog, place in zip(opened, places, strict=True):
        place.parent.mkdir(parents=True, exist_ok=True)
        form.write(catalog, place)
        here.say(f"{place}: {len(catalog.units)} units")


def _refuse_to_lose(form: Form, catalog: Catalog, place: Path, original: str) -> None:
    """A file that holds what somebody did to it, and what is not in the catalog yet, stays."""
    from l10n.catalog.exchange.returned import Side, merge
    from l10n.errors import CatalogError

    if not place.is_file():
        return
    try:
        batches = list(form.read(place))
    except CatalogError as error:
        raise CatalogError(
            f"is there already, and cannot be read: {error.message}",
            path=place,
            hint="choose another place with -o, or --overwrite it",
        ) from error
    others = [one.original for one in batches if one.original not in {"", original}]
    if others:
        raise CatalogError(
            f"is there already, and belongs to {others[0]}",
            path=place,
            hint="choose another place with -o, or --overwrite it",
        )
    results = [merge(catalog, batch.rows, Side.NEITHER) for batch in batches]
    count = sum(
        len(one.changed) + len(one.confirmed) + len(one.conflicts) + _homeless(one)
        for one in results
    )
    if count:
        raise CatalogError(
            f"holds {count} translations that were not taken in yet",
            path=place,
            hint="import it first; or choose another place with -o, or --overwrite it",
        )


def _homeless(result: Returned) -> int:
    """Rows that somebody has written in since they were sent, and whose unit is not there as it was."""
    from l10n.catalog.exchange.returned import is_as_sent

    rows = (*result.unknown, *result.edited, *result.broken, *result.incomplete, *result.doubled)
    return sum(any(row.texts) and not is_as_sent(row) for row in rows)


def _folder(here: Session) -> Path:
    """Where files go that nobody chose a place for: below the project, or into this folder."""
    if not here.has_project():
        return Path()
    folder = here.project().config.root / FOLDER
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _places(opened: Sequence[Catalog], folder: Path, suffix: str) -> list[Path]:
    """A file for each catalog; where two would have one name, in folders like theirs."""
    flat = [_place(catalog, suffix) for catalog in opened]
    if len(set(flat)) < len(flat):
        whole = [catalog.path.resolve() for catalog in opened]
        common = Path(os.path.commonpath([path.parent for path in whole]))
        flat = [
            path.parent.relative_to(common) / name for path, name in zip(whole, flat, strict=True)
        ]
    return [folder / place for place in flat]


def _place(catalog: Catalog, suffix: str) -> Path:
    tag, stem = catalog.locale.tag, catalog.path.stem
    named = stem == tag or stem.endswith(f".{tag}")
    return Path(f"{stem}{suffix}" if named else f"{stem}.{tag}{suffix}")
