"""Asks into requests, each as full as the provider takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.model.request import Limits
    from l10n.routing.channel import Ask


class Packer:
    """Asks into requests as they come; those with markup go out by themselves."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._batches: dict[bool, list[Ask]] = {False: [], True: []}
        self._sizes = {False: 0, True: 0}

    def add(self, ask: Ask) -> Iterator[tuple[Ask, ...]]:
        """Take an ask, and give the request that is full now, if one is."""
        limits, kind = self._limits, ask.markup
        batch, own = self._batches[kind], limits.size_of(ask.text)
        full = len(batch) == limits.items
        if batch and (full or (limits.size and self._sizes[kind] + own > limits.size)):
            yield tuple(batch)
            batch.clear()
            self._sizes[kind] = 0
        batch.append(ask)
        self._sizes[kind] += own

    def rest(self) -> Iterator[tuple[Ask, ...]]:
        """The requests that are not full."""
        for batch in self._batches.values():
            if batch:
                yield tuple(batch)
