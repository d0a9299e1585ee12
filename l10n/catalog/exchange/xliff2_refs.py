"""References within an XLIFF 2 document: fragment identifiers, sub-flows. Source: XLIFF 2.1, section 4.6."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.catalog.exchange.xliff2_schema import CORE, MODULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.text.xml_elements import Element

_RANKS = {"f": 0, "g": 1, "u": 2}
_LEAVES = frozenset({"n", "d", "t", ""})
_SELECTOR = re.compile(r"(?:([A-Za-z][\w.-]*)=)?([\w.:\-\u00b7]+)\Z")
# Registered with OASIS for the modules, ITS, plurals, and TBX as an extension.
_MODULE_PREFIXES = frozenset({*MODULES.values(), "its", "pgs", "tbx"})


def of_references(file: Element) -> Iterator[tuple[int, str]]:
    """References of a file's elements that lead nowhere or are not written as references are."""
    units = {each.get("id") for each in file.walk() if each.name == "unit" and each.space in CORE}
    for element in file.walk():
        for name in ("subFlows", "subFlowsStart", "subFlowsEnd"):
            for told in element.get(name).split():
                if told not in units:
                    yield element.line, f"{name}: there is no unit {told!r} in the file"
        ref = element.get("ref")
        if ref.startswith("#"):
            message = _fault(ref, element, file)
            if message:
                yield element.line, f"ref={ref!r}: {message}"


def _fault(ref: str, element: Element, file: Element) -> str:
    """What is wrong with a fragment identifier; "" if nothing is."""
    selectors = _selectors(ref)
    if selectors is None:
        return "this is no fragment identifier"
    unit = next((each for each in element.ancestors() if each.name == "unit"), None)
    kind, told = selectors[-1]
    if element.name in {"mrk", "sm"} and element.get("type") == "comment":
        notes = unit.first("notes") if unit else None
        there = notes is not None and any(n.get("id") == told for n in notes.elements("note"))
        own = {"f": file.get("id"), "u": unit.get("id") if unit else ""}
        way = dict(selectors[:-1])
        here = not way or (way.get("u") == own["u"] and way.get("f", own["f"]) == own["f"])
        return "" if kind == "n" and here and there else "there is no such note in the unit"
    if element.name == "match" and (kind not in {"", "t"} or len(selectors) > 1):
        return "a match points to a span of its own unit"
    if len(selectors) > 1 or unit is None:
        return _absolute(dict(selectors), file)
    if kind in {"", "t"} and not _has(unit, told, "source" if kind == "" else "target"):
        return "there is no such part, code or mark in the unit"
    return ""


def _absolute(selectors: dict[str, str], file: Element) -> str:
    if "f" in selectors and selectors["f"] != file.get("id"):
        return ""  # another file of the document, or of another one
    for kind, name in (("g", "group"), ("u", "unit")):
        if kind in selectors and not any(
            each.name == name and each.get("id") == selectors[kind] for each in file.walk()
        ):
            return f"there is no {name} {selectors[kind]!r} in the file"
    return ""


def _has(unit: Element, told: str, name: str) -> bool:
    return any(
        each.get("id") == told
        for part in unit.elements("segment", "ignorable")
        for each in (part, *(each for text in part.elements(name) for each in text.walk()))
    )


def _selectors(ref: str) -> list[tuple[str, str]] | None:
    """The (prefix, id) pairs in a fragment identifier; None if it is not written as one."""
    found = [_SELECTOR.match(part) for part in ref[1:].removeprefix("/").split("/")]
    selectors = [(each[1] or "", each[2]) for each in found if each]
    if len(selectors) < len(found):
        return None
    rank = -1
    for at, (kind, _) in enumerate(selectors):
        if kind in _RANKS:
            if _RANKS[kind] <= rank:
                return None
            rank = _RANKS[kind]
        elif at < len(selectors) - 1 or (kind not in _LEAVES and kind not in _MODULE_PREFIXES):
            return None
    return selectors
