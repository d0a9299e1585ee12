"""An XML article read by a table of its elements, and written back by splicing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import FormatError
from l10n.model import Document
from l10n.text.html_writer import written
from l10n.text.rendering import Rendering
from l10n.text.xml_blocks import Vocabulary, xml_blocks, xml_language_edits
from l10n.text.xml_tokens import NotXml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.model import Locale
    from l10n.text.encoding import Decoded


def read_xml(decoded: Decoded, path: str, name: str, vocabulary: Vocabulary, lang: str) -> Document:
    """The document of the format ``name``; a `FormatError` with its place where it is no XML."""
    try:
        blocks = tuple(xml_blocks(decoded.text, vocabulary, lang))
    except NotXml as error:
        line, column = error.place(decoded.text)
        raise FormatError(f"{error}", path=path, line=line, column=column) from error
    return Document(
        path=path,
        format=name,
        text=decoded.text,
        blocks=blocks,
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def write_xml(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    """The article with its targets, and with its language said where the source says its own."""
    edits = (
        xml_language_edits(document.text, document.locale, locale.tag) if locale is not None else {}
    )
    return Rendering(document, targets, written, edits).text
