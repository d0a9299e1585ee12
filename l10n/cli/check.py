"""``l10n check``: findings about articles, files of units, or a stream of sentence pairs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session
from l10n.cli.files import files_below
from l10n.cli.progress import progress
from l10n.cli.streams import Record, answer_each
from l10n.cli.work import Locales, Without, reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from l10n.model import Finding
    from l10n.project.checking_files import Outcome, Setting, Task
    from l10n.project.findings import Findings

_CHARACTERS = 20_000  # printed at once


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is to be checked, with what, below which folder, and what fails by default.

    ``doubtful`` says that there are articles which could not be told apart.
    """

    tasks: Sequence[Task]
    setting: Setting
    findings: Findings
    root: Path
    fail_on: str = "error"
    doubtful: bool = False


@dataclass(slots=True)
class _Seen:
    """What went by on its way to the report."""

    severities: set[str] = field(default_factory=set)
    unreadable: list[str] = field(default_factory=list)


_Paths = Annotated[
    list[str] | None, typer.Argument(help="Articles, or PO and XLIFF files and folders of them.")
]
_Format = Annotated[
    str, typer.Option("--format", help="text, json, sarif, junit, github, gitlab or html.")
]
_FailOn = Annotated[
    str, typer.Option("--fail-on", help="error, warning, info or never; the project's own.")
]
_Changed = Annotated[
    str, typer.Option("--changed", metavar="REV", help="Only entries changed since a revision.")
]
_Baseline = Annotated[
    Path | None, typer.Option("--baseline", help="Leave out the findings in this file.")
]
_Update = Annotated[
    bool, typer.Option("--update-baseline", help="Write the baseline from what is found now.")
]
_Fix = Annotated[bool, typer.Option("--fix", help="Apply the safe fixes and show them.")]
_Dry = Annotated[bool, typer.Option("--dry-run", help="With --fix: only show.")]
_Glossaries = Annotated[
    list[Path] | None,
    typer.Option("--glossary", help="For files: use this glossary; repeat it for more."),
]
_Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="Processes at most; 0 is one a core.")
]
_Cache = Annotated[
    bool, typer.Option("--cache/--no-cache", help="Take what is known of unchanged files.")
]
_Jsonl = Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")]


def check(
    ctx: typer.Context,
    paths: _Paths = None,
    locale: Locales = None,
    exclude_locale: Without = None,
    format_: _Format = "text",
    fail_on: _FailOn = "",
    changed: _Changed = "",
    baseline: _Baseline = None,
    update_baseline: _Update = False,
    fix: _Fix = False,
    dry_run: _Dry = False,
    glossary: _Glossaries = None,
    jobs: _Jobs = 0,
    cache: _Cache = True,
    jsonl: _Jsonl = False,
) -> None:
    """Look for faults: numbers, names, tags, punctuation, language and more (exit 1 if any)."""
    from l10n.model import Severity
    from l10n.project.findings import IN_MEMORY, Findings
    from l10n.project.suffixes import SUFFIXES

    here = session(ctx)
    if jsonl:
        answer_each(_answerer(here), ["locale"], optional=["source", "target"])
        return
    _refuse_nonsense(format_, fail_on, baseline, update=update_baseline)
    files = files_below(paths or [], SUFFIXES)
    work = (
        _loose_files(here, files, glossary or [])
        if files
        else _catalogs(here, paths, locale, exclude_locale)
    )
    if not cache:
        work = replace(work, findings=Findings(IN_MEMORY))
    seen = _Seen()
    form = "json" if here.json else format_
    outcomes = _outcomes(here, work, seen, jobs)
    if form == "json" and not (changed or baseline or fix):
        _print(here, _as_kept(outcomes, seen), form)
    else:
        found: Iterator[Finding] = (one for outcome in outcomes for one in outcome.findings)
        if changed:
            found = _only_changed(found, changed, work.root)
        if baseline:
            found = _without_known(found, baseline, update=update_baseline)
        if fix:
            found = _fixed(here, list(found), work.root, write=not dry_run)
        lines = _report(_watched(found, seen), form)
        _print(here, _closed(lines, seen) if form == "text" else lines, form)
    if seen.unreadable or work.doubtful:
        raise typer.Exit(2)
    if reached(map(Severity, seen.severities), fail_on or work.fail_on):
        raise typer.Exit(1)


def _refuse_nonsense(form: str, fail_on: str, baseline: Path | None, *, update: bool) -> None:
    from l10n import reports

    if form not in reports.names() or fail_on not in {"", "error", "warning", "info", "never"}:
        allowed = ", ".join(reports.names())
        raise typer.BadParameter(f"--format takes {allowed}; --fail-on a severity or never")
    if update and baseline is None:
        raise typer.BadParameter("--update-baseline needs --baseline FILE")


def checks(ctx: typer.Context) -> None:
    """List the checks: their names, by which they are switched off, and what they want."""
    import json

    from l10n import plugins

    here = session(ctx)
    captions = {name: plugins.caption("checks", name) for name in plugins.names("checks")}
    if here.json:
        typer.echo(json.dumps(captions, ensure_ascii=False, indent=1))
    width = max(map(len, captions))
    for name, caption in captions.items():
        here.say(f"{name:{width}}  {caption}")


