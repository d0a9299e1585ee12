"""Names and tags through an engine that says which source word each target word came from.

It translates the sentence with its real names; each name that it rendered in its own way is then
replaced by the house's form, and tags are put around the words that they enclosed. Where the alignment
does not say, the name is hidden behind a mask that must come back exactly once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.neural import Translation, locate, substitute
from l10n.routing.flat import Flat, TagSpan, with_tags
from l10n.routing.masks import mask_words, replaced
from l10n.routing.rendered import Name, Rendered
from l10n.text.inline import well_formed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Candidate
    from l10n.neural import Substituted


def rendered(flat: Flat, candidate: Candidate, names: Sequence[Name], language: str) -> Rendered:
    """The candidate with the house's names, and the tags of ``flat`` around their words again."""
    translation = Translation(
        source=flat.text,
        text=candidate.target,
        language=language,
        alignment=candidate.alignment,
    )
    wrong = [name for name in names if not _stands(translation, name, names)]
    done = substitute(translation, [(n.start, n.end, n.wanted) for n in wrong])
    failed = {failure.source for failure in done.failures}
    lost = tuple(name for name in wrong if (name.start, name.end) in failed)
    tags = [_moved(tag, translation, done) for tag in flat.tags]
    if None in tags:
        return Rendered(content="", lost=lost, problem="a tag has no place in the translation")
    content = with_tags(done.text, [tag for tag in tags if tag])
    problem = "" if well_formed(content) else "tags cross in the translation"
    return Rendered(content=content, lost=lost, problem=problem)


def hidden(flat: Flat, names: Sequence[Name], shape: str) -> tuple[Flat, tuple[Name, ...]]:
    """The text with each name replaced by a mask, and the names with their spans there."""
    ordered = sorted(names, key=lambda name: name.start)
    words = mask_words(flat.text, len(ordered), shape)
    text, moved = replaced(
        flat.text, [(n.start, n.end, word) for n, word in zip(ordered, words, strict=True)]
    )
    masks = tuple(
        replace(n, start=(at := moved(n.start)), end=at + len(word), right=_never)
        for n, word in zip(ordered, words, strict=True)
    )
    tags = tuple(replace(t, start=moved(t.start), end=moved(t.end)) for t in flat.tags)
    return Flat(text=text, tags=tags), masks


def masks_returned(sent: str, received: str, names: Sequence[Name]) -> bool:
    """Whether every mask came back exactly once, as a word of its own."""
    return all(
        len(re.findall(rf"(?<!\w){re.escape(sent[n.start : n.end])}(?!\w)", received)) == 1
        for n in names
    )


def _stands(translation: Translation, name: Name, names: Sequence[Name]) -> bool:
    """Whether the engine's own rendering of a name is an approved one already."""
    place = locate(translation, (name.start, name.end))
    if place is not None and name.right(translation.text[place[0] : place[1]]):
        return True
    alone = sum(other.wanted == name.wanted for other in names) == 1
    return alone and name.right(translation.text)


def _moved(tag: TagSpan, translation: Translation, done: Substituted) -> TagSpan | None:
    """The tag around the words of the target that came from what it enclosed."""
    if tag.alone or tag.start == tag.end:
        place = _beside(tag.start, translation)
    else:
        found = locate(translation, (tag.start, tag.end))
        place = found if found is not None else None
    if place is None:
        return None
    start, end = place
    return replace(tag, start=_after(start, done), end=max(_after(start, done), _after(end, done)))


def _beside(at: int, translation: Translation) -> tuple[int, int] | None:
    """Where a tag without text goes: behind the word before it, or before the word after it."""
    words = [found.span() for found in re.finditer(r"\S+", translation.source)]
    before = [word for word in words if word[1] <= at]
    after = [word for word in words if word[0] >= at]
    if before and (place := locate(translation, before[-1])):
        return place[1], place[1]
    if after and (place := locate(translation, after[0])):
        return place[0], place[0]
    return (len(translation.text),) * 2 if not after else ((0, 0) if not before else None)


def _after(at: int, done: Substituted) -> int:
    """An offset of the engine's text in the text with the names replaced."""
    moved = at
    for one in done.located:
        if at >= one.before[1]:
            moved += (one.after[1] - one.after[0]) - (one.before[1] - one.before[0])
        elif at > one.before[0]:
            return one.after[1]
    return moved


def _never(piece: str) -> bool:
    del piece
    return False
