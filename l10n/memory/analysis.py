"""How much of a text the memory knows: words by band, as agencies quote them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from l10n.text.similarity import folded
from l10n.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BANDS = ("102", "101", "repeat", "100", "95-99", "85-94", "75-84", "new")
_LOWEST = {"102": 102, "101": 101, "100": 100, "95-99": 95, "85-94": 85, "75-84": 75, "new": 0}

Best = Callable[[str, str, str], int]
"""The highest similarity of a text with the sources before and after it."""


@dataclass(slots=True)
class Analysis:
    """Segments and words by band."""

    segments: dict[str, int] = field(default_factory=lambda: dict.fromkeys(BANDS, 0))
    words: dict[str, int] = field(default_factory=lambda: dict.fromkeys(BANDS, 0))

    def add(self, other: Analysis) -> None:
        for band in BANDS:
            self.segments[band] += other.segments[band]
            self.words[band] += other.words[band]


def analyze(articles: Iterable[Sequence[str]], best: Best) -> list[Analysis]:
    """The analysis of each article, given by its sources in order.

    A text that stood before, in this article or an earlier one, is a repeat, unless the memory knows it
    in its context.
    """
    seen: set[str] = set()
    made: list[Analysis] = []
    for sources in articles:
        analysis = Analysis()
        around = ["", *sources, ""]
        for n, source in enumerate(sources):
            band = _band(best(source, around[n], around[n + 2]))
            text = folded(source)
            if text in seen and _LOWEST[band] <= 100:
                band = "repeat"
            seen.add(text)
            analysis.segments[band] += 1
            analysis.words[band] += words(source)
        made.append(analysis)
    return made


def _band(alike: int) -> str:
    return next(band for band in BANDS if alike >= _LOWEST.get(band, 1000))
