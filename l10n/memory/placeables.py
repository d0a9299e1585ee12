"""Placeables: the numbers, months and names of a source that may change while the sentence stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.text.dates import months
from l10n.text.digits import NUMBER, fold
from l10n.text.inline import TAG
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from l10n.model import Locale


@dataclass(frozen=True, slots=True)
class Placeable:
    """A place of a text: ``kind`` is ``number``, ``month`` or ``name``; ``value`` compares it."""

    kind: str
    start: int
    end: int
    text: str
    value: str


def placeables(text: str, locale: Locale, names: Mapping[str, str]) -> tuple[Placeable, ...]:
    """The placeables of a source in order, the longest first where two overlap.

    ``names`` are the spellings of glossary names in this language with what each is called in the
    other.
    """
    hidden = without_tags(text)
    found = [*_names(hidden, names), *_months(hidden, locale), *_numbers(hidden)]
    taken: list[Placeable] = []
    for one in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return tuple(sorted(taken, key=lambda p: p.start))


def without_tags(text: str) -> str:
    """The text with nothing in place of its tags; same length."""
    return TAG.sub(lambda found: "\0" * len(found[0]), text)


def frame(text: str, places: Sequence[Placeable]) -> str:
    """The text with each placeable as the sign of its kind: what stays when they change."""
    parts: list[str] = []
    at = 0
    for place in places:
        parts += (text[at : place.start], f"\0{place.kind}\0")
        at = place.end
    return "".join([*parts, text[at:]])


def _names(text: str, names: Mapping[str, str]) -> Iterator[Placeable]:
    for spelling, other in names.items():
        if spelling in text:
            for found in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", text):
                yield Placeable("name", *found.span(), spelling, other)


def _months(text: str, locale: Locale) -> Iterator[Placeable]:
    for month in months(read(text, locale.language)):
        if month.sure:
            here = text[month.start : month.end]
            yield Placeable("month", month.start, month.end, here, str(month.number))


def _numbers(text: str) -> Iterator[Placeable]:
    for found in NUMBER.finditer(text):
        value = re.sub(r"\D", "", fold(found[0]))
        yield Placeable("number", *found.span(), found[0], value)
