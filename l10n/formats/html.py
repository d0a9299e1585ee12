"""HTML pages and fragments: text, attributes, metadata, JSON-LD; the markup stays byte for byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.formats import Format, ReadOptions
from l10n.model import Document
from l10n.text import json_ld
from l10n.text.encoding import decode_page
from l10n.text.html_blocks import HtmlReader
from l10n.text.html_body import in_body
from l10n.text.html_language import language_edits
from l10n.text.html_writer import written
from l10n.text.its_rules import ruled
from l10n.text.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.model import Locale

_TAG = re.compile(
    rb"""<!--.*?(?:-->|\Z)|</?(?P<name>[a-z][^\s/>]*+)(?P<rest>(?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*+)""",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-z0-9._:-]{2,40})""", re.IGNORECASE)
_SNIFFED = 4096  # bytes in which a page says its encoding; browsers look at 1024


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    decoded = decode_page(raw, _declared(raw[:_SNIFFED]))
    text = decoded.text
    reader = HtmlReader(
        text, lang=options.locale, script=json_ld.blocks, ruled=ruled(text, options.beside)
    )
    return Document(
        path=path,
        format="html",
        text=text,
        blocks=tuple(in_body(text, reader.blocks(), options.body)),
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def _declared(head: bytes) -> str:
    """The encoding that a page's beginning says; what is a value or a comment says nothing."""
    for tag in _TAG.finditer(head):
        charset = _CHARSET.search(tag["rest"]) if (tag["name"] or b"").lower() == b"meta" else None
        if charset:
            return charset[1].decode("ascii")
    return ""


def _write(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    edits = language_edits(document.text, document.locale, locale) if locale else {}
    return Rendering(document, targets, written, edits).text


format = Format(suffixes=(".html", ".htm", ".xhtml"), read=_read, write=_write)  # noqa: A001
