"""Blocks of text into sentences: offsets where a segment begins, and the reason for each.

Better joined than wrongly split: where the evidence is weak, a segment goes on.
"""

from __future__ import annotations

from typing import Literal

from l10n.segmentation import engine, language, unicode_breaks
from l10n.segmentation.decision import Decision

__all__ = ["Decision", "boundaries", "explain", "split"]

Quotes = Literal["split", "whole"]


def boundaries(text: str, lang: str, *, quotes: Quotes = "split") -> tuple[int, ...]:
    """Return the code-point offsets at which a new segment begins (neither 0 nor the end)."""
    known = language.load(lang)
    if known is None:
        return unicode_breaks.boundaries(text)
    return engine.boundaries(text, known, whole=quotes == "whole")


def split(text: str, lang: str, *, quotes: Quotes = "split") -> tuple[str, ...]:
    """Return the segments of ``text``; joined, they are ``text`` again."""
    cuts = (0, *boundaries(text, lang, quotes=quotes), len(text))
    return tuple(text[a:b] for a, b in zip(cuts, cuts[1:], strict=False)) if text else ()


def explain(text: str, lang: str, *, quotes: Quotes = "split") -> tuple[Decision, ...]:
    """Return every place that could begin a segment, with the rule that decided there."""
    known = language.load(lang)
    if known is None:
        return unicode_breaks.explain(text)
    return engine.explain(text, known, whole=quotes == "whole")
