"""``l10n run``: extract, route, check, build, for every article in every locale."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from l10n.cli.each import Each
from l10n.cli.everywhere import Session, session
from l10n.cli.translate import asked_ahead, route_one
from l10n.cli.unanswered import Unanswered
from l10n.cli.work import Articles, Drafts, Locales, Without, bring_up_to_date, reached, take_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Article, Locale
    from l10n.project import Gate, Project
    from l10n.project.publishing import Published
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
    pieces = Each(here, articles, locale, exclude_locale)
    work: list[tuple[Project, Article, Locale]] = []
    outcomes: list[_Outcome] = []
    for project, article, tag in pieces:
        with pieces.going_on():
            changed = bring_up_to_date(here, project, article, tag, write=True)
            work.append((project, article, tag))
            outcomes.append(_Outcome(article.id, tag.tag, changed=changed))
    with Unanswered(here) as left:
        asked = zip(asked_ahead(here, work, again=again), outcomes, strict=True)
        for _, own in groupby(asked, key=lambda one: one[0][1]):
            routed = []
            for piece, done in own:
                done.routed(route_one(here, *piece, left, again=again))
                routed.append((piece, done))
            _published(here, pieces, routed, drafts=drafts)
    moved = take_out(here, articles, locale, exclude_locale, quietly=True)
    if here.json:
        typer.echo(json.dumps([_record(one) for one in outcomes], ensure_ascii=False, indent=1))
    busy = any(one.changed or one.failed_provider for one in outcomes) or moved
    if not (busy or pieces.failed):
        here.say("nothing to do: everything is up to date")
    pieces.finish(_code(outcomes))


def _published(
    here: Session,
    pieces: Each,
    routed: Sequence[tuple[tuple[Project, Article, Locale], _Outcome]],
    *,
    drafts: bool,
) -> None:
    """Check and build an article in the locales in which it has been routed."""
    from l10n.project.publishing import publish

    gates: list[Gate] = []
    told: dict[Locale, _Outcome] = {}
    for (project, article, tag), done in routed:
        with pieces.going_on():
            gate = project.gate(article, tag)
            _gated(project, gate, done)
            gates.append(gate)
            told[tag] = done
    with pieces.going_on():
        for one in publish(here.project(), gates, drafts=drafts) if gates else ():
            tag = one.gate.locale
            outcome = told.get(tag) or _Outcome(one.gate.article.id, tag.tag)
            _noted(here.project(), one, outcome)
            _say(here, outcome)


def _gated(project: Project, gate: Gate, done: _Outcome) -> None:
    """Note what has been found, and why it is held back."""
    done.findings = reached((one.severity for one in gate.findings), project.config.fail_on)
    counts = {name: sum(f.severity == name for f in gate.findings) for name in ("error", "warning")}
    done.lines += [f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items() if n]
    done.refused = bool(gate.reasons)
    if gate.reasons:
        first, count = gate.reasons[0], len(gate.reasons)
        done.lines.append(
            f"held back: {count} reason{'' if count == 1 else 's, the first'} at "
            f"{project.paths.shown(gate.path)}:{first.line} {first.message}"
        )


def _noted(project: Project, published: Published, done: _Outcome) -> None:
    """Note what was built, and what was taken out."""
    done.lines += published.notes
    done.changed = done.changed or published.changed
    if published.built is not None:
        done.built = project.paths.shown(published.built.path)
        if published.changed:
            done.lines.append(f"wrote {done.built}")


def _routed_lines(routed: Routed) -> list[str]:
    said = {
        "translated": routed.kept,
        "fuzzy with findings": routed.fuzzy,
        "offered beside a person's text": routed.offered,
        "without an answer": routed.empty,
    }
    return [f"{count} {what}" for what, count in said.items() if count]


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
