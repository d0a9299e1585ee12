"""What the offline engine gives back: a text, and which source characters each piece came from."""

from __future__ import annotations

from dataclasses import dataclass

from l10n.model.alignment import NO_ALIGNMENT, Alignment, Span

__all__ = ["Alignment", "Span", "Translation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One text and its translation; ``language`` is the target language of the model, or empty.

    ``alignment`` is empty when it was not asked for, and for texts without words.
    """

    source: str
    text: str
    language: str = ""
    alignment: Alignment = NO_ALIGNMENT
