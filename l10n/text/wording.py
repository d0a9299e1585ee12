"""What a language calls numbers, months, days, money and measures: one small data file a language.

In the tables of `languages/*.toml` a line is a key and its spellings: ``_`` is a space, ``~`` a
zero-width non-joiner, a space or nothing, ``*`` any ending, and a closing ``?`` marks a spelling
that means other things too: it may confirm, but never accuse.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from l10n.text.reading import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# languages written alike enough to share a file
_SHARED = {
    "prs": "fa",
    "tg-arab": "fa",
    "arz": "ar",
    "apc": "ar",
    "nb": "no",
    "nn": "no",
    "hr": "sr",
}
_GAP = r"[\s\u00a0\u202f-]"
_JOINER = r"[\u200c\s]?"
_VARIABLE = re.compile(r"[_*~?]")
_HEAD = 4  # letters that are asked for first
_FEW = 80
_COUNTING = frozenset(map(str, range(3, 11)))
_LETTERS = re.compile(r"[^\W\d_]+")


class Named(NamedTuple):
    """A spelling found in a text: the keys it may stand for, and whether it surely does.

    ``lead`` are the letters of a prefix before it, which are in the span.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    sure: bool
    lead: int = 0


class Lexicon:
    """The spellings of one table, found in a text."""

    def __init__(self, table: str, *, prefix: str, suffix: str, spaces: bool) -> None:
        self._exact: dict[str, tuple[tuple[str, ...], bool]] = {}
        self._open: list[tuple[re.Pattern[str], str, bool]] = []
        self._spellings: list[str] = []
        for line in table.strip().splitlines():
            key, _, spellings = line.partition(" ")
            for spelling in spellings.split():
                self._add(key, spelling)
        inner = one_pattern(self._spellings)
        self._pattern = (
            re.compile(
                rf"(?<![^\W\d_])(?<![{MARKS}]){prefix}(?P<w>{inner}){suffix}(?![\w{MARKS}])"
                if spaces
                else rf"(?P<w>{inner})",
                re.IGNORECASE,
            )
            if inner
            else None
        )
        begin = {_lower(one[0]) for one in self._spellings}
        self._odd = frozenset(letter for letter in begin if not letter.isalpha())
        heads = {_head(one) for one in self._spellings}
        self._heads = tuple(sorted(heads)) if len(heads) <= _FEW and "" not in heads else ()
        pairs = {_lower(one[:2]) for one in self._spellings if one[1:2].isalpha()}
        short = {_lower(one[0]) for one in self._spellings if not one[1:2].isalpha()}
        self._first = frozenset({*pairs, *short, *_lower(prefix)} if spaces else ())

    def _add(self, key: str, spelling: str) -> None:
        sure = not spelling.endswith("?")
        spelling = spelling.removesuffix("?")
        self._spellings.append(spelling)
        if "*" in spelling or "~" in spelling:
            self._open.append((re.compile(_pattern(spelling), re.IGNORECASE), key, sure))
            return
        plain = _lower(spelling.replace("_", " "))
        keys, before = self._exact.get(plain, ((), True))
        self._exact[plain] = ((*keys, key), sure and before)

    def find(self, text: str) -> Iterator[Named]:
        """Every spelling in the text, from the left, the longest where two begin together."""
        for found in self._matches(text):
            named = self._named(found)
            if named.keys:
                yield named

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """Only where a word begins with a letter that a spelling begins with: much faster."""
        if self._pattern is None:
            return
        if self._heads:
            lowered = _lowered(text)
            if not any(map(lowered.__contains__, self._heads)):
                return
        if not self._first or any(sign in text for sign in self._odd):
            yield from self._pattern.finditer(text)
            return
        end = 0
        for start, pair in _beginnings(text):
            if (pair in self._first or pair[0] in self._first) and start >= end:
                found = self._pattern.match(text, start)
                if found:
                    end = found.end()
                    yield found

    def at(self, text: str, position: int) -> Named | None:
        """The spelling that begins exactly there."""
        found = self._pattern.match(text, position) if self._pattern else None
        named = self._named(found) if found else None
        return named if named and named.keys else None

    def _named(self, found: re.Match[str]) -> Named:
        exact = self._exact.get(_lower(found["w"])) or self._exact.get(
            re.sub(_GAP, " ", _lower(found["w"]))
        )
        lead = found.start("w") - found.start()
        if exact:
            return Named(found.start(), found.end(), *exact, lead)
        hits = [(key, sure) for pattern, key, sure in self._open if pattern.fullmatch(found["w"])]
        keys = tuple(key for key, _ in hits)
        return Named(found.start(), found.end(), keys, all(sure for _, sure in hits), lead)


