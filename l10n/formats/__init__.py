"""Articles in, documents out, and back again by offset splicing; one file a format.

A format is a plugin: a module of this folder with one public `Format` called ``format``. Reading
finds the spans that are translatable; writing replaces those spans and nothing else, so reading and
then writing with the source text gives back the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from l10n import plugins
from l10n.errors import FormatError
from l10n.text.encoding import Undecodable

if TYPE_CHECKING:
    from l10n.model import Document, Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a project may say about reading its articles (``[articles]`` in ``l10n.toml``).

    ``boilerplate`` are further regular expressions for web-page residue, matched against whole
    blocks; ``translate_boilerplate`` overrules the recognition; ``body`` is ``auto``, empty for
    the whole page, or a CSS selector of the article in a page. ``locale`` is the article's language.
    ``fields`` are patterns for the strings of JSON that are text (``story.title = headline``).
    ``beside`` gives the bytes of a file that an article names (rules for its elements), or None.
    """

    boilerplate: tuple[str, ...] = ()
    translate_boilerplate: bool = False
    body: str = ""
    locale: str = ""
    fields: tuple[str, ...] = ()
    beside: Callable[[str], bytes | None] = field(default=lambda _: None, compare=False, repr=False)


_BESIDE = 10_000_000  # bytes
_HEAD = 4096  # bytes by which formats that share a suffix are told apart

Read = Callable[[bytes, str, ReadOptions], "Document"]
Write = Callable[["Document", Mapping[int, str], "Locale | None"], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What a format promises.

    ``read(raw, path, options)`` gives the document, or raises `FormatError` with line and column.
    ``write(document, targets, locale)`` gives the text with block ``n`` replaced by
    ``targets[n]`` (content as translators see it, with tags); blocks without a target keep their
    source. With a ``locale`` the language and direction of the whole are set in the format's own
    way; with None nothing but the text is touched. Where formats share a suffix, ``recognizes``
    says by a file's first bytes whether it is of this one. ``pack`` makes the file around the text
    where the text is only a part of it.
    """

    suffixes: tuple[str, ...]
    read: Read
    write: Write
    recognizes: Callable[[bytes], bool] | None = None
    pack: Callable[[Document, str], bytes] | None = None


def detect(path: str | Path, raw: bytes = b"") -> str:
    """The name of the format that reads a file; `FormatError` if there is none.

    The suffix tells it, and where several formats share one, the file's first bytes.
    """
    suffix = Path(path).suffix.lower()
    fitting = [name for name in plugins.names("formats") if suffix in _format(name).suffixes]
    for name in fitting:
        recognizes = _format(name).recognizes
        if recognizes is not None and recognizes(raw[:_HEAD]):
            return name
    for name in fitting:
        if len(fitting) == 1 or _format(name).recognizes is None:
            return name
    known = sorted(s for name in plugins.names("formats") for s in _format(name).suffixes)
    raise FormatError(
        f"no format reads {suffix or 'a file without a suffix'}",
        path=path,
        hint=f"known suffixes: {', '.join(known)}",
    )


def readable(path: str | Path) -> bool:
    """Whether some format reads files of this suffix."""
    suffix = Path(path).suffix.lower()
    return any(suffix in _format(name).suffixes for name in plugins.names("formats"))


def parse(raw: bytes, path: str, *, name: str = "", options: ReadOptions | None = None) -> Document:
    """A document from bytes; ``path`` tells the format unless ``name`` does, and names errors."""
    name = name or detect(path, raw)
    try:
        return _format(name).read(raw, path, options or ReadOptions())
    except Undecodable as error:
        raise FormatError(
            str(error),
            path=path,
            line=error.line,
            column=error.column,
            hint="save the article as UTF-8",
        ) from error
    except FormatError as error:
        error.path = error.path or path
        raise


def read_article(
    path: str | Path, locale: str = "en", *, options: ReadOptions | None = None
) -> Document:
    """Read an article in a language from disk; `FormatError` names what is wrong and where."""
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", path=path) from error
    beside = partial(_beside, Path(path).parent)
    options = replace(options or ReadOptions(), locale=locale, beside=beside)
    return replace(parse(raw, str(path), options=options), locale=locale)


def _beside(folder: Path, address: str) -> bytes | None:
    """A file that an article names by a relative address; None if it is elsewhere or not there.

    Nor is what is no file (a device), or too large to be what an article names.
    """
    if not address or ":" in address or address.startswith(("/", "\\")):
        return None
    path = folder / address
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= _BESIDE else None
    except (OSError, ValueError):
        return None


def write_article(
    document: Document, targets: Mapping[int, str], locale: Locale | None = None
) -> bytes:
    """The article's bytes with its targets in place; see `Format` for the arguments.

    A block whose target equals its source keeps its original slice. A character that the article's
    own encoding lacks turns the result into UTF-8.
    """
    changed = {n: text for n, text in targets.items() if text != document.blocks[n].content}
    format = _format(document.format)  # noqa: A001 - the family's singular name
    text = format.write(document, changed, locale)
    if format.pack is not None:
        return format.pack(document, text)
    try:
        return document.bom + text.encode(document.encoding, "surrogateescape")
    except UnicodeEncodeError:
        return text.encode()


def splice(text: str, replacements: Mapping[tuple[int, int], str]) -> str:
    """``text`` with each ``(start, end)`` span replaced; spans must not overlap."""
    parts: list[str] = []
    at = 0
    for (start, end), replacement in sorted(replacements.items()):
        if start < at:
            raise FormatError(f"two replacements overlap at offset {start}")
        parts += (text[at:start], replacement)
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _format(name: str) -> Format:
    return cast("Format", plugins.load("formats", name))
