r"""What each language does to a name: one small TOML file a language, read when first asked for.

The keys are explained for linguists in docs/add-a-language.md. Strings are folded like the texts
they are compared with; ``of`` and ``add`` are regular expressions, ``\1`` a group of ``of``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from l10n.text.letters import Folded

if TYPE_CHECKING:
    from collections.abc import Callable

# Languages written like another one, as far as names go.
_LIKE = {"prs": "fa", "tg-Arab": "fa", "arz": "ar", "apc": "ar", "ary": "ar", "iw": "he"}
DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How a word may begin: ``of`` at its start becomes ``becomes``, after one of ``prefixes``."""

    of: str = ""
    becomes: str | None = None
    prefixes: tuple[str, ...] = ("",)
    kinds: frozenset[str] = frozenset()
    words: str = "first"
    letters: tuple[int, int] = (1, 999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a word may end: ``of`` at its end becomes one of ``add``."""

    of: str
    add: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    derived: bool = False
    letters: tuple[int, int] = (1, 999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """Words that a term may be written together with: Drohne, Drohnenangriff."""

    link: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    drop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One file under ``glossary/languages``."""

    code: str
    folds: tuple[str, ...] = ()
    separators: str = "[ -]{1,3}"
    inflects: str = "all"
    spaces: bool = True
    spread: int = 0
    closed: str = ""
    article: str = ""
    places: bool = False
    ordinary: frozenset[str] = frozenset()
    inside: tuple[str, ...] = ()
    starts: tuple[Start, ...] = ()
    endings: tuple[Ending, ...] = ()
    harmony: tuple[tuple[str, dict[str, str]], ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    compound: Compound = Compound()

    def fold(self, text: str) -> Folded:
        """The text as this language compares it."""
        return Folded.of(text, self.folds, self.code)


@lru_cache(maxsize=512)
def language(tag: str) -> Language:
    """The rules for a BCP 47 tag; those of ``und`` when there is no file for the language."""
    code = tag.replace("_", "-").split("-", 1)[0].lower()
    return _read(_LIKE.get(code, code))


@cache
def codes() -> tuple[str, ...]:
    """The languages with a file of their own."""
    folder = resources.files(__name__)
    return tuple(sorted(e.name[:-5] for e in folder.iterdir() if e.name.endswith(".toml")))


@cache
def _read(code: str) -> Language:
    if code not in codes():
        return _read("und")
    source = resources.files(__name__).joinpath(f"{code}.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(source)
    folds = tuple(raw.get("folds", ()))

    def fold(text: str) -> str:
        return Folded.of(text, folds, code).cased

    return Language(
        code=code,
        folds=folds,
        separators=raw.get("separators", "[ -]{1,3}"),
        inflects=raw.get("inflects", "all"),
        spaces=raw.get("spaces", True),
        spread=raw.get("spread", 0),
        closed=raw.get("closed", ""),
        article=fold(raw.get("article", "")),
        places=raw.get("places", False),
        ordinary=frozenset(raw.get("ordinary", "").split()),
        inside=tuple(fold(word) for word in raw.get("inside", "").split()),
        starts=tuple(_start(row, fold) for row in raw.get("start", ())),
        endings=tuple(_ending(row, fold) for row in raw.get("ending", ())),
        harmony=tuple((fold(r["vowels"]), r["sounds"]) for r in raw.get("harmony", ())),
        slots=_slots(raw, fold),
        compound=_compound(raw.get("compound", {}), fold),
    )


def _slots(raw: dict[str, Any], fold: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Named pieces of endings; ``heads`` are the words that make compounds."""
    named = dict(raw.get("slots", {}))
    named["heads"] = raw.get("compound", {}).get("heads", "").split()
    return tuple(
        (name, "(?:" + "|".join(fold(piece) for piece in pieces) + ")")
        for name, pieces in named.items()
    )


def _start(row: dict[str, Any], fold: Callable[[str], str]) -> Start:
    becomes = row.get("becomes")
    return Start(
        of=fold(row.get("of", "")),
        becomes=None if becomes is None else fold(becomes),
        prefixes=tuple(fold(prefix) for prefix in row.get("prefixes", ("",))),
        kinds=frozenset(row.get("for", ())),
        words=row.get("words", "first"),
        letters=tuple(row.get("letters", (1, 999))),
    )


def _ending(row: dict[str, Any], fold: Callable[[str], str]) -> Ending:
    return Ending(
        of=fold(row.get("of", "")),
        add=tuple(fold(piece) for piece in row["add"]),
        kinds=frozenset(row.get("for", ())),
        derived=row.get("derived", False),
        letters=tuple(row.get("letters", (1, 999))),
    )


def _compound(raw: dict[str, Any], fold: Callable[[str], str]) -> Compound:
    return Compound(
        link=tuple(fold(link) for link in raw.get("link", ())),
        heads=tuple(fold(head) for head in raw.get("heads", "").split()),
        drop=raw.get("drop", ""),
    )
