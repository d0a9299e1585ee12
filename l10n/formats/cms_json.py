"""JSON from a CMS (ninjs, WordPress REST, Arc ANS, any fields): strings replaced by offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import FormatError
from l10n.formats import Format, ReadOptions
from l10n.model import Document
from l10n.text import json_fields
from l10n.text.encoding import decode
from l10n.text.html_attributes import primary
from l10n.text.json_spans import NotJson, check_json, read_string, strings, view_of
from l10n.text.passages import blocks_of
from l10n.text.rendering import Rendering
from l10n.text.syntax import encoder, quoted_if_needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model import Block, Locale

_TOLD = 2000  # characters by which a value is known for an address
_LANGUAGE_KEYS = frozenset({"language", "lang", "locale", "inLanguage"})


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    decoded = decode(raw)
    try:
        check_json(decoded.text)
    except NotJson as error:
        raise FormatError(
            f"is not JSON: {error}", path=path, line=error.line, column=error.column
        ) from error
    return Document(
        path=path,
        format="cms-json",
        text=decoded.text,
        blocks=tuple(_blocks(decoded.text, options)),
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def _blocks(text: str, options: ReadOptions) -> Iterator[Block]:
    found = list(strings(text))
    told = bool(options.fields)
    if told:
        fields = json_fields.patterns(options.fields)
    else:
        paths = {".".join(one.path) for one in found}
        fields = json_fields.fields_of(paths | {path.partition(".")[0] for path in paths})
    syntax = "json-ascii" if text.isascii() and "\\u" in text else "json"
    for one in found:
        value = read_string(text, one.start, min(one.end, one.start + _TOLD))
        kind = json_fields.kind_of(one, value, fields, told=told)
        if kind is not None:
            yield from blocks_of(view_of(text, one.start, one.end), kind, syntax)


def _write(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    edits = dict(_language_edits(document, locale)) if locale else {}
    return Rendering(document, targets, _written, edits).text


def _written(rendering: Rendering, n: int, target: str) -> str:
    names = rendering.document.blocks[n].syntax.split()
    if names[0] == "html-bare":
        # its quotes, if it needs some, are in a string too
        inner = rendering.block(n, target, encoder(names[0]))
        return encoder(names[1])(quoted_if_needed(inner))
    return rendering.block(n, target, encoder(" ".join(names)))


def _language_edits(document: Document, locale: Locale) -> Iterator[tuple[tuple[int, int], str]]:
    """Strings that say the source's language."""
    for found in strings(document.text):
        if (found.path or ("",))[-1] in _LANGUAGE_KEYS:
            value = read_string(document.text, found.start, found.end)
            if primary(value) == primary(document.locale):
                yield (found.start, found.end), locale.tag


format = Format(suffixes=(".json",), read=_read, write=_write)  # noqa: A001
