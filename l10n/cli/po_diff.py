"""``l10n po diff``: which entries of catalogs changed, word by word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.catalog import Catalog
    from l10n.catalog.diff import Change

_MARKS = {"same": ("", "", "white"), "gone": ("[-", "-]", "red"), "new": ("{+", "+}", "green")}


def diff(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(help="The older PO file and the newer; with --rev, files and folders."),
    ],
    rev: Annotated[
        str, typer.Option("--rev", help="Compare with this revision of git, not with a file.")
    ] = "",
    html: Annotated[Path | None, typer.Option("--html", help="Write a page to this file.")] = None,
) -> None:
    """Show which entries differ, word by word (exit 1 if any do)."""
    here = session(ctx)
    found = list(_since(rev, files) if rev else _between(files))
    if here.json:
        rows = [
            {
                "path": path,
                "kind": change.kind,
                "context": change.key.context,
                "source": change.key.source,
                "words": change.words,
            }
            for path, _, changes in found
            for change in changes
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for path, _, changes in found:
        if rev and changes:
            here.say(path)
        for change in changes:
            _say(here, change)
    if html is not None:
        _page(html, found)
    if any(changes for _, _, changes in found):
        raise typer.Exit(1)


def _between(files: Sequence[Path]) -> Iterator[tuple[str, Catalog, list[Change]]]:
    from l10n.catalog.diff import changes
    from l10n.project.checking_sources import open_any

    if len(files) != 2:
        raise typer.BadParameter("name two files, or a revision with --rev")
    before, after = (open_any(file) for file in files)
    yield files[1].as_posix(), after, list(changes(before.units, after.units))


def _since(rev: str, files: Sequence[Path]) -> Iterator[tuple[str, Catalog, list[Change]]]:
    """Each file now beside what it was; one that was not there is all new, one that is gone all removed."""
    from l10n.catalog.diff import changes
    from l10n.project.changes import catalog_at
    from l10n.project.checking_sources import open_any

    for path in _named(rev, files):
        past = _catalog(path, catalog_at(rev, path.absolute()) or b"")
        now = open_any(path) if path.is_file() else _catalog(path, b"")
        shown = now if path.is_file() else past
        yield path.as_posix(), shown, list(changes(past.units, now.units))


def _named(rev: str, files: Sequence[Path]) -> list[Path]:
    """The catalogs that paths name now or named at the revision; a path that never was is an error."""
    from l10n.cli.files import po_files
    from l10n.project.changes import catalogs_at

    found: dict[Path, None] = {}
    for file in files:
        here = Path.cwd()
        gone = [
            one.relative_to(here) if not file.is_absolute() and one.is_relative_to(here) else one
            for one in catalogs_at(rev, file.absolute())
        ]
        if not gone and not file.exists():
            raise typer.BadParameter(f"there is no {file}, and there was none at {rev}")
        now = [one for one in po_files([file]) if one.is_file()]
        found |= dict.fromkeys([*now, *(one for one in gone if not one.is_file())])
    return list(found)


def _catalog(path: Path, raw: bytes) -> Catalog:
    """A catalog that is not on the disk, with the locale that its header tells."""
    from l10n.catalog import Catalog
    from l10n.catalog.header import header_fields
    from l10n.catalog.reader import parse
    from l10n.model import Locale

    file = parse(raw)
    told = header_fields(file.header).get("Language", "")
    return Catalog(path=path, locale=Locale.parse(told or "und"), file=file)


def _say(here: Session, change: Change) -> None:
    context = f"[{change.key.context}] " if change.key.context else ""
    here.say(f"{change.kind}: {context}{change.key.source}")
    here.say("    " + drawn(here, change.words).replace("\n", "\n    "))


def drawn(here: Session, words: Iterable[tuple[str, str]]) -> str:
    """A word diff as one text: what is gone and what is new in brackets, and in colors if wanted."""
    line = ""
    for how, text in words:
        begin, end, color = _MARKS[how]
        line += text if how == "same" else here.paint(f"{begin}{text}{end}", color)
    return line


def _page(path: Path, found: Sequence[tuple[str, Catalog, list[Change]]]) -> None:
    from l10n.disk import write_atomic
    from l10n.reports.changes import ChangedEntry, lines

    files = (
        (
            name,
            catalog.locale.tag,
            catalog.locale.direction,
            [ChangedEntry(c.kind, c.key.context, c.key.source, c.words) for c in changes],
        )
        for name, catalog, changes in found
        if changes
    )
    write_atomic(path, "".join(lines(files)).encode())
