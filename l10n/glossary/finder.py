"""Which terms an English source text holds: one pass, longest first, spans of the original.

A text is folded once and cut at its spaces; each piece is looked up in a table that remembers
whether a term may begin in it. Only around those is the text split into words and compared, so the
cost hardly grows with the number of terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from l10n.glossary import sounds
from l10n.glossary.index import (
    FOLDS,
    SPELLINGS_PER_TERM,
    WORDS,
    SourceIndex,
    case_of,
    entries,
    plain,
)
from l10n.text.letters import Folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model.term import Term

_JOINT = re.compile(r"'?[ -]{1,3}'?")
_ABBREVIATION_JOINT = re.compile(r"\.[ -]{0,2}")
_ABBREVIATION = 4
# Words that an acronym may look like in a headline set in capitals.
_COMMON = frozenset(
    "a ai all am an and any are arm as ask at be but by can do for get go had has he her him his how if in is "
    "it its led may me my new no nor not now of off on one or our out own pa pm put red sad say see set she "
    "so ten the to two un up us use war was way we who why yes you".split()
)
# Behind one of these, US in a headline in capitals is the pronoun; anywhere else it is the country.
_BEFORE_A_PRONOUN = frozenset(
    "about after against all among around ask asks at before behind below between by join for from give gives "
    "help helps is it kill kills let like lets make makes of on over owe show shows take tell tells than to told "
    "told toward towards trust upon warn with without".split()
)
_RINGS = frozenset("\N{MODIFIER LETTER LEFT HALF RING}\N{MODIFIER LETTER RIGHT HALF RING}")
_PRONOUN_REACH = 12
_MOST_PIECES = 200_000


@dataclass(frozen=True, slots=True)
class Spelling:
    """A span of the source, which term it may be, and by which of the term's spellings."""

    start: int
    end: int
    term: int
    spelling: int


class Finder:
    """Finds the terms of one index; remembers which pieces of text are worth a look."""

    def __init__(self, index: SourceIndex, terms: Sequence[Term]) -> None:
        self.index, self._terms = index, terms
        self._sounds = _Sounds(index)
        self._pieces = _Pieces(index, self._sounds)

    def find(self, text: str) -> Iterator[Spelling]:
        """All hits from left to right without overlaps."""
        folded = Folded.of(text, FOLDS)
        pieces = folded.cased.split(" ")
        if len(self._pieces) > _MOST_PIECES:
            self._pieces.clear()
            self._sounds.clear()
        marks = list(map(self._pieces.__getitem__, pieces))
        if not any(marks):
            return
        shouted = text.isupper()
        after = 0
        for start, end in _windows(pieces, marks):
            start = max(start, after)  # noqa: PLW2901 - a hit may reach into the next window
            scan = _Scan(
                folded, start, end, self.index, self._terms, lengths=self._sounds, shouted=shouted
            )
            for hit, after in scan.hits():  # noqa: B007 - where the last hit ends
                yield hit


class _Pieces(dict[str, int]):
    """Of each piece between spaces: how many words a term that begins in it may have.

    Negative where only an article begins, which needs a name after it.
    """

    def __init__(self, index: SourceIndex, lengths: _Sounds) -> None:
        super().__init__()
        self._starts, self._lengths = index.starts, lengths

    def __missing__(self, piece: str) -> int:
        words = WORDS.findall(piece)
        most = 0
        for at, word in enumerate(words):
            lower = plain(word.lower())
            most = max(most, self._starts.get(lower, 0))
            length = self._lengths[lower]
            if length and sounds.may_be_article(lower):
                most = max(most, length) if at + 1 < len(words) else most or -length
            elif length and word[0].isupper():
                most = max(most, length)
        self[piece] = most
        return most


class _Sounds(dict[str, int]):
    """Of each word: how many words a term may have that begins with something that sounds so."""

    def __init__(self, index: SourceIndex) -> None:
        super().__init__()
        self._table = index.sound_starts

    def __missing__(self, word: str) -> int:
        keys = (sounds.word_key(word, loose=True), sounds.word_key(word, loose=False))
        if sounds.may_be_article(word):
            keys = (sounds.ARTICLE, sounds.ARTICLE)
        length = max(self._table.get(key, 0) for key in keys) if self._table else 0
        self[word] = length
        return length


