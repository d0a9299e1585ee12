"""ITS 2.0 rules of a page: what selectors say about elements, as if the elements said it themselves.

Rules stand in the page (``<script type="application/its+xml">``) or in files beside it (``<link
rel="its-rules">``, and ``xlink:href`` in those). A later rule takes the place of an earlier one that says
the same kind of thing about an element; what an element says itself wins (W3C, Internationalization Tag
Set 2.0, 5.5). Here a rule becomes the local attributes that would say the same.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from l10n.errors import FormatError
from l10n.text.html_tokens import START, Attribute, parsed, same_length
from l10n.text.xml_elements import NotWellFormed, read_elements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from turbohtml import Document, Element, Node

    from l10n.text.xml_elements import Element as Markup

    Beside = Callable[[str], bytes | None]
    Values = dict[str, str]

ITS = "http://www.w3.org/2005/11/its"
_XLINK = "http://www.w3.org/1999/xlink"
_DEEPEST = 8  # files that name each other
# a prefix of a name in a selector: a page has one name space; literals stay
_PREFIX = re.compile(
    r"""("[^"]*"|'[^']*')|(?<![\w.$-])[A-Za-z_][\w.-]*:(?!:)(?=[A-Za-z_*])(?![\w.-]+\()"""
)
_LITERAL = re.compile(r""""[^"]*"|'[^']*'""")
_FAR = re.compile(r"//|::")  # further than its children, its parent, its attributes
# what a condition looks at others by: all of them, at the worst
_LOOKS = re.compile(r"[\[\]]|\.//|descendant|//|preceding|following|\.\./(?![@.])")
_BELOW = frozenset({".//", "descendant"})  # an element's own, which are few
# what goes along a page, and how many times as long as others that takes
_SIDEWAYS = {"preceding": 20, "following": 2}
_MOST_LOOKS = 20_000_000  # elements: some seconds
# the local attributes that say one kind of thing, by the rule that says it
_SAYING: Mapping[str, tuple[str, ...]] = {
    "translateRule": ("translate",),
    "withinTextRule": ("its-within-text",),
    "locNoteRule": ("its-loc-note", "its-loc-note-ref", "its-loc-note-type"),
    "termRule": ("its-term", "its-term-info-ref", "its-term-info"),
    "localeFilterRule": ("its-locale-filter-list", "its-locale-filter-type"),
}
_MAY_BE_EMPTY = frozenset({"its-locale-filter-list"})  # for no locale


class Ruled(NamedTuple):
    """What rules say about one element, by rule, and about its attributes, by name and rule."""

    own: dict[str, Values]
    attributes: dict[str, dict[str, Values]]

    def added_to(self, local: Mapping[str, Attribute]) -> dict[str, Attribute]:
        """The element's own attributes, and what rules say where it says nothing itself."""
        return {**_said(self.own, local), **local}

    def about(self, attribute: str) -> dict[str, Attribute]:
        """What is said about one of its attributes."""
        return _said(self.attributes.get(attribute, {}), {})


def _said(by_rule: Mapping[str, Values], local: Mapping[str, Attribute]) -> dict[str, Attribute]:
    return {
        name: Attribute(name, escape(value), 0, 0, '"')
        for rule, values in by_rule.items()
        if not any(one in local for one in _SAYING[rule])
        for name, value in values.items()
    }


def ruled(text: str, beside: Beside) -> dict[int, Ruled]:
    """What the rules of a page say, by the offsets of start tags; ``beside`` reads a file by its address.

    A rule that cannot be read is a `FormatError`; a file that is not there says nothing.
    """
    if "its-rules" not in text and "its+xml" not in text:
        return {}
    sources: dict[bytes, tuple[str, int]] = {}
    for data, place in _sources(text, beside):
        sources.pop(data, None)  # of the same rules the last are those that win
        sources[data] = place
    if not sources:
        return {}
    page = _Page(text)
    found: dict[int, Ruled] = {}
    for data, (href, start) in sources.items():
        line = text.count("\n", 0, start) + 1
        name = href or f"the rules in line {line}"
        for rules in _lists(name, data, beside):
            for rule in rules.root.elements(*_SAYING):
                rules.apply(rule, page, found)
    return found


def _sources(text: str, beside: Beside) -> Iterator[tuple[bytes, tuple[str, int]]]:
    """The rules that a page holds or names, in its order, each with its address or its offset."""
    script = 0  # where rules begin in the page
    for kind, _, end, name, token in parsed(text):
        if script:
            yield text[script:end].strip().encode("utf-8", "surrogateescape"), ("", script)
            script = 0
        elif kind == START and name in {"link", "script"}:
            told = dict(token.attrs or ())
            if name == "script" and told.get("type") == "application/its+xml":
                script = end
            elif "its-rules" in (told.get("rel") or "").lower().split():
                href = told.get("href") or ""
                if data := beside(href):
                    yield data, (href, 0)


