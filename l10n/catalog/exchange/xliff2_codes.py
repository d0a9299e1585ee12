"""Inline codes of an XLIFF 2 unit: pairs, data, and what may be deleted or reordered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.catalog.exchange.xliff2_schema import INLINE_CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.text.xml_elements import Element

_CODES = frozenset(INLINE_CODES)
_DEFAULTS = {"canCopy": "yes", "canDelete": "yes", "canReorder": "yes", "canOverlap": "yes"}


@dataclass(frozen=True, slots=True)
class _Code:
    """A code as a reader meets it; of a <pc> there are two."""

    key: str
    order: str
    element: Element


def of_unit(unit: Element, parts: list[Element]) -> Iterator[tuple[int, str]]:
    """What is wrong with the codes of a unit."""
    originals = unit.first("originalData")
    known = {each.get("id") for each in originals.elements("data")} if originals else set()
    for name in ("source", "target"):
        texts = [text for part in parts for text in part.elements(name)]
        every = [each for text in texts for each in text.walk()]
        yield from _pairs(every)
        for each in every:
            if each.name in _CODES:
                yield from _one(each, known, every)
        for text in texts:
            yield from _reordering(list(_met(text)))
    for part in parts:
        yield from _targets(part, parts)


def _one(code: Element, known: set[str], every: list[Element]) -> Iterator[tuple[int, str]]:
    for name in ("dataRef", "dataRefStart", "dataRefEnd"):
        if code.get(name) and code.get(name) not in known:
            yield code.line, f"{name}={code.get(name)!r} is the id of no <data> of the unit"
    if code.get("copyOf"):
        base = next((each for each in every if each.get("id") == code.get("copyOf")), None)
        if base is None:
            yield code.line, f"copyOf={code.get('copyOf')!r} is the id of no code of the unit"
        elif base.get("canCopy") == "no":
            yield code.line, f"the code {base.get('id')!r} may not be copied"
        if code.get("dataRef") or code.get("dataRefStart"):
            yield code.line, "a copy has no data of its own"
    fixed = code.get("canReorder") in {"no", "firstNo"}
    if fixed and (code.get("canCopy") != "no" or code.get("canDelete") != "no"):
        yield code.line, "a code that cannot be reordered can be neither copied nor deleted"


def _pairs(every: list[Element]) -> Iterator[tuple[int, str]]:
    """Starts and ends, of codes and of marks, in that order."""
    starts = {each.get("id"): each for each in every if each.name in {"sc", "sm"}}
    met: set[str] = set()
    ended: set[str] = set()
    for each in every:
        if each.name in {"sc", "sm"}:
            met.add(each.get("id"))
        elif each.name == "em" or (each.name == "ec" and each.get("isolated") != "yes"):
            if each.name == "ec" and each.get("id"):
                yield each.line, "an <ec> that is not isolated has no id"
            if each.get("startRef") not in met:
                yield each.line, f"<{each.name}> has no start before it: {each.get('startRef')!r}"
            else:
                ended.add(each.get("startRef"))
                yield from _differences(starts[each.get("startRef")], each)
        elif each.name == "ec" and (each.get("startRef") or not each.get("id")):
            yield each.line, "an isolated <ec> has an id, and no startRef"
    for told, start in starts.items():
        isolated = start.get("isolated") == "yes"
        if isolated == (told in ended):
            yield start.line, f"<{start.name}> {told!r} is {'' if isolated else 'not '}isolated"


def _differences(start: Element, end: Element) -> Iterator[tuple[int, str]]:
    if start.name != "sc":
        return
    for name, usual in _DEFAULTS.items():
        one, other = start.get(name, usual), end.get(name, usual)
        one = "no" if one == "firstNo" else one
        if one != other:
            yield end.line, f"{name} differs between the start {start.get('id')!r} and its end"


def _met(text: Element) -> Iterator[_Code]:
    """The codes of a text in reading order."""
    for child in text.children:
        if isinstance(child, str):
            continue
        if child.name in _CODES:
            key = child.get("id") or f"/{child.get('startRef')}"
            yield _Code(key, child.get("canReorder", "yes"), child)
        yield from _met(child)
        if child.name == "pc":
            yield _Code(f"/{child.get('id')}", "", child)


def _reordering(codes: list[_Code]) -> Iterator[tuple[int, str]]:
    for before, code in zip([None, *codes], codes, strict=False):
        if code.order == "no" and (before is None or before.order == "yes"):
            yield code.element.line, f"no code before {code.key!r} begins a fixed order (firstNo)"


def _fixed(codes: list[_Code]) -> Iterator[list[str]]:
    """Runs of codes whose order must be kept."""
    run: list[str] = []
    for code in codes:
        if code.order == "firstNo" or (run and code.order in {"no", ""}):
            if code.order == "firstNo" and run:
                yield run
                run = []
            run.append(code.key)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _targets(part: Element, parts: list[Element]) -> Iterator[tuple[int, str]]:
    """Codes that a target must have, and in their order."""
    source, target = part.first("source"), part.first("target")
    if source is None or target is None:
        return
    there = {
        code.key for other in parts for text in other.elements("target") for code in _met(text)
    }
    for code in _met(source):
        if code.element.get("canDelete") == "no" and code.key not in there:
            yield target.line, f"the code {code.key!r} may not be deleted"
    keys = [code.key for code in _met(target)]
    for run in _fixed(list(_met(source))):
        if len(run) > 1 and run[0] in keys:
            at = keys.index(run[0])
            if keys[at : at + len(run)] != run:
                yield target.line, f"the codes {', '.join(run)} are not in their fixed order"
