"""Finds where a phrase of the source stands in the translation, by what each piece attended to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.neural.alignment import Span, Translation

THRESHOLD = 0.7  # measured: 0.6-0.8 found all of 39 names, 0.5 swallowed a preposition
APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}]"

_BRIDGE = 1  # pieces between two runs of one name; the longer a tagged phrase, the more
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# Scripts without spaces between words, and Korean, where particles follow: the pieces decide.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
# Turkish case endings after a proper name; the English possessive.
_APOSTROPHE_ENDINGS = ("tr", "en")
_ENDING = re.compile(APOSTROPHE + r"\w{1,8}$")

Replacement = tuple[int, int, str]
"""Start and end of the name in the source (code points), and the approved name in the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Neighbouring target pieces that came from a name: their span, and their summed mass."""

    start: int
    end: int
    mass: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a name stands in the target; ``aligned`` is the start before snapping to words."""

    start: int
    end: int
    aligned: int
    how: str


def locate(
    translation: Translation, source_span: Span, *, threshold: float = THRESHOLD
) -> Span | None:
    """The span in ``translation.text`` that came from a phrase of the source, in whole words.

    Made for inline tags: small words inside a phrase may be aligned elsewhere, so the longer the
    phrase, the wider the gaps it may have; punctuation at an edge belongs to it only if the phrase
    has some there. ``None`` when the alignment does not say. Spans are code points, ``threshold``
    is the share of attention (0-1) that a piece must owe to the phrase.
    """
    pieces = len(_wanted(translation, [source_span]))
    runs = _runs(translation, [source_span], threshold, bridge=_BRIDGE + pieces // 4)
    if not runs:
        return None
    best = max(runs, key=lambda run: run.mass)
    start, end = _snapped(translation.text, best.start, best.end)
    inner = _stripped(translation.text, start, end)
    phrase = translation.source[source_span[0] : source_span[1]]
    start = start if _is_edge(phrase[0]) else inner[0]
    end = end if _is_edge(phrase[-1]) else inner[1]
    return (start, end) if start < end else None


def places_of(
    translation: Translation, group: list[Replacement], threshold: float
) -> list[Place | None]:
    """A place for each occurrence of a name, in order, or ``None``."""
    single = [_place(translation, replacement, threshold) for replacement in group]
    distinct = {(place.start, place.end) for place in single if place}
    if len(distinct) == len(group):
        return list(single)
    spans = [(start, end) for start, end, _ in group]
    runs = _runs(translation, spans, threshold)
    if len(runs) < len(group):  # a single "and" between the two is no gap inside a name
        runs = _runs(translation, spans, threshold, bridge=0)
    best = sorted(sorted(runs, key=lambda run: -run.mass)[: len(group)], key=lambda run: run.start)
    shared = {place.start: place for place in (_from_run(translation, group[0], r) for r in best)}
    for place in single + _spelled(translation, group[0]):
        if place and not any(meet(place, other) for other in shared.values()):
            shared[place.start] = place
    ordered: list[Place | None] = [shared[start] for start in sorted(shared)]
    return (ordered + [None] * len(group))[: len(group)]


def _place(translation: Translation, replacement: Replacement, threshold: float) -> Place | None:
    start, end, _ = replacement
    runs = _runs(translation, [(start, end)], threshold)
    if runs:
        return _from_run(translation, replacement, max(runs, key=lambda run: run.mass))
    spelled = _spelled(translation, replacement)
    return spelled[0] if len(spelled) == 1 else None


def _from_run(translation: Translation, replacement: Replacement, run: _Run) -> Place:
    text, name = translation.text, replacement[2]
    for place in _spelled(translation, replacement):
        if place.start <= run.start and run.end <= place.end:
            return place
    start, end = _stripped(text, *_snapped(text, run.start, run.end))
    end = _before_suffix(text, start, end, translation.language, name)
    if translation.source[replacement[0]].isupper():
        start = _after_lower_words(text, start, end, name)
    return Place(start=start, end=end, aligned=max(run.start, start), how="alignment")


def _spelled(translation: Translation, replacement: Replacement) -> list[Place]:
    """Where the target holds the approved name, or the source's, letter by letter."""
    start, end, name = replacement
    places: list[Place] = []
    for spelling in dict.fromkeys((name, translation.source[start:end])):
        for match in re.finditer(re.escape(spelling), translation.text):
            place = Place(
                start=match.start(), end=match.end(), aligned=match.start(), how="spelling"
            )
            whole = _snapped(translation.text, *match.span()) == match.span()
            if spelling and whole and not any(meet(place, other) for other in places):
                places.append(place)
    return sorted(places, key=lambda place: place.start)


def _wanted(translation: Translation, spans: Sequence[Span]) -> set[int]:
    """The source pieces that overlap any of the spans."""
    return {
        piece
        for piece, (start, end) in enumerate(translation.alignment.sources)
        if any(start < right and left < end for left, right in spans)
    }


def _runs(
    translation: Translation, spans: Sequence[Span], threshold: float, *, bridge: int = _BRIDGE
) -> list[_Run]:
    """Runs of target pieces that owe their attention to the spans; odd pieces are bridged."""
    alignment = translation.alignment
    wanted = _wanted(translation, spans)
    masses = [sum(w for piece, w in row if piece in wanted) for row in alignment.rows]
    runs: list[_Run] = []
    last = -bridge - 2
    for piece, mass in enumerate(masses):
        if mass < threshold:
            continue
        start, end = alignment.targets[piece]
        if piece - last <= bridge + 1:
            runs[-1] = _Run(start=runs[-1].start, end=end, mass=runs[-1].mass + mass)
        else:
            runs.append(_Run(start=start, end=end, mass=mass))
        last = piece
    return runs


def _snapped(text: str, start: int, end: int) -> Span:
    """The span widened to whole words."""
    while 0 < start < end and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while start < end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(letter: str) -> bool:
    if letter.isascii():
        return letter.isalnum()
    if not (letter.isalnum() or letter in _JOINERS or unicodedata.category(letter)[0] == "M"):
        return False
    return not unicodedata.name(letter, "").startswith(_UNSPACED)


def _stripped(text: str, start: int, end: int) -> Span:
    """The span without punctuation and white space at its edges."""
    while start < end and _is_edge(text[start]):
        start += 1
    while start < end and _is_edge(text[end - 1]):
        end -= 1
    return start, end


def _is_edge(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter)[0] == "P"


def _before_suffix(text: str, start: int, end: int, language: str, name: str) -> int:
    """Where the name ends before an ending that the language writes after an apostrophe."""
    match = _ENDING.search(text, start, end)
    if not match or language not in _APOSTROPHE_ENDINGS or match.group() in name:
        return end
    return match.start() if match.start() > start else end


def _after_lower_words(text: str, start: int, end: int, name: str) -> int:
    """Where the name begins after articles and prepositions, which have no capital.

    From a word on that the approved name has too everything stays, and so it does where no word
    has a capital (an office, not a name).
    """
    kept = {word.casefold() for word in name.split()}
    for word in re.finditer(r"\S+", text[start:end]):
        if not word.group()[0].islower() or word.group().casefold() in kept:
            return start + word.start()
    return start


def meet(one: Place, other: Place) -> bool:
    """Whether two places share a character."""
    return one.start < other.end and other.start < one.end
