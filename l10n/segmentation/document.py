"""The segments of a document: its blocks cut into sentences, inline tags kept whole.

An opening tag goes with what follows it, a closing one with what precedes. Tags that wrap a whole
sentence stay outside it, with the white space between sentences (the ignorable text); where a pair
of tags would be torn apart by a break, the break is not made.
"""

from __future__ import annotations

import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

from l10n.model import Segment
from l10n.segmentation import boundaries
from l10n.text.inline import TAG, Piece, pieces, unescape, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.model import Block, Document
    from l10n.segmentation.srx import SrxRules

# tags that are layout, not words: at a sentence's edge they stay outside
_LAYOUT = ("br", "wbr", "img", "hr")


def segment(
    document: Document,
    lang: str = "",
    *,
    unit: str = "sentence",
    rules: SrxRules | None = None,
) -> tuple[Segment, ...]:
    """The translatable segments in document order, cut by the rules of ``lang``.

    ``unit`` is ``sentence`` or ``paragraph``. Blocks without a letter (numbers, bare addresses) and
    blocks that are not to be translated have no segment.
    """
    return tuple(
        Segment(
            block=n,
            start=start,
            end=end,
            source=block.content[start:end],
            kind=block.kind,
            tags=tuple(tag for tag in block.tags if _stands_in(tag.name, block.content[start:end])),
            notes=block.notes,
        )
        for n, block in enumerate(document.blocks)
        if block.translate
        for start, end in _cores(block, lang or document.locale or "en", unit, rules)
    )


def _cores(block: Block, lang: str, unit: str, rules: SrxRules | None) -> Iterator[tuple[int, int]]:
    content = block.content
    cuts = [] if unit == "paragraph" else sorted(set(_cuts(content, lang, rules)))
    cores = _between(content, cuts)
    while torn := _torn_pair(content, cores):
        cuts = [cut for cut in cuts if not torn[0] < cut <= torn[1]]
        cores = _between(content, cuts)
    for start, end in cores:
        if any(letter.isalpha() for letter in TAG.sub("", content[start:end])):
            yield start, end


def _between(content: str, cuts: list[int]) -> list[tuple[int, int]]:
    edges = [0, *cuts, len(content)]
    return [_trimmed(content, start, end) for start, end in pairwise(edges)]


def _torn_pair(content: str, cores: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The span of a pair of tags, one of which stands inside a core without the other."""
    spans: dict[str, tuple[int, int]] = {}
    for piece in pieces(content):
        if piece.tag and not piece.alone:
            first = spans.get(piece.tag, (piece.start, piece.end))
            spans[piece.tag] = (first[0], piece.end)
    for start, end in cores:
        if not well_formed(content[start:end]):
            for piece in pieces(content[start:end]):
                span = spans.get(piece.tag)
                if span and not (start <= span[0] and span[1] <= end):
                    return span
    return None


def _cuts(content: str, lang: str, rules: SrxRules | None) -> Iterator[int]:
    """Offsets into the content where a segment ends, told on its text without tags."""
    if "<" not in content and "&" not in content:
        yield from boundaries(content, lang, rules=rules)
        return
    text, starts, offsets = _text_map(content)
    kept = _kept_before(rules, lang)
    for boundary in boundaries(text, lang, rules=rules):
        run = bisect.bisect_right(starts, boundary) - 1
        yield _between_tags(content, offsets[run] + boundary - starts[run], kept)


def _text_map(content: str) -> tuple[str, list[int], list[int]]:
    """The literal text of a content and where its runs stand: text offsets, content offsets.

    Within a run the two are in step; each escape is a run of its own, and so is a line break, which
    reads as a space.
    """
    text: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    length = 0
    for piece in pieces(content):
        if piece.tag and not _is_layout(piece):
            continue
        for at, run in _runs(piece) if not piece.tag else ((piece.start, " "),):
            starts.append(length)
            offsets.append(at)
            text.append(run)
            length += len(run)
    return "".join(text), starts or [0], offsets or [0]


def _runs(piece: Piece) -> Iterator[tuple[int, str]]:
    """A text piece in runs that hold no escape, or are the one character of one."""
    at = 0
    while at < len(piece.text):
        amp = piece.text.find("&", at)
        literal = unescape(piece.text[amp : amp + 5]) if amp >= 0 else ""
        if amp < 0:
            yield piece.start + at, piece.text[at:]
            return
        if amp > at:
            yield piece.start + at, piece.text[at:amp]
        width = next((len(e) for e in ("&lt;", "&amp;") if piece.text.startswith(e, amp)), 1)
        yield piece.start + amp, literal[0]
        at = amp + width


def _kept_before(rules: SrxRules | None, lang: str) -> tuple[bool, bool, bool]:
    """Whether opening, closing and standalone tags at a break stay with the sentence before it."""
    if rules is None or not rules.has(lang):
        return False, True, True
    handle = rules.handle(lang)
    return handle.start, handle.end, handle.isolated


def _between_tags(content: str, at: int, kept: tuple[bool, bool, bool]) -> int:
    """The cut before ``at`` that takes along the tags which do not stay behind."""
    cut = at
    while content[:cut].endswith(">"):
        begin = content.rfind("<", 0, cut)
        tag = next((t for t in TAG.finditer(content, begin) if t.end() == cut), None)
        if tag is None or kept[2 if tag["alone"] else 1 if tag["close"] else 0]:
            break
        cut = tag.start()
    return cut


def _trimmed(content: str, start: int, end: int) -> tuple[int, int]:
    """The core of ``content[start:end]``: without white space and wrapping tags at its edges."""
    while True:
        while start < end and content[start].isspace():
            start += 1
        while end > start and content[end - 1].isspace():
            end -= 1
        found = list(pieces(content[start:end]))
        if not found:
            return start, start
        first, last = found[0], found[-1]
        if first.opens and not _closed_before_end(found):
            start += first.end
            if last.closes and last.tag == first.tag:
                end -= len(last.text)
        elif last.closes and not any(p.opens and p.tag == last.tag for p in found):
            end -= len(last.text)
        elif _is_layout(first):
            start += first.end
        elif _is_layout(last):
            end -= len(last.text)
        else:
            return start, end


def _closed_before_end(found: list[Piece]) -> bool:
    """Whether the tag that opens the first piece is closed inside, not as the last piece."""
    return any(piece.closes and piece.tag == found[0].tag for piece in found[1:-1])


def _is_layout(piece: Piece) -> bool:
    return piece.alone and piece.tag.rstrip("0123456789") in _LAYOUT


def _stands_in(name: str, source: str) -> bool:
    return f"<{name}>" in source or f"<{name}/>" in source
