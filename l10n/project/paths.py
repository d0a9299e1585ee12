"""Where everything of a project lives, and which files are its articles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.errors import ConfigError
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

    def template(self, article: Article) -> Path:
        return self.root / "locales" / f"{article.id}.pot"

    def catalog(self, article: Article, locale: Locale) -> Path:
        return self.root / "locales" / locale.posix / f"{article.id}.po"

    def built(self, article: Article, locale: Locale, *, draft: bool = False) -> Path:
        """Where the localized article goes; a draft is marked in its name."""
        name = PurePosixPath(article.id + article.path.suffix)
        if draft:
            name = name.with_suffix(f".draft{article.path.suffix}")
        return self.root / "build" / locale.tag / name

    def shown(self, path: Path) -> str:
        """A path as a person in the project's folder would write it."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )


def articles(config: Config) -> tuple[Article, ...]:
    """All articles of a project, by id; files that no format reads are left out."""
    found: dict[str, Article] = {}
    for path, base in _files(config.root, config.articles):
        if not readable(path) or any(part.startswith(".") for part in path.relative_to(base).parts):
            continue
        article = Article(
            id=path.relative_to(base).with_suffix("").as_posix(), path=path, locale=config.source
        )
        other = found.setdefault(article.id, article)
        if other.path != path:
            raise ConfigError(
                f"two articles are called {article.id!r}: {other.path.name} and {path.name}",
                path=path,
                hint="rename one of them; catalogs are named after articles without their suffix",
            )
    return tuple(found[key] for key in sorted(found))


def chosen(config: Config, wanted: Sequence[str]) -> tuple[Article, ...]:
    """The articles that somebody named, by path or id; all of them when none is named."""
    known = articles(config)
    if not wanted:
        return known
    picked: dict[str, Article] = {}
    for name in wanted:
        path = Path(name).resolve()
        below = (config.root / name).resolve()
        hits = [
            article
            for article in known
            if article.id == name
            or article.path.resolve() in {path, below}
            or path in article.path.resolve().parents
            or below in article.path.resolve().parents
        ]
        if not hits:
            raise ConfigError(
                f"{name!r} is no article of this project",
                path=config.path,
                line=0,
                hint=_hint(name, config, known),
            )
        picked |= {article.id: article for article in hits}
    return tuple(picked[key] for key in sorted(picked))


def glossary_files(config: Config) -> tuple[Path, ...]:
    """The glossary files, sorted; a file named without wildcards must be there."""
    return tuple(path for path, _ in _files(config.root, config.glossaries, key="glossary.files"))


def _files(
    root: Path, patterns: Sequence[str], key: str = "project.articles"
) -> Iterator[tuple[Path, Path]]:
    """Each file that a pattern names, once, with the folder above the pattern's first wildcard."""
    seen: set[Path] = set()
    for pattern in patterns:
        parts = PurePosixPath(pattern).parts
        fixed = next(
            (n for n, part in enumerate(parts) if any(c in part for c in _WILD)), len(parts)
        )
        base = root.joinpath(*parts[:fixed])
        if fixed == len(parts):
            if not base.is_file():
                raise ConfigError(f"{pattern} is not there", path=root / pattern, key=key)
            matches = [base]
            base = base.parent
        else:
            matches = sorted(base.glob("/".join(parts[fixed:])))
        for path in matches:
            if path.is_file() and path not in seen:
                seen.add(path)
                yield path, base


def _hint(name: str, config: Config, known: Sequence[Article]) -> str:
    path = Path(name)
    if path.is_file() and not readable(path):
        return f"no format reads {path.suffix or 'files without a suffix'}"
    if path.is_file():
        return f"articles are found by {', '.join(config.articles)} below {config.root}"
    near = ", ".join(article.id for article in known[:5])
    return f"the articles are: {near}" if known else "there are no articles yet"
