"""Glossaries as TBX: versions 2 and 3, TBX-Basic, in DCA and DCT style, read into terms.

A concept entry is a term, its source language the one that the file names. What we have no field
for is kept: a plain category of the concept under its own name (``subjectField``), anything else as
XML under ``tbx`` (the concept), ``tbx:fr`` (a language) or ``tbx:fr:2`` (its second spelling), so that
`write_tbx` and a CSV file give it back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from l10n.errors import ConfigError, GlossaryError
from l10n.glossary.files.categories import (
    MARK,
    OF_STATUS,
    PARTS_OF_SPEECH,
    STATUSES,
    meta_of,
    normal,
)
from l10n.glossary.files.csv import FIELDS, VALIDITY
from l10n.glossary.files.elements import LANG, SPACE, Element, read_elements
from l10n.model.locale import Locale
from l10n.model.term import Designation, Term, TermStatus

if TYPE_CHECKING:
    from pathlib import Path

_CONCEPTS = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_SPELLINGS = ("termSec", "tig", "ntig")


def read_tbx(path: Path) -> tuple[Term, ...]:
    """All terms of a TBX file; what cannot be used is a `GlossaryError` with line and concept."""
    root = read_elements(path.read_bytes(), path)
    text = root.first("text")
    body = text.first("body") if text else None
    if root.name not in {"tbx", "martif"} or body is None:
        raise GlossaryError(
            f"the file is not TBX (its root is <{root.name}>)",
            path=path,
            line=root.line,
            hint="TBX begins with <tbx> (version 3) or <martif> (version 2)",
        )
    normal(body)
    source = _tag(root.attributes.get(LANG, "en"), path, root.line, "")
    terms: dict[str, Term] = {}
    for entry in body.elements(*_CONCEPTS):
        number = len(terms) + 1
        term = _Concept(entry, path, entry.attributes.get("id") or f"c{number}").term(source)
        if term.id in terms:
            raise GlossaryError(
                f"the id {term.id!r} stands in line {terms[term.id].line} already",
                path=path,
                line=term.line,
                concept=term.id,
            )
        terms[term.id] = term
    return tuple(terms.values())


def surroundings(path: Path) -> tuple[str, str]:
    """What a TBX file says of itself (title, source, revisions), and its back matter, as XML.

    The encoding description names a schema of the file's own version, and stays behind.
    """
    root = read_elements(path.read_bytes(), path)
    header, text = root.first("tbxHeader", "martifHeader"), root.first("text")
    back = text.first("back") if text else None
    told = header.elements("fileDesc", "revisionDesc") if header else ()
    return "".join(each.xml() for each in told), back.xml() if back else ""


def _tag(told: str, path: Path, line: int, concept: str) -> str:
    try:
        return Locale.parse(told).tag
    except ConfigError as error:
        raise GlossaryError(
            f"{told!r} is not a language", path=path, line=line, concept=concept
        ) from error


@dataclass(slots=True)
class _Spelling:
    """One spelling being read; ``kept`` is what we have no field for."""

    text: str
    status: TermStatus | None = None
    answers: str = ""
    kept: list[Element] = field(default_factory=list)

    @property
    def base(self) -> bool:
        return not self.answers and self.status in {
            None,
            TermStatus.PREFERRED,
            TermStatus.ADMITTED,
        }

    def designation(self, tag: str) -> Designation:
        status = TermStatus.ADMITTED if self.answers else self.status or TermStatus.PREFERRED
        return Designation(locale=tag, text=self.text, status=status, answers=self.answers)


def _ordered(read: list[_Spelling]) -> list[_Spelling]:
    """The spellings of a language as a CSV row has them: one preferred, then admitted, then the others.

    A status that says no more than this order is not kept.
    """
    base = [one for one in read if one.base]
    base.sort(key=lambda one: one.status is not TermStatus.PREFERRED)
    for number, one in enumerate(base):
        one.status = TermStatus.ADMITTED if number else TermStatus.PREFERRED
    rest = sorted((one for one in read if not one.base), key=_rank)
    for one in (*base, *rest):
        usual = OF_STATUS[one.status] if one.status else ""
        one.kept = [
            each
            for each in one.kept
            if (each.attributes.get("type"), each.content) != ("administrativeStatus", usual)
        ]
    return [*base, *rest]


def _rank(one: _Spelling) -> int:
    order = (TermStatus.ACCEPTED, TermStatus.FORBIDDEN, TermStatus.DEPRECATED, TermStatus.FIRST)
    return len(order) if one.answers or one.status is None else order.index(one.status)


class _Concept:
    """One concept entry being read."""

    def __init__(self, entry: Element, path: Path, concept: str) -> None:
        self._entry, self._path, self._id = entry, path, concept
        self._fields: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._spellings: dict[str, list[_Spelling]] = {}
        self._part = ""

    def term(self, source: str) -> Term:
        for element in self._entry.elements():
            if element.name in _LANGUAGES:
                self._language(element)
            else:
                self._of_concept(element)
        if not self._spellings:
            raise self._wrong(self._entry, "the concept has no term")
        if source not in self._spellings:
            source = self._other_source(source)
        ordered = {tag: _ordered(read) for tag, read in self._spellings.items()}
        for tag, read in ordered.items():
            for number, spelling in enumerate(read, 1):
                for element in spelling.kept:
                    self._keep(f"tbx:{tag}:{number}", element)
        own = [spelling.text for spelling in ordered.pop(source)]
        designations = [one.designation(tag) for tag, read in ordered.items() for one in read]
        return self._made(own, designations)

    def _other_source(self, wanted: str) -> str:
        """The language of the source where the file's own is missing: a region of it, or the first."""
        language = wanted.split("-", maxsplit=1)[0]
        alike = [tag for tag in self._spellings if tag.split("-", maxsplit=1)[0] == language]
        chosen = (alike or list(self._spellings))[0]
        self._kept["source-language"] = chosen
        return chosen

    def _made(self, spellings: list[str], designations: list[Designation]) -> Term:
        fields = self._fields
        kept = tuple(sorted(self._kept.items()))
        unusual = (("dnt", fields["dnt"]),) if fields.get("dnt", "yes") != "yes" else ()
        return Term(
            id=fields.get("id", self._id),
            source=spellings[0],
            variants=tuple(spellings[1:]),
            pos=fields.get("pos") or self._part,
            note=fields.get("note", ""),
            case_sensitive=fields.get("case_sensitive") == "yes",
            do_not_translate=fields.get("dnt") == "yes",
            designations=tuple(designations),
            valid_from=fields.get("valid_from", ""),
            valid_until=fields.get("valid_until", ""),
            path=str(self._path),
            line=self._entry.line,
            properties=(*kept, *unusual),
        )

    @property
    def _fitting_parts(self) -> tuple[str, ...]:
        """The part of speech of the concept, which its first spelling decides."""
        return (self._part,) if self._part else tuple(PARTS_OF_SPEECH.values())

    def _of_concept(self, element: Element) -> None:
        name = element.attributes.get("type", "")
        if element.name == "note" and element.plain and set(element.attributes) <= {SPACE}:
            self._note(element)
        elif (
            element.plain
            and set(element.attributes) == {"type"}
            and element.name == meta_of(name)
            and name not in self._kept
            and name not in FIELDS
            and name not in VALIDITY
        ):
            self._kept[name] = element.content
        else:
            self._keep("tbx", element)

    def _note(self, element: Element) -> None:
        mark, value = marked(element)
        if mark:
            self._fields[mark] = value
        elif "note" in self._fields:
            self._keep("tbx", element)
        else:
            self._fields["note"] = element.content

    def _keep(self, place: str, element: Element) -> None:
        self._kept[place] = self._kept.get(place, "") + element.xml()

    def _language(self, element: Element) -> None:
        tag = _tag(element.attributes.get(LANG, ""), self._path, element.line, self._id)
        for child in element.elements():
            if child.name in _SPELLINGS:
                self._spelling(child, tag)
            else:
                self._keep(f"tbx:{tag}", child)

    def _spelling(self, element: Element, tag: str) -> None:
        holder = element.first("termGrp") or element
        term = holder.first("term")
        if term is None or not term.content:
            raise self._wrong(element, "a term is empty")
        spelling = _Spelling(term.content)
        if term.attributes:
            spelling.kept.append(Element("term", attributes=term.attributes))
        for child in (*holder.elements(), *(element.elements() if holder is not element else ())):
            if child not in (term, holder):
                self._of_spelling(child, spelling)
        self._spellings.setdefault(tag, []).append(spelling)

    def _of_spelling(self, child: Element, spelling: _Spelling) -> None:
        kind, value = child.attributes.get("type", ""), child.content
        mark, told = marked(child) if child.name == "note" else ("", "")
        if mark == "status":
            spelling.status = TermStatus(told)
        elif mark == "answers":
            spelling.answers = told
        elif kind == "partOfSpeech" and PARTS_OF_SPEECH.get(value) in self._fitting_parts:
            self._part = PARTS_OF_SPEECH[value]
        else:
            if kind == "administrativeStatus" and spelling.status is None:
                spelling.status = STATUSES.get(value)
            spelling.kept.append(child)

    def _wrong(self, element: Element, message: str) -> GlossaryError:
        return GlossaryError(message, path=self._path, line=element.line, concept=self._id)


def marked(note: Element) -> tuple[str, str]:
    """A field of ours that a note carries: ``l10n: case_sensitive=yes``."""
    text = note.content
    if not text.startswith(MARK):
        return "", ""
    name, _, value = text.removeprefix(MARK).partition("=")
    return name.strip(), value.strip()
