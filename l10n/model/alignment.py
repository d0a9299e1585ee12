"""Alignment: which source characters each piece of a target came from."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end (exclusive) as code-point offsets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A sparse matrix of attention: one row a target piece, one column a source piece.

    ``sources`` and ``targets`` are the pieces as spans of code points in the source
    and the target; white space before a piece is left out, so a span may be empty.
    ``rows`` has one entry a target piece: pairs of (index into ``sources``, weight). Weights are
    0-1 and rounded to 4 decimals; a row sums to at most 1, what is missing went to the end of the
    sentence or to weights too small to keep.
    """

    sources: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    rows: tuple[tuple[tuple[int, float], ...], ...] = ()

    def moved(self, *, source: int, target: int) -> Alignment:
        """The same alignment for a text that begins later by so many code points."""
        if not source and not target:
            return self
        return Alignment(
            sources=tuple((start + source, end + source) for start, end in self.sources),
            targets=tuple((start + target, end + target) for start, end in self.targets),
            rows=self.rows,
        )

    def followed_by(self, other: Alignment) -> Alignment:
        """Two alignments of neighbouring texts as one; ``other`` has been moved already."""
        shift = len(self.sources)
        later = tuple(tuple((piece + shift, weight) for piece, weight in row) for row in other.rows)
        return Alignment(
            sources=self.sources + other.sources,
            targets=self.targets + other.targets,
            rows=self.rows + later,
        )


NO_ALIGNMENT = Alignment()
