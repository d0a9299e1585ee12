"""A name has one rendering throughout an article."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, read
from l10n.text.sound import one_rendering, skeleton, sounds
from l10n.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_LEAST = 3  # consonants: shorter names sound like too many words
_SCRIPTS = frozenset({"Arab", "Cyrl", "Grek", "Hebr", "Latn"})
_CASED = frozenset({"Cyrl", "Grek", "Latn"})


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Renderings are found by their consonants and compared but for their endings.

    Names of the glossary are left to the glossary check.
    """
    if len(context.neighbours) <= 1 or context.target.script not in _SCRIPTS:
        return
    places = context.of_article(_named).get(context.source.language, {})
    known = {part.lower() for use in context.terms for part in use.hit.spelling.split()}
    for name in _capitalised(read(unit.source, context.source.language)):
        units = places.get(name, ())
        if not units or units[0] is unit or name.lower() in known:
            continue
        first = _renderings(name, units[0].target, context)
        here = _renderings(name, unit.target, context)
        if first and here and not _agree(first, here):
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


def _named(units: tuple[Unit, ...]) -> dict[str, dict[str, tuple[Unit, ...]]]:
    """The names of an article and the units that hold them, for an English source."""
    found: dict[str, list[Unit]] = defaultdict(list)
    names = {name for unit in units for name in _sure_names(read(unit.source, "en"))}
    for unit in units:
        for name in names.intersection(_capitalised(read(unit.source, "en"))):
            found[name].append(unit)
    again = {name: tuple(places) for name, places in found.items() if len(places) > 1}
    return {"en": {name: places for name, places in again.items() if len(skeleton(name)) >= _LEAST}}


def _capitalised(source: Reading) -> dict[str, None]:
    """The capitalised words of a text in order, without the genitive."""
    return {
        word.removesuffix("'s").removesuffix("’s"): None
        for word in source.tokens
        if word[0].isupper()
    }


def _sure_names(source: Reading) -> set[str]:
    """Capitalised words that do not begin a sentence, or that stand beside another one."""
    titles = sum(word.text[0].isupper() for word in source.words)
    if titles * 2 > len(source.words) > titles > _LEAST:
        return set()  # a headline in title case
    known = wording("en")
    found = set()
    for n, word in enumerate(source.words):
        if not word.text[0].isupper() or word.text.isupper() or word.text.lower() in known.stop:
            continue
        before = source.prose[: word.start].rstrip("\"'“‘«( ")
        inside = bool(before) and before[-1] not in ".?!:"
        following = source.words[n + 1].text if n + 1 < len(source.words) else ""
        beside = following[:1].isupper() and source.prose[word.end : word.end + 1] == " "
        if inside or beside:
            found.add(word.text.removesuffix("'s").removesuffix("’s"))
    return found


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


def _agree(first: tuple[tuple[str, str], ...], here: tuple[tuple[str, str], ...]) -> bool:
    return any(one_rendering(a, b) for _, a in first for _, b in here)
