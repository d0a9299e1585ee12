"""JSON-LD in pages: which of its strings are text (schema.org), and where it says its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model.document import Block, BlockKind
from l10n.text.json_spans import NotJson, check_json, strings, view_of
from l10n.text.passages import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.text.json_spans import JsonString

_KINDS = {
    **dict.fromkeys(("headline", "alternativeheadline"), BlockKind.TITLE),
    **dict.fromkeys(("description", "abstract", "alternativename"), BlockKind.DESCRIPTION),
    **dict.fromkeys(("articlebody", "reviewbody", "text"), BlockKind.PARAGRAPH),
    **dict.fromkeys(("articlesection", "keywords", "genre"), BlockKind.LABEL),
    "caption": BlockKind.CAPTION,
}
# whose name is a name, not a text
_NAMED = (
    "person",
    "organization",
    "organisation",
    "brand",
    "place",
    "address",
    "country",
    "product",
)
_NAMED_KEYS = frozenset("author creator publisher editor contributor copyrightholder brand".split())


def blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """The blocks in a JSON-LD script; none if it is no JSON."""
    try:
        check_json(text, start, end)
    except NotJson:
        return
    for found in list(strings(text, start, end)):
        kind = _kind(found)
        if kind is not None:
            yield from blocks_of(view_of(text, found.start, found.end), kind, "json-script")


def languages(text: str, start: int, end: int) -> Iterator[JsonString]:
    """The strings that tell the language of the whole."""
    for found in strings(text, start, end):
        if (found.path or ("",))[-1] == "inLanguage":
            yield found


def _kind(found: JsonString) -> BlockKind | None:
    path = found.path
    key = path[-1].lower() if path else ""
    if key == "name":
        return BlockKind.TITLE if _is_titled(found) else None
    return _KINDS.get(key)


def _is_titled(found: JsonString) -> bool:
    """Whether a name is a title: of an image, an article, a page, a step; not of a person."""
    record = found.holder.record
    kind = record.strings.get("@type", "").lower()
    keys = {key.lower() for key in found.path[:-1]}
    if keys & _NAMED_KEYS or any(kind.endswith(name) for name in _NAMED):
        return False
    return bool(kind)
