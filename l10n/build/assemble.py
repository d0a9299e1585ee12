"""The target of each block, from the targets of its segments and what stands between them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from l10n.model import Key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from l10n.model import Document, Locale, Segment


def block_targets(
    document: Document,
    segments: Sequence[Segment],
    targets: Mapping[Key, str],
    *,
    source: Locale,
    target: Locale,
) -> tuple[dict[int, str], tuple[Key, ...]]:
    """Content by block index, and the keys that had no target (their source stands there)."""
    blocks: dict[int, str] = {}
    missing: dict[Key, None] = {}
    for n, own in groupby(segments, key=lambda segment: segment.block):
        content = document.blocks[n].content
        parts: list[str] = []
        at = 0
        for segment in own:
            key = Key(segment.kind.context, segment.source)
            text = targets.get(key, "")
            if not text:
                missing[key] = None
            between = content[at : segment.start]
            parts += [
                _spaced(between, source, target) if parts else between,
                text or segment.source,
            ]
            at = segment.end
        blocks[n] = "".join([*parts, content[at:]])
    return blocks, tuple(missing)


def _spaced(between: str, source: Locale, target: Locale) -> str:
    """What stands between two sentences, with the space that the target's script wants there."""
    if source.spaces_sentences == target.spaces_sentences:
        return between
    if not target.spaces_sentences:
        return between.replace(" ", "") if "\n" not in between else between
    return between if any(letter.isspace() for letter in between) else f"{between} "
