"""XML read into small elements that know their line: no entities, no network, no files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from l10n.errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DEEPEST = 100
LANG, SPACE = "xml:lang", "xml:space"


@dataclass(slots=True)
class Element:
    """One element: its local name and name space, and its children among its texts."""

    name: str
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    line: int = 0

    def elements(self, *names: str) -> Iterator[Element]:
        """The child elements, those of these names only when there are any names."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def first(self, *names: str) -> Element | None:
        """The first child element of one of these names."""
        return next(self.elements(*names), None)

    @property
    def content(self) -> str:
        """All text within, white space as in a sentence unless it is to be preserved."""
        text = "".join(self.texts())
        if self.attributes.get(SPACE) == "preserve":
            return text
        return " ".join(text.split())

    def texts(self) -> Iterator[str]:
        """All pieces of text within, in order."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()

    @property
    def plain(self) -> bool:
        """Whether there is text only."""
        return not any(isinstance(child, Element) for child in self.children)

    def xml(self) -> str:
        """The element on one line, white space between elements left out."""
        attributes = "".join(f" {name}={quoteattr(v)}" for name, v in self.attributes.items())
        if self.plain:
            inner = escape(self.content)
        else:
            inner = "".join(
                escape(" ".join(child.split())) if isinstance(child, str) else child.xml()
                for child in self.children
            )
        end = f">{inner}</{self.name}>" if inner else "/>"
        return f"<{self.name}{attributes}{end}"


def read_elements(data: bytes, path: Path) -> Element:
    """The root of an XML document; what is not well-formed is a `GlossaryError` with its line."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    document = Element("")
    open_elements = [document]

    def refuse(name: str, *_: object) -> None:
        raise GlossaryError(
            f"the file declares an entity ({name})",
            path=path,
            line=parser.CurrentLineNumber,
            hint="entities are not read; write the text itself",
        )

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("}")
        told = {_attribute(key): value for key, value in attributes.items()}
        element = Element(local, space, told, line=parser.CurrentLineNumber)
        open_elements[-1].children.append(element)
        open_elements.append(element)
        if len(open_elements) > _DEEPEST:
            refuse(f"more than {_DEEPEST} elements within each other")

    def say(text: str) -> None:
        open_elements[-1].children.append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.CharacterDataHandler = say
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise GlossaryError(
            f"not well-formed XML: {error}", path=path, line=parser.ErrorLineNumber
        ) from error
    return next(document.elements())


def _attribute(name: str) -> str:
    space, _, local = name.rpartition("}")
    return f"xml:{local}" if space == "http://www.w3.org/XML/1998/namespace" else local


def fragments(text: str) -> tuple[Element, ...]:
    """Elements kept as text by `Element.xml`, side by side."""
    from pathlib import Path

    root = read_elements(f"<kept>{text}</kept>".encode(), Path("kept.xml"))
    return tuple(root.elements())
