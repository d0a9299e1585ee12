"""Blocks in attributes: alternative texts, titles, labels, meta descriptions."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from l10n.model.document import Block, BlockKind
from l10n.text import html_elements as elements
from l10n.text.content import ContentBuilder
from l10n.text.encoding import LONE_BYTES
from l10n.text.html_tokens import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.text.html_tokens import Attribute

_REFERENCE = re.compile(
    r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*(?:;|(?![A-Za-z0-9=])))"
)
_CODES = re.compile(_REFERENCE.pattern + "|" + TEMPLATE + "|" + LONE_BYTES.pattern, re.DOTALL)
_NO_TRANSLATE_CLASS = re.compile(r"(?:^|\s)(?:notranslate|no-translate)(?:\s|$)")
_SYNTAX = {'"': "html-double", "'": "html-single", "": "html-bare"}


def attribute_blocks(
    text: str, element: str, found: Mapping[str, Attribute], notes: tuple[str, ...]
) -> Iterator[Block]:
    """The blocks in a start tag's attributes."""
    for name, attribute in found.items():
        kind = kind_of(element, name, found)
        if (
            kind is not None
            and attribute.value
            and (block := block_in(text, attribute, kind, notes))
        ):
            yield block


def block_in(
    text: str, attribute: Attribute, kind: BlockKind, notes: tuple[str, ...] = ()
) -> Block | None:
    """The block that an attribute's value is; None if it has no word."""
    value = attribute.value
    start = attribute.start + len(value) - len(value.lstrip())
    end = attribute.start + len(value.rstrip())
    if not attribute.quote:
        start, end = attribute.start, attribute.end
    if not any(map(str.isalpha, unescape(value) if "&#" in value else value)):
        return None
    builder = ContentBuilder(start)
    at = start
    for found in _CODES.finditer(text, start, end):
        builder.text(text, at, found.start())
        at = found.end()
        literal = unescape(found[0]) if found[0].startswith("&") else ""
        if not literal:
            builder.alone("ph", text, found.start(), at)
        elif literal == found[0]:
            builder.text(text, found.start(), at)
        else:
            builder.literal(literal, found.start(), at)
    builder.text(text, at, end)
    return builder.block(kind, start, end, syntax=_SYNTAX[attribute.quote], notes=notes)


def translates(found: Mapping[str, Attribute], *, default: bool) -> bool:
    """Whether the inside of an element is translated, by its attributes."""
    if "translate" in found:
        told = found["translate"].value.strip().lower()
        if told in {"", "yes", "true"}:
            return True
        if told in {"no", "false"}:
            return False
    if _is_filtered_out(found):
        return False
    if "class" in found and _NO_TRANSLATE_CLASS.search(found["class"].value):
        return False
    return default


def _is_filtered_out(found: Mapping[str, Attribute]) -> bool:
    """Whether ITS says that something is for no other locale at all."""
    if "its-locale-filter-list" not in found:
        return False
    listed = found["its-locale-filter-list"].value.strip()
    kind = found.get("its-locale-filter-type")
    excludes = kind is not None and kind.value.strip().lower() == "exclude"
    return listed == "*" if excludes else not listed


def primary(tag: str) -> str:
    """The language of a BCP 47 tag."""
    return re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]


def notes_in(found: Mapping[str, Attribute]) -> Iterator[str]:
    """What ITS attributes tell a translator."""
    if "its-loc-note" in found:
        yield unescape(found["its-loc-note"].value)
    if "its-loc-note-ref" in found:
        yield f"see {unescape(found['its-loc-note-ref'].value)}"
    if "its-locale-filter-list" in found and found["its-locale-filter-list"].value.strip():
        kind = found.get("its-locale-filter-type")
        which = "not for" if kind and kind.value.strip().lower() == "exclude" else "only for"
        yield f"{which} {found['its-locale-filter-list'].value.strip()}"
    if "its-term" in found and found["its-term"].value.strip().lower() == "yes":
        info, ref = found.get("its-term-info"), found.get("its-term-info-ref")
        said = f"term: {unescape(info.value)}" if info else "term"
        yield f"{said}, see {unescape(ref.value)}" if ref else said


def kind_of(element: str, name: str, found: Mapping[str, Attribute]) -> BlockKind | None:
    """What an attribute's text is; None if it is no text."""
    if element == "meta":
        return _meta_kind(found) if name == "content" else None
    if element == "input" and name == "value":
        is_button = "type" in found and found["type"].value.lower() in elements.BUTTONS
        return BlockKind.LABEL if is_button else None
    return elements.ATTRIBUTES.get(name) or elements.ELEMENT_ATTRIBUTES.get((element, name))


def _meta_kind(found: Mapping[str, Attribute]) -> BlockKind | None:
    for name in ("name", "property", "itemprop"):
        if name in found and (kind := elements.META.get(found[name].value.strip().lower())):
            return kind
    return None
