"""Blocks of text into sentences: offsets where a segment begins, and the reason for each.

Better joined than wrongly split: where the evidence is weak, a segment goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from l10n.segmentation import engine, language, unicode_breaks
from l10n.segmentation.decision import Decision

if TYPE_CHECKING:
    from l10n.segmentation.srx import SrxRules

__all__ = ["Decision", "Quotes", "boundaries", "explain", "split"]

Quotes = Literal["split", "whole"]


def boundaries(
    text: str, lang: str, *, quotes: Quotes = "split", rules: SrxRules | None = None
) -> tuple[int, ...]:
    """Return the code-point offsets at which a new segment begins (neither 0 nor the end).

    ``lang`` is a BCP 47 tag; a language without a data file gets Unicode's sentence breaks. Where
    ``rules`` has rules for the language they decide alone. ``quotes="whole"`` keeps a quotation of
    several sentences in one segment.
    """
    if rules is not None and rules.has(lang):
        return rules.boundaries(text, lang)
    known = language.load(lang)
    if known is None:
        return unicode_breaks.boundaries(text)
    return engine.boundaries(text, known, whole=quotes == "whole")


def split(
    text: str, lang: str, *, quotes: Quotes = "split", rules: SrxRules | None = None
) -> tuple[str, ...]:
    """Return the segments of ``text``; joined, they are ``text`` again."""
    if not text:
        return ()
    segments: list[str] = []
    begin = 0
    for cut in boundaries(text, lang, quotes=quotes, rules=rules):
        segments.append(text[begin:cut])
        begin = cut
    return (*segments, text[begin:])


def explain(
    text: str, lang: str, *, quotes: Quotes = "split", rules: SrxRules | None = None
) -> tuple[Decision, ...]:
    """Return every place that could begin a segment, with the rule that decided there."""
    if rules is not None and rules.has(lang):
        return rules.explain(text, lang)
    known = language.load(lang)
    if known is None:
        return unicode_breaks.explain(text)
    return engine.explain(text, known, whole=quotes == "whole")
