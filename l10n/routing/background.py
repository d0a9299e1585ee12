"""The article around the sentences of a request, for providers that can make use of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model.request import NO_BACKGROUND, Background
from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from l10n.model import Key, Unit

_BEFORE, _AFTER = 4, 2  # sentences
_ARTICLE = 12_000  # characters of the article that a model is shown; the rest is cut off
_TITLES = ("headline", "title")


class Surroundings:
    """The units of an article in order, and what they have become so far."""

    def __init__(self, units: Iterable[Unit], style: str = "") -> None:
        self._units = tuple(units)
        self._places = {unit.key: n for n, unit in enumerate(self._units)}
        self._targets = {unit.key: unit.target for unit in self._units if unit.target}
        self._style = style
        self._title = next((plain(u.source) for u in self._units if u.kind in _TITLES), "")
        self._article = _beginning([plain(unit.source) for unit in self._units])

    def place(self, key: Key) -> int:
        """Where a unit stands in the article; -1 if it does not."""
        return self._places.get(key, -1)

    def neighbours(self, key: Key) -> tuple[str | None, str | None]:
        """The sources before and after a unit, "" at the edges of the article; None for one elsewhere."""
        place = self.place(key)
        if place < 0:
            return None, None
        before = self._units[place - 1].source if place else ""
        after = self._units[place + 1].source if place + 1 < len(self._units) else ""
        return before, after

    def became(self, key: Key, target: str) -> None:
        """Remember a rendering for the sentences that come later."""
        self._targets[key] = target

    def rendered(self, place: int, target: str) -> None:
        """The same about the sentence at this place, if it is one."""
        if place >= 0:
            self._targets[self._units[place].key] = target

    def around(self, places: Sequence[int]) -> Background:
        """What is around the sentences at these places."""
        known = [place for place in places if place >= 0]
        if not known:
            return Background(style=self._style) if self._style else NO_BACKGROUND
        first, last = min(known), max(known)
        return Background(
            title=self._title,
            article=self._article,
            before=tuple(
                (plain(unit.source), plain(self._targets.get(unit.key, "")))
                for unit in self._units[max(0, first - _BEFORE) : first]
            ),
            after=tuple(plain(unit.source) for unit in self._units[last + 1 : last + 1 + _AFTER]),
            style=self._style,
        )


def _beginning(texts: Sequence[str]) -> tuple[str, ...]:
    left = _ARTICLE
    kept: list[str] = []
    for text in texts:
        left -= len(text)
        if left < 0:
            break
        kept.append(text)
    return tuple(kept)
