"""Commands on glossary files: list, check, add, convert."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.glossary import Glossary

Files = Annotated[
    list[Path] | None,
    typer.Option("--glossary", help="Glossary files; the project's own without it."),
]
Shown = Annotated[
    list[str] | None, typer.Option("--locale", "-l", help="This locale; repeat it for more.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list")(list_terms)
    app.command("check")(check)
    app.command("add")(add)
    app.command("convert")(convert)


def opened(here: Session, files: Sequence[Path] | None) -> Glossary:
    """The glossary of these files, or the project's."""
    from l10n.glossary import Glossary

    return Glossary.open(*files) if files else here.project().glossary


def list_terms(ctx: typer.Context, locale: Shown = None, glossary: Files = None) -> None:
    """List the terms with their forms."""
    here = session(ctx)
    terms = opened(here, glossary)
    tags = locale or ([] if glossary else _locales(here))
    rows = [
        {
            "id": term.id,
            "source": term.source,
            "forms": {tag: list(terms.forms(term, tag).approved) for tag in tags},
        }
        for term in terms.terms
    ]
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for term in terms.terms:
        here.say(f"{term.id}: {term.source}")
        for tag in tags:
            approved = terms.forms(term, tag).approved
            if approved:
                here.say(f"    {tag}: {' | '.join(approved)}")


def _locales(here: Session) -> list[str]:
    return [locale.tag for locale in here.project().config.locales]


def check(
    ctx: typer.Context,
    locale: Shown = None,
    glossary: Files = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="error, warning, info or never.")
    ] = "error",
) -> None:
    """Look for doubled spellings, contradictions, wrong letters and missing forms."""
    from l10n.glossary import lint
    from l10n.model import Severity

    if fail_on not in {"error", "warning", "info", "never"}:
        raise typer.BadParameter("--fail-on takes error, warning, info or never")
    here = session(ctx)
    terms = opened(here, glossary).terms
    found = lint(terms, locale or ([] if glossary else _locales(here)))
    if here.json:
        rows = [
            {name: value for name, value in asdict(one).items() if value not in ("", 0, None)}
            for one in found
        ]
        typer.echo(json.dumps({"version": 1, "findings": rows}, ensure_ascii=False, indent=1))
    for one in found:
        here.say(str(one))
    here.note(f"{len(terms)} terms, {len(found)} findings")
    if fail_on != "never" and any(one.severity.rank >= Severity(fail_on).rank for one in found):
        raise typer.Exit(1)


def add(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The name or term in the source language.")],
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--form", help="COLUMN=FORM: ar=..., ar:accept=..., fr:forbidden=...; | between forms."
        ),
    ] = None,
    variant: Annotated[
        list[str] | None, typer.Option("--variant", help="Another source spelling; repeat it.")
    ] = None,
    identity: Annotated[str, typer.Option("--id", help="Its id; made of the source.")] = "",
    pos: Annotated[str, typer.Option("--pos", help="Part of speech.")] = "proper-name",
    note: Annotated[str, typer.Option("--note", help="For people.")] = "",
    case_sensitive: Annotated[bool, typer.Option("--case-sensitive", help="US is not us.")] = False,
    dnt: Annotated[bool, typer.Option("--dnt", help="Do not translate it.")] = False,
    glossary: Annotated[
        Path | None, typer.Option("--glossary", help="The CSV file; the project's first.")
    ] = None,
) -> None:
    """Add a term to a CSV glossary; the other rows keep their bytes."""
    from l10n.glossary import Glossary, add_row
    from l10n.glossary.files.csv import term_of

    here = session(ctx)
    path = glossary or _first(here)
    cells = {
        "id": identity,
        "source": source,
        "variants": "|".join(variant or ()),
        "pos": pos,
        "note": note,
        "case_sensitive": "yes" if case_sensitive else "no",
        "dnt": "yes" if dnt else "no",
    }
    for told in form or ():
        column, equals, text = told.partition("=")
        if not (equals and text.strip()):
            raise typer.BadParameter(f"--form takes COLUMN=FORM, not {told!r}")
        cells[column.strip()] = text
    term = term_of(cells, path)
    known = Glossary.open(path) if path.is_file() else Glossary()
    for spelling in term.spellings:
        if any(
            (hit.start, hit.end) == (0, len(spelling)) and spelling in hit.term.spellings
            for hit in known.find(spelling)
        ):
            here.note(f"{spelling!r} is a spelling of a term in {path.name} already")
            raise typer.Exit(1)
    add_row(path, term)
    here.say(f"{term.id} added to {path}")


def _first(here: Session) -> Path:
    from l10n.project.renaming import first_glossary

    return first_glossary(here.project())


def convert(
    ctx: typer.Context,
    source: Annotated[Path, typer.Argument(help="A CSV or TBX file.")],
    target: Annotated[Path, typer.Argument(help="The file to write: .csv or .tbx.")],
    version: Annotated[int, typer.Option("--version", help="Of TBX: 2 or 3.")] = 3,
    style: Annotated[str, typer.Option("--style", help="Of TBX 3: dca or dct.")] = "dca",
    lang: Annotated[str, typer.Option("--lang", help="Language of the sources in CSV.")] = "en",
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
) -> None:
    """Write a glossary as another kind of file, without loss."""
    from l10n.disk import write_atomic
    from l10n.glossary.files import is_tbx, read_terms

    if version not in {2, 3} or style not in {"dca", "dct"}:
        raise typer.BadParameter("TBX has versions 2 and 3, and the styles dca and dct")
    suffix = target.suffix.lower()
    if suffix not in {".csv", ".tbx"}:
        raise typer.BadParameter(f"a glossary is written as .csv or .tbx, not {target.name}")
    if target.exists() and not force:
        raise typer.BadParameter(f"{target} is there already; --force writes over it")
    here = session(ctx)
    terms = read_terms(source)
    if suffix == ".csv":
        from l10n.glossary.files.csv import write_csv

        text = write_csv(terms)
    else:
        from l10n.glossary.files.tbx import surroundings
        from l10n.glossary.files.tbx_writer import write_tbx

        around = surroundings(source) if is_tbx(source) else ("", "")
        text = write_tbx(terms, source=lang, version=version, style=style, around=around)
    write_atomic(target, text.encode())
    here.say(f"{len(terms)} terms written to {target}")
