"""WordPress exports (WXR): titles, excerpts and contents of posts, read as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import FormatError
from l10n.formats import Format, ReadOptions
from l10n.model import BlockKind, Document
from l10n.text.html_writer import written
from l10n.text.rendering import Rendering
from l10n.text.xml_blocks import Vocabulary, xml_blocks, xml_language_edits
from l10n.text.xml_tokens import NotXml, decode_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.model import Locale

_WORDS = Vocabulary(
    kinds={},
    values={
        "title": BlockKind.HEADLINE,
        "description": BlockKind.DESCRIPTION,
        "content:encoded": BlockKind.PARAGRAPH,
        "excerpt:encoded": BlockKind.DESCRIPTION,
    },
)


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    decoded = decode_xml(raw)
    try:
        blocks = tuple(xml_blocks(decoded.text, _WORDS, options.locale))
    except NotXml as error:
        line, column = error.place(decoded.text)
        raise FormatError(f"{error}", path=path, line=line, column=column) from error
    return Document(
        path=path,
        format="wordpress-xml",
        text=decoded.text,
        blocks=blocks,
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def _write(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    edits = (
        xml_language_edits(document.text, document.locale, locale.tag) if locale is not None else {}
    )
    return Rendering(document, targets, written, edits).text


def _recognizes(head: bytes) -> bool:
    return b"wordpress.org/export/" in head


format = Format(  # noqa: A001
    suffixes=(".wxr", ".xml"), read=_read, write=_write, recognizes=_recognizes
)
