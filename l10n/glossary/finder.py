"""Which terms an English source text holds: one pass, longest first, spans of the original.

A text is folded and split into words once; every word is looked up in a table of first words. What
is looked up next, and whether the hit's case, gaps and length are right, concerns few words, so the
cost hardly grows with the number of terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from l10n.glossary import sounds
from l10n.glossary.patterns import NAME_PARTS
from l10n.glossary.plurals import plurals
from l10n.text.letters import Folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model.term import Term

FOLDS = ("latin-all",)
# A dotted acronym is one word; an apostrophe within a word is a part of it.
_WORDS = re.compile(r"((?:(?<![^\W_])[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:'[^\W_]+)*)")
_JOINT = re.compile(r"[ -]{1,3}")
_ABBREVIATION_JOINT = re.compile(r"\.[ -]{0,2}")
_ABBREVIATION = 4
# Words that an acronym may look like in a headline set in capitals.
_COMMON = frozenset(
    "a ai all am an and any are arm as ask at be but by can do for get go had has he her him his how if in is "
    "it its led may me my new no nor not now of off on one or our out own pa pm put red sad say see set she "
    "so ten the to two un up us use war was way we who why yes you".split()
)
_SPELLINGS_PER_TERM = 4096


@dataclass(frozen=True, slots=True)
class Spelling:
    """A span of the source, which term it may be, and by which of the term's spellings."""

    start: int
    end: int
    term: int
    spelling: int


@dataclass(slots=True)
class SourceIndex:
    """Tables from folded words to spellings: ``term * 4096 + spelling``, exact before plural."""

    exact: dict[str, tuple[int, ...]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    sound: dict[str, tuple[int, ...]] = field(default_factory=dict)
    sound_starts: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, term: Term) -> None:
        """Enter all spellings of a term, their plurals, and how its names sound."""
        for index, spelling in enumerate(term.spellings[:_SPELLINGS_PER_TERM]):
            entry = number * _SPELLINGS_PER_TERM + index
            words = words_of(spelling)
            if not words:
                continue
            for form in (words, *plurals(words, name=term.pos in NAME_PARTS)):
                _enter(self.exact, self.starts, " ".join(form), entry)
            if words[0] == sounds.ARTICLE and len(words) > 1:
                self._enter_joined(words, entry)
            if term.pos in NAME_PARTS and not term.case_sensitive and not spelling.isupper():
                self._enter_sound(words, entry)

    def _enter_joined(self, words: tuple[str, ...], entry: int) -> None:
        joined = (words[0] + words[1], *words[2:])
        _enter(self.exact, self.starts, " ".join(joined), entry)

    def _enter_sound(self, words: tuple[str, ...], entry: int) -> None:
        key = sounds.key(words)
        if key:
            _enter(self.sound, self.sound_starts, key, entry)


