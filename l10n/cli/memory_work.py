"""``l10n memory grep``, ``analyze``, ``prune`` and ``stats``: looking at the memory as a whole."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from l10n.cli.everywhere import Session, session
from l10n.cli.memory_files import EXCHANGED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.memory.analysis import Analysis
    from l10n.project import Project

_COLORS = {"text": "red", "number": "yellow", "tag": "cyan"}


def grep(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What to look for, in any case, inside words too.")],
    locale: Annotated[str, typer.Option("--locale", "-l", help="The target locale.")],
    side: Annotated[str, typer.Option("--in", help="source, target or both.")] = "both",
    most: Annotated[int, typer.Option("--most", min=1, help="So many at most.")] = 50,
) -> None:
    """Show every remembered unit that holds a text, the newest first. Exit 1 if none does."""
    if side not in {"source", "target", "both"}:
        raise typer.BadParameter("--in is source, target or both")
    here = session(ctx)
    project = here.project()
    target = project.locales([locale])[0]
    project.learn(target)
    found = project.memory.containing(
        text, target.tag, source=project.config.source.tag, side=side, most=most
    )
    if here.json:
        rows = [
            {
                "source": one.source,
                "target": one.target,
                "origin": one.origin,
                "article": one.article,
                "date": one.date,
            }
            for one in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for one in found:
        here.say(_marked(here, one.source, text))
        here.say(
            f"    {_marked(here, one.target, text)}  ({one.origin}, {one.article}, {one.date})"
        )
    if not found:
        here.say("nothing holds it")
        raise typer.Exit(1)


def analyze(
    ctx: typer.Context,
    articles: Annotated[list[str] | None, typer.Argument(help="Articles; all without any.")] = None,
    locale: Annotated[
        list[str] | None, typer.Option("--locale", "-l", help="Only this locale; repeat it.")
    ] = None,
) -> None:
    """Count the words of articles by how well the memory knows them, as agencies quote them."""
    from l10n.memory.analysis import BANDS

    here = session(ctx)
    project = here.project()
    told: dict[str, Any] = {}
    for target in project.locales(locale or ()):
        project.learn(target)
        analyses = _analyses(project, articles or (), target.tag)
        told[target.tag] = {
            name: {"words": one.words, "segments": one.segments} for name, one in analyses.items()
        }
        here.say(f"{target.tag:28}" + "".join(f"{band:>8}" for band in (*BANDS, "words")))
        for name, one in analyses.items():
            counts = (*(one.words[band] for band in BANDS), sum(one.words.values()))
            here.say(f"  {name[:26]:26}" + "".join(f"{count:8}" for count in counts))
    if here.json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))


def prune(
    ctx: typer.Context,
    locale: Annotated[
        list[str] | None, typer.Option("--locale", "-l", help="Only this locale; repeat it.")
    ] = None,
    article: Annotated[
        list[str] | None, typer.Option("--article", help="What this article or TMX file gave.")
    ] = None,
    origin: Annotated[
        list[str] | None, typer.Option("--origin", help="What came from there.")
    ] = None,
    before: Annotated[
        str, typer.Option("--before", help="What was taken in before this day (YYYY-MM-DD).")
    ] = "",
    gone: Annotated[
        bool, typer.Option("--gone", help="What articles gave that the project no longer has.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count; forget nothing.")] = False,
) -> None:
    """Forget what meets every condition given; at least one is needed.

    What a catalog of the project still holds as reviewed comes back with the next command.
    """
    if before and not re.fullmatch(r"\d{4}-\d\d-\d\d", before):
        raise typer.BadParameter("--before takes a day such as 2026-01-31")
    if not (article or origin or before or gone):
        raise typer.BadParameter("give --article, --origin, --before or --gone")
    here = session(ctx)
    project = here.project()
    source = project.config.source.tag
    total = 0
    for target in project.locales(locale or ()):
        articles: Sequence[str] = article or ()
        if gone:
            articles = _gone(project, target.tag, articles)
            if not articles:
                continue
        total += project.memory.forget(
            source,
            target.tag,
            articles=articles,
            origins=origin or (),
            before=before,
            dry=dry_run,
        )
    if here.json:
        typer.echo(json.dumps({"forgotten": 0 if dry_run else total, "found": total}))
    here.say(f"{total} units {'would be forgotten' if dry_run else 'forgotten'}")


def stats(
    ctx: typer.Context,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with plots to this file.")
    ] = None,
) -> None:
    """Count what is remembered, by locale, and where it comes from."""
    here = session(ctx)
    project = here.project()
    source, memory = project.config.source.tag, project.memory
    rows = {}
    for target in project.config.locales:
        project.learn(target)
        rows[target.tag] = memory.size(source, target.tag)
    if html:
        from l10n.disk import write_atomic
        from l10n.memory.page import lines

        counts = {
            tag: {name: memory.counts(source, tag, name) for name in ("origin", "kind", "made")}
            for tag in rows
        }
        write_atomic(html, "\n".join(lines(source, rows, counts)).encode())
    if here.json:
        typer.echo(json.dumps(rows))
    for tag, count in rows.items():
        origins = memory.counts(source, tag, "origin") if here.verbose else {}
        beside = ", ".join(f"{name} {many}" for name, many in origins.items())
        here.say(f"{source} to {tag}: {count} units{f' ({beside})' if beside else ''}")


def show_match(here: Session, match: dict[str, Any], wanted: str) -> None:
    """A match for people."""
    here.say(f"{match['similarity']:3} {match['source']}")
    here.say(f"    {match['target']}  ({match['origin']})")
    for name in ("repaired", "differences"):
        if match.get(name):
            here.say(f"    {name}: {'; '.join(match[name])}")
    if "edits" not in match:
        return
    parts = []
    for edit in match["edits"]:
        if edit["was"] == edit["now"]:
            parts.append(edit["now"])
            continue
        said = f"[{edit['was']}|{edit['now']}]"
        parts.append(here.paint(said, _COLORS.get(edit["kind"], "red")))
    here.say(f"    {''.join(parts)}")
    counted = sum(
        max(len(edit["was"]), len(edit["now"])) if edit["kind"] == "text" else 1
        for edit in match["edits"]
        if edit["kind"] == "text" or not (edit["was"] and edit["now"])
    )
    here.say(f"    {counted} of {max(len(match['source']), len(wanted))} characters differ")


def _analyses(project: Project, wanted: Sequence[str], target: str) -> dict[str, Analysis]:
    from l10n.memory.analysis import Analysis
    from l10n.memory.analysis import analyze as analyzed

    articles = project.articles(wanted)
    source = project.config.source.tag

    def best(text: str, before: str, after: str) -> int:
        matches = project.memory.recall(
            text, target, source=source, at_least=75, most=1, before=before, after=after
        )
        return matches[0].similarity if matches else 0

    texts = [[segment.source for segment in project.read(one).segments] for one in articles]
    made = dict(zip((one.id for one in articles), analyzed(texts, best), strict=True))
    if len(made) > 1:
        total = Analysis()
        for one in made.values():
            total.add(one)
        made["total"] = total
    return made


def _gone(project: Project, target: str, among: Sequence[str]) -> list[str]:
    """Articles that the memory has and the project has not; TMX files are nobody's articles."""
    there = {one.id for one in project.articles()}
    known = project.memory.counts(project.config.source.tag, target, "article")
    return [
        name
        for name in known
        if name not in there and not name.startswith(EXCHANGED) and (not among or name in among)
    ]


def _marked(here: Session, text: str, wanted: str) -> str:
    if not here.colored:
        return text
    return re.sub(
        re.escape(wanted),
        lambda found: here.paint(found[0], "yellow"),
        text,
        flags=re.IGNORECASE,
    )
