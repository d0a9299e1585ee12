"""Terms written as TBX-Basic: version 3 in DCA or DCT style, or version 2; `read_tbx` reads them back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from l10n.glossary.files.categories import (
    CORE,
    MARK,
    MODULES,
    OF_PARTS,
    OF_STATUS,
    meta_of,
    module_of,
)
from l10n.glossary.files.elements import SPACE, Element, fragments
from l10n.model.term import Designation, Term, TermStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ID = re.compile(r"[^\W\d][\w.-]*")
# Of each version: root, header, concept, language, spelling.
_NAMES = {
    3: ("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec"),
    2: ("martif", "martifHeader", "termEntry", "langSet", "tig"),
}
_GROUPS = "descripGrp adminGrp transacGrp termNoteGrp termGrp".split()


_HEADER = "<fileDesc><sourceDesc><p>Written by l10n</p></sourceDesc></fileDesc>"


def write_tbx(
    terms: Iterable[Term],
    *,
    source: str = "en",
    version: int = 3,
    style: str = "dca",
    around: tuple[str, str] = ("", ""),
) -> str:
    """The terms as a TBX-Basic document; ``source`` is the language of their sources.

    ``around`` is the inside of the header and the back matter, as `surroundings` reads them.
    """
    names = _NAMES[version]
    styled = ' style="dct"' if style == "dct" else ' style="dca"'
    spaces = "".join(f' xmlns:{p}="{uri}"' for p, uri in MODULES.items() if style == "dct")
    core = f'{styled} xmlns="{CORE}"{spaces}' if version == 3 else ""
    writer = _Writer(version, style, source)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<{names[0]} type="TBX-Basic"{core} xml:lang={quoteattr(source)}>',
        f"  <{names[1]}>{around[0] or _HEADER}</{names[1]}>",
        "  <text>",
        "    <body>",
        *(line for term in terms for line in writer.concept(term)),
        "    </body>",
        *([f"    {around[1]}"] if around[1] else ()),
        "  </text>",
        f"</{names[0]}>",
    ]
    return "\n".join(lines) + "\n"


class _Writer:
    """Knows the names of a version and the manner of a style."""

    def __init__(self, version: int, style: str, source: str) -> None:
        _, _, self._concept, self._language, self._spelling = _NAMES[version]
        self._dct = style == "dct" and version == 3
        self._source = source

    def concept(self, term: Term) -> Iterator[str]:
        valid = _ID.fullmatch(term.id) is not None
        properties = dict(term.properties)
        identity = term.id if valid else f"c-{re.sub(r'[^A-Za-z0-9]+', '-', term.id)}-{term.line}"
        yield f"      <{self._concept} id={quoteattr(identity)}>"
        for name, value in properties.items():
            if not name.startswith("tbx") and name not in {"dnt", "source-language"}:
                yield "        " + self._category(meta_of(name), name, value)
        if term.note:
            broken = "" if " ".join(term.note.split()) == term.note else f' {SPACE}="preserve"'
            yield f"        <note{broken}>{escape(term.note)}</note>"
        yield from self._kept(properties.get("tbx", ""), "        ")
        for field, value in self._fields(term, valid=valid):
            yield f"        <note>{MARK} {field}={escape(value)}</note>"
        for tag, spellings in self._languages(term, properties).items():
            yield from self._section(term, tag, spellings, properties)
        yield f"      </{self._concept}>"

    def _fields(self, term: Term, *, valid: bool) -> Iterator[tuple[str, str]]:
        """What TBX-Basic has no category for."""
        properties = dict(term.properties)
        wanted = {
            "id": "" if valid else term.id,
            "pos": "" if term.pos in OF_PARTS else term.pos,
            "case_sensitive": "yes" if term.case_sensitive else "",
            "dnt": properties.get("dnt", "yes" if term.do_not_translate else ""),
            "valid_from": term.valid_from,
            "valid_until": term.valid_until,
        }
        return ((name, value) for name, value in wanted.items() if value)

    def _languages(
        self, term: Term, properties: dict[str, str]
    ) -> dict[str, list[Designation | str]]:
        own = properties.get("source-language", self._source)
        found: dict[str, list[Designation | str]] = {own: [*term.spellings]}
        for one in term.designations:
            found.setdefault(one.locale, []).append(one)
        return found

    def _section(
        self, term: Term, tag: str, spellings: list[Designation | str], properties: dict[str, str]
    ) -> Iterator[str]:
        yield f"        <{self._language} xml:lang={quoteattr(tag)}>"
        yield from self._kept(properties.get(f"tbx:{tag}", ""), "          ")
        for number, spelling in enumerate(spellings, 1):
            kept = properties.get(f"tbx:{tag}:{number}", "")
            yield f"          <{self._spelling}>"
            yield from self._of_spelling(term, spelling, number, fragments(kept))
            yield f"          </{self._spelling}>"
        yield f"        </{self._language}>"

    def _of_spelling(
        self, term: Term, spelling: Designation | str, number: int, kept: tuple[Element, ...]
    ) -> Iterator[str]:
        indent = " " * 12
        usual = TermStatus.PREFERRED if number == 1 else TermStatus.ADMITTED
        one = (
            spelling
            if isinstance(spelling, Designation)
            else Designation(locale="", text=spelling, status=usual)
        )
        attributes = next((each.attributes for each in kept if each.name == "term"), {})
        yield f"{indent}{Element('term', attributes=attributes, children=[one.text]).xml()}"
        others = [each for each in kept if each.name != "term"]
        told = {each.attributes.get("type") for each in others}
        if term.pos in OF_PARTS and "partOfSpeech" not in told:
            yield indent + self._category("termNote", "partOfSpeech", OF_PARTS[term.pos])
        if "administrativeStatus" not in told:
            yield indent + self._category("termNote", "administrativeStatus", OF_STATUS[one.status])
        notes = [each for each in others if each.name == "termNote"]
        for each in (*notes, *(each for each in others if each not in notes)):
            yield indent + self._xml(each)
        if one.status in {TermStatus.ACCEPTED, TermStatus.FIRST, TermStatus.FORBIDDEN}:
            yield f"{indent}<note>{MARK} status={one.status}</note>"
        if one.answers:
            yield f"{indent}<note>{MARK} answers={escape(one.answers)}</note>"

    def _kept(self, text: str, indent: str) -> Iterator[str]:
        for element in fragments(text):
            yield indent + self._xml(element)

    def _category(self, meta: str, name: str, value: str) -> str:
        return self._xml(Element(meta, attributes={"type": name}, children=[value]))

    def _xml(self, element: Element) -> str:
        return (self._as_dct(element) if self._dct else element).xml()

    def _as_dct(self, element: Element) -> Element:
        """A category as an element of its module; one that has no module stays a type."""
        children = [
            each if isinstance(each, str) else self._as_dct(each) for each in element.children
        ]
        kind = element.attributes.get("type", "")
        module = module_of(kind)
        if not module or element.name in _GROUPS or meta_of(kind) != element.name:
            return Element(element.name, attributes=element.attributes, children=children)
        attributes = {name: v for name, v in element.attributes.items() if name != "type"}
        return Element(f"{module}:{kind}", attributes=attributes, children=children)