def _lists(name: str, data: bytes, beside: Beside, depth: int = 0) -> Iterator[_Rules]:
    """The lists of rules in a source; a file that one names comes before it."""
    try:
        root = read_elements(data)
    except NotWellFormed as error:
        raise FormatError(f"{name}, line {error.line}: {error.message}") from error
    for rules in (one for one in root.walk() if (one.space, one.name) == (ITS, "rules")):
        href = rules.attributes.get((_XLINK, "href"), "")
        if href and depth < _DEEPEST and (further := beside(href)):
            yield from _lists(href, further, beside, depth + 1)
        yield _Rules(rules, name)


class _Page:
    """A page as elements, and how far rules may still look about in it."""

    def __init__(self, text: str) -> None:
        from turbohtml import parse

        self.document = parse(same_length(text), source_locations=True)
        self._tags = text.count("<") - text.count("</")
        self._left = _MOST_LOOKS

    def look(self, selector: str, *, below: bool) -> None:
        """Count the elements that a selector looks at; `ValueError` when they are too many.

        A condition that looks at other elements does so for each one. ``below`` is a selector that
        begins at an element.
        """
        bare = _LITERAL.sub("", selector)
        looks = 1 if below and not _FAR.search(bare) else self._tags
        depth = deepest = 0
        for found in _LOOKS.finditer(bare):
            depth += (found[0] == "[") - (found[0] == "]")
            if found[0] in _SIDEWAYS:
                deepest = max(deepest, depth, 1)
            elif found[0] not in "[]":
                deepest = max(deepest, depth - (found[0] in _BELOW))
        slow = next((times for axis, times in _SIDEWAYS.items() if axis in bare), 1)
        self._left -= looks * (slow * self._tags) ** deepest
        if self._left < 0:
            raise ValueError(f"it looks at too much of a page of {self._tags} tags")


class _Rules(NamedTuple):
    """A list of rules, and the name of where it stands."""

    root: Markup
    name: str

    def apply(self, rule: Markup, page: _Page, found: dict[int, Ruled]) -> None:
        """Note what a rule says about what it selects."""
        for node in self._selected(page, rule, "selector"):
            element, attribute = _element_of(node)
            place = element.source_location if element else None
            if element is None or place is None:
                continue  # a text, or an element that the page only implies
            told = found.setdefault(place.start_tag.start_offset, Ruled({}, {}))
            said = told.attributes.setdefault(attribute, {}) if attribute else told.own
            said[rule.name] = self._values(rule, page, element)

    def _selected(
        self, page: _Page, rule: Markup, by: str, element: Element | None = None
    ) -> list[Node | str]:
        """What a selector finds in the page, or seen from an element."""
        from turbohtml import XPath

        if not (selector := rule.get(by)):
            return []
        context: Document | Element = element or page.document
        try:
            page.look(selector, below=element is not None)
            if self.root.get("queryLanguage").lower() == "css":
                return list(context.select(selector))
            path = XPath(_PREFIX.sub(lambda prefix: prefix[1] or "", selector), smart_strings=True)
            given = {one.get("name"): one.content for one in self.root.elements("param")}
            found = path(context, **given)
        except (ValueError, TypeError) as error:
            where = f"{self.name}, line {rule.line}"
            raise FormatError(f"{where}: {by}={selector!r} cannot be used: {error}") from error
        return list(found) if isinstance(found, list) else []

    def _values(self, rule: Markup, page: _Page, element: Element) -> Values:
        """The local attributes that say what a rule does."""

        def pointed(by: str) -> str:
            nodes = self._selected(page, rule, by, element)
            return " ".join(str(getattr(nodes[0], "text", nodes[0])).split()) if nodes else ""

        note = rule.first("locNote")
        told = {
            "translate": rule.get("translate"),
            "its-within-text": rule.get("withinText"),
            "its-loc-note": " ".join(note.content.split()) if note else pointed("locNotePointer"),
            "its-loc-note-ref": rule.get("locNoteRef") or pointed("locNoteRefPointer"),
            "its-loc-note-type": rule.get("locNoteType"),
            "its-term": rule.get("term"),
            "its-term-info": pointed("termInfoPointer"),
            "its-term-info-ref": rule.get("termInfoRef") or pointed("termInfoRefPointer"),
            "its-locale-filter-list": rule.get("localeFilterList"),
            "its-locale-filter-type": rule.get("localeFilterType"),
        }
        return {
            name: told[name] for name in _SAYING[rule.name] if told[name] or name in _MAY_BE_EMPTY
        }


def _element_of(node: Node | str) -> tuple[Element | None, str]:
    """The element that is selected, or that has the attribute that is; and the attribute's name."""
    from turbohtml import Element, XPathString

    if isinstance(node, XPathString) and node.is_attribute:
        return node.getparent(), str(node.attrname)
    return (node, "") if isinstance(node, Element) else (None, "")
