"""Tables by which an English source is searched: from folded words to the spellings of terms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.glossary import sounds
from l10n.glossary.patterns import NAME_PARTS
from l10n.glossary.plurals import plurals
from l10n.text.letters import Folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.model.term import Term

FOLDS = ("latin-all",)
# A dotted acronym is one word; an apostrophe within a word is a part of it.
WORDS = re.compile(r"((?:(?<![^\W_])[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:'[^\W_]+)*)")
_LETTERS_ONLY = re.compile(r"[A-Za-z ]+")
# An entry is a number: the term's times this, and which of its spellings.
SPELLINGS_PER_TERM = 4096
Entries = int | tuple[int, ...]


@dataclass(slots=True)
class SourceIndex:
    """Tables from words to entries, and from first words to the number of words that may follow."""

    exact: dict[str, Entries] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    sound: dict[str, Entries] = field(default_factory=dict)
    sound_starts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Iterable[Term]) -> SourceIndex:
        """The index of these terms, numbered in their order."""
        index = cls()
        for number, term in enumerate(terms):
            index.add(number, term)
        return index

    def add(self, number: int, term: Term) -> None:
        """Enter all spellings of a term, their plurals, and how its names sound."""
        name = term.pos in NAME_PARTS
        for which, spelling in enumerate(term.spellings[:SPELLINGS_PER_TERM]):
            words = words_of(spelling)
            if not words:
                continue
            entry = number * SPELLINGS_PER_TERM + which
            shouted = spelling.isupper()
            forms = [words, *plurals(words, name=name and not shouted)]
            if words[0] == sounds.ARTICLE and len(words) > 1:
                forms.append((words[0] + words[1], *words[2:]))
            for form in forms:
                _enter(self.exact, self.starts, " ".join(form), entry)
            if name and not shouted and not term.case_sensitive:
                self._enter_sounds(forms, entry)

    def _enter_sounds(self, forms: list[tuple[str, ...]], entry: int) -> None:
        """How a term sounds; of its other forms only single words are worth an entry."""
        for at, words in enumerate(forms):
            if at and len(words) > 1:
                continue
            key = sounds.key(words)
            if key:
                _enter(self.sound, self.sound_starts, key, entry)


def _enter(table: dict[str, Entries], starts: dict[str, int], key: str, entry: int) -> None:
    known = table.get(key)
    if known is None:
        table[key] = entry
        first, _, rest = key.partition(" ")
        length = rest.count(" ") + 2 if rest else 1
        if starts.get(first, 0) < length:
            starts[first] = length
    elif entry not in entries(known):
        table[key] = (*entries(known), entry)


def entries(known: Entries) -> tuple[int, ...]:
    """The entries of a key: most have one, which is kept bare."""
    return (known,) if isinstance(known, int) else known


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a spelling, as the finder compares them."""
    if _LETTERS_ONLY.fullmatch(text):
        return tuple(text.lower().split())
    return tuple(plain(word) for word in WORDS.findall(Folded.of(text, FOLDS).lower))


def plain(word: str) -> str:
    """Without the dots of an acronym, a possessive, and apostrophes within a word."""
    if "." in word:
        return word.replace(".", "")
    return word.removesuffix("'s").replace("'", "") if "'" in word else word


@lru_cache(maxsize=50_000)
def case_of(spelling: str) -> str:
    """A spelling's words with their capitals, as the finder compares them."""
    folded = Folded.of(spelling, FOLDS)
    return " ".join(
        word.replace(".", "").removesuffix("'s").replace("'", "")
        for word in WORDS.findall(folded.cased)
    )
