"""A text that is longer than a provider takes, in parts that it takes: at sentences, then at spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.segmentation import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.model.request import Limits

_MARK = re.compile(r"<[^<>]*>|&#?\w{1,12};")


def portions(text: str, lang: str, limits: Limits, *, markup: bool) -> tuple[str, ...]:
    """Parts of a text, each within the limit; joined they are the text. Empty if there is no way.

    Nothing is cut inside an element, a tag or an entity, nor between the two ends of one.
    """
    most = limits.longest
    parts: list[list[str]] = [[]]
    size = depth = 0  # of the part that is being filled; elements that are open in it
    for sentence in split(text, lang):
        for piece in _fitting(sentence, limits, most):
            own = limits.measure.of(piece)
            if parts[-1] and depth <= 0 and size + own + limits.overhead > most:
                parts.append([])
                size = 0
            parts[-1].append(piece)
            size += own
            depth += _opened(piece) if markup else 0
    joined = tuple("".join(pieces) for pieces in parts)
    return joined if all(limits.size_of(part) <= most for part in joined) else ()


def _fitting(sentence: str, limits: Limits, most: int) -> Iterator[str]:
    """A sentence whole, or in words where it alone is too long."""
    if limits.size_of(sentence) <= most:
        yield sentence
        return
    pieces = re.findall(r"<[^<>]*>|\S+\s*|\s+", sentence)
    for piece in pieces:
        if limits.size_of(piece) <= most or _MARK.search(piece):
            yield piece
            continue
        room = max(1, (most - limits.overhead) // 4)  # a letter has at most four bytes
        for at in range(0, len(piece), room):
            yield piece[at : at + room]


def _opened(piece: str) -> int:
    """How many elements a piece opens more than it closes."""
    depth = 0
    for found in _MARK.finditer(piece):
        mark = found[0]
        if mark.startswith("</"):
            depth -= 1
        elif mark.startswith("<") and not mark.endswith("/>"):
            depth += 1
    return depth
