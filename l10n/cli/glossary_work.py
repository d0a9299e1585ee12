"""Commands on a glossary and a project's articles: candidates, report, apply."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session
from l10n.cli.glossary_files import Files, opened
from l10n.cli.work import Articles, Locales, Without

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.glossary import NameCandidate, TermReport
    from l10n.model import Article, Locale
    from l10n.project import Project
    from l10n.project.renaming import Renaming


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("candidates")(candidates)
    app.command("report")(report)
    app.command("apply")(apply)


def candidates(
    ctx: typer.Context,
    articles: Articles = None,
    at_least: Annotated[int, typer.Option("--at-least", help="How often a name must stand.")] = 1,
    glossary: Files = None,
) -> None:
    """Propose names in articles that the glossary lacks, the most frequent first."""
    from l10n.glossary import candidates as proposed

    here = session(ctx)
    project = here.project()
    asked = project.articles(articles or ())
    texts = [_text(project, article) for article in asked]
    found = proposed(texts, opened(here, glossary), at_least=at_least)
    if here.json:
        rows = [_candidate(one, asked) for one in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for one in found:
        also = f"  ({', '.join(one.variants)})" if one.variants else ""
        acronym = f"  [{one.acronym}]" if one.acronym else ""
        where = Counter(asked[number].id for number, _, _ in one.places)
        here.say(f"{one.count:4}  {one.name}{acronym}{also}  {', '.join(where)}")
    if not found:
        here.say("the glossary has every name")


def _text(project: Project, article: Article) -> str:
    """The article's units, an empty line between them: a new unit opens a sentence."""
    from l10n.text.inline import plain

    return "\n\n".join(plain(unit.source) for unit in project.template(article).units)


def _candidate(one: NameCandidate, articles: Sequence[Article]) -> dict[str, object]:
    where = Counter(articles[number].id for number, _, _ in one.places)
    return {
        "name": one.name,
        "count": one.count,
        "variants": list(one.variants),
        "acronym": one.acronym,
        "articles": dict(where),
    }


def report(
    ctx: typer.Context,
    articles: Articles = None,
    locale: Locales = None,
    exclude_locale: Without = None,
) -> None:
    """Show how terms are rendered in the translations: coverage, and every form with its count."""
    from l10n.glossary import report as reported
    from l10n.text.inline import plain

    here = session(ctx)
    project = here.project()
    rows: dict[str, list[dict[str, object]]] = {}
    for tag in project.locales(locale or (), exclude_locale or ()):
        pairs = [
            (plain(unit.source), plain(unit.target))
            for article in project.articles(articles or ())
            for unit in project.catalog(article, tag).units
        ]
        found = reported(pairs, project.glossary, tag.tag, source_lang=project.config.source.tag)
        rows[tag.tag] = [_reported(one) for one in found]
        _say_report(here, tag, found)
    if here.json:
        typer.echo(json.dumps({"version": 1, "locales": rows}, ensure_ascii=False, indent=1))


def _reported(one: TermReport) -> dict[str, object]:
    return {
        "id": one.term.id,
        "source": one.term.source,
        "units": one.units,
        "absent": one.absent,
        "consistent": one.consistent,
        "renderings": [
            {"form": r.form, "verdict": str(r.verdict), "count": r.count, "example": r.example}
            for r in one.renderings
        ],
    }


def _say_report(here: Session, locale: Locale, found: Sequence[TermReport]) -> None:
    uses, absent = sum(one.units for one in found), sum(one.absent for one in found)
    covered = f"{100 * (uses - absent) / uses:.0f} %" if uses else "nothing translated"
    here.say(f"{locale.tag}: {len(found)} terms in {uses} places, {covered} rendered as approved")
    for one in found:
        mark = "" if one.consistent else "  several forms"
        here.say(f"  {one.term.source}  {one.units}{mark}")
        for each in one.renderings:
            form = each.form or "no approved form"
            here.say(f"    {each.count:4}  {each.verdict:8} {form}")


def apply(
    ctx: typer.Context,
    terms: Annotated[
        list[str] | None, typer.Argument(help="Terms by id or source; all without one.")
    ] = None,
    former: Annotated[
        list[str] | None, typer.Option("--from", help="A form that the term had; repeat it.")
    ] = None,
    since: Annotated[
        str, typer.Option("--since", help="A revision of git: forms approved then and not now.")
    ] = "",
    locale: Locales = None,
    exclude_locale: Without = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write the changes.")] = False,
) -> None:
    """Put a changed term into old translations; without --yes only show what would change.

    Forbidden forms are replaced as well. What grammar does not allow is listed for a person.
    """
    from l10n.catalog import save_catalog
    from l10n.project.renaming import former_forms, renamings, terms_named

    here = session(ctx)
    project = here.project()
    named = [term.id for term in terms_named(project, terms or ())]
    if former and len(named) != 1:
        raise typer.BadParameter("--from is about one term: name it")
    told: list[dict[str, object]] = []
    for tag in project.locales(locale or (), exclude_locale or ()):
        old = former_forms(project, since, tag) if since else {}
        for id_ in named:
            old[id_] = (*old.get(id_, ()), *(former or ()))
        for article in project.articles():
            catalog, found = renamings(project, article, tag, old, only=named)
            if yes and any(one.changes for one in found):
                save_catalog(catalog)
            for one in found:
                _say_renaming(here, tag, one)
                told.append(_renamed(tag, one, written=yes and bool(one.changes)))
    if here.json:
        typer.echo(json.dumps({"version": 1, "units": told}, ensure_ascii=False, indent=1))
    changed = sum(bool(one["changes"]) for one in told)
    left = sum(bool(one["left"]) for one in told)
    again = "" if yes or not changed else "; --yes writes them"
    here.note(f"{changed} units changed{again}, {left} for a person")


def _say_renaming(here: Session, locale: Locale, one: Renaming) -> None:
    here.say(f"{locale.tag} {one.article}: {one.unit.source}")
    if one.changes:
        here.say(f"  - {here.paint(one.unit.target, 'red')}")
        here.say(f"  + {here.paint(one.new.target, 'green')}")
    for place in one.left:
        what = f"{place!r} is not inflected like" if place else "no form found of"
        here.say(f"  ? {what} {one.wanted}: for a person")


def _renamed(locale: Locale, one: Renaming, *, written: bool) -> dict[str, object]:
    return {
        "locale": locale.tag,
        "article": one.article,
        "term": one.term.id,
        "source": one.unit.source,
        "target": one.unit.target,
        "new": one.new.target,
        "changes": [
            {"start": c.start, "end": c.end, "old": c.old, "new": c.new} for c in one.changes
        ],
        "left": list(one.left),
        "written": written,
    }