def _head(spelling: str) -> str:
    """The first letters of a spelling in lower case, up to the first that may vary."""
    return _lower(_VARIABLE.split(spelling, maxsplit=1)[0][:_HEAD])


@lru_cache(maxsize=64)
def _lowered(text: str) -> str:
    return _lower(text)


def _lower(text: str) -> str:
    """In lower case; a Turkish capital I with a dot stays one letter."""
    return text.replace("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i").lower()


@lru_cache(maxsize=64)
def _beginnings(text: str) -> tuple[tuple[int, str], ...]:
    """Where the letter runs of a text begin, each with its first letters in lower case."""
    lowered = _lower(text)
    if len(lowered) != len(text):
        return tuple((m.start(), _lower(m[0][:2])) for m in _LETTERS.finditer(text))
    return tuple(
        (start, lowered[start : start + 2])
        for start in map(re.Match.start, _LETTERS.finditer(text))
    )


def _atoms(spelling: str) -> list[str]:
    """A spelling as pieces of a pattern, one for each of its characters."""
    special = {"_": _GAP, "*": r"\w*", "~": _JOINER}
    return [special.get(letter) or re.escape(letter) for letter in spelling]


def _pattern(spelling: str) -> str:
    return "".join(_atoms(spelling.removesuffix("?")))


def one_pattern(spellings: Iterable[str]) -> str:
    """A pattern for any of the spellings that shares their beginnings; the longest wins."""
    root: dict[str, Any] = {}
    for spelling in spellings:
        node = root
        for atom in _atoms(spelling):
            node = node.setdefault(atom, {})
        node[""] = {}
    return _alternatives(root) if root else ""


def _alternatives(node: dict[str, Any]) -> str:
    parts = [atom + _alternatives(rest) for atom, rest in node.items() if atom]
    if not parts:
        return ""
    if len(parts) == 1 and "" not in node:
        return parts[0]
    return f"(?:{'|'.join(parts)})" + ("?" if "" in node else "")


class Wording:
    """One language's file."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self._data = data
        self._lexica: dict[tuple[str, ...], Lexicon] = {}
        self.group: str = data.get("group", ",")
        self.decimal: str = data.get("decimal", ".")
        self.spaces: bool = data.get("spaces", True)
        self.reduplicates: bool = data.get("doubling", "") == "stop"

    def knows(self, table: str) -> bool:
        return bool(self._data.get(table))

    def lexicon(self, *tables: str) -> Lexicon:
        """The spellings of one or more tables together."""
        made = self._lexica.get(tables)
        if made is None:
            made = self._lexica[tables] = Lexicon(
                "\n".join(str(self._data.get(table, "")).strip() for table in tables).strip(),
                prefix=str(self._data.get("prefix", "")),
                suffix=str(self._data.get("suffix", "")),
                spaces=self.spaces,
            )
        return made

    @cached_property
    def counting(self) -> Lexicon:
        """The words from three to ten: plain numbers that stand for nothing else."""
        lines = [line for line in self.table("cardinals") if line[0] in _COUNTING]
        return Lexicon(
            "\n".join(map(" ".join, lines)),
            prefix=str(self._data.get("prefix", "")),
            suffix=str(self._data.get("suffix", "")),
            spaces=self.spaces,
        )

    def table(self, name: str) -> Iterator[list[str]]:
        """The lines of a table, each its key and its spellings."""
        for line in str(self._data.get(name, "")).strip().splitlines():
            yield line.split()

    def words(self, table: str) -> frozenset[str]:
        """A plain list of words (``stop``, ``dangling``, ``doubled``)."""
        return frozenset(str(self._data.get(table, "")).split())

    @cached_property
    def stop(self) -> frozenset[str]:
        return self.words("stop")


@cache
def wording(language: str, territory: str = "") -> Wording:
    """The wording of a language; that of an unknown one knows nothing."""
    file = files("l10n.text.languages").joinpath(f"{_SHARED.get(language, language)}.toml")
    if not file.is_file():
        return Wording(language, {})
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Wording(language, {**data, **data.get(territory, {})})


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, sorted."""
    folder = files("l10n.text.languages")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))
