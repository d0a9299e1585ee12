"""An XML document as elements that know their name space and their line: no entities, no network.

For vocabularies whose markup is the content (XLIFF), read whole. Articles, where every byte counts,
are read by `xml_tokens` instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

XML = "http://www.w3.org/XML/1998/namespace"
_DEEPEST = 200


class NotWellFormed(Exception):  # noqa: N818 - translated at the door that knows the file
    """The bytes are no XML that is read here; ``line`` is where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


@dataclass(slots=True, eq=False)
class Element:
    """One element; attributes and name are (name space, local name), "" for none."""

    space: str
    name: str
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    line: int = 0
    parent: Element | None = None

    def get(self, name: str, default: str = "") -> str:
        """An attribute without a name space."""
        return self.attributes.get(("", name), default)

    def elements(self, *names: str) -> Iterator[Element]:
        """Child elements of the same name space, of these names only when there are any."""
        for child in self.children:
            if (
                isinstance(child, Element)
                and child.space == self.space
                and (not names or child.name in names)
            ):
                yield child

    def first(self, *names: str) -> Element | None:
        """The first child element of one of these names."""
        return next(self.elements(*names), None)

    def walk(self) -> Iterator[Element]:
        """This element and all within it, in the order of the document."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def ancestors(self) -> Iterator[Element]:
        """The elements around this one, from the nearest."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    def inherited(self, space: str, name: str, default: str = "") -> str:
        """An attribute of this element, or of the nearest around it that has one."""
        for element in (self, *self.ancestors()):
            if (space, name) in element.attributes:
                return element.attributes[space, name]
        return default

    @property
    def content(self) -> str:
        """All text within."""
        return "".join(
            child if isinstance(child, str) else child.content for child in self.children
        )


def read_elements(data: bytes) -> Element:
    """The root of a document; anything else is `NotWellFormed`."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    root: list[Element] = []
    around: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(around) >= _DEEPEST:
            raise NotWellFormed(parser.CurrentLineNumber, f"more than {_DEEPEST} nested elements")
        element = Element(
            *_name(name),
            {_name(key): value for key, value in attributes.items()},
            line=parser.CurrentLineNumber,
            parent=around[-1] if around else None,
        )
        (around[-1].children if around else root).append(element)
        around.append(element)

    def refuse(name: str, *_: object) -> None:
        raise NotWellFormed(parser.CurrentLineNumber, f"the file declares an entity ({name})")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: around.pop()
    parser.CharacterDataHandler = lambda text: around[-1].children.append(text)  # noqa: PLW0108 - of whoever is innermost then
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise NotWellFormed(parser.ErrorLineNumber, f"not well-formed XML: {error}") from error
    return root[0]


def _name(told: str) -> tuple[str, str]:
    space, _, local = told.rpartition("}")
    return space, local
