"""``l10n check``: findings about articles, PO files, or a stream of sentence pairs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from l10n.cli.everywhere import Session, session
from l10n.cli.streams import Record, answer_each
from l10n.cli.work import Locales, Without, each, reached

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from l10n.model import Finding


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help="Articles, or PO files and folders of them.")
    ] = None,
    locale: Locales = None,
    exclude_locale: Without = None,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="error, warning, info or never; the project's own.")
    ] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")] = False,
) -> None:
    """Look for faults: numbers, names, tags, punctuation, language and more (exit 1 if any)."""
    here = session(ctx)
    if jsonl:
        answer_each(_answerer(here), ["locale"], optional=["source", "target"])
        return
    if format_ not in {"text", "json"} or fail_on not in {"", "error", "warning", "info", "never"}:
        raise typer.BadParameter("--format takes text or json, --fail-on a severity or never")
    files = _po_files(paths or [])
    findings, least = (
        _of_files(here, files) if files else _of_project(here, paths, locale, exclude_locale)
    )
    _print(here, findings, "json" if here.json else format_)
    if reached(findings, fail_on or least):
        raise typer.Exit(1)


def _of_project(
    here: Session,
    paths: Sequence[str] | None,
    locale: Sequence[str] | None,
    without: Sequence[str] | None,
) -> tuple[list[Finding], str]:
    findings: list[Finding] = []
    least = here.project().config.fail_on
    for project, article, tag in each(here, paths, locale, without):
        findings += project.check(article, tag)
    return findings, least


def _of_files(here: Session, files: Sequence[Path]) -> tuple[list[Finding], str]:
    """Findings about PO files, ours or not, with the glossary of the project around, if any."""
    from l10n.errors import ConfigError
    from l10n.glossary import Glossary
    from l10n.project.checking import of_file

    try:
        project = here.project()
        glossary, least, source = project.glossary, project.config.fail_on, project.config.source
    except ConfigError:
        glossary, least, source = Glossary(), "error", None
    findings = [f for path in files for f in of_file(path, glossary, source)]
    return findings, least


def _po_files(paths: Sequence[str]) -> list[Path]:
    """The PO files that the paths name, if they name any: files, or folders that hold some."""
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if path.suffix == ".po":
            found.append(path)
        elif path.is_dir():
            found += sorted(path.rglob("*.po"))
    return found


def _print(here: Session, findings: Sequence[Finding], form: str) -> None:
    from l10n.checks import worst_first
    from l10n.reports import json, text

    ordered = worst_first(findings)
    if form == "json":
        for line in json.lines(ordered):
            typer.echo(line)
        return
    for line in text.lines(ordered):
        here.say(line)
    if not findings:
        here.say("no findings")


def _answerer(here: Session) -> Callable[[Record], Record]:
    """Answers for the stream; a glossary by name is a file, or else the project's own."""
    from l10n.errors import ConfigError
    from l10n.glossary import Glossary
    from l10n.project.checking import of_record
    from l10n.reports.json import record as as_record

    kept = ("check", "severity", "message", "start", "end")

    @cache
    def house(name: str) -> Glossary:
        if Path(name).is_file():
            return Glossary.open(name)
        try:
            return here.project().glossary
        except ConfigError:
            return Glossary()

    def answer(record: Record) -> Record:
        found: list[Any] = [as_record(finding) for finding in of_record(record, house)]
        return {"findings": [{name: one[name] for name in kept} for one in found]}

    return answer
