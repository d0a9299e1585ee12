"""HTML pages and fragments: text, attributes, metadata, JSON-LD; the markup stays byte for byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.formats import Format, ReadOptions
from l10n.model import Document
from l10n.text.encoding import decode_page
from l10n.text.html_blocks import HtmlReader
from l10n.text.rendering import Rendering
from l10n.text.syntax import encoder, quoted_if_needed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.model import Locale

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE
)
_SNIFFED = 4096  # bytes in which a page says its encoding; browsers look at 1024


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    del options
    declared = _CHARSET.search(raw, 0, _SNIFFED)
    decoded = decode_page(raw, declared[1].decode("ascii") if declared else "")
    return Document(
        path=path,
        format="html",
        text=decoded.text,
        blocks=tuple(HtmlReader(decoded.text).blocks()),
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def _write(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    del locale
    return Rendering(document, targets, _written).text


def _written(rendering: Rendering, n: int, target: str) -> str:
    block = rendering.document.blocks[n]
    written = rendering.block(n, target, encoder(block.syntax))
    if block.syntax == "html-bare":
        written = quoted_if_needed(written)
    return _encodable(written, rendering.document.encoding)


def _encodable(text: str, encoding: str) -> str:
    """The text with references for what a narrow encoding lacks: the page keeps its encoding."""
    try:
        text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return "".join(
            letter.encode(encoding, "xmlcharrefreplace").decode(encoding) for letter in text
        )
    return text


format = Format(suffixes=(".html", ".htm", ".xhtml"), read=_read, write=_write)  # noqa: A001
