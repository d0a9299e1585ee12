"""NITF and NewsML-G2: headlines, bodies, captions and descriptions of news items."""

from __future__ import annotations

import re

from l10n.errors import FormatError
from l10n.formats import Format, ReadOptions
from l10n.model import BlockKind, Document
from l10n.text.xml_blocks import Vocabulary
from l10n.text.xml_document import read_xml, write_xml
from l10n.text.xml_tokens import decode_xml

_WORDS = Vocabulary(
    kinds={
        **dict.fromkeys("hl1 headline h1".split(), BlockKind.HEADLINE),
        **dict.fromkeys("hl2 h2 h3 h4 h5 h6".split(), BlockKind.SUBHEAD),
        **dict.fromkeys("p lead".split(), BlockKind.PARAGRAPH),
        **dict.fromkeys("title nitf-title".split(), BlockKind.TITLE),
        **dict.fromkeys(
            "abstract description definition remoteInfo".split(), BlockKind.DESCRIPTION
        ),
        **dict.fromkeys("media-caption caption figcaption".split(), BlockKind.CAPTION),
        **dict.fromkeys("li dt dd".split(), BlockKind.LIST_ITEM),
        **dict.fromkeys("td th".split(), BlockKind.CELL),
        **dict.fromkeys("byline by byttl".split(), BlockKind.BYLINE),
        **dict.fromkeys("bq blockquote".split(), BlockKind.QUOTE),
        **dict.fromkeys("creditline credit media-producer".split(), BlockKind.CREDIT),
        **dict.fromkeys("tagline edNote note".split(), BlockKind.DESCRIPTION),
    },
    values={"inlineData": BlockKind.PARAGRAPH},
    opaque=frozenset("pre code media-metadata media-reference object script style".split()),
)
_ROOTS = re.compile(
    rb"<(?:[\w.-]+:)?(?:nitf|newsItem|newsMessage|packageItem|conceptItem|knowledgeItem|planningItem"
    rb"|catalogItem)[\s>]"
)
_HEAD = 20_000  # bytes in which the root element begins


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    decoded = decode_xml(raw)
    if not _ROOTS.search(decoded.text[:_HEAD].encode("utf-8", "replace")):
        raise FormatError(
            "is neither NITF nor NewsML-G2, and no export of WordPress",
            path=path,
            hint="XML of other kinds can be converted to HTML or JSON",
        )
    return read_xml(decoded, path, "newsml", _WORDS, options.locale)


format = Format(suffixes=(".xml", ".nitf"), read=_read, write=write_xml)  # noqa: A001
