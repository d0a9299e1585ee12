"""Searching on the server: pg_trgm chooses the candidates, our similarity decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.memory.found import Near

if TYPE_CHECKING:
    from l10n.memory.postgres import Postgres


class TrigramIndex:
    """What `Index` does, without anything on this machine; matches with few trigrams are missed."""

    def __init__(self, database: Postgres, pair: int, *, shared: float = 0.3) -> None:
        self._database = database
        self._shared = shared
        self._pair = pair

    def near(self, signature: str, at_least: int, *, sure: bool | None) -> list[Near]:  # noqa: ARG002
        """Forms of at least that similarity that share enough of their trigrams with the text."""
        from rapidfuzz.distance import Levenshtein

        found = []
        for number, other in self._database.trigram_forms(
            self._pair, signature, at_least, self._shared
        ):
            longer = max(len(signature), len(other), 1)
            alike = 100 * (longer - Levenshtein.distance(signature, other)) // longer
            if alike >= at_least:
                found.append(Near(int(number), alike))
        return sorted(found, key=lambda one: (-one.similarity, one.id))

    def catch_up(self) -> None:
        """The server is always up to date."""
