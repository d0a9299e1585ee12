"""How ITS 2.0 is honoured in HTML, against the expected lines of W3C's own test suite.

Usage: ``python benchmarks/its.py FOLDER``, which holds ``inputdata`` and ``expected`` (a checkout of the ITS
2.0 Test Suite, 3-clause BSD; the files are not a part of this project). Each line of ``expected`` says what
holds for an element or an attribute. What we do about it is read from what comes out: a text is translated
if it changes when every unit does; it is within a text if it shares a unit with it; a note, a term
and a list of locales are among the comments of the unit. Lines about what has no text are left out,
except that a note without a text would be counted as lost.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from turbohtml import Element, parse

from l10n.formats import read_article, write_article
from l10n.text.html_tokens import same_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from l10n.model import Block

CATEGORIES = ("translate", "elementswithintext", "localizationnote", "terminology", "localefilter")
SHOWN = 40
WORD = re.compile(r"<[^>]*>|[^\W\d_]+")
LETTER = re.compile(r"[^\W\d_]")
SAID = re.compile(r'(\w+)="([^"]*)"')


class Node(NamedTuple):
    """An element or one of its attributes: its text in the page and in the translated page."""

    element: Element
    attribute: str
    text: str
    translated: str


def main(folder: Path) -> int:
    for category in CATEGORIES:
        agreed: Counter[str] = Counter()
        for path in sorted((folder / "inputdata" / category / "html").glob("*.html")):
            expected = folder / "expected" / category / "html" / f"{path.stem}output.txt"
            for line, verdict in lines(path, expected.read_text(encoding="utf-8"), category):
                agreed[verdict] += 1
                if verdict == "differs" and agreed[verdict] <= SHOWN:
                    print(f"  {path.name}: {line}")
        print(f"{category}: {agreed['agrees']} lines agree, {agreed['differs']} differ")
    return 0


def lines(path: Path, expected: str, category: str) -> Iterator[tuple[str, str]]:
    """Each line that speaks of something with a text, and whether we agree."""
    document = read_article(path)
    changed = {n: _changed(block.content) for n, block in enumerate(document.blocks)}
    pages = (same_length(document.text), write_article(document, changed).decode())
    trees = [parse(page, source_locations=True).root for page in pages]
    nodes = dict(_nodes(*trees, "/html"))
    for line in filter(None, expected.splitlines()):
        where, *told = line.split("\t")
        said = {name: value for part in told for name, value in SAID.findall(part)}
        node = nodes.get(where)
        if node and LETTER.search(node.text) and _may_be_text(node):
            wanted = ASKED[category](node, said, document.blocks)
            if wanted is not None:
                yield line, "agrees" if wanted else "differs"


def _may_be_text(node: Node) -> bool:
    """Styles, scripts and codes of languages are no text in HTML, whatever the suite's lines say."""
    return node.element.tag not in {"script", "style"} and node.attribute not in {"lang", "style"}


def _changed(content: str) -> str:
    return WORD.sub(lambda word: word[0] if word[0][0] == "<" else f"{word[0]}q", content)


def _nodes(source: Element, made: Element, where: str) -> Iterator[tuple[str, Node]]:
    """All elements and attributes with the paths that the suite gives them."""
    yield where, Node(source, "", _own(source), _own(made))
    for name, value in source.attrs.items():
        yield f"{where}/@{name}", Node(source, name, str(value), str(made.attrs.get(name)))
    counts: Counter[str] = Counter()
    pairs = zip(_elements(source), _elements(made), strict=True)
    for one, other in pairs:
        counts[one.tag] += 1
        yield from _nodes(one, other, f"{where}/{one.tag}[{counts[one.tag]}]")


def _elements(node: Element) -> list[Element]:
    return [child for child in node.children if isinstance(child, Element)]


def _own(node: Element) -> str:
    """The text of an element outside of its elements."""
    texts = [str(c.text) for c in node.children if not isinstance(c, Element) and c.text]
    return " ".join(" ".join(texts).split())


def _units(node: Node, blocks: tuple[Block, ...]) -> list[Block]:
    """The units that hold something of a node."""
    place = node.element.source_location
    span = place.attrs[node.attribute] if node.attribute else None
    start = span.start_offset if span else place.start_tag.start_offset
    end = span.end_offset if span else place.end_tag.end_offset if place.end_tag else start
    inside = [one for one in blocks if one.start < end and start < one.end]
    attributes = [one for one in inside if one.syntax != "html"]
    return attributes if node.attribute else [one for one in inside if one.syntax == "html"]


def _translate(node: Node, said: dict[str, str], _: tuple[Block, ...]) -> bool | None:
    return (node.text != node.translated) == (said["translate"] == "yes")


def _within(node: Node, said: dict[str, str], blocks: tuple[Block, ...]) -> bool | None:
    told = said.get("withinText")
    place = node.element.source_location
    if told is None or node.attribute or place is None or place.end_tag is None:
        return None
    start, end = place.start_tag.start_offset, place.end_tag.end_offset
    units = _units(node, blocks)
    around = [one for one in units if one.start < start or end < one.end]
    inside = [one for one in units if start <= one.start and one.end <= end]
    if told == "nested":
        return bool(inside and around)
    if told == "no":
        return not around
    beside = node.element.parent
    return bool(around) or not (isinstance(beside, Element) and LETTER.search(_own(beside)))


def _note(node: Node, said: dict[str, str], blocks: tuple[Block, ...]) -> bool | None:
    wanted = said.get("locNote") or said.get("locNoteRef")
    noted = [note for one in _units(node, blocks) for note in one.notes]
    if wanted is None:
        return None  # a unit has the notes of all that stands in it
    return any(wanted in note for note in noted)


def _term(node: Node, said: dict[str, str], blocks: tuple[Block, ...]) -> bool | None:
    noted = [note for one in _units(node, blocks) for note in one.notes]
    if said.get("term") != "yes":
        return None
    info = said.get("termInfo") or said.get("termInfoRef") or "term"
    return any(note.startswith("term") and info in note for note in noted)


def _locales(node: Node, said: dict[str, str], blocks: tuple[Block, ...]) -> bool | None:
    listed, kind = said["localeFilterList"], said["localeFilterType"]
    units = _units(node, blocks)
    filters = [n for one in units for n in one.notes if n.startswith(("only for", "not for"))]
    if (listed, kind) in {("*", "exclude"), ("", "include")}:
        return not units  # for no locale
    if (listed, kind) in {("*", "include"), ("", "exclude")}:
        return not filters
    return f"{'only' if kind == 'include' else 'not'} for {listed}" in filters if units else None


ASKED: dict[str, Callable[[Node, dict[str, str], tuple[Block, ...]], bool | None]] = {
    "translate": _translate,
    "elementswithintext": _within,
    "localizationnote": _note,
    "terminology": _term,
    "localefilter": _locales,
}

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"{__doc__}")
    sys.exit(main(Path(sys.argv[1])))
