"""A content without its inline tags, and where they stood: for engines that know no tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.text.inline import escape, pieces, unescape

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSpan:
    """A tag and the span of literal text that it encloses (``start == end``: it stands alone)."""

    name: str
    start: int
    end: int
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """Literal text, and the tags that stood in it; spans are code points of ``text``."""

    text: str
    tags: tuple[TagSpan, ...] = ()


def flatten(content: str) -> Flat:
    """Take the tags out of a content; an opening tag without its partner encloses nothing."""
    text = ""
    begun: dict[str, int] = {}
    tags: list[TagSpan] = []
    for piece in pieces(content):
        if not piece.tag:
            text += unescape(piece.text)
        elif piece.alone:
            tags.append(TagSpan(name=piece.tag, start=len(text), end=len(text), alone=True))
        elif piece.opens:
            begun[piece.tag] = len(text)
        else:
            start = begun.pop(piece.tag, len(text))
            tags.append(TagSpan(name=piece.tag, start=start, end=len(text)))
    return Flat(text=text, tags=tuple(sorted(tags, key=lambda tag: (tag.start, -tag.end))))


def with_tags(text: str, tags: Sequence[TagSpan]) -> str:
    """Literal text as content with these tags around their spans; the inverse of `flatten`.

    Spans that cross give a content that is not well formed; the caller must look.
    """
    marks: list[tuple[int, int, int, str]] = []
    for n, tag in enumerate(sorted(tags, key=lambda tag: (tag.start, -tag.end))):
        if tag.alone:
            marks.append((tag.start, 1, n, f"<{tag.name}/>"))
        elif tag.start == tag.end:
            marks.append((tag.start, 1, n, f"<{tag.name}></{tag.name}>"))
        else:
            marks.append((tag.start, 2, n, f"<{tag.name}>"))
            marks.append((tag.end, 0, -n, f"</{tag.name}>"))
    parts: list[str] = []
    at = 0
    for place, _, _, mark in sorted(marks):
        parts += (escape(text[at:place]), mark)
        at = place
    return "".join([*parts, escape(text[at:])])