def _enter(table: dict[str, tuple[int, ...]], starts: dict[str, int], key: str, entry: int) -> None:
    known = table.get(key)
    if known is None:
        table[key] = (entry,)
        first, _, rest = key.partition(" ")
        length = rest.count(" ") + 2 if rest else 1
        if starts.get(first, 0) < length:
            starts[first] = length
    elif entry not in known:
        table[key] = (*known, entry)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a spelling, as the finder compares them."""
    return tuple(_plain(word) for word in _WORDS.findall(Folded.of(text, FOLDS).lower))


def _plain(word: str) -> str:
    """Without the dots of an acronym, a possessive, and apostrophes within a word."""
    if "." in word:
        return word.replace(".", "")
    return word.removesuffix("'s").replace("'", "") if "'" in word else word


class Scan:
    """One text, split into words, being looked through."""

    def __init__(self, text: str, index: SourceIndex, terms: Sequence[Term]) -> None:
        self._text = text
        self._index = index
        self._terms = terms
        self._folded = Folded.of(text, FOLDS)
        parts = _WORDS.split(self._folded.lower)
        self._parts = parts
        self._words = [
            word if "'" not in word and "." not in word else _plain(word) for word in parts[1::2]
        ]
        self._ends = list(accumulate(map(len, parts)))
        self._shouted = not any(map(str.islower, text[:400])) if text.isupper() else False

    def hits(self, memo: dict[str, tuple[str, str]]) -> Iterator[Spelling]:
        """All hits from left to right without overlaps; ``memo`` remembers how words sound."""
        starts = self._index.starts
        words = self._words
        after = 0
        for at in self._candidates(memo):
            if at < after:
                continue
            best = self._exact(at, starts.get(words[at], 0))
            sounding = self._sounding(at, len(best[1]) if best else 0, memo)
            found = sounding or best
            if found is None:
                continue
            entry, span = found
            after = at + len(span)
            yield self._spelling(entry, span)

    def _candidates(self, memo: dict[str, tuple[str, str]]) -> list[int]:
        starts, sound_starts, cased = (
            self._index.starts,
            self._index.sound_starts,
            self._folded.cased,
        )
        ends = self._ends
        found = []
        for at, word in enumerate(self._words):
            if word in starts:
                found.append(at)
            elif sound_starts and (cased[ends[2 * at]] != word[:1] or sounds.may_be_article(word)):
                loose, strict = self._sound(word, memo)
                if loose in sound_starts or strict in sound_starts or sounds.may_be_article(word):
                    found.append(at)
        return found

    @staticmethod
    def _sound(word: str, memo: dict[str, tuple[str, str]]) -> tuple[str, str]:
        known = memo.get(word)
        if known is None:
            known = sounds.word_key(word, loose=True), sounds.word_key(word, loose=False)
            memo[word] = known
        return known

    def _exact(self, at: int, longest: int) -> tuple[int, range] | None:
        words, table = self._words, self._index.exact
        for count in range(min(longest, len(words) - at), 0, -1):
            entries = table.get(words[at] if count == 1 else " ".join(words[at : at + count]))
            if entries is None or not self._joined(at, count):
                continue
            right = [entry for entry in entries if self._case_is_right(entry, at, count)]
            if right:
                return min(right, key=lambda e: self._rank(e, at, count)), range(at, at + count)
        return None

    def _sounding(
        self, at: int, shorter: int, memo: dict[str, tuple[str, str]]
    ) -> tuple[int, range] | None:
        """A longer hit by sound, if the words that count are written as a name."""
        starts = self._index.sound_starts
        if not starts:
            return None
        word = self._words[at]
        keys = (sounds.ARTICLE,) if sounds.may_be_article(word) else self._sound(word, memo)
        longest = max(starts.get(key, 0) for key in keys)
        for count in range(min(longest, len(self._words) - at), shorter, -1):
            key = sounds.key(self._words, at, count)
            entries = self._index.sound.get(key) if key else None
            if entries and self._joined(at, count) and self._capitalised(at, count):
                return entries[0], range(at, at + count)
        return None

    def _joined(self, at: int, count: int) -> bool:
        """Whether only spaces and hyphens stand between the words, and no empty line."""
        for index in range(at, at + count - 1):
            joint = self._parts[2 * index + 2]
            if not _JOINT.fullmatch(joint) and not (
                len(self._words[index]) <= _ABBREVIATION and _ABBREVIATION_JOINT.fullmatch(joint)
            ):
                return False
        if count == 1:
            return True
        start, end = self._span(range(at, at + count))
        return "\n\n" not in self._text[start:end]

    def _capitalised(self, at: int, count: int) -> bool:
        cased, ends = self._folded.cased, self._ends
        return all(
            cased[ends[2 * index]].isupper()
            for index in range(at, at + count)
            if len(self._words[index]) > _ABBREVIATION - 1
        )

    def _case_is_right(self, entry: int, at: int, count: int) -> bool:
        term = self._terms[entry // _SPELLINGS_PER_TERM]
        spelling = term.spellings[entry % _SPELLINGS_PER_TERM]
        acronym = spelling.isupper() and len(spelling) > 1
        if not term.case_sensitive and not acronym:
            return True
        written = self._written(at, count)
        if acronym:
            common = self._shouted and self._words[at] in _COMMON and count == 1
            capitals = written.removesuffix("s") if not spelling.endswith("S") else written
            return (written.isupper() or capitals.isupper()) and not common
        wanted = _case_of(spelling)
        return written.startswith(wanted) or (written.isupper() and self._shouted)

    def _written(self, at: int, count: int) -> str:
        """The words as the text has them, without dots, apostrophes and hyphens."""
        cased, ends = self._folded.cased, self._ends
        return " ".join(
            cased[ends[2 * i] : ends[2 * i + 1]].replace(".", "").replace("'", "")
            if "'s" not in cased[ends[2 * i] : ends[2 * i + 1]]
            else cased[ends[2 * i] : ends[2 * i + 1] - 2]
            for i in range(at, at + count)
        )

    def _rank(self, entry: int, at: int, count: int) -> tuple[bool, bool, int]:
        """Exactly as written before folded, a term's own source before a variant, then in order."""
        spelling = self._terms[entry // _SPELLINGS_PER_TERM].spellings[entry % _SPELLINGS_PER_TERM]
        return (
            _case_of(spelling) != self._written(at, count),
            entry % _SPELLINGS_PER_TERM > 0,
            entry,
        )

    def _span(self, words: range) -> tuple[int, int]:
        start, end = self._ends[2 * words[0]], self._ends[2 * words[-1] + 1]
        if self._folded.lower.endswith("'s", start, end):
            end -= 2
        return self._folded.span(start, end)

    def _spelling(self, entry: int, words: range) -> Spelling:
        start, end = self._span(words)
        return Spelling(start, end, entry // _SPELLINGS_PER_TERM, entry % _SPELLINGS_PER_TERM)


def _case_of(spelling: str) -> str:
    folded = Folded.of(spelling, FOLDS)
    return " ".join(
        word.replace(".", "").removesuffix("'s").replace("'", "")
        for word in _WORDS.findall(folded.cased)
    )
