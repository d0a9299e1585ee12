"""The preview of an article in a locale, written beside the built article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.build.preview import page
from l10n.disk import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.model import Article, Locale
    from l10n.project.verbs import Project


def write_preview(project: Project, article: Article, locale: Locale) -> Path:
    """Write ``NAME.preview.html`` from the catalog as it is, whatever the gate says."""
    extract = project.read(article)
    shown = page(
        extract.segments,
        {unit.key: unit for unit in project.catalog(article, locale).units},
        project.check(article, locale),
        source=project.config.source,
        target=locale,
        title=article.id,
    )
    path = project.paths.built(article, locale).with_suffix(".preview.html")
    write_atomic(path, shown.encode())
    return path
