"""``l10n align``: a catalog and a memory from a translation that exists already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import session

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.project import Project
    from l10n.project.align import Facts


def align(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(help="The article, by path or id.")],
    translation: Annotated[Path, typer.Argument(help="The same article, translated.")],
    locale: Annotated[str, typer.Option("--locale", "-l", help="The translation's locale.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the pairs; write nothing.")
    ] = False,
) -> None:
    """Pair an article with its translation; what is doubtful becomes fuzzy, nothing is replaced."""
    from l10n.catalog import save_catalog
    from l10n.formats import read_article
    from l10n.model import Key
    from l10n.project.align import align as paired
    from l10n.segmentation.document import segment

    here = session(ctx)
    project = here.project()
    source, tag = project.articles([article])[0], project.locales([locale])[0]
    document = read_article(translation, tag.tag, options=project.config.reading)
    own = project.read(source)
    pairs = paired(
        (own.document, own.segments), (document, segment(document)), _facts(project, tag)
    )
    catalog = project.merged(source, tag).catalog
    units = {}
    for pair in pairs:
        for n, one in enumerate(pair.sources):
            unit = catalog.get(Key(one.kind.context, one.source))
            text = " ".join(pair.targets) if not n else ""
            if unit is None or unit.target or not text or unit.key in units:
                continue
            units[unit.key] = replace(unit, target=text, fuzzy=pair.doubtful)
        if here.verbose or dry_run or pair.doubtful:
            mark = "?" if pair.doubtful else "="
            here.say(f"{mark} {pair.confidence:.2f}  {' '.join(s.source for s in pair.sources)}")
            here.say(f"          {' '.join(pair.targets) or '(nothing)'}")
    if not dry_run:
        save_catalog(catalog.with_units(units.values()))
        project.learn(tag)
    doubtful = sum(unit.fuzzy for unit in units.values())
    here.say(f"{len(units)} units filled, {doubtful} of them fuzzy")


def _facts(project: Project, locale: Locale) -> Facts:
    """Numbers, tags and the names of the glossary, as evidence for a pair."""
    from l10n.glossary.uses import term_uses
    from l10n.model import Verdict
    from l10n.project.align import shared_facts
    from l10n.text.inline import plain

    def facts(one: str, other: str) -> float:
        shared = shared_facts(one, other)
        uses = term_uses(project.glossary, plain(one), plain(other), project.config.source, locale)
        if not uses:
            return shared
        there = sum(use.verdict is not Verdict.ABSENT for use in uses) / len(uses)
        return (shared + 2 * there) / 3

    return facts
