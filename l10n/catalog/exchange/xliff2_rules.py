"""What XLIFF 2 demands beyond its structure: references, unique ids, codes that belong together.

Source: the "Constraints" and "Processing Requirements" of XLIFF Version 2.1, sections 4.2, 4.3, 4.7 and 5.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from l10n.catalog.exchange.xliff2_codes import of_unit
from l10n.catalog.exchange.xliff2_modules import of_modules
from l10n.catalog.exchange.xliff2_refs import of_references
from l10n.catalog.exchange.xliff2_schema import CORE, MODULES
from l10n.text.xml_elements import XML, Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def constraints(root: Element) -> Iterator[tuple[int, str]]:
    """The line and a message for each constraint that the document breaks."""
    yield from _unique(root.elements("file"), "file")
    yield from _languages(root)
    for file in root.elements("file"):
        every = [each for each in file.walk() if each.space in CORE]
        yield from _unique((each for each in every if each.name == "unit"), "unit")
        yield from _unique((each for each in every if each.name == "group"), "group")
        yield from _skeleton(file)
        for each in every:
            yield from _types(each)
            if each.name in {"file", "group", "unit"}:
                yield from _extensions(each)
            if each.name in {"notes", "originalData"}:
                yield from _unique(each.elements(), "note" if each.name == "notes" else "data")
            if each.name == "unit":
                yield from _unit(each)
        yield from of_references(file)
        yield from of_modules(file)


def _unique(elements: Iterable[Element], what: str) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for element in elements:
        told = element.get("id")
        if told and told in seen:
            yield element.line, f"the {what} id {told!r} stands twice"
        seen.add(told)


def _languages(root: Element) -> Iterator[tuple[int, str]]:
    for element in root.walk():
        if element.space not in CORE or element.name not in {"source", "target"}:
            continue
        if element.parent is not None and element.parent.name == "match":
            continue
        name = "srcLang" if element.name == "source" else "trgLang"
        wanted, told = root.get(name), element.inherited(XML, "lang")
        if not wanted:
            yield element.line, f"there is a <{element.name}>, and <xliff> has no {name}"
        elif told and told.lower() != wanted.lower():
            yield element.line, f"xml:lang={told!r} is not the {name} {wanted!r}"


def _skeleton(file: Element) -> Iterator[tuple[int, str]]:
    skeleton = file.first("skeleton")
    if skeleton is None:
        return
    filled = any(not isinstance(c, str) or c.strip() for c in skeleton.children)
    if filled == (("", "href") in skeleton.attributes):
        yield skeleton.line, "a skeleton has either a content or an href"


def _types(element: Element) -> Iterator[tuple[int, str]]:
    """Attributes that need another one, and values that only go together."""
    if element.get("subState") and not element.get("state"):
        yield element.line, "subState without state"
    kind, sub = element.get("type"), element.get("subType")
    if sub and not kind:
        yield element.line, "subType without type"
    known = {"fmt": {"lb", "pb", "b", "i", "u"}, "ui": {"var"}}
    if sub.startswith("xlf:") and sub[4:] not in known.get(kind, set()):
        yield element.line, f"subType={sub!r} does not go with type={kind!r}"
    if element.name == "cp" and not _is_control(int(element.get("hex"), 16)):
        yield element.line, f"the character {element.get('hex')} is valid in XML and needs no <cp>"
    comment = element.name in {"mrk", "sm"} and kind == "comment"
    if comment and bool(element.get("value")) == bool(element.get("ref")):
        yield element.line, "a comment has either a value or a ref"


def _is_control(code: int) -> bool:
    return (
        (code < 0x20 and code not in {9, 10, 13})
        or 0xD800 <= code <= 0xDFFF
        or code in {0xFFFE, 0xFFFF}
    )


def _extensions(element: Element) -> Iterator[tuple[int, str]]:
    """Ids of the extensions of one file, group or unit are unique among themselves."""
    own = [
        each
        for child in element.children
        if isinstance(child, Element) and child.space not in CORE and child.space not in MODULES
        for each in child.walk()
    ]
    ids = Counter(each.get("id") or each.attributes.get((XML, "id"), "") for each in own)
    for told, count in ids.items():
        if told and count > 1:
            yield element.line, f"the extension id {told!r} stands {count} times"


def _unit(unit: Element) -> Iterator[tuple[int, str]]:
    parts = list(unit.elements("segment", "ignorable"))
    for name in ("source", "target"):
        inline = [
            each
            for part in parts
            for text in part.elements(name)
            for each in text.walk()
            if each.get("id")
        ]
        yield from _unique([*parts, *inline], f"{name} part or code")
    orders = Counter(
        int((target.get("order") if (target := part.first("target")) else "") or at)
        for at, part in enumerate(parts, 1)
    )
    doubled = sorted(order for order, count in orders.items() if count > 1)
    if doubled:
        yield unit.line, f"two targets have the order {doubled[0]}"
    for part in parts:
        source, target = part.first("source"), part.first("target")
        if source and target and _space(source) != _space(target):
            yield part.line, "source and target differ in xml:space"
    yield from of_unit(unit, parts)


def _space(element: Element) -> str:
    return element.inherited(XML, "space", "default")
