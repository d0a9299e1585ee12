"""A sentence as XML for a provider that keeps elements, and its answer as a content again.

Tags are elements with the tag's name as id. A name is an element that the provider does not translate;
whatever comes back in it, the house's form is what is written.
"""

from __future__ import annotations

import re
from html import escape as escaped
from html import unescape as unescaped
from typing import TYPE_CHECKING

from l10n.routing.rendered import Rendered
from l10n.text.inline import escape, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model.request import Markup
    from l10n.routing.flat import Flat, TagSpan
    from l10n.routing.rendered import Name

_ELEMENT = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>[^<>]*?)(?P<alone>/?)>", re.DOTALL
)
_ID = re.compile(r"""\bid\s*=\s*["']?([\w-]+)""")


def written(flat: Flat, names: Sequence[Name], markup: Markup) -> str:
    """The sentence with its tags as elements, and these names too."""
    marks: list[tuple[int, int, int, str]] = []  # where, rank there, order, what
    ends: dict[int, int] = {}
    for n, tag in enumerate(sorted(flat.tags, key=lambda tag: (tag.start, -tag.end))):
        if tag.alone or tag.start == tag.end:
            pair = markup.opening.format(id=tag.name) + markup.closing
            alone = markup.alone.format(id=tag.name) if tag.alone else pair
            marks.append((tag.start, 1, n, alone))
        else:
            marks.append((tag.start, 2, n, markup.opening.format(id=tag.name)))
            marks.append((tag.end, 0, -n, markup.closing))
    for n, name in enumerate(names, 1):
        told = markup.name.format(
            id=f"k-{n}",
            source=escaped(flat.text[name.start : name.end], quote=False),
            wanted=escaped(name.wanted),
        )
        marks.append((name.start, 3, n, told))
        ends[name.start] = name.end
    parts: list[str] = []
    at = 0
    for place, rank, _, mark in sorted(marks):
        parts += (escaped(flat.text[at:place], quote=False), mark)
        at = ends[place] if rank == 3 else max(at, place)
    return "".join([*parts, escaped(flat.text[at:], quote=False)])


def read(answer: str, flat: Flat, names: Sequence[Name], markup: Markup) -> Rendered:
    """The answer as a content; each tag, and each name with an id, must stand in it exactly once."""
    by_id = {f"k-{n}": name for n, name in enumerate(names, 1)}
    reader = _Reader(flat.tags, by_id)
    for piece in _tokens(answer):
        reader.take(piece)
    content = _tidied("".join(reader.parts), flat.text)
    names_back = "{id}" in markup.name
    if reader.problem or any(not reader.seen.get(tag.name) for tag in flat.tags):
        problem = reader.problem or "a tag did not come back"
        return Rendered(content="", lost=tuple(names), problem=problem)
    lost = tuple(name for key, name in by_id.items() if names_back and reader.seen.get(key) != 1)
    if not well_formed(content):
        return Rendered(content="", lost=lost, problem="tags cross in the translation")
    return Rendered(content=content, lost=lost)


class _Reader:
    """Elements back into tags, one after the other."""

    def __init__(self, tags: Sequence[TagSpan], names: dict[str, Name]) -> None:
        self.tags = {tag.name: tag for tag in tags}
        self.names = names
        self.parts: list[str] = []
        self.seen: dict[str, int] = {}
        self.problem = ""
        self._open: list[str] = []

    def take(self, piece: re.Match[str] | str) -> None:
        if isinstance(piece, str):
            if not (self._open and (self._open[-1] in self.names or self._is_alone())):
                self.parts.append(escape(unescaped(piece)))
            return
        if piece["close"]:
            self._closed()
            return
        found = _ID.search(piece["rest"])
        known = found[1] if found else ""
        if known in self.names:
            self.parts.append(escape(self.names[known].wanted))
        elif known in self.tags:
            tag = self.tags[known]
            self.parts.append(f"<{known}/>" if tag.alone else f"<{known}>")
        self.seen[known] = self.seen.get(known, 0) + 1
        if known and self.seen[known] > 1:
            self.problem = f"{known} came back twice"
        if piece["alone"]:
            if known in self.tags and not self.tags[known].alone:
                self.parts.append(f"</{known}>")
        else:
            self._open.append(known)

    def _is_alone(self) -> bool:
        tag = self.tags.get(self._open[-1])
        return tag is not None and tag.alone

    def _closed(self) -> None:
        if not self._open:
            self.problem = "an element is closed that was never opened"
            return
        known = self._open.pop()
        if known in self.tags and not self.tags[known].alone:
            self.parts.append(f"</{known}>")


def _tokens(answer: str) -> Iterator[re.Match[str] | str]:
    at = 0
    for found in _ELEMENT.finditer(answer):
        if found.start() > at:
            yield answer[at : found.start()]
        yield found
        at = found.end()
    if at < len(answer):
        yield answer[at:]


def _tidied(content: str, source: str) -> str:
    """Without the spaces that engines put around elements, where the source has none such."""
    if "  " in content and "  " not in source:
        content = re.sub(r"(?<=\S)  +(?=\S)", " ", content)
    if "> " in content and not re.search(r"\s[,.;!?]", source):
        content = re.sub(r"(?<=>) (?=[,.;!?](?:\s|$))", "", content)
    return content
