"""Names in articles that the glossary lacks: capitalised sequences, acronyms with their expansion."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from l10n.glossary import sounds
from l10n.glossary.index import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.glossary import Glossary

_CONNECTORS = (
    "al|el|an|as|ash|ad|ar|at|az|bin|ibn|bint|abu|of|de|del|della|van|von|der|da|dos|du|la|le|ul"
)
_APOSTROPHE = "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
_DASH = "\\-\N{NON-BREAKING HYPHEN}"
_CAPITAL = rf"(?:[^\W\d_a-z](?:[^\W\d_]|[{_APOSTROPHE}](?=[^\W\d_])(?!s\b))*)"
_NAME = re.compile(
    rf"(?<![\w{_DASH}])(?:(?:al|el)[{_DASH}])?{_CAPITAL}"
    rf"(?:(?:[ ](?:(?:{_CONNECTORS}|for the|of the)[ {_DASH}])?|[{_DASH}](?:(?:{_CONNECTORS})[{_DASH}])?)"
    rf"{_CAPITAL})*(?![\w])"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]|[\"\N{LEFT DOUBLE QUOTATION MARK}\[(])\s*$")
_WITH_ACRONYM = re.compile(r"\s*\((?P<acronym>[A-Z][A-Za-z&.-]{1,9})\)")
# Capitalised in English, and no names of ours: days, months, titles, words that open sentences.
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december the a an this that these those it he she they "
    "we i you his her its their our in on at by for from with as of to and but or if when while "
    "after before since over under amid among according also however meanwhile last next earlier "
    "new many most some all any each both there here what who why how where not no yes mr mrs ms dr "
    "sir president minister king prince sheikh general colonel captain photo file source read more "
    "during despite although because until still only even now then today yesterday tomorrow one two "
    "three four five six seven eight nine ten first second third".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCandidate:
    """A name that the glossary lacks.

    ``variants`` are its other spellings, most frequent first; ``places`` are (text, start, end):
    the number of the text in the order given, and code-point offsets.
    """

    name: str
    count: int
    variants: tuple[str, ...] = ()
    acronym: str = ""
    places: tuple[tuple[int, int, int], ...] = ()


@dataclass(slots=True)
class _Group:
    spellings: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    acronym: str = ""
    mid_sentence: bool = False


def candidates(
    texts: Iterable[str], glossary: Glossary | None = None, *, at_least: int = 1
) -> tuple[NameCandidate, ...]:
    """Names that the glossary lacks, the most frequent first.

    A single capitalised word that only ever opens sentences is no candidate.
    """
    groups: dict[str, _Group] = defaultdict(_Group)
    for number, text in enumerate(texts):
        taken = [(hit.start, hit.end) for hit in glossary.find(text)] if glossary else []
        for start, end, acronym in _names(text):
            if not any(start < b and a < end for a, b in taken):
                _note(groups, text, number, start, end, acronym)
    kept = [group for group in groups.values() if _is_name(group, at_least)]
    made = (_candidate(group) for group in kept)
    return tuple(sorted(made, key=lambda one: (-one.count, one.name)))


def _names(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _NAME.finditer(text):
        start, end = _trimmed(text, found.start(), found.end())
        if start < end:
            yield start, end, _acronym_after(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without words at either edge that are no names, and without connectors there."""
    pieces = list(re.finditer(rf"[^\s{_DASH}]+", text[start:end]))
    while pieces and pieces[0].group().casefold() in _NOT_NAMES:
        pieces.pop(0)
    while pieces and pieces[-1].group().casefold() in _NOT_NAMES | set(_CONNECTORS.split("|")):
        pieces.pop()
    if not pieces:
        return start, start
    return start + pieces[0].start(), start + pieces[-1].end()


def _acronym_after(text: str, start: int, end: int) -> str:
    found = _WITH_ACRONYM.match(text, end)
    if found is None:
        return ""
    acronym = found["acronym"].replace(".", "")
    initials = "".join(word[0] for word in re.findall(r"\w+", text[start:end]))
    wanted = iter(initials.upper())
    return acronym if all(letter in wanted for letter in acronym.upper()) else ""


def _note(
    groups: dict[str, _Group], text: str, number: int, start: int, end: int, acronym: str
) -> None:
    name = text[start:end]
    group = groups[_key(name)]
    group.spellings[name] += 1
    group.places.append((number, start, end))
    group.acronym = group.acronym or acronym
    if " " in name or name.isupper() or not _SENTENCE_START.search(text[max(0, start - 3) : start]):
        group.mid_sentence = True


def _key(name: str) -> str:
    words = words_of(name)
    return sounds.key(words) or " ".join(words)


def _is_name(group: _Group, at_least: int) -> bool:
    return (
        group.mid_sentence
        and group.spellings.total() >= at_least
        and len(max(group.spellings, key=len)) > 1
    )


def _candidate(group: _Group) -> NameCandidate:
    ordered = [
        name for name, _ in sorted(group.spellings.items(), key=lambda item: (-item[1], item[0]))
    ]
    return NameCandidate(
        name=ordered[0],
        count=group.spellings.total(),
        variants=tuple(ordered[1:]),
        acronym=group.acronym,
        places=tuple(group.places),
    )
