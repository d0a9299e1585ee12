"""A site's own interface strings: extracted by Babel's extractors, as units of a template.

Source of the extractors and their options: Babel's documentation, "Working with message catalogs". Python and
JavaScript are always there; any installed package may bring more (Jinja2 brings ``jinja2``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from l10n.errors import CatalogError
from l10n.model import Key, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Which extractor reads a file, by its suffix, where no mapping says so.
METHODS: Final = {
    ".py": "python",
    **dict.fromkeys((".js", ".mjs", ".jsx", ".ts", ".tsx"), "javascript"),
    **dict.fromkeys((".html", ".jinja", ".jinja2", ".j2"), "jinja2"),
}
_SKIPPED: Final = frozenset({"node_modules", "__pycache__", "build", "dist"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractorMap:
    """Which extractor, with which options, is for files of which patterns; empty: by suffix."""

    methods: tuple[tuple[str, str], ...] = ()
    options: Mapping[str, Mapping[str, str]] | None = None

    def of(self, name: str) -> tuple[str, Mapping[str, str]]:
        """The extractor for a file (its path from where extraction began) and its options; "" for none."""
        from babel.util import pathmatch

        for pattern, method in self.methods:
            if pathmatch(pattern, name):
                return method, (self.options or {}).get(pattern, {})
        return ("", {}) if self.methods else (METHODS.get(Path(name).suffix, ""), {})


def read_mapping(path: Path) -> ExtractorMap:
    """A mapping file as Babel has them (``[python: **.py]``); `CatalogError` if it is none."""
    from babel.messages.frontend import BaseError, parse_mapping_cfg

    try:
        with path.open(encoding="utf-8") as stream:
            methods, options = parse_mapping_cfg(stream)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=path) from error
    except (BaseError, ValueError) as error:
        raise CatalogError(f"is no mapping of Babel's: {error}", path=path) from error
    return ExtractorMap(methods=tuple(methods), options=options)


def extracted(
    paths: Iterable[Path],
    mapping: ExtractorMap,
    *,
    keywords: Sequence[str] = (),
    tags: Sequence[str] = (),
) -> tuple[Unit, ...]:
    """The messages of files, and of files in folders, once each, in the order of files and lines.

    ``keywords`` are functions beside Babel's usual ones (``_``, ``ngettext`` ..., as ``name:1,2`` says which
    arguments count); ``tags`` begin the comments that are for translators.
    """
    units: dict[Key, Unit] = {}
    for path in _files(paths):
        for unit in _of_file(path, mapping, keywords, tags):
            known = units.get(unit.key)
            units[unit.key] = unit if known is None else _both(known, unit)
    return tuple(units.values())


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise CatalogError("is not there", path=path, hint="name files or folders of sources")
        if path.is_file():
            yield path
            continue
        for one in sorted(path.rglob("*")):
            inner = one.relative_to(path).parts
            if one.is_file() and not any(part in _SKIPPED or part[0] == "." for part in inner):
                yield one


def _of_file(
    path: Path, mapping: ExtractorMap, keywords: Sequence[str], tags: Sequence[str]
) -> Iterator[Unit]:
    from babel.messages.catalog import Message
    from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
    from babel.messages.frontend import parse_keywords

    method, options = mapping.of(path.as_posix())
    if not method:
        return
    wanted: dict[str, Any] = {**DEFAULT_KEYWORDS, **parse_keywords(keywords)}
    try:
        found = list(extract_from_file(method, path, wanted, tags, options))
    except SyntaxError as error:
        raise CatalogError(
            f"cannot be parsed: {error.msg}", path=path, line=error.lineno or 0
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogError(f"is not {error.encoding} (byte {error.start})", path=path) from error
    except (ValueError, LookupError, ImportError) as error:
        raise CatalogError(
            f"cannot be extracted: {error}",
            path=path,
            hint=f"the extractor {method!r} comes with a package of its own"
            if "Unknown" in str(error)
            else "",
        ) from error
    for line, message, comments, context in found:
        source, plural = message[:2] if isinstance(message, (tuple, list)) else (message, "")
        if not source:
            continue
        flags = Message((source, plural) if plural else source).flags - {"fuzzy"}
        yield Unit(
            source=source,
            context=context or "",
            source_plural=plural or "",
            notes=tuple(re.sub(r"\s+", " ", comment) for comment in comments),
            references=(path.as_posix(),),
            flags=tuple(sorted(flags)),
            line=line,
        )


def _both(one: Unit, other: Unit) -> Unit:
    """One message that stands in two places."""
    return replace(
        one,
        source_plural=one.source_plural or other.source_plural,
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
        references=tuple(dict.fromkeys((*one.references, *other.references))),
        flags=tuple(dict.fromkeys((*one.flags, *other.flags))),
    )
