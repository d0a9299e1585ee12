"""Near: a form that an index found."""

from __future__ import annotations

from typing import NamedTuple


class Near(NamedTuple):
    """A form within the wanted similarity: its number in the store, and how alike it may be."""

    id: int
    similarity: int
