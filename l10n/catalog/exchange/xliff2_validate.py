"""Whether an XLIFF 2 document is valid: its structure by `xliff2_schema`, its constraints by `xliff2_rules`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from l10n.catalog.exchange.xliff2_rules import constraints
from l10n.catalog.exchange.xliff2_schema import (
    CORE,
    MODULE_ATTRIBUTES,
    MODULES,
    Rule,
    kind,
    rules,
)
from l10n.text.xml_elements import XML, Element, NotWellFormed, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE = re.compile(r"(?:(?:cp|ph|pc|sc|ec|mrk|sm|em) )*\Z")
_TEXTUAL = frozenset({"INLINE", "TEXT", "ANY"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a document, in which line."""

    line: int
    message: str


def validate(data: bytes) -> tuple[Fault, ...]:
    """Everything that makes these bytes no valid XLIFF 2 document; nothing if they are one."""
    try:
        root = read_elements(data)
    except NotWellFormed as error:
        return (Fault(error.line, error.message),)
    if root.space not in CORE or root.name != "xliff":
        return (Fault(root.line, f"the root is <{root.name}>, not <xliff> of XLIFF 2"),)
    faults = [Fault(line, message) for line, message in _structure(root)]
    if not faults:
        faults = [Fault(line, message) for line, message in constraints(root)]
    return tuple(sorted(faults, key=lambda fault: fault.line))


def _structure(element: Element) -> Iterator[tuple[int, str]]:
    """Elements, attributes and values that the tables do not have."""
    prefix = MODULES.get(element.space)
    if prefix is None and element.space not in CORE:
        return  # an extension is its owner's
    name = f"{prefix}:{element.name}" if prefix else element.name
    around = MODULES.get(element.parent.space, "") if element.parent else ""
    # Some write <meta> within <mda:metaGroup> without its prefix, OASIS among them.
    rule = rules().get(name) or rules().get(f"{around}:{name}")
    if rule is None:
        yield element.line, f"there is no element <{name}>"
        return
    for message in _attributes(element, rule):
        yield element.line, f"<{name}>: {message}"
    message = _content(element, rule.content)
    if message:
        yield element.line, f"<{name}>: {message}"
    if name == "xliff" and element.space == CORE[0] and element.children:
        before = [each for each in element.elements() if each.name == "notes"]
        foreign = [c for c in element.children if isinstance(c, Element) and c.space not in CORE]
        for each in (*before, *foreign):
            yield each.line, f"<{each.name}> may stand only within a <file> before version 2.2"
    if rule.content != "ANY":
        for child in element.children:
            if isinstance(child, Element):
                yield from _structure(child)


def _attributes(element: Element, rule: Rule) -> Iterator[str]:
    for (space, name), value in element.attributes.items():
        wanted = _kind_of(space, name, rule)
        if wanted is None:
            yield f"the attribute '{name}' is not allowed here"
        elif not kind(wanted).match(value):
            yield f"{name}={value!r} is not a value of that attribute"
    for name in sorted(rule.required):
        if ("", name) not in element.attributes:
            yield f"the attribute '{name}' is missing"


def _kind_of(space: str, name: str, rule: Rule) -> str | None:
    """What an attribute's value must look like; None for one that may not stand here."""
    if not space:
        return rule.attributes.get(name)
    if space == XML:
        allowed = {"lang": rule.lang or rule.foreign, "space": rule.space, "id": rule.foreign}
        return (name if name in {"lang", "space"} else "id") if allowed.get(name) else None
    prefix = MODULES.get(space)
    if prefix in MODULE_ATTRIBUTES:
        return MODULE_ATTRIBUTES[prefix].get(name) if prefix in rule.modules else None
    return "" if rule.foreign else None


def _content(element: Element, content: str) -> str:
    texts = [child for child in element.children if isinstance(child, str)]
    if content not in _TEXTUAL and element.name != "data" and any(map(str.strip, texts)):
        return "text may not stand directly in it"
    if content == "ANY":
        return ""
    names = "".join(
        f"{_token(child, element)} " for child in element.children if not isinstance(child, str)
    )
    if content in {"EMPTY", "TEXT"}:
        return "elements may not stand in it" if names or (content == "EMPTY" and texts) else ""
    if content == "INLINE":
        return (
            "" if _INLINE.match(names) else f"it holds {names.strip()}, which is no inline element"
        )
    if _model(content).match(names):
        return ""
    return f"its elements are {names.strip() or 'none'}, not {' '.join(content.split())}"


def _token(child: Element, parent: Element) -> str:
    same = child.space == parent.space or child.space in CORE
    return child.name if same else "other"


@cache
def _model(content: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{content})\s*\Z" if content.endswith("source (target )?") else rf"(?:{content})\Z"
    )
