"""The language index of a project, made from what is built."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from l10n.build.index import Version, data, page
from l10n.disk import write_atomic
from l10n.errors import CatalogError, FormatError
from l10n.model import BlockKind, Key
from l10n.project.publishing import published
from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.model import Article, Locale
    from l10n.project.verbs import Project

_TITLES = frozenset({BlockKind.TITLE, BlockKind.HEADLINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Where the index stands, and whether writing it changed it."""

    path: Path
    changed: bool


def write_index(project: Project) -> Index | None:
    """Write the index that ``[build] index`` asks for; None if it asks for none.

    It lists every article that is published in at least one locale, drafts left out.
    """
    name = project.config.index
    if not name:
        return None
    path = project.paths.build / name
    rows = [
        (article.id, (_source(project, article, path.parent), *versions))
        for article in project.articles()
        if (versions := tuple(_versions(project, article, path.parent)))
    ]
    text = page(rows) if path.suffix == ".html" else data(rows)
    return Index(path=path, changed=write_atomic(path, text.encode()))


def _versions(project: Project, article: Article, folder: Path) -> Iterator[Version]:
    there = published(project, article)
    for locale in project.config.locales:
        if locale.tag in there:
            built = project.paths.built(article, locale)
            title = _title(project, article, locale)
            yield _version(project, article, locale, title, built, folder)


def _source(project: Project, article: Article, folder: Path) -> Version:
    source = project.config.source
    return _version(project, article, source, _title(project, article), article.path, folder)


def _version(
    project: Project, article: Article, locale: Locale, title: str, path: Path, folder: Path
) -> Version:
    """By the site's address if it is known, else by the way from the index to the file."""
    site = project.config.site_of(article.id)
    relative = quote(Path(os.path.relpath(path, folder)).as_posix())
    href = (site.address(locale) if site else "") or relative
    return Version(locale=locale, title=title, href=href)


def _title(project: Project, article: Article, locale: Locale | None = None) -> str:
    """The article's title in a locale, or its source's; its id if it has none."""
    try:
        segments = project.read(article).segments
        units = project.catalog(article, locale).units if locale else ()
    except (FormatError, CatalogError):  # told by whoever builds it; what was published still is
        return article.id
    blocks = {one.kind: one.block for one in reversed(segments) if one.kind in _TITLES}
    if not blocks:
        return article.id
    targets = {unit.key: unit.target for unit in units}
    block = blocks.get(BlockKind.HEADLINE, blocks.get(BlockKind.TITLE))
    return " ".join(
        plain(targets.get(Key(one.kind.context, one.source)) or one.source)
        for one in segments
        if one.block == block
    )
