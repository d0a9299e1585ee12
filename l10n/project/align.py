"""Aligning an article with a translation that exists already: structure first, then sentences.

Blocks are paired in order by kind, length, numbers and tags; inside a pair of blocks sentences are
paired one to one, one to two, two to one, or left over, at the least cost (dynamic programming over
the length model of Gale and Church, Computational Linguistics 19:1, with the facts that both sides
must share: numbers, tags, and names that the glossary knows).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from l10n.text.digits import numbers
from l10n.text.inline import plain, tags

if TYPE_CHECKING:
    from l10n.model import Document, Segment

_T = TypeVar("_T")
# what a pairing of so many with so many costs by itself, and how often it is right in news text
_BEADS = {(1, 1): 0.0, (1, 0): 4.5, (0, 1): 4.5, (2, 1): 2.3, (1, 2): 2.3}
_SPREAD = 6.8  # variance of target characters per source character (Gale and Church)
_LATIN = re.compile("[A-Za-z][A-Za-z-]*[A-Za-z]")
_LAST_LATIN, _LEAST_NAME = "\N{LATIN SMALL LETTER Z WITH HOOK}", 3
_BAND = 40  # how far from the diagonal two articles of one length may drift apart
_DOUBT = 0.55  # confidence below which a person must look

_Block = tuple[str, "tuple[Segment, ...]"]
Facts = Callable[[str, str], float]
"""How well two texts agree in what they name: 1 all, 0 nothing, 0.5 when there is nothing to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """Source segments and target texts that belong together; ``confidence`` is 0-1."""

    sources: tuple[Segment, ...]
    targets: tuple[str, ...]
    confidence: float

    @property
    def doubtful(self) -> bool:
        """Whether a person must look: no clear pair of one with one, or facts that disagree."""
        return self.confidence < _DOUBT or len(self.sources) != 1 or not self.targets


@dataclass(frozen=True, slots=True)
class _Bead(Generic[_T]):
    left: tuple[_T, ...]
    right: tuple[_T, ...]
    cost: float


def align(
    source: tuple[Document, Sequence[Segment]],
    target: tuple[Document, Sequence[Segment]],
    facts: Facts,
) -> tuple[Aligned, ...]:
    """The source's segments in order, each with what stands for it in the translation."""
    left, right = _by_block(*source), _by_block(*target)
    pairs: list[Aligned] = []
    ratio = _ratio(left, right)
    for bead in _beads(left, right, _block_cost(facts, ratio)):
        own = [segment for _, segments in bead.left for segment in segments]
        other = [segment for _, segments in bead.right for segment in segments]
        pairs += _sentences(own, other, facts, ratio)
    return tuple(pairs)


def shared_facts(one: str, other: str) -> float:
    """The share of numbers, tags and kept Latin names that both texts have; 0.5 when neither has any."""
    first, second = plain(one), plain(other)
    kept = _latin_names(second)
    a = Counter([*numbers(first), *tags(one), *(name for name in kept if name in first)])
    b = Counter([*numbers(second), *tags(other), *kept])
    total = max(a.total(), b.total())
    return (a & b).total() / total if total else 0.5


def _latin_names(text: str) -> list[str]:
    """Latin words in a text of another script: names that a translator left as they were."""
    latin = [word for word in _LATIN.findall(text) if len(word) >= _LEAST_NAME]
    others = sum(letter.isalpha() and letter > _LAST_LATIN for letter in text)
    return latin if others > sum(map(len, latin)) / 2 else []


def _by_block(document: Document, segments: Sequence[Segment]) -> list[_Block]:
    """``(kind, segments)`` of each block that has some."""
    blocks: dict[int, list[Segment]] = {}
    for segment in segments:
        blocks.setdefault(segment.block, []).append(segment)
    return [(str(document.blocks[n].kind), tuple(own)) for n, own in blocks.items()]


def _ratio(left: Sequence[_Block], right: Sequence[_Block]) -> float:
    """Target characters per source character over the whole."""
    a = sum(_length(segments) for _, segments in left)
    b = sum(_length(segments) for _, segments in right)
    return b / a if a and b else 1.0


def _length(segments: Sequence[Segment]) -> int:
    return sum(len(plain(segment.source)) for segment in segments)


def _block_cost(
    facts: Facts, ratio: float
) -> Callable[[Sequence[_Block], Sequence[_Block]], float]:
    def cost(left: Sequence[_Block], right: Sequence[_Block]) -> float:
        one = " ".join(s.source for _, own in left for s in own)
        other = " ".join(s.source for _, own in right for s in own)
        kinds = 0.0 if [kind for kind, _ in left] == [kind for kind, _ in right] else 1.5
        return kinds + _cost(one, other, facts, ratio)

    return cost


def _cost(one: str, other: str, facts: Facts, ratio: float) -> float:
    """How unlikely it is that two texts say the same."""
    a, b = len(plain(one)), len(plain(other))
    if not a or not b:
        return 0.0
    delta = abs(b - a * ratio) / math.sqrt(_SPREAD * (a + b / ratio) / 2)
    return min(6.0, delta * delta / 2) + 4.0 * (1.0 - facts(one, other))


def _sentences(
    left: Sequence[Segment], right: Sequence[Segment], facts: Facts, ratio: float
) -> list[Aligned]:
    def cost(own: Sequence[Segment], other: Sequence[Segment]) -> float:
        return _cost(
            " ".join(s.source for s in own), " ".join(s.source for s in other), facts, ratio
        )

    return [
        Aligned(
            sources=bead.left,
            targets=tuple(segment.source for segment in bead.right),
            confidence=1 / (1 + math.exp(bead.cost - 5.0)),
        )
        for bead in _beads(left, right, cost)
        if bead.left
    ]


def _beads(
    left: Sequence[_T], right: Sequence[_T], cost: Callable[[Sequence[_T], Sequence[_T]], float]
) -> list[_Bead[_T]]:
    """The cheapest way to pair two sequences in order; long ones near their diagonal only."""
    width = _BAND + 2 * abs(len(left) - len(right))
    best: dict[tuple[int, int], tuple[float, tuple[int, int], float]] = {(0, 0): (0.0, (0, 0), 0.0)}
    for i in range(len(left) + 1):
        middle = i * len(right) // max(1, len(left))
        for j in range(max(0, middle - width), min(len(right), middle + width) + 1):
            for (a, b), own in _BEADS.items():
                before = best.get((i - a, j - b))
                if i < a or j < b or before is None:
                    continue
                step = own + (cost(left[i - a : i], right[j - b : j]) if a and b else 0.0)
                if (i, j) not in best or before[0] + step < best[i, j][0]:
                    best[i, j] = (before[0] + step, (a, b), step)
    found: list[_Bead[_T]] = []
    i, j = len(left), len(right)
    while i or j:
        _, (a, b), step = best[i, j]
        found.append(_Bead(tuple(left[i - a : i]), tuple(right[j - b : j]), step))
        i, j = i - a, j - b
    return found[::-1]
