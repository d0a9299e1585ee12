"""Names as words that engines leave alone, for those that know neither elements nor alignment.

The shapes are tried one after the other until every mask has come back exactly once. What came back
with a space in it, in other digits or in small letters is still the mask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.routing.flat import TagSpan, with_tags
from l10n.routing.rendered import Name, Rendered
from l10n.text.inline import well_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from l10n.routing.flat import Flat

SURNAMES = ("Xavora", "Belmira", "Novak", "Tanaka", "Kowalski", "Lindqvist", "Zyxqu", "Qvorb")
# Measured (names that came back of 39, Firefox and Apertium): surnames 39, XTERM1X 39, T1 39, [1] 39.
SHAPES = ("surname", "XTERM{n}X", "T{n}", "[{n}]")
_DIGITS = {
    digit: f"[{digit}{chr(0x660 + int(digit))}{chr(0x6F0 + int(digit))}{chr(0xFF10 + int(digit))}]"
    for digit in "0123456789"
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """A mask in the text that is sent, and what it stands for: a name, or a tag that stands alone."""

    word: str
    name: Name | None = None
    tag: TagSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """What is sent: the text, its masks, and for each tag with content that content by itself."""

    text: str
    masks: tuple[Mask, ...] = ()
    tags: tuple[tuple[TagSpan, str], ...] = ()

    @property
    def probes(self) -> tuple[str, ...]:
        """The contents of tags that must be asked for by themselves."""
        words = {mask.word for mask in self.masks}
        return tuple(
            dict.fromkeys(part for _, part in self.tags if part not in words and part.strip())
        )


def masked(flat: Flat, names: Sequence[Name], shape: str) -> Masked:
    """A sentence with each name, and each tag that stands alone, as a word."""
    alone = [tag for tag in flat.tags if tag.alone or tag.start == tag.end]
    marks: list[tuple[int, int, Name | TagSpan]] = [(n.start, n.end, n) for n in names]
    marks += [
        (tag.start, tag.start, tag)
        for tag in alone
        if not any(n.start < tag.start < n.end for n in names)
    ]
    marks.sort(key=lambda mark: mark[:2])
    words = mask_words(flat.text, len(marks), shape)
    made: list[Mask] = []
    changes: list[tuple[int, int, str]] = []
    for word, (start, end, what) in zip(words, marks, strict=True):
        isolated = isinstance(what, TagSpan)
        changes.append((start, end, f" {word} " if isolated else word))
        made.append(
            Mask(word=word, tag=what) if isinstance(what, TagSpan) else Mask(word=word, name=what)
        )
    text, moved = replaced(flat.text, changes)
    paired = [tag for tag in flat.tags if tag not in alone]
    return Masked(
        text=text,
        masks=tuple(made),
        tags=tuple((tag, text[moved(tag.start) : moved(tag.end)]) for tag in paired),
    )


def unmasked(sent: Masked, answer: str, probes: dict[str, str]) -> Rendered:
    """The answer with names and tags in place of the masks; `Rendered` says what is missing.

    ``probes`` are the answers to the contents of tags: where one stands in the sentence's answer,
    there the tag goes.
    """
    found: list[tuple[int, int, Mask]] = []
    for mask in sent.masks:
        places = [one.span() for one in re.finditer(_pattern(mask.word), answer, re.IGNORECASE)]
        if len(places) != 1:
            lost = tuple(one.name for one in sent.masks if one.name)
            return Rendered(content="", lost=lost, problem="a mask did not come back once")
        found.append((*places[0], mask))
    tags = list(_placed_tags(sent, answer, probes, found))
    changes = [
        (start, end, m.name.wanted if m.name else "")
        for start, end, m in sorted(found, key=lambda one: one[0])
    ]
    changes = [_with_space(answer, change) for change in changes]
    text, moved = replaced(answer, changes)
    problem = "" if None not in tags else "a tag has no place in the translation"
    placed = [replace(t, start=moved(t.start), end=moved(t.end)) for t in tags if t]
    content = with_tags(text, placed)
    if not well_formed(content):
        problem = "tags cross in the translation"
    return Rendered(content="" if problem else content, problem=problem)


def replaced(
    text: str, changes: Sequence[tuple[int, int, str]]
) -> tuple[str, Callable[[int], int]]:
    """A text with spans replaced (in order, apart), and where an offset of the old text has gone."""
    parts: list[str] = []
    shifts: list[tuple[int, int, int]] = []  # start, end, and what is added behind it
    at = shift = 0
    for start, end, new in changes:
        parts += (text[at:start], new)
        shift += len(new) - (end - start)
        shifts.append((start, end, shift))
        at = end

    def moved(offset: int) -> int:
        before = 0
        for start, end, after in shifts:
            if offset <= start:
                break
            if offset < end:
                return end + after
            before = after
        return offset + before

    return "".join([*parts, text[at:]]), moved


def _placed_tags(
    sent: Masked, answer: str, probes: dict[str, str], found: Sequence[tuple[int, int, Mask]]
) -> Iterator[TagSpan | None]:
    """Each tag where it goes in the answer; None where nothing says it."""
    for start, _, mask in found:
        if mask.tag:
            yield replace(mask.tag, start=start, end=start)
    by_word = {mask.word: (start, end) for start, end, mask in found}
    for tag, part in sent.tags:
        if part in by_word:
            place: tuple[int, int] | None = by_word[part]
        else:
            place = _only(probes.get(part, ""), answer)
        yield replace(tag, start=place[0], end=place[1]) if place else None


def _only(part: str, answer: str) -> tuple[int, int] | None:
    """Where a part stands in the answer, if it stands there once."""
    core = part.strip().strip(".,;:!?\N{ARABIC COMMA}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}")
    if not core:
        return None
    places = list(re.finditer(rf"(?<!\w){re.escape(core)}(?!\w)", answer, re.IGNORECASE))
    return places[0].span() if len(places) == 1 else None


def _with_space(answer: str, change: tuple[int, int, str]) -> tuple[int, int, str]:
    """A tag's mask goes with one of the spaces that were put around it."""
    start, end, new = change
    if not new and answer[start - 1 : start] == " " and answer[end : end + 1] in {" ", ""}:
        return start - 1, end, new
    return change


def mask_words(text: str, count: int, shape: str) -> list[str]:
    """As many masks of a shape, none of which stands in the text already."""
    if shape == "surname":
        free = [name for name in SURNAMES if name.lower() not in text.lower()]
        if len(free) >= count:
            return free[:count]
        shape = "XTERM{n}X"
    made: list[str] = []
    n = 0
    while len(made) < count:
        n += 1
        word = shape.format(n=n)
        if word.lower() not in text.lower():
            made.append(word)
    return made


def _pattern(word: str) -> str:
    """A mask as engines give it back: other digits, a space between its parts, other case."""
    parts = re.findall(r"[A-Za-z]+|\d+|[^\w\s]", word)
    told = r"\s?".join(
        "".join(_DIGITS.get(letter, re.escape(letter)) for letter in part) for part in parts
    )
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return f"{before}{told}{after}"
