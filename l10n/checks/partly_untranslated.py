"""No run of the source's words is left standing in the target."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.codes import CODE_BLANK
from l10n.text.message import say
from l10n.text.quotes import enclosed
from l10n.text.reading import Reading, Word, is_copy, read
from l10n.text.scripts import scripts
from l10n.text.wording import Wording, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_PARTICLES = frozenset(
    "a an and at by de del du for from in la le of on or the to van von with".split()
)
_LEAST_RUN = 3
_LONGEST_NAME = 2


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Words in the source's order that stand in the target as they are, small words among them."""
    if context.source.language == context.target.language or context.target.is_pseudo:
        return
    if is_copy(unit.source, unit.target):
        return
    target = read(unit.target, context.target.language)
    foreign = context.target.script != context.source.script
    if foreign and "Latn" not in scripts(target):
        return
    source = read(unit.source, context.source.language)
    known, pairs = _tokens(source)
    if len(known.intersection(target.tokens)) < _LONGEST_NAME:
        return
    common = pairs.intersection(pairwise(target.tokens))
    if not common:
        return  # no run is longer than a word
    first, end = _longest_run(source.tokens, target.tokens, common)
    if not any(map(str.islower, target.tokens[first:end])):
        return
    run = target.words[first:end]
    if _is_prose(run, target, wording(context.target.language), foreign=foreign):
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "left untranslated: {words}", words=unit.target[run[0].start : run[-1].end]
            ),
            start=run[0].start,
            end=run[-1].end,
        )


@lru_cache(maxsize=1024)  # articles are checked in all their locales
def _tokens(source: Reading) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The words of a source, and each with the next."""
    return frozenset(source.tokens), frozenset(pairwise(source.tokens))


def _longest_run(
    source: tuple[str, ...], target: tuple[str, ...], common: frozenset[tuple[str, str]]
) -> tuple[int, int]:
    """Which words of the target repeat most words of the source in a row.

    ``common`` are the pairs of words that stand together on both sides.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for n, pair in enumerate(pairwise(source)):
        if pair in common:
            places.setdefault(pair, []).append(n)
    first = end = 0
    for at, pair in enumerate(pairwise(target)):
        for place in places.get(pair, ()):
            length = 2
            while (
                source[place + length : place + length + 1]
                == target[at + length : at + length + 1]
                != ()
            ):
                length += 1
            if length > end - first:
                first, end = at, at + length
    return first, end


def _is_prose(run: tuple[Word, ...], target: Reading, words: Wording, *, foreign: bool) -> bool:
    """Not a title, a name, a quotation of the original or words that both languages have."""
    if enclosed(target, run[0].start, run[-1].end):
        return False
    spaced = len(target.prose[run[0].start : run[-1].end].split())
    if spaced == 1 or _is_title(run):
        return False
    small = [w.text for w in run if w.text.islower() and w.text.isalpha()]
    small = [w for w in small if w not in _tails_of_codes(run, target)]
    if foreign:
        if any(w.text[0].isdecimal() for w in run):  # "800 kph (497 mph)"
            small = [word for word in small if len(word) > _LEAST_RUN]
        return len(small) >= _LEAST_RUN - 1 or (len(run) > 1 and any(len(s) > 3 for s in small))
    english = wording("en").stop
    telling = [w for w in small if w in english and w not in words.stop]
    return spaced >= _LEAST_RUN and len(telling) >= 1 and len(small) >= _LEAST_RUN


def _tails_of_codes(run: tuple[Word, ...], target: Reading) -> frozenset[str]:
    """Words that a hyphen joins to a code before them, as in the handle @agnostic-apollo."""
    joint = f"{CODE_BLANK}-"
    return frozenset(w.text for w in run if target.prose[max(0, w.start - 2) : w.start] == joint)


def _is_title(run: tuple[Word, ...]) -> bool:
    """Names and titles: capitals all through, small words only between them."""
    if not (run[0].text[:1].isupper() and run[-1].text[:1].isupper()):
        return False
    return all(not w.text[:1].islower() or w.text in _PARTICLES for w in run)
