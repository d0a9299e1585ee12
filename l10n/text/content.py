"""Content: what a translator sees of a block, with a map back to the source it came from.

A builder is fed the pieces of a source in order and makes content, tags and positions, so that
every offset of a content has its place in the source.
"""

from __future__ import annotations

import bisect
import re
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from l10n.model.document import Block, Tag
from l10n.text.encoding import LONE_BYTES
from l10n.text.inline import NEEDS_ESCAPE, WRITTEN

if TYPE_CHECKING:
    from l10n.model.document import BlockKind

Positions = tuple[tuple[int, int], ...]

_FAR = 1 << 62
_NOT_IN_NAMES = re.compile(r"[^a-z]+")
_SPACES = re.compile(r"[ \t\n\r\f]*[\t\n\r\f][ \t\n\r\f]*|  +")


class ContentBuilder:
    """Makes one content; every method is told where in the source its piece stands."""

    __slots__ = ("_codes", "_expected", "_length", "_parts", "_positions", "_risky", "_tags")

    def __init__(self, start: int) -> None:
        self._parts: list[str] = []
        self._positions: list[tuple[int, int]] = [(0, start)]
        self._expected = start
        self._length = 0
        self._risky = False
        self._tags: list[tuple[str, str, str]] = []  # name, opening, closing
        self._codes: list[tuple[int, int]] = []  # content spans of the tags

    def text(self, source: str, start: int, end: int) -> None:
        """Source text that stands for itself; a run of white space is one space."""
        part = source[start:end]
        if part.isprintable() and "  " not in part:
            if "<" in part or "&" in part:
                self._risky = True
            self._add(part, start, end)
            return
        at = start
        for found in _SPACES.finditer(source, start, end):
            first, after = found.span()
            if first > at:
                self.literal(source[at:first], at, first)
            at = after
            if len(self._positions) == 1:  # so that it is seen that the source is spelled otherwise
                self._mark(first)
            self._add(" ", first, at)
        if at < end:
            self.literal(source[at:end], at, end)

    def literal(self, literal: str, start: int, end: int) -> None:
        """Literal text; the source may spell it in its own way (an entity, an escape)."""
        if "<" in literal or "&" in literal:
            self._risky = True
        self._add(literal, start, end)

    def opening(self, name: str, source: str, start: int, end: int) -> int:
        """A tag that `closing` will close; gives the number to close it by."""
        number = len(self._tags)
        numbered = f"{_short(name)}{number + 1}"
        self._tags.append((numbered, _shown(source[start:end]), ""))
        self._code(f"<{numbered}>", start, end)
        return number

    def closing(self, number: int, source: str, start: int, end: int) -> None:
        """The end of the tag that `opening` gave the number of."""
        name, opening, _ = self._tags[number]
        self._tags[number] = (name, opening, _shown(source[start:end]))
        self._code(f"</{name}>", start, end)

    def alone(self, name: str, source: str, start: int, end: int) -> None:
        """A tag that stands for itself."""
        numbered = f"{_short(name)}{len(self._tags) + 1}"
        self._tags.append((numbered, _shown(source[start:end]), ""))
        self._code(f"<{numbered}/>", start, end)

    def block(
        self, kind: BlockKind, start: int, end: int, *, syntax: str, notes: tuple[str, ...] = ()
    ) -> Block:
        """What was built, as the block at ``start:end`` of the source."""
        content, positions, tags = self.finish(end)
        return Block(
            kind=kind,
            start=start,
            end=end,
            content=content,
            tags=tags,
            notes=notes,
            syntax=syntax,
            positions=positions,
        )

    def finish(self, end: int) -> tuple[str, Positions, tuple[Tag, ...]]:
        """The content, its positions (none where it is the source itself), and its tags."""
        if self._risky:
            self._escape_lookalikes()
        content = "".join(self._parts)
        tags = tuple([Tag(name=n, opening=o, closing=c) for n, o, c in self._tags])
        positions = self._positions
        if len(positions) == 1 and positions[0][1] + len(content) == end:
            return content, (), tags
        return content, tuple(positions), tags

    def _code(self, code: str, start: int, end: int) -> None:
        length = self._length
        after = length + len(code)
        self._codes.append((length, after))
        if self._positions[-1][0] == length:
            self._positions.pop()
        self._positions += ((length, start), (after, end))
        self._parts.append(code)
        self._length = after
        self._expected = end

    def _add(self, part: str, start: int, end: int) -> None:
        size = len(part)
        if start != self._expected or size != end - start:
            self._mark(start)
        self._parts.append(part)
        self._length += size
        self._expected = start + size
        if self._expected != end:
            self._mark(end)

    def _mark(self, at: int) -> None:
        """Content and source run in step from here on, from this offset of the source."""
        if self._positions[-1][0] == self._length:
            self._positions[-1] = (self._length, at)
        else:
            self._positions.append((self._length, at))
        self._expected = at

    def _escape_lookalikes(self) -> None:
        """Write as escapes what would be read as a tag or an escape, and is literal text."""
        content = "".join(self._parts)
        edges = [0, *(edge for span in self._codes for edge in span), len(content)]
        places = [
            start + found.start()
            for start, end in zip(edges[::2], edges[1::2], strict=True)
            for found in NEEDS_ESCAPE.finditer(content[start:end])
        ]
        if places:
            self._positions = _grown(self._positions, places, content)
            edges = [0, *(edge for place in places for edge in (place, place + 1)), len(content)]
            runs = [content[start:end] for start, end in pairwise(edges)]
            self._parts = [WRITTEN[run] if n % 2 else run for n, run in enumerate(runs)]


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    """An element's name as a tag's may be."""
    return _NOT_IN_NAMES.sub("", name.lower())[:12] or "x"


def _shown(code: str) -> str:
    """A code as people may see it, wrong bytes replaced."""
    return code if code.isascii() else LONE_BYTES.sub("\N{REPLACEMENT CHARACTER}", code)


def source_offset(block: Block, at: int) -> int:
    """Where in the source a content offset stands."""
    positions = block.positions
    if not positions:
        return block.start + at
    if at >= len(block.content):
        return block.end
    offset, place = positions[bisect.bisect_right(positions, (at, _FAR)) - 1]
    return place + at - offset


def _grown(
    positions: list[tuple[int, int]], places: list[int], content: str
) -> list[tuple[int, int]]:
    """The positions after the characters at these places were written as escapes."""
    marks = dict(positions)
    for place in places:
        offset, at = positions[bisect.bisect_right(positions, (place, _FAR)) - 1]
        marks.setdefault(place, at + place - offset)
        marks.setdefault(place + 1, at + place - offset + 1)
    growth = list(accumulate((len(WRITTEN[content[place]]) - 1 for place in places), initial=0))
    return [
        (at + growth[bisect.bisect_left(places, at)], mark) for at, mark in sorted(marks.items())
    ]
