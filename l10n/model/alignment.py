"""Alignment: which source characters each piece of a target came from."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end (exclusive) as code-point offsets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A sparse matrix of attention: one row a target piece, one column a source piece.

    ``sources`` and ``targets`` are the pieces as spans of code points in the source and the target;
    white space before a piece is left out, so a span may be empty. ``rows`` has one entry a target
    piece: pairs of (index into ``sources``, weight). Weights are 0-1; a row sums to at most 1, what
    is missing went to the end of the sentence or to weights too small to keep.
    """

    sources: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    rows: tuple[tuple[tuple[int, float], ...], ...] = ()


NO_ALIGNMENT = Alignment()
