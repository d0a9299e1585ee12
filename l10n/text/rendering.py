"""A target becomes source text again: tags, and words that were left alone, keep their slices.

What is new is encoded in the syntax of its place; a character that the source spells as an entity
in this block (a no-break space, an accented letter) is spelled so again.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from l10n.text.content import source_offset
from l10n.text.inline import TAG, pieces, unescape, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model.document import Block, Document

Encode = Callable[[str], str]
"""Literal text as it is written in the syntax of its place."""
Written = Callable[["Rendering", int, str], str]
"""The source text that replaces a block, from the rendering, its number and its target."""

Code = Callable[[str, tuple[int, int]], "str | None"]
"""The text for a tag of a content that has a source span, or None for that source."""

_WORDS = re.compile(r"</?[a-z]{1,12}[0-9]{1,5}/?>|[^\s<]+|\s+|<")
_SPELLED_SPACE = "\t\n\r"
_LONGEST_DIFF = 600  # words: a longer block is compared at its two ends only
_SHORTEST_RUN = 3  # words: fewer that agree are no sentence left alone


class Rendering:
    """The text of a document with targets in place; blocks may lie inside the tags of others.

    ``edits`` are further replacements by their spans, outside the blocks or inside their tags.
    """

    def __init__(
        self,
        document: Document,
        targets: Mapping[int, str],
        written: Written,
        edits: Mapping[tuple[int, int], str] | None = None,
    ) -> None:
        self.document = document
        self._written = written
        self._targets = targets
        blocks = ((document.blocks[n].start, document.blocks[n].end, n) for n in targets)
        self._edits = list((edits or {}).values())
        others = ((*span, -1 - n) for n, span in enumerate(edits or {}))
        self._spans = sorted([*blocks, *others], key=lambda span: (span[0], -span[1]))
        self._starts = [start for start, _, _ in self._spans]

    @property
    def text(self) -> str:
        return self.between(0, len(self.document.text))

    def between(self, start: int, end: int, *, without: int = -1) -> str:
        """The source between two offsets, with the blocks that lie there replaced, but for one."""
        text = self.document.text
        parts: list[str] = []
        at = start
        for place in range(bisect.bisect_left(self._starts, start), len(self._spans)):
            first, last, n = self._spans[place]
            if first >= end:
                break
            if first >= at and last <= end and (n < 0 or n != without):
                parts += (text[at:first], self._replacement(n))
                at = last
        parts.append(text[at:end])
        return "".join(parts)

    def _replacement(self, n: int) -> str:
        return self._written(self, n, self._targets[n]) if n >= 0 else self._edits[-1 - n]

    def block(self, n: int, target: str, encode: Encode, code: Code | None = None) -> str:
        """The source text of a block's target; ``code`` may write a tag otherwise."""
        block = self.document.blocks[n]
        spans = _tag_spans(block)
        spellings = _spellings(self.document.text, block)
        parts: list[str] = []
        at = 0
        for kept, start, end in [*_kept(block, target), (0, len(target), len(target))]:
            for piece in pieces(target[at:start]):
                if not piece.tag:
                    parts.append(encode(unescape(piece.text)).translate(spellings))
                elif span := spans.get(piece.text):
                    instead = code(piece.text, span) if code is not None else None
                    parts.append(self.between(*span, without=n) if instead is None else instead)
            if end > start:
                first, last = (source_offset(block, kept + of) for of in (0, end - start))
                parts.append(self.between(first, last, without=n))
            at = end
        return "".join(parts)


def _tag_spans(block: Block) -> Mapping[str, tuple[int, int]]:
    """The source span of each tag, by its spelling in the content."""
    if not block.tags:
        return {}
    return {
        piece.text: (source_offset(block, piece.start), source_offset(block, piece.end))
        for piece in pieces(block.content)
        if piece.tag
    }


def _spellings(text: str, block: Block) -> Mapping[int, str]:
    """The entities by which a block spells characters that need none, or would be one space."""
    spellings: dict[int, str] = {}
    for n, (offset, at) in enumerate(block.positions):
        if text.startswith("&", at) and offset < len(block.content):
            letter = block.content[offset]
            after, end = (*block.positions[n + 1 :], (len(block.content), block.end))[0]
            if (ord(letter) > 127 or letter in _SPELLED_SPACE) and after == offset + 1:
                spellings.setdefault(ord(letter), text[at:end])
    return spellings


def _kept(block: Block, target: str) -> Iterator[tuple[int, int, int]]:
    """Runs that target and content share: offset in the content, span in the target.

    Only asked for where the source does not read like its content, so that a slice differs.
    """
    content = block.content
    if not block.positions or not _has_own_spelling(block):
        return
    ours, theirs = _WORDS.findall(content), _WORDS.findall(target)
    offsets, places = _offsets(ours), _offsets(theirs)
    for mine, other, size in _matches(ours, theirs):
        first, last = mine, mine + size
        while first < last and _is_edge(ours[first]):
            first += 1
        while last > first and _is_edge(ours[last - 1]):
            last -= 1
        run = "".join(ours[first:last])
        whole = not first or last == len(ours)
        if well_formed(run) and len(run.split()) >= (1 if whole else _SHORTEST_RUN):
            start = places[other + first - mine]
            yield offsets[first], start, start + len(run)


def _is_edge(word: str) -> bool:
    return word.isspace() or TAG.fullmatch(word) is not None


def _has_own_spelling(block: Block) -> bool:
    """Whether the source differs from the content elsewhere than at tags."""
    tags = {
        edge for piece in pieces(block.content) if piece.tag for edge in (piece.start, piece.end)
    }
    return any(offset not in tags for offset, _ in block.positions[1:])


def _matches(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int]]:
    """The two ends, which are mostly all that agrees, and what agrees between them."""
    shortest = min(len(ours), len(theirs))
    head = next((n for n in range(shortest) if ours[n] != theirs[n]), shortest)
    left = shortest - head
    tail = next((n for n in range(left) if ours[-1 - n] != theirs[-1 - n]), left)
    mine, other = len(ours) - tail, len(theirs) - tail
    yield 0, 0, head
    if head < min(mine, other) and max(mine, other) - head <= _LONGEST_DIFF:
        between = SequenceMatcher(None, ours[head:mine], theirs[head:other], autojunk=False)
        for at, place, size in between.get_matching_blocks():
            yield head + at, head + place, size
    yield mine, other, tail


def _offsets(words: list[str]) -> list[int]:
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets
