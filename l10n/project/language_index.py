"""The language index of a project, made from what is built."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from l10n.build.index import Version, data, page
from l10n.disk import write_atomic
from l10n.model import BlockKind, Key
from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.model import Article, Locale
    from l10n.project.verbs import Project

_TITLES = frozenset({BlockKind.TITLE, BlockKind.HEADLINE})


def write_index(project: Project) -> Path | None:
    """Write the index that ``[build] index`` asks for; None if it asks for none.

    It lists every article that is built in at least one locale, drafts left out.
    """
    name = project.config.index
    if not name:
        return None
    path = project.config.root / "build" / name
    rows = [
        (article.id, (_source(project, article, path.parent), *versions))
        for article in project.articles()
        if (versions := tuple(_versions(project, article, path.parent)))
    ]
    text = page(rows) if path.suffix == ".html" else data(rows)
    write_atomic(path, text.encode())
    return path


def _versions(project: Project, article: Article, folder: Path) -> Iterator[Version]:
    for locale in project.config.locales:
        built = project.paths.built(article, locale)
        if built.is_file():
            yield _version(
                project, article, locale, _title(project, article, locale), built, folder
            )


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
    segments = project.read(article).segments
    blocks = {one.kind: one.block for one in reversed(segments) if one.kind in _TITLES}
    if not blocks:
        return article.id
    targets = (
        {unit.key: unit.target for unit in project.catalog(article, locale).units} if locale else {}
    )
    block = blocks.get(BlockKind.HEADLINE, blocks.get(BlockKind.TITLE))
    return " ".join(
        plain(targets.get(Key(one.kind.context, one.source)) or one.source)
        for one in segments
        if one.block == block
    )
