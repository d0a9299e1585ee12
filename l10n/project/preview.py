"""The preview of an article in a locale, written beside the built article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.build.preview import page
from l10n.project.publications import PREVIEW
from l10n.project.publishing import made_from

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
    path = project.paths.preview(article, locale)
    made = replace(made_from(project, article, locale), kind=PREVIEW)
    project.publications.write(path, shown.encode(), made)
    return path
