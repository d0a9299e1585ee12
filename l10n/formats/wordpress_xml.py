"""WordPress exports (WXR): titles, excerpts and contents of posts, read as HTML."""

from __future__ import annotations

from l10n.formats import Format, ReadOptions
from l10n.model import BlockKind, Document
from l10n.text.xml_blocks import Vocabulary
from l10n.text.xml_document import read_xml, write_xml
from l10n.text.xml_tokens import decode_xml

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
    return read_xml(decoded, path, "wordpress-xml", _WORDS, options.locale)


def _recognizes(head: bytes) -> bool:
    return b"wordpress.org/export/" in head


format = Format(  # noqa: A001
    suffixes=(".wxr", ".xml"), read=_read, write=write_xml, recognizes=_recognizes
)
