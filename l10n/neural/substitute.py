"""Puts approved names where the alignment says that the engine wrote its own.

The engine translates the sentence with the real name in it, so the rest of the sentence is not
disturbed; then only the name is replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.neural.affixes import Affix, is_inflected, read_affix, without_quotes
from l10n.neural.places import APOSTROPHE, THRESHOLD, Place, meet, places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.neural.alignment import Span, Translation
    from l10n.neural.places import Replacement

_LONGEST = 3  # times the length of the name
_BOUND_BEFORE = re.compile(f"\\w(?:{APOSTROPHE}|-)")
_BOUND_AFTER = re.compile(f"(?:{APOSTROPHE}|-)\\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """One replaced name. Spans are code points.

    ``before`` is its place in ``Translation.text``, ``after`` in ``Substituted.text``. ``how`` is
    ``alignment`` or ``spelling`` (the name stood there letter by letter). ``review`` means that
    the engine's grammar was carried over (small words, an ending, a compound): somebody should look.
    """

    source: Span
    before: Span
    after: Span
    replaced: str
    how: str
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A name that was left as the engine wrote it, and why."""

    source: Span
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Substituted:
    """The text with its names; ``located`` and ``failures`` are in the order of the source."""

    text: str
    located: tuple[Located, ...] = ()
    failures: tuple[Failure, ...] = ()


def substitute(
    translation: Translation,
    replacements: Sequence[Replacement],
    *,
    threshold: float = THRESHOLD,
) -> Substituted:
    """Replace the engine's rendering of each name by the approved one.

    A name that stands twice in the source is found twice. Where a name cannot be placed without
    doubt it is a ``Failure`` and the text keeps what the engine wrote: protect it by a mask then.
    """
    places: dict[Replacement, Place] = {}
    failures: list[Failure] = []
    for group in _same_names(translation.source, sorted(set(replacements))):
        found = places_of(translation, group, threshold)
        for replacement, place in zip(group, found, strict=True):
            reason = _objection(translation.text, replacement, place)
            if place is None or reason:
                failures.append(_failure(replacement, reason))
            else:
                places[replacement] = place
    for replacement in _overlapping(places):
        del places[replacement]
        failures.append(_failure(replacement, "the places of two names overlap"))
    text, located = _replaced(translation, places)
    return Substituted(
        text=text,
        located=located,
        failures=tuple(sorted(failures, key=lambda failure: failure.source)),
    )


def _same_names(source: str, replacements: list[Replacement]) -> list[list[Replacement]]:
    """Replacements of one spelling by one name together: any of their places will do."""
    groups: dict[tuple[str, str], list[Replacement]] = {}
    for replacement in replacements:
        start, end, name = replacement
        groups.setdefault((source[start:end], name), []).append(replacement)
    return list(groups.values())


def _objection(text: str, replacement: Replacement, place: Place | None) -> str:
    """Why a place is not to be trusted, or nothing."""
    if place is None:
        return "no piece of the translation is aligned to it"
    start, end, name = replacement
    longest = _LONGEST * max(end - start, len(name))
    if place.start >= place.end:
        return "only punctuation is aligned to it"
    if place.end - place.start > longest:
        return "far more of the translation is aligned to it than a name is long"
    if _is_ordinary_word(text[place.start : place.end], name):
        return "the engine wrote an ordinary word, perhaps an adjective"
    return ""


def _is_ordinary_word(found: str, name: str) -> bool:
    """Whether a word without a capital stands where a name with one should be ("American")."""
    if not name[:1].isupper() or not found[0].islower() or any(map(str.isupper, found)):
        return False
    return not set(found.split()) & set(name.casefold().split())


def _failure(replacement: Replacement, reason: str) -> Failure:
    start, end, name = replacement
    return Failure(source=(start, end), name=name, reason=reason)


def _overlapping(places: dict[Replacement, Place]) -> list[Replacement]:
    ordered = sorted(places.items(), key=lambda item: (item[1].start, item[1].end))
    return [
        replacement
        for number, (replacement, place) in enumerate(ordered)
        if any(meet(place, other) for at, (_, other) in enumerate(ordered) if at != number)
    ]


def _replaced(
    translation: Translation, places: dict[Replacement, Place]
) -> tuple[str, tuple[Located, ...]]:
    parts: list[str] = []
    located: list[Located] = []
    at = length = 0
    for replacement, place in sorted(places.items(), key=lambda item: item[1].start):
        between = translation.text[at : place.start]
        name, review = _written(translation, replacement[2], place)
        begin = length + len(between)
        length, at = begin + len(name), place.end
        parts += [between, name]
        located.append(
            Located(
                source=(replacement[0], replacement[1]),
                before=(place.start, place.end),
                after=(begin, length),
                replaced=translation.text[place.start : place.end],
                how=place.how,
                review=review,
            )
        )
    located.sort(key=lambda one: one.source)
    return "".join([*parts, translation.text[at:]]), tuple(located)


def _written(translation: Translation, name: str, place: Place) -> tuple[str, bool]:
    """The approved name as it must stand in this sentence, and whether to look at it again."""
    text, language = translation.text, translation.language
    found = text[place.start : place.end]
    name = without_quotes(name, before=text[: place.start], after=text[place.end :])
    if found[0].isupper() and not any(map(str.isalnum, text[: place.start])):
        name = name[:1].upper() + name[1:]
    if name in found or is_inflected(found, name, language=language):
        return found, found != name  # the name is there, with what the language adds to it
    before = text[place.start : place.aligned]
    affix = read_affix(found, name, language=language, before=before)
    return affix.put_onto(name), affix != Affix() or _is_bound(text, place)


def _is_bound(text: str, place: Place) -> bool:
    """Whether the engine made the name part of a word: a compound, an ending, an elision.

    What it wrote there suits its own name and may not suit ours.
    """
    around = text[: place.start][-2:], text[place.end :][:2]
    return bool(_BOUND_BEFORE.fullmatch(around[0]) or _BOUND_AFTER.fullmatch(around[1]))
