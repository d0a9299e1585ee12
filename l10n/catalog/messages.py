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
# A template that cannot be parsed is an error, not a file without messages.
_LOUD: Final = {"silent": "false"}
_SKIPPED: Final = frozenset({"node_modules", "__pycache__", "build", "dist"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractorMap:
    """Which extractor, with which options, is for files of which patterns; empty: by suffix."""

    methods: tuple[tuple[str, str], ...] = ()
    options: Mapping[str, Mapping[str, str]] | None = None

    def of(self, *names: str) -> tuple[str, Mapping[str, str]]:
        """The extractor for a file and its options; "" for none.

        ``names`` are its path from the folder that is extracted, as Babel matches, and from here.
        """
        from babel.util import pathmatch

        for pattern, method in self.methods:
            if any(pathmatch(pattern, name) for name in names):
                return method, {**_LOUD, **(self.options or {}).get(pattern, {})}
        return ("", {}) if self.methods else (METHODS.get(Path(names[0]).suffix, ""), _LOUD)


def read_mapping(path: Path) -> ExtractorMap:
    """A mapping file as Babel has them (``[python: **.py]``); `CatalogError` if it is none."""
    from configparser import Error as ConfigParserError

    from babel.messages.frontend import BaseError, parse_mapping_cfg

    try:
        with path.open(encoding="utf-8") as stream:
            methods, options = parse_mapping_cfg(stream)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=path) from error
    except (BaseError, ConfigParserError, ValueError) as error:
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
    wanted = _keywords(keywords)
    read = 0
    for path, inner in _files(paths):
        method, options = mapping.of(inner, path.as_posix())
        if not method:
            continue
        read += 1
        for unit in _of_file(path, method, options, wanted, tags):
            known = units.get(unit.key)
            units[unit.key] = unit if known is None else _both(known, unit)
    if not read:
        raise CatalogError(
            "no file was read",
            hint=f"extracted are {', '.join(METHODS)}; --mapping says which others, and how",
        )
    return tuple(units.values())


def _keywords(told: Sequence[str]) -> dict[str, Any]:
    """Babel's usual functions, and these."""
    from babel.messages.extract import DEFAULT_KEYWORDS
    from babel.messages.frontend import parse_keywords

    try:
        return {**DEFAULT_KEYWORDS, **parse_keywords(told)}
    except (ValueError, IndexError) as error:
        raise CatalogError(
            f"{' '.join(told)!r} is no keyword of Babel's: {error}",
            hint="as _l, n_:1,2 or pn:1c,2,3",
        ) from error


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file, and its path from the folder that was named."""
    for path in paths:
        if not path.exists():
            raise CatalogError("is not there", path=path, hint="name files or folders of sources")
        if path.is_file():
            yield path, path.name
            continue
        for one in sorted(path.rglob("*")):
            inner = one.relative_to(path)
            parts = inner.parts
            if one.is_file() and not any(part in _SKIPPED or part[0] == "." for part in parts):
                yield one, inner.as_posix()


def _of_file(
    path: Path,
    method: str,
    options: Mapping[str, str],
    keywords: dict[str, Any],
    tags: Sequence[str],
) -> Iterator[Unit]:
    from tokenize import TokenError

    from babel.messages.catalog import Message
    from babel.messages.extract import extract_from_file

    try:
        found = list(extract_from_file(method, path, keywords, tags, options))
    except UnicodeDecodeError as error:
        raise CatalogError(f"is not {error.encoding} (byte {error.start})", path=path) from error
    except TokenError as error:
        raise CatalogError(
            f"cannot be parsed: {error.args[0]}", path=path, line=error.args[1][0]
        ) from error
    except Exception as error:  # of whichever extractor is installed
        raise _unreadable(path, method, error) from error
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


def _unreadable(path: Path, method: str, error: Exception) -> CatalogError:
    """What an extractor said of a file; a fault of its own code stays what it is."""
    line = getattr(error, "lineno", 0) or 0
    if not (line or isinstance(error, (SyntaxError, ValueError, LookupError, ImportError))):
        raise error
    missing = "Unknown" in str(error)
    return CatalogError(
        f"cannot be extracted: {getattr(error, 'msg', '') or error}",
        path=path,
        line=line,
        hint=f"the extractor {method!r} comes with a package of its own" if missing else "",
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