def _windows(pieces: list[str], marks: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches of the text, whole pieces, in which every hit lies entirely."""
    ends = list(accumulate(map(len, pieces)))
    begin = last = -1
    for at, mark in enumerate(marks):
        if not mark or (mark < 0 and not _names(pieces, at)):
            continue
        reach = min(at + abs(mark), len(pieces) - 1)
        if "" in pieces[at:reach]:  # more spaces than one
            reach = min(at + 3 * abs(mark), len(pieces) - 1)
        if begin >= 0 and at > last:
            yield ends[begin] - len(pieces[begin]) + begin, ends[last] + last
            begin = at
        elif begin < 0:
            begin = at
        last = max(last, reach)
    if begin >= 0:
        yield ends[begin] - len(pieces[begin]) + begin, ends[last] + last


def _names(pieces: list[str], at: int) -> bool:
    """Whether a capital follows an article."""
    return at + 1 < len(pieces) and pieces[at + 1][:1].isupper()


class _Scan:
    """A stretch of a text, split into words, being looked through."""

    def __init__(
        self,
        folded: Folded,
        start: int,
        end: int,
        index: SourceIndex,
        terms: Sequence[Term],
        *,
        lengths: _Sounds,
        shouted: bool,
    ) -> None:
        self._folded, self._index, self._terms = folded, index, terms
        self._lengths, self._shouted = lengths, shouted
        parts = WORDS.split(folded.lower[start:end])
        self._parts = parts
        self._words = [
            word if "'" not in word and "." not in word else plain(word) for word in parts[1::2]
        ]
        self._ends = list(accumulate(map(len, parts), initial=start))[1:]

    def hits(self) -> Iterator[tuple[Spelling, int]]:
        """All hits from left to right without overlaps, and where each ends in the folded text."""
        starts, lengths = self._index.starts, self._lengths
        after = 0
        for at, word in enumerate(self._words):
            if at < after:
                continue
            longest, sounding = starts.get(word, 0), lengths[word]
            best = self._exact(at, longest) if longest else None
            if sounding:
                best = self._sounding(at, sounding, len(best[1]) if best else 0) or best
            if best is None:
                continue
            entry, span = best
            after = at + len(span)
            yield self._spelling(entry, span), self._ends[2 * span[-1] + 1]

    def _exact(self, at: int, longest: int) -> tuple[int, range] | None:
        words, table = self._words, self._index.exact
        for count in range(min(longest, len(words) - at), 0, -1):
            known = table.get(words[at] if count == 1 else " ".join(words[at : at + count]))
            if known is None or not self._joined(at, count):
                continue
            right = [entry for entry in entries(known) if self._case_is_right(entry, at, count)]
            if len(right) == 1:
                return right[0], range(at, at + count)
            if right:
                return min(right, key=lambda e: self._rank(e, at, count)), range(at, at + count)
        return None

    def _sounding(self, at: int, longest: int, shorter: int) -> tuple[int, range] | None:
        """A longer hit by sound, if the words that count are written as a name."""
        if not (self._capital(at) or sounds.may_be_article(self._words[at])):
            return None
        for count in range(min(longest, len(self._words) - at), shorter, -1):
            key = sounds.key(self._words, at, count)
            known = self._index.sound.get(key) if key else None
            if known is not None and self._joined(at, count) and self._capitalised(at, count):
                return entries(known)[0], range(at, at + count)
        return None

    def _joined(self, at: int, count: int) -> bool:
        """Whether only spaces and hyphens stand between the words, and no empty line."""
        if count == 1:
            return True
        for index in range(at, at + count - 1):
            joint = self._parts[2 * index + 2]
            if joint in {" ", "-"}:
                continue
            if not _JOINT.fullmatch(joint) and not (
                len(self._words[index]) <= _ABBREVIATION and _ABBREVIATION_JOINT.fullmatch(joint)
            ):
                return False
        start, end = self._span(range(at, at + count))
        return "\n\n" not in self._folded.text[start:end]

    def _capital(self, at: int) -> bool:
        return self._folded.cased[self._ends[2 * at]].isupper()

    def _capitalised(self, at: int, count: int) -> bool:
        return all(
            self._capital(index)
            for index in range(at, at + count)
            if len(self._words[index]) > _ABBREVIATION - 1
        )

    def _case_is_right(self, entry: int, at: int, count: int) -> bool:
        term = self._terms[entry // SPELLINGS_PER_TERM]
        spelling = term.spellings[entry % SPELLINGS_PER_TERM]
        acronym = spelling.isupper() and len(spelling) > 1
        if not term.case_sensitive and not acronym:
            return True
        written = self._written(at, count)
        if acronym:
            common = self._shouted and count == 1 and self._is_common(at)
            capitals = written.removesuffix("s") if not spelling.endswith("S") else written
            return (written.isupper() or capitals.isupper()) and not common
        wanted = case_of(spelling)
        return written.startswith(wanted) or (written.isupper() and self._shouted)

    def _is_common(self, at: int) -> bool:
        """Whether a word in a text in capitals is more likely a common one than an acronym."""
        if self._words[at] != "us":
            return self._words[at] in _COMMON
        start = self._ends[2 * at]
        before = self._folded.lower[max(0, start - _PRONOUN_REACH) : start].split()
        return bool(before) and before[-1] in _BEFORE_A_PRONOUN

    def _written(self, at: int, count: int) -> str:
        """The words as the text has them, without dots, apostrophes and hyphens."""
        cased, ends = self._folded.cased, self._ends
        return " ".join(
            cased[ends[2 * i] : ends[2 * i + 1]].replace(".", "").replace("'", "")
            if "'s" not in cased[ends[2 * i] : ends[2 * i + 1]]
            else cased[ends[2 * i] : ends[2 * i + 1] - 2]
            for i in range(at, at + count)
        )

    def _rank(self, entry: int, at: int, count: int) -> tuple[bool, bool, bool, int]:
        """Exactly as written before folded, a term's own source before a variant, then in order."""
        spelling = self._terms[entry // SPELLINGS_PER_TERM].spellings[entry % SPELLINGS_PER_TERM]
        return (
            self._folded.text[slice(*self._span(range(at, at + count)))] != spelling,
            case_of(spelling) != self._written(at, count),
            entry % SPELLINGS_PER_TERM > 0,
            entry,
        )

    def _span(self, words: range) -> tuple[int, int]:
        start, end = self._ends[2 * words[0]], self._ends[2 * words[-1] + 1]
        if self._folded.lower.endswith("'s", start, end):
            end -= 2
        return self._with_rings(*self._folded.span(start, end))

    def _with_rings(self, start: int, end: int) -> tuple[int, int]:
        """Half rings at the edges of a transliterated name are letters of it; quotes are not."""
        text = self._folded.text
        if text[start - 1 : start] in _RINGS and start:
            start -= 1
        if text[end : end + 1] in _RINGS and end < len(text):
            end += 1
        return start, end

    def _spelling(self, entry: int, words: range) -> Spelling:
        start, end = self._span(words)
        return Spelling(start, end, entry // SPELLINGS_PER_TERM, entry % SPELLINGS_PER_TERM)
