"""chrF: how alike two texts are by their letters (Popović 2015, https://aclanthology.org/W15-3049).

Character n-grams up to 6, beta 2, white space left out: the numbers are those of sacrebleu's defaults.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDER = 6
_BETA = 2


def chrf(text: str, reference: str) -> float:
    """The likeness of one text to its reference, 0-100."""
    return corpus_chrf([(text, reference)])


def corpus_chrf(pairs: Iterable[tuple[str, str]]) -> float:
    """The likeness of many texts to their references, 0-100: counts are summed, not scores."""
    counts = [[0, 0, 0] for _ in range(_ORDER)]  # in the text, in the reference, in both
    for text, reference in pairs:
        for n, (own, wanted, common) in enumerate(_counts(text, reference)):
            counts[n][0] += own
            counts[n][1] += wanted
            counts[n][2] += common
    return _score(counts)


def _counts(text: str, reference: str) -> Iterable[tuple[int, int, int]]:
    one, other = "".join(text.split()), "".join(reference.split())
    for n in range(1, _ORDER + 1):
        own, wanted = _grams(one, n), _grams(other, n)
        common = sum(min(count, wanted[gram]) for gram, count in own.items() if gram in wanted)
        yield own.total(), wanted.total(), common


def _grams(text: str, n: int) -> Counter[str]:
    return Counter(text[at : at + n] for at in range(len(text) - n + 1))


def _score(counts: list[list[int]]) -> float:
    """The harmonic mean of precision and recall, each over the orders that both texts reach."""
    precision = recall = 0.0
    orders = 0
    for own, wanted, common in counts:
        if own and wanted:
            precision += common / own
            recall += common / wanted
            orders += 1
    if not orders or not precision + recall:
        return 0.0
    precision, recall = precision / orders, recall / orders
    square = _BETA**2
    return 100 * (1 + square) * precision * recall / (square * precision + recall)
