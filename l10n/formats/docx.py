"""Word documents (DOCX): paragraphs with their runs as inline tags; the package otherwise untouched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.errors import FormatError
from l10n.formats import Format, ReadOptions
from l10n.model import Document
from l10n.text.html_writer import written
from l10n.text.packages import NotPackage, names, read_parts, with_parts
from l10n.text.rendering import Rendering
from l10n.text.word_blocks import direction_edits, word_blocks
from l10n.text.xml_tokens import NotXml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.model import Locale

_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_BETWEEN = "\x00"  # no XML has it, so it tells the parts apart


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    del options
    try:
        parts = read_parts(raw, _part_names(raw))
        text = _BETWEEN.join(data.decode("utf-8") for data in parts.values())
        if "word/document.xml" not in parts or text.count(_BETWEEN) != len(parts) - 1:
            raise FormatError("is not a Word document", path=path)
        blocks = tuple(word_blocks(text, _BETWEEN))
    except (NotPackage, NotXml, UnicodeDecodeError) as error:
        raise FormatError(
            f"{error}", path=path, hint="open it in Word or LibreOffice and save it again as .docx"
        ) from error
    return Document(path=path, format="docx", text=text, blocks=blocks, package=raw)


def _part_names(raw: bytes) -> list[str]:
    """The parts with text, the body first."""
    found = [name for name in names(raw) if _PARTS.fullmatch(name)]
    return sorted(found, key=lambda name: (name != "word/document.xml", name))


def _write(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    edits = direction_edits(document.text, locale) if locale is not None else {}
    return Rendering(document, targets, written, edits).text


def _pack(document: Document, text: str) -> bytes:
    if text == document.text:
        return document.package
    before, after = document.text.split(_BETWEEN), text.split(_BETWEEN)
    part_names = _part_names(document.package)
    changed = {
        name: new.encode()
        for name, old, new in zip(part_names, before, after, strict=True)
        if old != new
    }
    return with_parts(document.package, changed)


format = Format(suffixes=(".docx",), read=_read, write=_write, pack=_pack)  # noqa: A001
