"""Hunspell dictionaries, read just far enough to inflect a word: for `benchmarks/inflections.py`.

The dictionaries are the user's own (Debian: hunspell-ru, hunspell-uk, ...); none of their data is in
this project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path("/usr/share/hunspell")
FILES = {
    **{"ar": "ar", "de": "de_DE", "es": "es_ES", "fr": "fr", "he": "he_IL", "hu": "hu_HU"},
    **{"it": "it_IT", "nl": "nl", "pl": "pl_PL", "pt": "pt_BR", "ru": "ru_RU", "tr": "tr_TR"},
    "uk": "uk_UA",
}


@dataclass(frozen=True)
class Rule:
    """One line of an affix class."""

    strip: str
    add: str
    flags: frozenset[str]
    condition: re.Pattern[str]


@dataclass
class Dictionary:
    """Headwords with their flags, and the suffixes that the flags stand for."""

    words: dict[str, frozenset[str]] = field(default_factory=dict)
    suffixes: dict[str, list[Rule]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def forms(self, word: str, longest: int = 99) -> set[str]:
        """The word with every suffix its flags allow, and those with theirs; ``longest`` letters added."""
        found = set(self._applied(word, self.words.get(word, frozenset())))
        second = {
            form for inner, flags in list(found) for form, _ in self._applied(inner, flags) if flags
        }
        every = {form for form, flags in found if not flags & self.hidden} | second
        return {form for form in every if len(form) - len(word) <= longest} - {word}

    def _applied(self, word: str, flags: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
        return [
            (word.removesuffix(rule.strip) + rule.add, rule.flags)
            for flag in flags
            for rule in self.suffixes.get(flag, ())
            if word.endswith(rule.strip) and rule.condition.search(word)
        ]


@cache
def dictionary(language: str) -> Dictionary | None:
    """The dictionary of a language, or None when it is not installed."""
    name = FILES.get(language, "")
    affixes, words = FOLDER / f"{name}.aff", FOLDER / f"{name}.dic"
    if not name or not affixes.exists() or not words.exists():
        return None
    raw = affixes.read_bytes()
    encoding = re.search(rb"^SET\s+(\S+)", raw, re.MULTILINE)
    codec = encoding[1].decode() if encoding else "utf-8"
    codec = {"microsoft-cp1251": "cp1251", "ISO8859-1": "latin-1"}.get(codec, codec)
    return _parse(raw.decode("latin-1"), words.read_bytes().decode("latin-1"), codec)


def _parse(affixes: str, words: str, codec: str) -> Dictionary:
    """Flags are single bytes whatever the encoding of the words, so both files come as Latin-1."""
    hidden = re.findall(
        r"^(?:NEEDAFFIX|ONLYINCOMPOUND|CIRCUMFIX|FORBIDDENWORD)\s+(\S+)", affixes, re.MULTILINE
    )
    book = Dictionary(hidden=frozenset(hidden))
    flags = _Flags(affixes)
    for parts in (re.split("[ \t\r]+", line) for line in affixes.split("\n")):
        if len(parts) >= 5 and parts[0] == "SFX":
            book.suffixes.setdefault(parts[1], []).append(_rule(parts, flags, codec))
    for line in words.split("\n")[1:]:
        entry = line.split("\t")[0].split(" po:")[0].strip(" \r")
        written, _, tail = entry.partition("/")
        if written:
            word = _read(written, codec)
            book.words[word] = book.words.get(word, frozenset()) | flags.of(tail)
    return book


def _read(text: str, codec: str) -> str:
    return text.encode("latin-1").decode(codec, "replace")


def _rule(parts: list[str], flags: _Flags, codec: str) -> Rule:
    add, _, more = parts[3].partition("/")
    wanted = _read(parts[4], codec).replace("-", r"\-")
    return Rule(
        "" if parts[2] == "0" else _read(parts[2], codec),
        "" if add == "0" else _read(add, codec),
        flags.of(more),
        re.compile(("" if wanted == "." else wanted) + "$"),
    )


class _Flags:
    """How a dictionary spells the flags of a word: as bytes, pairs, numbers, or by an alias."""

    def __init__(self, affixes: str) -> None:
        self._kind = (re.search(r"^FLAG\s+(\S+)", affixes, re.MULTILINE) or ["", "char"])[1]
        lines = [re.split("[ \t\r]+", line) for line in re.findall("^AF .*", affixes, re.MULTILINE)]
        self._aliases = [parts[1] for parts in lines][1:]

    def of(self, text: str) -> frozenset[str]:
        """The flags of a word or an affix."""
        if self._aliases and text.isdigit():
            text = self._aliases[int(text) - 1]
        if self._kind == "num":
            return frozenset(text.split(",")) - {""}
        if self._kind == "long":
            return frozenset(text[at : at + 2] for at in range(0, len(text), 2))
        return frozenset(_read(text, "utf-8") if self._kind == "UTF-8" else text)
