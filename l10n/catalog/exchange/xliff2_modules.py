"""What the modules of XLIFF 2 demand beyond their structure. Source: XLIFF 2.1, section 5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.catalog.exchange.xliff2_schema import MODULES
from l10n.text.xml_elements import XML, Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SPACES = {prefix: space for space, prefix in MODULES.items()}
_FS, _SLR = _SPACES["fs"], _SPACES["slr"]
_RULES = ("isPresent", "isNotPresent", "startsWith", "endsWith")


def of_modules(file: Element) -> Iterator[tuple[int, str]]:
    """What is wrong with a file's modules."""
    for element in file.walk():
        yield from _styles(element)
        yield from _sizes(element)
        check = _CHECKS.get((MODULES.get(element.space, ""), element.name))
        if check:
            yield from check(element)


def _styles(element: Element) -> Iterator[tuple[int, str]]:
    if (_FS, "subFs") in element.attributes and (_FS, "fs") not in element.attributes:
        yield element.line, "fs:subFs without fs:fs"
    styled = {name for space, name in element.attributes if space == _FS}
    if styled and element.name == "ec" and element.get("isolated") != "yes":
        yield element.line, f"fs:{min(styled)} on an <ec> that is not isolated"


def _sizes(element: Element) -> Iterator[tuple[int, str]]:
    own = {name for space, name in element.attributes if space == _SLR}
    used = own & {"equivStorage", "sizeInfo", "sizeInfoRef"}
    if used and element.name == "ec" and element.get("isolated") != "yes":
        yield element.line, f"slr:{min(used)} on an <ec> that is not isolated"
    if {"sizeInfo", "sizeInfoRef"} <= own:
        yield element.line, "slr:sizeInfo and slr:sizeInfoRef exclude each other"
    if "sizeInfoRef" in own:
        told = element.attributes[_SLR, "sizeInfoRef"]
        data = [
            each
            for around in (element, *element.ancestors())
            if around.parent is not None
            for beside in around.parent.children
            if isinstance(beside, Element) and (beside.space, beside.name) == (_SLR, "data")
            for each in beside.walk()
        ]
        if not any(each.get("id") == told for each in data):
            yield element.line, f"slr:sizeInfoRef={told!r} points to no <slr:data> beside or around"


def _unique(elements: list[Element], what: str) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for each in elements:
        told = each.get("id")
        if told and told in seen:
            yield each.line, f"the id {told!r} stands twice among {what}"
        seen.add(told)


def _matches(matches: Element) -> Iterator[tuple[int, str]]:
    yield from _unique(list(matches.elements("match")), "the matches")
    for match in matches.elements("match"):
        if (XML, "lang") in match.attributes:
            yield match.line, "a match has no xml:lang"
        if match.get("subType") and not match.get("type"):
            yield match.line, "subType without type"


def _glossary(glossary: Element) -> Iterator[tuple[int, str]]:
    entries = list(glossary.elements("glossEntry"))
    yield from _unique(
        [e for entry in entries for e in (entry, *entry.elements("translation"))], "the entries"
    )
    for entry in entries:
        if entry.first("translation", "definition") is None:
            yield entry.line, "a glossary entry needs a translation or a definition"


def _metadata(metadata: Element) -> Iterator[tuple[int, str]]:
    yield from _unique(list(metadata.walk()), "the metadata")


def _resources(data: Element) -> Iterator[tuple[int, str]]:
    yield from _unique(list(data.elements("resourceItem", "resourceItemRef")), "the resources")
    root = [*data.ancestors()][-1]
    known = {
        each.get("id")
        for around in data.ancestors()
        for beside in around.children
        if isinstance(beside, Element) and beside.name == "resourceData"
        for each in beside.elements("resourceItem")
    }
    for item in data.elements():
        if item.name == "resourceItemRef" and item.get("ref") not in known and known:
            continue
        for side in item.elements("source", "target"):
            filled = any(not isinstance(child, str) or child.strip() for child in side.children)
            if filled == (("", "href") in side.attributes):
                yield side.line, f"<{side.name}> has either a content or an href"
        source = item.first("source")
        told = source.attributes.get((XML, "lang")) if source else None
        if source and told and told.lower() != root.get("srcLang").lower():
            yield source.line, f"xml:lang={told!r} is not the language of the sources"


def _changes(track: Element) -> Iterator[tuple[int, str]]:
    """What changed is there: by its id where several could be meant."""
    owner = track.parent
    for revisions in track.elements("revisions"):
        applies, ref = revisions.get("appliesTo"), revisions.get("ref")
        found = [each for each in owner.walk() if each.name == applies] if owner else []
        chosen = [each for each in found if each.get("id") == ref] if ref else found[:1]
        if ref and not any(each.get("id") == ref for each in (owner.walk() if owner else ())):
            yield (
                revisions.line,
                f"ref={ref!r} is the id of nothing in <{owner.name if owner else ''}>",
            )
        if not ref and sum(bool(each.get("id")) for each in found) > 1:
            yield revisions.line, f"there is more than one <{applies}>, and no ref says which"
        for item in (
            i for revision in revisions.elements("revision") for i in revision.elements("item")
        ):
            name = item.get("property")
            if name != "content" and chosen and ("", name) not in chosen[0].attributes:
                yield item.line, f"<{applies}> has no attribute {name!r}"
        yield from _doubled_items(revisions)


def _doubled_items(revisions: Element) -> Iterator[tuple[int, str]]:
    for revision in revisions.elements("revision"):
        names = [item.get("property") for item in revision.elements("item")]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield revision.line, f"one revision has two items for {name!r}"


def _rule(rule: Element) -> Iterator[tuple[int, str]]:
    named = [name for name in _RULES if ("", name) in rule.attributes]
    own = [name for space, name in rule.attributes if space]
    if len(named) + bool(own) != 1:
        yield (
            rule.line,
            "a rule has exactly one of isPresent, isNotPresent, startsWith, endsWith, or its own",
        )
    if ("", "existsInSource") in rule.attributes and named not in [
        ["isPresent"],
        ["startsWith"],
        ["endsWith"],
    ]:
        yield rule.line, "existsInSource goes with isPresent, startsWith or endsWith"
    if ("", "occurs") in rule.attributes and named not in [["isPresent"], ["isNotPresent"]]:
        yield rule.line, "occurs goes with isPresent"


_CHECKS: dict[tuple[str, str], Callable[[Element], Iterator[tuple[int, str]]]] = {
    ("mtc", "matches"): _matches,
    ("gls", "glossary"): _glossary,
    ("mda", "metadata"): _metadata,
    ("res", "resourceData"): _resources,
    ("ctr", "changeTrack"): _changes,
    ("val", "rule"): _rule,
}
