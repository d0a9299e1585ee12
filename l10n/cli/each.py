"""What a command works on: articles in locales; one that cannot be read is told, and the others go on."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.cli.everywhere import Session
    from l10n.errors import ConfigError
    from l10n.model import Article, Locale
    from l10n.project import Project

_UNREADABLE = 2


@dataclass(slots=True)
class Each:
    """Every article in every locale that was asked for, article by article.

    What is wrong with one file is reported where it is met, inside `going_on`; when all is done and
    said, `finish` ends the command with 2 if there was such a file.
    """

    here: Session
    articles: Sequence[str] | None = None
    locales: Sequence[str] | None = None
    without: Sequence[str] | None = None
    failed: bool = False

    def __iter__(self) -> Iterator[tuple[Project, Article, Locale]]:
        project = self.here.project()
        tags = project.locales(self.locales or (), self.without or ())
        if not tags:
            raise typer.BadParameter(
                "no locale is left: --exclude-locale takes all that --locale names"
            )
        for article in self.chosen(project):
            with self.going_on():
                project.read(article)
                for tag in tags:
                    yield project, article, tag

    def readable(self) -> Iterator[tuple[Project, Article, Locale]]:
        """The same, where a damaged catalog is found out before anything is done with it."""
        for project, article, tag in self:
            with self.going_on():
                project.catalog(article, tag)
                yield project, article, tag

    def chosen(self, project: Project) -> tuple[Article, ...]:
        """The articles that were named, or all; what is wrong with their names and patterns is told."""
        from l10n.cli import report
        from l10n.project.paths import double, misnamed

        if self.articles:
            return project.articles(self.articles)
        found = project.survey()
        if not found.known and not found.misnamed:
            raise no_articles(project)
        for pattern in () if self.here.quiet else found.idle:
            report(idle(project, pattern), "warning")
        for path in found.misnamed:
            report(misnamed(project.paths.shown(path)))
            self.failed = True
        for same in found.doubles:
            report(double(project.paths, same))
            self.failed = True
        return found.articles

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """What cannot be read in here is reported and noted; the work goes on after it."""
        from l10n.cli import report
        from l10n.errors import CatalogError, FormatError

        try:
            yield
        except (CatalogError, FormatError) as error:
            report(error)
            self.failed = True

    def finish(self, code: int = 0) -> None:
        """End with 2 if something could not be read, or else with ``code``."""
        if self.failed or code:
            raise typer.Exit(_UNREADABLE if self.failed else code)


def idle(project: Project, pattern: str) -> ConfigError:
    """A pattern of articles that finds no file."""
    return project.config.error(
        "project.articles",
        f"project.articles: {pattern!r} finds no file below {project.config.root}",
        "correct the pattern, or take it out",
    )


def no_articles(project: Project) -> ConfigError:
    """There is nothing to work on; what the patterns find, and what to do."""
    found = project.survey()
    patterns = ", ".join(map(repr, project.config.articles))
    if found.unread:
        names = ", ".join(project.paths.shown(path) for path in found.unread[:3])
        hint = f"no format reads what they find: {names}"
    else:
        hint = f"put an article there, or correct the pattern; folders are searched from {project.config.root}"
    return project.config.error(
        "project.articles", f"project.articles: {patterns} finds no article", hint
    )
