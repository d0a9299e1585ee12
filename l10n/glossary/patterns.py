"""A form of a term in a language, compiled: every way in which a text may spell and inflect it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from l10n.glossary.languages import DERIVED, Compound, Ending, Language, Start, language
from l10n.glossary.pattern import Groups, Pattern, Place, Stems, Whole
from l10n.text.letters import LETTER, MARKS
from l10n.text.places import longer_places, place_names

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME_PARTS = frozenset({"", "name", "proper-name", "proper noun", "propernoun", "acronym"})
_WORD = re.compile(rf'{LETTER}+(?:"{LETTER}+)*')
_KATAKANA = "\u30a1-\u30fa\u30fc"
_CASE_FREE, _INITIAL, _CAPITALS = range(3)
# A word of a name that is often written small: al-, de, von, bin
_PARTICLE_LETTERS = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a form: as compared, with its case, and what kinds of word it may be."""

    lower: str
    cased: str
    kinds: frozenset[str]
    position: int
    count: int


@lru_cache(maxsize=200_000)
def patterns(form: str, tag: str, pos: str) -> tuple[Pattern, ...]:
    """The patterns of one form; more than one when it has an apostrophe within a word.

    A ``joined`` pattern is for a text from which the apostrophes were taken out.
    """
    rules = language(tag)
    folded = rules.fold(form.strip())
    if "'" not in folded.cased:
        found = _pattern(form, folded.cased, folded.lower, rules, pos)
        spread = _spread(form, folded.lower, rules)
        return tuple(one for one in (found, spread) if one is not None)
    bare = folded.without("'")
    split = _pattern(form, folded.cased, folded.lower, rules, pos)
    joined = _pattern(form, bare.cased, bare.lower, rules, pos, joined=True)
    return tuple(found for found in (split, joined) if found is not None)


def _pattern(
    form: str, cased: str, lower: str, rules: Language, pos: str, *, joined: bool = False
) -> Pattern | None:
    words, gaps = _words(cased, lower, rules, pos)
    if not words:
        return None
    counter, other = Groups(), Groups()
    branches = [_branches(word, rules, words, derived=False) for word in words]
    joints = [_joint(gap, rules, noun="noun" in words[0].kinds) for gap in gaps]
    derived = _branches(words[0], rules, words, derived=True) if len(words) == 1 else []
    return Pattern(
        form=form,
        joined=joined,
        present=_search(branches, joints, lower, rules, counter),
        derived=_search([derived], [], lower, rules, other) if derived else None,
        case=_case_demands(words, pos),
        cores=tuple(counter.cores),
        derived_cores=tuple(other.cores),
        inside=_inside(lower, rules),
        longer=longer_names(rules.code, lower) if rules.spaces else (),
    )


def _inside(lower: str, rules: Language) -> tuple[tuple[str, int], ...]:
    """Longer words that hold the term without meaning it, and where they hold it."""
    longer = rules.inside
    if not rules.spaces:
        others = longer_names(rules.code, lower)
        longer += tuple(rules.fold(name).lower for name in others)
    return tuple(
        (word, at.start()) for word in longer for at in re.finditer(re.escape(lower), word)
    )


def longer_names(code: str, lower: str) -> tuple[str, ...]:
    """The countries whose names hold that of this one."""
    return _longer_places(code).get(lower, ())


@cache
def _longer_places(code: str) -> dict[str, tuple[str, ...]]:
    """Countries inside whose names another country's name stands, by their folded names."""
    rules = language(code)
    return {rules.fold(name).lower: longer for name, longer in longer_places(code).items()}


def _spread(form: str, lower: str, rules: Language) -> Pattern | None:
    """A long word that some write as two, where a language lets writers choose."""
    if not rules.spread or len(lower) < rules.spread or not _WORD.fullmatch(lower):
        return None
    if lower != lower.upper():  # Latin letters among others
        return None
    letters = re.findall(rf"\w[{MARKS}]*", lower)
    body = "({})".format(f"(?:{rules.separators})".join(re.escape(letter) for letter in letters))
    return Pattern(
        form=form,
        joined=False,
        present=Whole(_bounded(body, lower, rules), ((1,),)),
        derived=None,
        case=((_CASE_FREE, 1),),
        cores=((letters[0] + letters[1],), (letters[-2] + letters[-1],)),
    )


def _words(cased: str, lower: str, rules: Language, pos: str) -> tuple[list[_Word], list[str]]:
    spans = [(found.start(), found.end()) for found in _WORD.finditer(lower)]
    texts = [lower[start:end] for start, end in spans]
    phrase = len(texts) > 1 and not (
        rules.article and any(t.startswith(rules.article) and len(t) > 4 for t in texts)
    )
    mixed = {"phrase"} if _is_mixed([cased[start:end] for start, end in spans]) else set()
    words = [
        _Word(
            lower[start:end],
            cased[start:end],
            _kinds(cased[start:end], rules, pos, count=len(spans), phrase=phrase) | mixed,
            position,
            len(spans),
        )
        for position, (start, end) in enumerate(spans)
    ]
    gaps = [lower[a[1] : b[0]] for a, b in pairwise(spans)]
    return words, gaps