def _catalogs(
    here: Session,
    paths: Sequence[str] | None,
    locale: Sequence[str] | None,
    without: Sequence[str] | None,
) -> _Work:
    """The catalogs of the project's articles."""
    from l10n.cli.each import Each

    project = here.project()
    each = Each(here, paths)
    return _Work(
        tasks=[
            project.check_task(article, tag)
            for article in each.chosen(project)
            for tag in project.locales(locale or (), without or ())
        ],
        setting=project.checking_setting,
        findings=project.findings,
        root=project.config.root,
        fail_on=project.config.fail_on,
        doubtful=each.failed,
    )


def _loose_files(here: Session, files: Sequence[str], glossaries: Sequence[Path]) -> _Work:
    """Any files of units, with the rules and the glossary of the project around, if there is one."""
    from l10n.project.checking_files import Setting, Task, user_findings

    root = Path()
    # one article in all its locales, then the next: what is known of its sources serves them all
    files = sorted(files, key=lambda name: (Path(name).name, name))
    work = _Work(
        tasks=[Task(path=root / name, shown=name) for name in files],
        setting=Setting(),
        findings=user_findings(),
        root=root,
    )
    if here.has_project():
        project = here.project()
        work = replace(
            work,
            setting=project.checking_setting,
            findings=project.findings,
            fail_on=project.config.fail_on,
        )
    if glossaries:
        named = tuple(root / path for path in glossaries)
        work = replace(work, setting=replace(work.setting, glossaries=named))
    return work


def _outcomes(here: Session, work: _Work, seen: _Seen, jobs: int) -> Iterator[Outcome]:
    """What was found, file by file; what cannot be read is reported."""
    from l10n.cli import report
    from l10n.project.checking_files import check_files

    with progress(here, "check", len(work.tasks)) as advance:
        for outcome in check_files(work.tasks, work.setting, work.findings, jobs=jobs):
            if outcome.error is None:
                yield outcome
            else:
                report(outcome.error)
                seen.unreadable.append(outcome.task.shown)
            advance(1)


def _as_kept(outcomes: Iterable[Outcome], seen: _Seen) -> Iterator[str]:
    """The JSON report, of what is kept as it stands there: not a finding is made."""
    from l10n.reports.json import around

    def watched() -> Iterator[str]:
        for outcome in outcomes:
            seen.severities.update(outcome.told.severities.split())
            yield outcome.told.rows

    return around(watched())


def _watched(findings: Iterable[Finding], seen: _Seen) -> Iterator[Finding]:
    for finding in findings:
        seen.severities.add(str(finding.severity))
        yield finding


def _report(findings: Iterable[Finding], form: str) -> Iterator[str]:
    from l10n import reports

    return reports.lines(form, findings)


def _closed(lines: Iterable[str], seen: _Seen) -> Iterator[str]:
    """A report for people does not end as if all had been looked at when some could not be."""
    last = ""
    for line in lines:
        if last:
            yield last
        last = line
    yield f"{last} in what could be read" if seen.unreadable else last
    if seen.unreadable:
        yield f"not checked, because they cannot be read: {', '.join(seen.unreadable)}"


def _only_changed(findings: Iterable[Finding], revision: str, root: Path) -> Iterator[Finding]:
    from l10n.project.changes import only_changed

    return only_changed(findings, revision, root)


def _without_known(
    findings: Iterable[Finding], baseline: Path, *, update: bool
) -> Iterator[Finding]:
    from l10n.model.fingerprint import fingerprint
    from l10n.project.changes import read_baseline, write_baseline

    if update:
        findings = list(findings)
        write_baseline(baseline, findings)
    known = read_baseline(baseline)
    return (one for one in findings if fingerprint(one) not in known)


def _fixed(
    here: Session, findings: Sequence[Finding], root: Path, *, write: bool
) -> Iterator[Finding]:
    """Apply the fixes; what is left is what has none."""
    from l10n.project.fixing import is_fixable, repairs

    done = repairs(findings, root, write=write)
    for repair in done:
        here.note(f"{repair.path}:{repair.line}: {', '.join(repair.checks)}")
        here.note(f"  - {repair.before}\n  + {repair.after}")
    here.note(f"{len(done)} entries {'fixed' if write else 'would be fixed'}")
    others = sorted({one.path for one in findings if one.fix and not is_fixable(one)})
    if others:
        here.note(f"--fix writes PO files only; left as they are: {', '.join(others)}")
    return (one for one in findings if not write or not is_fixable(one))


def _print(here: Session, lines: Iterable[str], form: str) -> None:
    show = here.say if form == "text" else typer.echo
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= _CHARACTERS:
            show("\n".join(waiting))
            waiting.clear()
            size = 0
    if waiting:
        show("\n".join(waiting))


def _answerer(here: Session) -> Callable[[Record], Record]:
    """Answers for the stream; a glossary by name is a file, or else the project's own."""
    from l10n.errors import ConfigError
    from l10n.glossary import Glossary
    from l10n.project.checking_records import of_record
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
