"""Emphasis in Markdown: which delimiter runs open and close what (CommonMark 0.31, 6.2)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

NAMES = {("*", 1): "em", ("_", 1): "em", ("*", 2): "strong", ("_", 2): "strong", ("~", 2): "del"}


@dataclass(slots=True)
class Run:
    """A run of ``*``, ``_`` or ``~``: what is left of it, and whether it may open or close."""

    letter: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int


Pair = tuple[str, int, int, int, int]
"""A name, and the spans of its opening and closing delimiters."""


def run_at(text: str, start: int, end: int) -> Run:
    """The delimiter run between two offsets, told by what stands around it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    letter = text[start]
    if letter == "_":
        opens, closes = (
            left and (not right or _is_mark(before)),
            right and (not left or _is_mark(after)),
        )
    else:
        opens, closes = left, right
    return Run(letter, start, end, opens, closes, end - start)


def pairs(runs: list[Run]) -> list[Pair]:
    """The emphasis that a sequence of runs makes; the runs keep what is left of them."""
    found: list[Pair] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    stack: list[Run] = []
    for closer in runs:
        if closer.closes:
            _close(closer, stack, bottoms, found)
        if closer.end > closer.start and closer.opens:
            stack.append(closer)
    return found


def _close(
    closer: Run, stack: list[Run], bottoms: dict[tuple[str, bool, int], int], found: list[Pair]
) -> None:
    while closer.end > closer.start:
        key = (closer.letter, closer.opens, closer.length % 3)
        bottom = min(bottoms.get(key, 0), len(stack))
        at = len(stack) - 1
        while at >= bottom and not _fits(stack[at], closer):
            at -= 1
        if at < bottom:
            bottoms[key] = len(stack)
            return
        opener = stack[at]
        del stack[at + 1 :]
        width = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
        if closer.letter == "~" and width == 1:
            return
        found.append(
            (
                NAMES[closer.letter, width],
                opener.end - width,
                opener.end,
                closer.start,
                closer.start + width,
            )
        )
        opener.end -= width
        closer.start += width
        if opener.end == opener.start:
            stack.pop()


def _fits(opener: Run, closer: Run) -> bool:
    if opener.letter != closer.letter or opener.start == opener.end:
        return False
    if closer.letter == "~":
        return opener.length == closer.length == 2
    both = opener.closes or closer.opens
    return not (
        both
        and (opener.length + closer.length) % 3 == 0
        and not (opener.length % 3 == 0 and closer.length % 3 == 0)
    )


def _is_mark(letter: str) -> bool:
    if letter.isascii():
        return not letter.isalnum() and not letter.isspace() and letter.isprintable()
    return unicodedata.category(letter)[0] in "PS"
