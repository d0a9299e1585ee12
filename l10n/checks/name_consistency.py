"""A name has one rendering throughout an article."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import read
from l10n.text.sound import one_rendering, skeleton, sounds
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_LEAST = 3  # consonants: shorter names sound like too many words
_SMALL = 4  # letters of the words that a headline in title case leaves small
_FAR = 8  # characters before a word that tell whether it begins a sentence
_SCRIPTS = frozenset({"Arab", "Cyrl", "Grek", "Hebr", "Latn"})
_CASED = frozenset({"Cyrl", "Grek", "Latn"})


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Renderings are found by their consonants and compared but for their endings.

    English sources; names of the glossary are left to the glossary check.
    """
    if len(context.neighbours) <= 1 or context.source.language != "en":
        return
    names = context.of_article(_repeated).get(unit.source)
    if not names or context.target.script not in _SCRIPTS:
        return
    known = {part.lower() for use in context.terms for part in use.hit.spelling.split()}
    for name, before in names:
        if before is unit or name.lower() in known:
            continue
        first = _renderings(name, before.target, context)
        here = _renderings(name, unit.target, context) if first else ()
        if here and not _agree(first, here, context.target.script):
            yield Finding(
                severity=Severity.WARNING,
                message=say(
                    "{name} is {found} here, {first} before",
                    name=name,
                    found=here[0][0],
                    first=first[0][0],
                ),
                start=unit.target.index(here[0][0]),
                end=unit.target.index(here[0][0]) + len(here[0][0]),
            )
            return


def _repeated(units: tuple[Unit, ...]) -> dict[str, tuple[tuple[str, Unit], ...]]:
    """By source: its names that stand in several units, each with the first unit that has it."""
    capitalised = {unit.source: _capitalised(unit.source) for unit in units}
    names = {name for source in capitalised for name in _sure_names(source)}
    first: dict[str, Unit] = {}
    again: set[str] = set()
    for unit in units:
        for name in names.intersection(capitalised[unit.source]):
            if first.setdefault(name, unit) is not unit:
                again.add(name)
    again = {name for name in again if len(skeleton(name)) >= _LEAST}
    return {
        source: tuple((name, first[name]) for name in own if name in again)
        for source, own in capitalised.items()
    }


@lru_cache(maxsize=4096)
def _capitalised(text: str) -> tuple[str, ...]:
    """The capitalised words of an English text in order, without the genitive."""
    words = (word for word in read(text, "en").tokens if word[0].isupper())
    return tuple(dict.fromkeys(word.removesuffix("'s").removesuffix("’s") for word in words))


@lru_cache(maxsize=4096)
def _sure_names(text: str) -> frozenset[str]:
    """Capitalised words that do not begin a sentence, or that stand beside another one."""
    source = read(text, "en")
    tokens = source.tokens
    capital = [word[0].isupper() for word in tokens]
    titles = sum(capital)
    if titles * 2 > len(tokens) > titles > _LEAST and all(
        large or len(word) <= _SMALL for word, large in zip(tokens, capital, strict=True)
    ):
        return frozenset()  # a headline in title case
    known, prose = wording("en").stop, source.prose
    found: set[str] = set()
    end = 0
    for n, word in enumerate(tokens):
        if not capital[n]:
            continue
        start = prose.index(word, end)
        end = start + len(word)
        if word.isupper() or word.lower() in known:
            continue
        before = prose[max(0, start - _FAR) : start].rstrip("\"'“‘«( ")
        inside = bool(before) and before[-1] not in ".?!:"
        beside = n + 1 < len(tokens) and capital[n + 1] and prose[end : end + 1] == " "
        if inside or beside:
            found.add(word.removesuffix("'s").removesuffix("’s"))
    return frozenset(found)


def _renderings(name: str, target: str, context: Context) -> tuple[tuple[str, str], ...]:
    """The words of a target that sound like a name, each with what it is without prefixes.

    None where the name stands as the source spells it: it may be part of a title there.
    """
    if name in target:
        return ()
    heard = _heard(target, context.target.language, context.target.script)
    return tuple(
        (word, form)
        for word, form in heard.get(skeleton(name), ())
        if abs(len(form) - len(name)) <= _LEAST
    )


@lru_cache(maxsize=8192)
def _heard(target: str, language: str, script: str) -> dict[str, list[tuple[str, str]]]:
    """The words of a target by their sound, with and without prefixes and a last consonant."""
    found: dict[str, list[tuple[str, str]]] = {}
    cased = script in _CASED
    for word in read(target, language).tokens:
        if cased and not word[0].isupper():
            continue
        for form, sound in sounds(word, script):
            if len(sound) >= _LEAST:
                found.setdefault(sound, []).append((word, form))
            if cased and len(sound) > _LEAST:  # the consonant of a case ending
                found.setdefault(sound[:-1], []).append((word, form))
    return found


def _agree(
    first: tuple[tuple[str, str], ...], here: tuple[tuple[str, str], ...], script: str
) -> bool:
    return any(one_rendering(a, b, script) for _, a in first for _, b in here)
