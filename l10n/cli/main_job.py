"""``l10n run``: extract, route, check, build, for every article in every locale."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from l10n.cli.everywhere import Session, session
from l10n.cli.translate import look_ahead, route_one
from l10n.cli.unanswered import Unanswered
from l10n.cli.work import Articles, Drafts, Locales, Without, bring_up_to_date, each, reached

if TYPE_CHECKING:
    from l10n.model import Article, Locale
    from l10n.project import Gate, Project
    from l10n.routing import Routed


@dataclass(slots=True)
class _Outcome:
    """What became of one article in one locale."""

    article: str
    locale: str
    lines: list[str] = field(default_factory=list)
    changed: bool = False
    failed_provider: bool = False
    refused: bool = False
    findings: bool = False
    built: str = ""

    def routed(self, made: Routed) -> None:
        """Note what came of its route."""
        self.changed = self.changed or bool(made.units)
        self.lines += _routed_lines(made)
        self.failed_provider = bool(made.failures and made.empty)


def run(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
    drafts: Drafts = False,
    again: Annotated[
        bool, typer.Option("--again", help="Ask anew for machine text that nobody has read.")
    ] = False,
) -> None:
    """Extract, translate, check and build: the main job."""
    here = session(ctx)
    work: list[tuple[Project, Article, Locale, bool]] = []
    unreadable = 0
    try:
        for project, article, tag in each(here, articles, locale, exclude_locale):
            changed = bring_up_to_date(here, project, article, tag, write=True)
            work.append((project, article, tag, changed))
    except typer.Exit as stop:
        unreadable = stop.exit_code
    if work:
        found = list({article.id: article for _, article, _, _ in work}.values())
        tags = list(dict.fromkeys(tag for _, _, tag, _ in work))
        look_ahead(here, work[0][0], found, tags, again=again)
    outcomes: list[_Outcome] = []
    with Unanswered(here) as left:
        for project, article, tag, changed in work:
            done = _Outcome(article.id, tag.tag, changed=changed)
            done.routed(route_one(here, project, article, tag, left, again=again))
            _one(project, article, tag, done, drafts=drafts)
            outcomes.append(done)
            _say(here, done)
    if here.json:
        typer.echo(json.dumps([_record(one) for one in outcomes], ensure_ascii=False, indent=1))
    if outcomes and not any(one.changed or one.failed_provider for one in outcomes):
        here.say("nothing to do: everything is up to date")
    code = unreadable or _code(outcomes)
    if code:
        raise typer.Exit(code)


def _one(
    project: Project, article: Article, locale: Locale, done: _Outcome, *, drafts: bool
) -> None:
    """Check and build what has been routed."""
    gate = project.gate(article, locale)
    done.findings = reached((one.severity for one in gate.findings), project.config.fail_on)
    counts = {name: sum(f.severity == name for f in gate.findings) for name in ("error", "warning")}
    done.lines += [f"{count} {name}s" for name, count in counts.items() if count]
    _build(project, gate, done, drafts=drafts)


def _routed_lines(routed: Routed) -> list[str]:
    said = {
        "translated": routed.kept,
        "fuzzy with findings": routed.fuzzy,
        "offered beside a person's text": routed.offered,
        "without an answer": routed.empty,
    }
    return [f"{count} {what}" for what, count in said.items() if count]


def _build(project: Project, gate: Gate, done: _Outcome, *, drafts: bool) -> None:
    done.refused = bool(gate.reasons)
    if gate.reasons:
        first = gate.reasons[0]
        done.lines.append(
            f"held back: {len(gate.reasons)} reasons, the first at "
            f"{project.paths.shown(gate.path)}:{first.line} {first.message}"
        )
    if gate.reasons and not drafts:
        return
    target = project.paths.built(gate.article, gate.locale, draft=bool(gate.reasons))
    before = target.read_bytes() if target.is_file() else None
    path = project.built(gate, drafts=drafts).path
    done.built = project.paths.shown(path)
    if before != path.read_bytes():
        done.changed = True
        done.lines.append(f"wrote {done.built}")


def _say(here: Session, done: _Outcome) -> None:
    if done.lines or here.verbose:
        here.say(f"{done.article} {done.locale}: {'; '.join(done.lines) or 'up to date'}")


def _record(done: _Outcome) -> dict[str, Any]:
    return {
        "article": done.article,
        "locale": done.locale,
        "changed": done.changed,
        "built": done.built,
        "held_back": done.refused,
        "said": done.lines,
    }


def _code(outcomes: list[_Outcome]) -> int:
    """The exit code: a provider that failed, then the gate, then findings."""
    if any(one.failed_provider for one in outcomes):
        return 3
    if any(one.refused for one in outcomes):
        return 4
    return int(any(one.findings for one in outcomes))
