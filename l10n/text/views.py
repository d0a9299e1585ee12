"""A view: text inside text (HTML in a JSON string, a quoted HTML block), with a map outwards."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.model.document import Block

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """``text`` and where it stands outside.

    ``marks`` are pairs ``(inner offset, outer offset)`` in rising order from which on the two run
    in step; ``end`` is the outer offset of the text's end.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    end: int

    def outer(self, at: int) -> int:
        """The outer offset of an inner one."""
        if at >= len(self.text):
            return self.end
        inner, outer = self.marks[bisect.bisect_right(self.marks, (at, 1 << 62)) - 1]
        return outer + at - inner

    @classmethod
    def of_lines(cls, text: str, lines: Sequence[tuple[int, int]]) -> View:
        """The lines with these spans, joined; what stands between two is their line end."""
        if len(lines) == 1:
            start, end = lines[0]
            return cls(text=text[start:end], marks=((0, start),), end=end)
        marks: list[tuple[int, int]] = []
        length = 0
        for start, end in lines:
            marks.append((length, start))
            length += end - start + 1
        joined = "\n".join(text[start:end] for start, end in lines)
        return cls(text=joined, marks=tuple(marks), end=lines[-1][1])

    def lifted(self, block: Block, syntax: str = "") -> Block:
        """A block that was found in the view, told in outer offsets; ``syntax`` is that of the view around it."""
        if len(self.marks) == 1:
            return self._shifted(block, syntax)
        before = block.positions or ((0, block.start),)
        inners = [inner for _, inner in before]
        offsets = dict(before)
        for inner in self._marks_in(block):
            offset, start = before[bisect.bisect_right(inners, inner) - 1]
            offsets.setdefault(offset + inner - start, inner)
        return replace(
            block,
            start=self.outer(block.start),
            end=self.outer(block.end),
            positions=tuple((at, self.outer(inner)) for at, inner in sorted(offsets.items())),
            syntax=f"{block.syntax} {syntax}".strip(),
        )

    def _shifted(self, block: Block, syntax: str) -> Block:
        by = self.marks[0][1] - self.marks[0][0]
        return Block(
            kind=block.kind,
            start=block.start + by,
            end=block.end + by,
            content=block.content,
            tags=block.tags,
            notes=block.notes,
            syntax=f"{block.syntax} {syntax}" if syntax else block.syntax,
            positions=tuple([(at, inner + by) for at, inner in block.positions]),
            translate=block.translate,
        )

    def _marks_in(self, block: Block) -> list[int]:
        first = bisect.bisect_left(self.marks, (block.start + 1, -1))
        last = bisect.bisect_left(self.marks, (block.end, -1))
        return [inner for inner, _ in self.marks[first:last]]
