"""Names in articles that the glossary lacks: capitalised sequences, acronyms with their expansion."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from l10n.glossary import sounds
from l10n.glossary.index import words_of
from l10n.glossary.verifier import verify
from l10n.model.term import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.glossary import Glossary

_CONNECTORS = (
    "al|el|an|as|ash|ad|ar|at|az|bin|ibn|bint|abu|of|de|del|della|van|von|der|da|dos|du|la|le|ul"
)
_OF = re.compile(r" (?:of|for|and)(?: the)? ")
# With a space after them the others are English words: Haddad at Ain al-Asad.
_SPACED = "al|el|bin|ibn|bint|abu|of|de|del|della|van|von|der|da|dos|du|la|le|ul"
_APOSTROPHE = "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
_DASH = "\\-\N{NON-BREAKING HYPHEN}"
_CAPITAL = rf"(?:[^\W\d_a-z](?:[^\W\d_]|[{_APOSTROPHE}](?=[^\W\d_])(?!s\b))*)"
_NAME = re.compile(
    rf"(?<![\w{_DASH}])(?:(?:al|el)[{_DASH}])?{_CAPITAL}"
    rf"(?:(?:[ ](?:(?:{_CONNECTORS})[{_DASH}]|(?:{_SPACED}|for the|of the)[ ])?|[{_DASH}](?:(?:{_CONNECTORS})[{_DASH}])?)"
    rf"{_CAPITAL})*(?![\w])"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]|(?<!, )[\"\N{LEFT DOUBLE QUOTATION MARK}\[(])\s*$")
# Islamic State of Iraq and Syria (ISIS): the acronym says that what follows "and" belongs to the name.
_WITH_ACRONYM = re.compile(
    rf"(?P<more> and (?:the )?{_CAPITAL}(?: {_CAPITAL})*)?\s*\((?P<acronym>[A-Z][A-Za-z&.-]{{1,9}})\)"
)
# A title ends here, and a person's name begins: Prime Minister | Mohammed, Secretary of Defense | Lloyd
_TITLE = re.compile(
    r"^(?P<title>(?:[^ ]+ )*?(?:(?:Secretary|Minister|Commander|Chief|Director|Head|Leader|Speaker) (?:of|for) "
    r"(?:the )?[^ ]+|Minister|President|Secretary|General|Commander|Chief|Spokesman|Spokesperson|"
    r"Spokeswoman|Ambassador|Envoy|Senator|Governor|Sheikh|Ayatollah|King|Prince|Colonel|Captain|"
    r"Major|Lieutenant|Admiral|Brigadier|Director|Chancellor|Premier|Sultan|Emir|Representative)) "
    r"(?!of\b|for\b)(?P<name>.+)$"
)
# Capitalised in English, and no names of ours: days, months, titles, words that open sentences.
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december the a an this that these those it he she they "
    "we i you his her its their our in on at by for from with as of to and but or if when while "
    "after before since over under amid among according also however meanwhile last next earlier "
    "new many most some all any each both there here what who why how where not no yes mr mrs ms dr "
    "sir president minister king prince sheikh general colonel captain photo file source read more "
    "during despite although because until still only even now then today yesterday tomorrow one two "
    "three four five six seven eight nine ten first second third maj gen lt col sgt capt brig adm "
    "sen rep gov dr prof st".split()
)


_TITLES = frozenset("minister president general king prince sheikh colonel captain".split())
_NO_ENDS = (_NOT_NAMES | set(_CONNECTORS.split("|"))) - _TITLES


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
    only_opening: bool = True


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
    kept = [
        group
        for group in _merged(groups)
        if _is_name(group, at_least) and not (glossary and _derived_from_a_term(group, glossary))
    ]
    made = (_candidate(group) for group in kept)
    return tuple(sorted(made, key=lambda one: (-one.count, one.name)))


def _derived_from_a_term(group: _Group, glossary: Glossary) -> bool:
    """Iraqi, where the glossary has Iraq."""
    name = max(group.spellings, key=lambda one: group.spellings[one])
    if " " in name or name.isupper():
        return False
    starts = (term.source for term in glossary.terms if term.source[:3] == name[:3])
    return any(verify(name, start, "en").verdict is Verdict.DERIVED for start in starts)


def _names(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _NAME.finditer(text):
        for part in _parts(text, found.start(), found.end()):
            start, end = _trimmed(text, *part)
            if start < end:
                yield (start, *_with_acronym(text, start, end))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A title and the name of who bears it, apart."""
    titled = _TITLE.match(text[start:end])
    if titled is None:
        yield start, end
        return
    yield start, start + titled.end("title")
    yield from _parts(text, start + titled.start("name"), end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without words at either edge that are no names, and without connectors there."""
    pieces = list(re.finditer(rf"[^\s{_DASH}]+", text[start:end]))
    while pieces and pieces[0].group().casefold() in _NOT_NAMES:
        pieces.pop(0)
    while pieces and pieces[-1].group().casefold() in _NO_ENDS:
        pieces.pop()
    if len(pieces) == 1 and pieces[0].group().casefold() in _TITLES:
        pieces.pop()
    if not pieces:
        return start, start
    return start + pieces[0].start(), start + pieces[-1].end()


def _with_acronym(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the name ends, and the acronym that stands for it in brackets behind it."""
    found = _WITH_ACRONYM.match(text, end)
    if found is None:
        return end, ""
    acronym = found["acronym"].replace(".", "")
    whole = found.end("more") if found["more"] else end
    initials = "".join(word[0] for word in re.findall(r"\w+", text[start:whole]))
    wanted = iter(initials.upper())
    if all(letter in wanted for letter in acronym.upper()):
        return whole, acronym
    return end, ""


def _note(
    groups: dict[str, _Group], text: str, number: int, start: int, end: int, acronym: str
) -> None:
    name = text[start:end]
    group = groups[_key(name)]
    group.spellings[name] += 1
    group.places.append((number, start, end))
    group.acronym = group.acronym or acronym
    opening = bool(_SENTENCE_START.search(text[max(0, start - 3) : start]))
    group.only_opening &= opening
    group.mid_sentence |= not opening or " " in name or name.isupper()


def _key(name: str) -> str:
    words = words_of(name)
    return sounds.key(words) or " ".join(words)


def _merged(groups: dict[str, _Group]) -> list[_Group]:
    """Short names beside the long ones they stand for: a surname, an acronym."""
    owners: dict[str, list[_Group]] = defaultdict(list)
    for group in groups.values():
        for name in {name for name in group.spellings if _has_a_short_form(name)}:
            owners[_key(name.rsplit(" ", 1)[-1])].append(group)
        if group.acronym:
            owners[_key(group.acronym)].append(group)
    kept: list[_Group] = []
    for key, group in groups.items():
        name, later = _without_opening_word(group, groups)
        if later is not None:
            later.spellings[name] += len(group.places)
            later.places.extend((at, end - len(name), end) for at, _, end in group.places)
            continue
        whose = {id(one): one for one in owners.get(key, ()) if one is not group}
        if len(whose) == 1 and not any(" " in name for name in group.spellings):
            owner = next(iter(whose.values()))
            owner.spellings.update(group.spellings)
            owner.places.extend(group.places)
        else:
            kept.append(group)
    return kept


def _has_a_short_form(name: str) -> bool:
    """Whether the last word may stand for all: Austin for Lloyd Austin, not Iraq for a State of Iraq."""
    return " " in name and _OF.search(name) is None


def _without_opening_word(group: _Group, groups: dict[str, _Group]) -> tuple[str, _Group | None]:
    """The name that is left when the word that opened the sentence is taken off, if it is known."""
    first, space, rest = group.spellings.most_common(1)[0][0].partition(" ")
    if not (space and first and group.only_opening):
        return "", None
    connector, _, after = rest.partition(" ")
    name = after if connector in _CONNECTORS.split("|") else rest
    other = groups.get(_key(name))
    return name, None if other is group else other


def _is_name(group: _Group, at_least: int) -> bool:
    return (
        group.mid_sentence
        and group.spellings.total() >= at_least
        and len(max(group.spellings, key=len)) > 1
    )


def _candidate(group: _Group) -> NameCandidate:
    by_count = sorted(group.spellings.items(), key=lambda item: (-item[1], item[0]))
    whole = [name for name, _ in by_count if " " in name]
    ordered = whole + [name for name, _ in by_count if " " not in name]
    return NameCandidate(
        name=ordered[0],
        count=group.spellings.total(),
        variants=tuple(ordered[1:]),
        acronym=group.acronym,
        places=tuple(sorted(group.places)),
    )
