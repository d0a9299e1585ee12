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
    parts: list[str] = []
    for sentence in split(text, lang):
        for piece in _fitting(sentence, limits, most):
            joined = f"{parts[-1]}{piece}" if parts else piece
            if parts and (limits.size_of(joined) <= most or (markup and _is_inside(parts[-1]))):
                parts[-1] = joined
            else:
                parts.append(piece)
    fits = all(limits.size_of(part) <= most for part in parts)
    whole = not markup or not any(map(_is_inside, parts))
    return tuple(parts) if fits and whole else ()


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


def _is_inside(part: str) -> bool:
    """Whether a part ends inside an element that it opens."""
    depth = 0
    for found in _MARK.finditer(part):
        mark = found[0]
        if mark.startswith("</"):
            depth -= 1
        elif mark.startswith("<") and not mark.endswith("/>"):
            depth += 1
    return depth > 0
