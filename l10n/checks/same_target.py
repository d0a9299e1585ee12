"""Different sources do not have the same target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.places import place_names
from l10n.text.reading import Reading, read, squeezed
from l10n.text.similarity import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_ALIKE = 60  # of 100: sources this near may well have one translation
_LONG = 4


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Names, and sentences that have little in common; two words for one thing are left alone."""
    if len(context.neighbours) <= 1 or not unit.target.strip():
        return
    others = context.of_article(_sources).get(squeezed(unit.target), ())
    if len(others) <= 1 or others[0] == squeezed(unit.source):
        return
    mine, first = squeezed(unit.source), others[0]
    one, other = read(mine, context.source.language), read(first, context.source.language)
    if _are_places(one, other) or (similarity(mine, first) < _ALIKE and _must_differ(one, other)):
        yield Finding(
            severity=Severity.WARNING,
            message=say("elsewhere this is the target of {found}", found=first),
            end=len(unit.target),
            source_end=len(unit.source),
        )


def _sources(units: tuple[Unit, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for unit in units:
        source, known = squeezed(unit.source), found.get(squeezed(unit.target), ())
        if source not in known:
            found[squeezed(unit.target)] = (*known, source)
    return found


def _must_differ(one: Reading, other: Reading) -> bool:
    if one.text.lower() == other.text.lower():
        return False
    if len(one.words) >= _LONG and len(other.words) >= _LONG:
        return True
    places = place_names(one.language)
    return one.text in places or other.text in places or (_is_name(one) and _is_name(other))


def _are_places(one: Reading, other: Reading) -> bool:
    """North Korea and South Korea are alike in writing only."""
    return one.text != other.text and {one.text, other.text} <= place_names(one.language)


def _is_name(reading: Reading) -> bool:
    """Two capitalised words or more."""
    return len(reading.words) > 1 and all(word.text[0].isupper() for word in reading.words)
