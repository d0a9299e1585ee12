"""Entry: one remembered pair of texts and where it comes from."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from l10n.text.similarity import folded

UNKNOWN = "?"  # a neighbour that nobody told of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A remembered unit.

    ``origin`` is ``human``, a provider, or what an exchange file says; ``date`` the ISO day it was
    made. ``before`` and ``after`` stand for the sources around it (`neighbour`). ``extra`` is JSON:
    what an exchange file told beside, kept for the way back.
    """

    source_lang: str
    target_lang: str
    source: str
    target: str
    context: str = ""
    kind: str = ""
    origin: str = ""
    author: str = ""
    article: str = ""
    date: str = ""
    changed: str = ""
    before: str = UNKNOWN
    after: str = UNKNOWN
    extra: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other of its language pair."""
        return digest(f"{self.article}\0{self.context}\0{self.source}\0{self.target}")


def digest(text: str) -> str:
    """What stands for a text: 96 bits in sixteen characters."""
    told = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
    return base64.urlsafe_b64encode(told).decode()


def neighbour(source: str | None) -> str:
    """What stands for the source before or after; empty at the edge of an article."""
    if source is None:
        return UNKNOWN
    return digest(folded(source)) if source else ""
