"""Markdown (CommonMark, GFM) with front matter, shortcodes, Liquid, JSX and HTML in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.formats import Format, ReadOptions
from l10n.model import Document
from l10n.text import front_matter
from l10n.text.encoding import decode_page
from l10n.text.markdown_reader import MarkdownReader
from l10n.text.markdown_writer import MarkdownWriter
from l10n.text.rendering import Rendering
from l10n.text.syntax import encoder, quoted_if_needed, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.model import Locale

_MARKDOWN = frozenset(
    {"markdown", "markdown-heading", "markdown-cell", "markdown-alt", "markdown-label"}
)
_WHOLE = {"html-bare": quoted_if_needed, "yaml-plain": scalar}


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    del options
    decoded = decode_page(raw)
    head = front_matter.end_of(decoded.text)
    body = _reader(decoded.text, head, path).blocks()
    return Document(
        path=path,
        format="markdown",
        text=decoded.text,
        blocks=(*front_matter.blocks(decoded.text), *body),
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def _reader(text: str, start: int, path: str) -> MarkdownReader:
    """MDX is told by its suffix; whether other Markdown has components in it, the text tells."""
    return MarkdownReader(text, start=start, jsx=True if path.lower().endswith(".mdx") else None)


def _write(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    edits = front_matter.language_edits(document.text, locale) if locale else {}
    if not targets and not edits:
        return document.text
    reader = _reader(document.text, front_matter.end_of(document.text), document.path)
    writer = MarkdownWriter(reader.references_only(), jsx=reader.jsx)

    def written(rendering: Rendering, n: int, target: str) -> str:
        syntax = document.blocks[n].syntax
        if syntax in _MARKDOWN:
            return writer.written(rendering, n, target)
        text = rendering.block(n, target, encoder(syntax))
        return _WHOLE[syntax](text) if syntax in _WHOLE else text

    return Rendering(document, targets, written, edits).text


format = Format(suffixes=(".md", ".markdown", ".mdx"), read=_read, write=_write)  # noqa: A001