def _kinds(cased: str, rules: Language, pos: str, *, count: int, phrase: bool) -> frozenset[str]:
    """What kinds of word this may be, from its case, its place in the term and the part of speech."""
    noun = {"noun"} if pos not in NAME_PARTS else set()
    if cased.lower() == cased.upper():
        return frozenset(_kinds_without_case(cased, rules, count=count, phrase=phrase) | noun)
    if cased == cased.lower():
        return frozenset({"phrase"} | noun if count > 1 else {"noun"})
    if cased == cased.upper() and len(cased) > 1:
        return frozenset({"acronym"})
    return frozenset({"name", "inner"} | noun if count > 1 else {"name"} | noun)


def _kinds_without_case(cased: str, rules: Language, *, count: int, phrase: bool) -> set[str]:
    if count > 1:
        return {"phrase"} if phrase else {"name", "inner"}
    if '"' in cased:
        return {"acronym"}
    return {"place"} if rules.places and cased in folded_places(rules.code) else {"name"}


@cache
def folded_places(code: str) -> frozenset[str]:
    """The names of countries and cities in a language, as it compares them."""
    rules = language(code)
    return frozenset(rules.fold(name).cased for name in place_names(code))


# a beginning of a word: the pattern of its prefixes, and its stems with their endings
_Branch = tuple[str, dict[str, set[str]]]


def _search(
    words: list[list[_Branch]], joints: list[str], lower: str, rules: Language, groups: Groups
) -> Whole | Stems:
    """What finds these words, each of which has all its beginnings."""
    for branches in words:
        groups.add([list(stems) for _, stems in branches])
    if len(words) == 1 and rules.spaces and not any(prefix for prefix, _ in words[0]):
        after = _after(rules)
        return Stems(
            tuple(
                (stem, _alternatives(ends) + after)
                for _, stems in words[0]
                for stem, ends in stems.items()
            )
        )
    pieces = [_word_regex(branches) for branches in words]
    body = pieces[0] + "".join(
        joint + piece for joint, piece in zip(joints, pieces[1:], strict=True)
    )
    return Whole(_bounded(body, lower, rules), tuple(groups.words))


def _word_regex(branches: list[_Branch]) -> str:
    """One group for each beginning."""
    told = []
    for prefix, stems in branches:
        either = "|".join(re.escape(stem) + _alternatives(ends) for stem, ends in stems.items())
        told.append(f"{prefix}({either})")
    return f"(?:{'|'.join(told)})"


def _branches(word: _Word, rules: Language, words: list[_Word], *, derived: bool) -> list[_Branch]:
    """All beginnings of a word with all its endings."""
    letters = sum(len(other.lower) for other in words)
    inflected = rules.inflects == "all" or word.position == word.count - 1
    branches: list[_Branch] = []
    for prefix, start, only_derived in _beginnings(word, rules, letters):
        if only_derived and not derived:
            continue
        endings = _endings(start, word, rules, derived=derived) if inflected else {start: {""}}
        if endings:
            branches.append((prefix, endings))
    return branches


def _alternatives(endings: set[str]) -> str:
    """Any of these endings, the longest first."""
    full = sorted((end for end in endings if end), key=lambda end: (-len(end), end))
    optional = "?" if "" in endings else ""
    return f"(?:{'|'.join(full)}){optional}" if full else ""


def _beginnings(word: _Word, rules: Language, letters: int) -> list[tuple[str, str, bool]]:
    """Prefix pattern, the word after the change, and whether it is only for derived words."""
    wanted = "first" if word.position == 0 else "inner"
    found = [
        ("" if start.prefixes == ("",) else f"(?:{'|'.join(start.prefixes)})", changed, only)
        for start in rules.starts
        if start.words == wanted and start.letters[0] <= letters <= start.letters[1]
        for changed, only in _begin(start, word)
    ]
    if not any(
        changed == word.lower and not only and re.fullmatch(prefix, "")
        for prefix, changed, only in found
    ):
        found.append(("", word.lower, False))
    return found


def _begin(start: Start, word: _Word) -> list[tuple[str, bool]]:
    only_derived = DERIVED in start.kinds
    if start.kinds and not only_derived and not start.kinds & word.kinds:
        return []
    met = re.match(start.of, word.lower)
    if met is None:
        return []
    rest = word.lower if start.becomes is None else start.becomes + word.lower[met.end() :]
    return [(rest, only_derived)] if len(rest) > 1 else []


def _endings(start: str, word: _Word, rules: Language, *, derived: bool) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {} if derived else {start: {""}}
    sounds = _sounds(start, rules)
    for ending in rules.endings:
        if ending.derived != derived or (ending.kinds and not ending.kinds & word.kinds):
            continue
        if ending.letters[0] <= len(word.lower) <= ending.letters[1]:
            _end(start, ending, rules, sounds, found)
    if not derived and rules.compound.heads and word.position == word.count - 1:
        _compounds(start, rules.compound, found)
    return found


