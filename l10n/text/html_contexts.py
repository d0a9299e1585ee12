"""What holds inside an element of HTML: its kind, whether it is translated, what is to be noted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from l10n.model.document import BlockKind
from l10n.text import html_elements as elements
from l10n.text.html_attributes import block_in, kind_of, notes_in, translates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model.document import Block
    from l10n.text.html_tokens import Attribute
    from l10n.text.its_rules import Ruled


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What holds inside an open element; ``plain`` are those inside it without attributes."""

    name: str
    kind: BlockKind
    translate: bool
    notes: tuple[str, ...] = ()
    plain: dict[str, Context] = field(default_factory=dict)


def plain_inside(outer: Context, name: str) -> Context:
    """What holds inside an element without attributes; made once, as most elements are such."""
    found = outer.plain.get(name)
    if found is None:
        found = outer.plain[name] = _plain(outer, name)
    return found


def inside(outer: Context, name: str, found: Mapping[str, Attribute], *, foreign: bool) -> Context:
    """What holds inside an element with these attributes; ``foreign`` is another language's."""
    plain = plain_inside(outer, name)
    return Context(
        name=name,
        kind=_class_kind(name, found, plain.kind),
        translate=translates(found, default=plain.translate and not foreign),
        notes=(*plain.notes, *notes_in(found)),
    )


def ruled_attribute_blocks(
    text: str, element: str, found: Mapping[str, Attribute], context: Context, ruled: Ruled
) -> Iterator[Block]:
    """The blocks in a start tag's attributes, where ITS rules speak of its element or of them."""
    for name, attribute in found.items():
        said = ruled.about(name)
        kind = kind_of(element, name, found)
        if attribute.value and translates(said, default=context.translate and kind is not None):
            notes = (*context.notes, *notes_in(said))
            block = block_in(text, attribute, kind or BlockKind.LABEL, notes)
            if block is not None:
                yield block


def within_text(name: str, found: Mapping[str, Attribute]) -> str:
    """Whether an element is within the text around it: ``yes``, ``no``, or a flow ``nested`` in it.

    ITS may tell; else the elements that begin a block are not.
    """
    told = found["its-within-text"].value.strip().lower() if "its-within-text" in found else ""
    if told in {"yes", "no", "nested"}:
        return told
    return "no" if told or name in elements.BLOCKS else "yes"


def _plain(outer: Context, name: str) -> Context:
    kind = elements.KINDS.get(name, outer.kind)
    if name == "p" and outer.kind not in elements.INHERITED:
        kind = BlockKind.PARAGRAPH
    if name == "p" and outer.kind in {BlockKind.HEADLINE, BlockKind.TITLE}:
        kind = outer.kind
    translate = outer.translate and name not in elements.NOT_TEXT
    return Context(name=name, kind=kind, translate=translate, notes=outer.notes)


def _class_kind(name: str, found: Mapping[str, Attribute], kind: BlockKind) -> BlockKind:
    """The kind that a class name tells, for elements that tell little themselves."""
    if "class" not in found or name in {"html", "body", "li", "td", "th", "h1", "title"}:
        return kind
    for word in found["class"].value.lower().split():
        last = re.split(r"[-_]", word)[-1]
        if last in elements.CLASS_KINDS:
            return elements.CLASS_KINDS[last]
    return kind
