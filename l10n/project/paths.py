"""Where everything of a project lives, and which files are its articles."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.errors import ConfigError, FormatError
from l10n.formats import readable
from l10n.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model import Locale
    from l10n.project.config import Config

_WILD = "*?["


@dataclass(frozen=True, slots=True)
class Paths:
    """The layout of a project on disk (docs/project.md)."""

    root: Path

    @property
    def state(self) -> Path:
        """What can be rebuilt or must not be in git."""
        return self.root / ".l10n"

    @property
    def build(self) -> Path:
        """What is published, and drafts and previews of it."""
        return self.root / "build"

    def template(self, article: Article) -> Path:
        return self.root / "locales" / f"{article.id}.pot"

    def catalog(self, article: Article, locale: Locale) -> Path:
        return self.root / "locales" / locale.posix / f"{article.id}.po"

    def built(self, article: Article, locale: Locale, *, draft: bool = False) -> Path:
        """Where the localized article goes; a draft is marked in its name."""
        name = PurePosixPath(article.id + article.path.suffix)
        if draft:
            name = name.with_suffix(f".draft{article.path.suffix}")
        return self.build / locale.tag / name

    def preview(self, article: Article, locale: Locale) -> Path:
        """Where the page goes that shows source and target side by side."""
        return self.built(article, locale).with_suffix(".preview.html")

    def all_built(self, article: Article, locale: Locale) -> tuple[Path, ...]:
        """Whatever a build of an article in a locale may write."""
        own = self.built(article, locale), self.built(article, locale, draft=True)
        return (*own, self.preview(article, locale))

    def shown(self, path: Path) -> str:
        """A path as a person in the project's folder would write it."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The articles of a project by id, and what is wrong with the files and patterns.

    ``doubles`` are articles that share an id, which nobody can tell apart; ``idle`` are patterns that
    find nothing, ``unread`` files that patterns find and no format reads, ``misnamed`` those whose
    names are no text.
    """

    articles: tuple[Article, ...] = ()
    doubles: tuple[tuple[Article, ...], ...] = ()
    idle: tuple[str, ...] = ()
    unread: tuple[Path, ...] = ()
    misnamed: tuple[Path, ...] = ()

    @property
    def known(self) -> tuple[Article, ...]:
        """All of them, also those that share an id."""
        return (*self.articles, *(one for same in self.doubles for one in same))


def survey(config: Config) -> Survey:
    """Look for articles; files that no format reads, or whose names begin with a dot, are none."""
    found: dict[str, list[Article]] = {}
    unread: list[Path] = []
    misnamed: list[Path] = []
    used: set[str] = set()
    seen: set[Path] = set()
    for path, base, pattern in _files(config, config.articles):
        own = path.relative_to(base)
        if any(part.startswith(".") for part in own.parts):
            continue
        used.add(pattern)
        if path in seen:
            continue
        seen.add(path)
        if is_misnamed(path):
            misnamed.append(path)
        elif readable(path):
            article = Article(id=own.with_suffix("").as_posix(), path=path, locale=config.source)
            found.setdefault(article.id, []).append(article)
        else:
            unread.append(path)
    rows = [tuple(found[key]) for key in sorted(found)]
    return Survey(
        articles=tuple(row[0] for row in rows if len(row) == 1),
        doubles=tuple(row for row in rows if len(row) > 1),
        idle=tuple(one for one in dict.fromkeys(config.articles) if one not in used),
        unread=tuple(unread),
        misnamed=tuple(misnamed),
    )


def double(paths: Paths, same: Sequence[Article]) -> FormatError:
    """Two or more articles of one id: which, and what to do."""
    names = [paths.shown(one.path) for one in same]
    return FormatError(
        f"has the name {same[0].id!r} that {' and '.join(names[:-1])} has, too; none of them is read",
        path=names[-1],
        hint="rename one of them: catalogs are named after articles without their suffix",
    )


def is_misnamed(path: str | Path) -> bool:
    """Whether a name has bytes that are no UTF-8: no catalog could be named after it, or name it."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return True
    return False


def misnamed(shown: str) -> FormatError:
    """A file whose name is no text."""
    name = os.fsencode(shown).decode("utf-8", "backslashreplace")
    return FormatError("has a name that is not UTF-8", path=name, hint="rename the file")


def chosen(config: Config, wanted: Sequence[str]) -> tuple[Article, ...]:
    """The articles that somebody named by path, folder or id."""
    found = survey(config)
    paths = Paths(config.root)
    picked: dict[str, Article] = {}
    for name in wanted:
        hits = [one for one in found.articles if _is_named(one, name, config.root)]
        for same in found.doubles:
            if not hits and any(_is_named(one, name, config.root) for one in same):
                raise double(paths, same)
        if not hits:
            raise ConfigError(
                f"{name!r} is no article of this project",
                path=config.path,
                line=0,
                hint=_hint(name, config, found.articles),
            )
        picked |= {article.id: article for article in hits}
    return tuple(picked[key] for key in sorted(picked))


def _is_named(article: Article, name: str, root: Path) -> bool:
    """Whether a name is the article's id, or a path of it or of a folder around it."""
    path = article.path.resolve()
    places = {Path(name).resolve(), (root / name).resolve()}
    return article.id == name or not places.isdisjoint((path, *path.parents))


def glossary_files(config: Config) -> tuple[Path, ...]:
    """The glossary files, sorted; a file named without wildcards must be there."""
    found = _files(config, config.glossaries, key="glossary.files")
    return tuple(dict.fromkeys(path for path, *_ in found))


def _files(
    config: Config, patterns: Sequence[str], key: str = "project.articles"
) -> Iterator[tuple[Path, Path, str]]:
    """Each file that a pattern names, with the folder above its first wildcard, and the pattern."""
    for pattern in patterns:
        parts = PurePosixPath(pattern).parts
        fixed = next(
            (n for n, part in enumerate(parts) if any(c in part for c in _WILD)), len(parts)
        )
        base = config.root.joinpath(*parts[:fixed])
        if fixed == len(parts):
            if not base.is_file():
                message = f"{key}: {pattern!r} is not there"
                hint = f"files are looked for from {config.root}; correct the name, or take it out"
                raise config.error(key, message, hint)
            matches = [base]
            base = base.parent
        else:
            matches = sorted(base.glob("/".join(parts[fixed:])))
        for path in matches:
            if path.is_file():
                yield path, base, pattern


def _hint(name: str, config: Config, known: Sequence[Article]) -> str:
    path = Path(name)
    if path.is_file() and not readable(path):
        return f"no format reads {path.suffix or 'files without a suffix'}"
    if path.is_file():
        return f"articles are found by {', '.join(config.articles)} below {config.root}"
    near = ", ".join(article.id for article in known[:5])
    return f"the articles are: {near}" if known else "there are no articles yet"