def _end(
    start: str, ending: Ending, rules: Language, sounds: dict[str, str], found: dict[str, set[str]]
) -> None:
    for met in _met(ending, start):
        stem = start[: met.start()]
        for template in ending.add:
            literal, rest = _literal(template, met)
            found.setdefault(stem + literal, set()).add(_spelled_out(rest, met, rules, sounds))


def _met(ending: Ending, word: str) -> Iterator[re.Match[str]]:
    """Where the ending is found: for a derivation every way, for an inflection the longest."""
    of = re.compile(f"(?:{ending.of})$")
    for at in range(len(word) + 1):
        met = of.match(word, at)
        if met and (at or ending.of.startswith(("^", "(.."))):
            yield met
            if not ending.derived:
                return


def _literal(template: str, met: re.Match[str]) -> tuple[str, str]:
    """A group at the start of a template belongs to the letters that are always there."""
    if len(template) > 1 and template[0] == "\\" and template[1].isdigit():
        return met[int(template[1])] or "", template[2:]
    return "", template


def _spelled_out(template: str, met: re.Match[str], rules: Language, sounds: dict[str, str]) -> str:
    regex = re.sub(r"\\(\d)", lambda found: re.escape(met[int(found[1])] or ""), template)
    slots = dict(rules.slots)
    while "{" in regex and (named := re.search(r"\{([a-z]+)\}", regex)):
        regex = regex.replace(named[0], slots[named[1]])
    for sound, letters in sounds.items():
        regex = regex.replace(sound, letters)
    return regex


def _sounds(word: str, rules: Language) -> dict[str, str]:
    """How this word's last vowel spells the sounds that depend on it."""
    for letter in reversed(word):
        for vowels, sounds in rules.harmony:
            if letter in vowels:
                return sounds
    return rules.harmony[-1][1] if rules.harmony else {}


def _compounds(start: str, compound: Compound, found: dict[str, set[str]]) -> None:
    links = "|".join(re.escape(link) for link in compound.link)
    heads = "|".join(re.escape(head) for head in compound.heads)
    tail = rf"(?:{links})(?:{heads}){LETTER}*"
    found[start].add(tail)
    if compound.drop and start.endswith(compound.drop):
        found.setdefault(start.removesuffix(compound.drop), set()).add(rf"(?:{heads}){LETTER}*")


def _joint(gap: str, rules: Language, *, noun: bool) -> str:
    """What may stand between two words of a term; one or two words more within a noun phrase."""
    if not rules.spaces:
        return "[\N{KATAKANA MIDDLE DOT} =-]{0,2}"
    joint = rules.separators
    if "'" in gap:
        joint = "[ '-]{0,2}"
    elif gap.strip(" -\u200c"):
        joint = r"[^\w]{1,4}"
    return rf"(?:{joint}|{joint}(?:{LETTER}+{joint}){{1,2}})" if noun else joint


def _bounded(body: str, lower: str, rules: Language) -> str:
    if rules.spaces:
        return rf"(?<!{LETTER}){body}{_after(rules)}"
    before = after = ""
    if re.match(f"[{_KATAKANA}]", lower):
        before = f"(?<![{_KATAKANA}])"
    if re.search(f"[{_KATAKANA}]$", lower):
        after = f"(?![{_KATAKANA}])"
    if re.match("[0-9a-z]", lower):
        before = "(?<![0-9a-z])"
    if re.search("[0-9a-z]$", lower):
        after = "(?![0-9a-z])"
    return before + body + after


def _after(rules: Language) -> str:
    """No word goes on here."""
    closed = f"{rules.closed}?" if rules.closed else ""
    return rf"(?!{closed}{LETTER})"


def _case_demands(words: list[_Word], pos: str) -> tuple[tuple[int, int], ...]:
    """For each word, what its capitals demand of the text, and of how many letters.

    A name in capitals must be in capitals; in a phrase with small words (Premier ministre), and for
    a noun or a title, the first capital is a matter of style.
    """
    soft = pos not in NAME_PARTS or _is_mixed([word.cased for word in words])
    return tuple((_demand(word.cased, soft=soft), len(word.cased)) for word in words)


def _is_mixed(words: list[str]) -> bool:
    """Whether a word that is no particle is small: such a term is a phrase (Premier ministre)."""
    return len(words) > 1 and any(
        word == word.lower() != word.upper() and len(word) > _PARTICLE_LETTERS for word in words
    )


def _demand(cased: str, *, soft: bool) -> int:
    if len(cased) > 1 and cased == cased.upper() != cased.lower():
        return _CAPITALS
    return _INITIAL if not soft and cased[0] != cased[0].lower() else _CASE_FREE


def case_holds(pattern: Pattern, found: Place, cased: str) -> bool:
    """Whether the capitals of the text are those that the form demands."""
    for start, (demand, length) in zip(found.words, pattern.case, strict=True):
        if demand == _CASE_FREE:
            continue
        word = cased[start : start + (length if demand == _CAPITALS else 1)]
        if any(letter != letter.upper() for letter in word):
            return False
    return True
