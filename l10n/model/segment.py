"""Segment: the smallest source portion translated on its own, normally a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.model.document import BlockKind, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A sentence of a block, with the ignorable text around it.

    ``start`` and ``end`` are code-point offsets into ``Block.content`` of the translatable core
    ``source``; what lies between two cores (white space, tags that wrap a whole sentence) is
    ignorable and stays as it is. ``block`` is the index of the block in its document.
    """

    block: int
    start: int
    end: int
    source: str
    kind: BlockKind
    tags: tuple[Tag, ...] = ()
    notes: tuple[str, ...] = ()
