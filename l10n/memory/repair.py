"""Putting a proposal right: numbers, months and names that changed, each only where it is safe.

A place is put right only if the old value stands exactly once in the old source and in its target, and
the new one is written by the target's own habits: its digits, its separators, its month names, the
approved form of a name. A sentence in which anything else changed is repaired all the same and keeps
its similarity; what is repaired is never above 99. What cannot be put right is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.memory.placeables import Placeable, frame, placeables, without_tags
from l10n.text.digits import NUMBER, fold
from l10n.text.measures import quantities
from l10n.text.negation import negations
from l10n.text.number_forms import month_name, rewritten, same_plural, spelled
from l10n.text.reading import read
from l10n.text.similarity import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model import Locale, Match

Change = tuple[int, int, str]
_MOST = 99


def repaired(
    match: Match, text: str, source: Locale, target: Locale, names: Mapping[str, str]
) -> Match:
    """The match as a proposal for a text: put right where that is safe, and what differs said."""
    if match.similarity >= 100:
        return match
    old, new = placeables(match.source, source, names), placeables(text, source, names)
    if [one.kind for one in old] != [one.kind for one in new]:
        said = (*_counted(old, new), *_deeper(match.source, text, source))
        return replace(match, differences=said)
    done: list[str] = []
    left: list[str] = []
    basis = list(old)
    changes: list[Change] = []
    for n, (was, now) in enumerate(zip(old, new, strict=True)):
        if was.text == now.text:
            continue
        change = _put_right(match.target, was, now, old, (source, target))
        if change is None or any(
            change[0] < end and start < change[1] for start, end, _ in changes
        ):
            left.append(f"{was.kind}: {was.text} -> {now.text}")
            continue
        changes.append(change)
        basis[n] = now
        done.append(f"{was.text} -> {now.text}")
    same_frame = frame(match.source, old) == frame(text, new)
    alike = _MOST if same_frame and not left else _alike(match, text, old, basis)
    return replace(
        match,
        target=_spliced(match.target, changes),
        similarity=min(alike, _MOST),
        repaired=tuple(done),
        differences=(*left, *_deeper(match.source, text, source)),
    )


def _alike(match: Match, text: str, old: tuple[Placeable, ...], basis: list[Placeable]) -> int:
    """How alike the text is to the old source with what was put right."""
    parts: list[str] = []
    at = 0
    for was, now in zip(old, basis, strict=True):
        parts += (match.source[at : was.start], now.text)
        at = was.end
    return max(match.similarity, similarity("".join([*parts, match.source[at:]]), text))


def _spliced(text: str, changes: list[Change]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _put_right(
    proposal: str,
    was: Placeable,
    now: Placeable,
    all_old: tuple[Placeable, ...],
    locales: tuple[Locale, Locale],
) -> Change | None:
    """Where the proposal changes and to what; None where that is not safe."""
    source, target = locales
    if sum(one.kind == was.kind and one.value == was.value for one in all_old) > 1:
        return None
    if was.kind == "number":
        return _number_put_right(proposal, was, now, source, target)
    if was.kind == "month":
        before, after = month_name(int(was.value), target), month_name(int(now.value), target)
    else:
        before, after = was.value, now.value
    places = (
        list(re.finditer(re.escape(before), without_tags(proposal))) if before and after else []
    )
    if len(places) != 1 or _is_inside(proposal, *places[0].span()):
        return None
    return *places[0].span(), after


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a form goes on behind its end, or before it by more than a joined particle."""
    before = re.search(r"\w*$", text[:start])
    return text[end : end + 1].isalnum() or (before is not None and len(before[0]) > 2)


def _number_put_right(
    proposal: str, was: Placeable, now: Placeable, source: Locale, target: Locale
) -> Change | None:
    old, new = spelled(was.text, source), spelled(now.text, source)
    places = [
        found
        for found in NUMBER.finditer(without_tags(proposal))
        if re.sub(r"\D", "", fold(found[0])) == was.value
    ]
    if old is None or new is None or len(places) != 1 or not same_plural(old, new, target):
        return None
    made = rewritten(new, places[0][0], target)
    return None if made is None else (*places[0].span(), made)


def _counted(old: tuple[Placeable, ...], new: tuple[Placeable, ...]) -> Iterator[str]:
    """Which numbers, months and names stand on one side only."""
    for kind in ("number", "month", "name"):
        was = [one.text for one in old if one.kind == kind]
        now = [one.text for one in new if one.kind == kind]
        gone = [one for one in was if one not in now]
        come = [one for one in now if one not in was]
        if gone or come or len(was) != len(now):
            yield f"{kind}: {', '.join(gone) or 'none'} -> {', '.join(come) or 'none'}"


def _deeper(old: str, new: str, source: Locale) -> Iterator[str]:
    """What turns a sentence round or changes its measure."""
    language = source.language
    if negations(old, language) != negations(new, language):
        yield "negation"
    was, now = (
        [quantity.units for quantity in quantities(read(text, language))] for text in (old, new)
    )
    if was != now:
        said = (", ".join("/".join(units) for units in side) or "none" for side in (was, now))
        yield f"unit: {' -> '.join(said)}"
