"""Which candidate is good enough to be kept: the checks, asked before a target is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Finding, Severity, Unit
from l10n.model.finding import fixed
from l10n.routing.plausible import implausible
from l10n.text.inline import same_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Locale


class Answer(NamedTuple):
    """A target, who made it, and what speaks against it."""

    by: str
    target: str
    wrong: tuple[str, ...]


Assess = Callable[[Unit], "tuple[Finding, ...]"]


def objections(unit: Unit, target: str, assess: Assess, locale: Locale) -> tuple[str, ...]:
    """Why a target must not be kept as translated; empty if it may."""
    return judged(unit, target, assess, locale, repair=False)[1]


def judged(
    unit: Unit, target: str, assess: Assess, locale: Locale, *, repair: bool = True
) -> tuple[str, tuple[str, ...]]:
    """A target, repaired where a check knows a safe way, and why it must not be kept, if so."""
    if not target.strip():
        return target, ("the answer is empty",)
    if doubt := implausible(unit.source, target, locale):
        return target, (doubt,)
    found = assess(replace(unit, target=target, fuzzy=False))
    errors = [one for one in found if one.severity is Severity.ERROR]
    wrong = tuple(f"[{one.check}] {one.message}" for one in errors)
    fixes = [one.fix for one in errors if one.fix]
    if repair and fixes:
        better, left = judged(unit, fixed(target, fixes), assess, locale, repair=False)
        if len(left) < len(wrong):
            return better, left
    return target, wrong


def may_be_kept_at_all(unit: Unit, target: str) -> bool:
    """Whether a refused target may still be shown to a person: it has lost no tag."""
    return bool(target.strip()) and same_tags(unit.source, target)


def least_bad(answers: Sequence[Answer]) -> Answer | None:
    """The answer with the fewest objections, the earliest of those."""
    return min(answers, key=lambda one: len(one.wrong)) if answers else None
