"""``l10n check``: findings about articles, PO files, or a stream of sentence pairs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session
from l10n.cli.streams import Record, answer_each
from l10n.cli.work import Locales, Without, each, reached
from l10n.model.fingerprint import fingerprint

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
    format_: Annotated[
        str, typer.Option("--format", help="text, json, sarif, junit, github, gitlab or html.")
    ] = "text",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="error, warning, info or never; the project's own.")
    ] = "",
    changed: Annotated[
        str, typer.Option("--changed", metavar="REV", help="Only entries changed since a revision.")
    ] = "",
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Leave out the findings in this file.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write the baseline from what is found now.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes and show them.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: only show.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")] = False,
) -> None:
    """Look for faults: numbers, names, tags, punctuation, language and more (exit 1 if any)."""
    from l10n import reports
    from l10n.project.changes import only_changed, read_baseline, write_baseline

    here = session(ctx)
    if jsonl:
        answer_each(_answerer(here), ["locale"], optional=["source", "target"])
        return
    if format_ not in reports.names() or fail_on not in {"", "error", "warning", "info", "never"}:
        allowed = ", ".join(reports.names())
        raise typer.BadParameter(f"--format takes {allowed}; --fail-on a severity or never")
    files = po_files(paths or [])
    findings, least, root = (
        _of_files(here, files) if files else _of_project(here, paths, locale, exclude_locale)
    )
    if changed:
        findings = list(only_changed(findings, changed, root))
    if baseline and update_baseline:
        write_baseline(baseline, findings)
    if baseline:
        known = read_baseline(baseline)
        findings = [one for one in findings if fingerprint(one) not in known]
    if fix:
        findings = _fix(here, findings, root, write=not dry_run)
    _print(here, findings, "json" if here.json else format_)
    if reached(findings, fail_on or least):
        raise typer.Exit(1)


def _fix(here: Session, findings: Sequence[Finding], root: Path, *, write: bool) -> list[Finding]:
    """Apply the fixes; what is left is what has none."""
    from l10n.project.fixing import repairs

    done = repairs(findings, root, write=write)
    for repair in done:
        here.note(f"{repair.path}:{repair.line}: {', '.join(repair.checks)}")
        here.note(f"  - {repair.before}\n  + {repair.after}")
    here.note(f"{len(done)} entries {'fixed' if write else 'would be fixed'}")
    return [one for one in findings if one.fix is None] if write else list(findings)


def _of_project(
    here: Session,
    paths: Sequence[str] | None,
    locale: Sequence[str] | None,
    without: Sequence[str] | None,
) -> tuple[list[Finding], str, Path]:
    findings: list[Finding] = []
    config = here.project().config
    for project, article, tag in each(here, paths, locale, without):
        findings += project.check(article, tag)
    return findings, config.fail_on, config.root


def _of_files(here: Session, files: Sequence[Path]) -> tuple[list[Finding], str, Path]:
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
    return findings, least, Path()


def po_files(paths: Sequence[str]) -> list[Path]:
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
    from l10n import reports
    from l10n.checks import worst_first

    show = here.say if form == "text" else typer.echo
    for line in reports.lines(form, worst_first(findings)):
        show(line)
    if form == "text" and not findings:
        here.say("no findings")


def _answerer(here: Session) -> Callable[[Record], Record]:
    """Answers for the stream; a glossary by name is a file, or else the project's own."""
    from l10n.errors import ConfigError
    from l10n.glossary import Glossary
    from l10n.project.checking import of_record
    from l10n.reports.json import brief

    @cache
    def house(name: str) -> Glossary:
        if Path(name).is_file():
            return Glossary.open(name)
        try:
            return here.project().glossary
        except ConfigError:
            return Glossary()

    def answer(record: Record) -> Record:
        return {"findings": [brief(finding) for finding in of_record(record, house)]}

    return answer
