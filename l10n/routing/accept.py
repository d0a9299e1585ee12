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


Assess = Callable[["Sequence[Unit]"], "Sequence[tuple[Finding, ...]]"]
"""The findings about each of some units by itself."""


def objections(unit: Unit, target: str, assess: Assess, locale: Locale) -> tuple[str, ...]:
    """Why a target must not be kept as translated; empty if it may."""
    return _judged([(unit, target)], assess, locale)[0].wrong


def judged(
    answers: Sequence[tuple[Unit, str]], assess: Assess, locale: Locale
) -> list[tuple[str, tuple[str, ...]]]:
    """Targets, repaired where a check knows a safe way, and why each must not be kept, if so.

    The checks look at all of them together, which takes little more than half the time.
    """
    made = _judged(answers, assess, locale)
    repairs = [(n, one.repaired) for n, one in enumerate(made) if one.repaired]
    again = _judged([(answers[n][0], target) for n, target in repairs], assess, locale)
    for (n, _), better in zip(repairs, again, strict=True):
        if len(better.wrong) < len(made[n].wrong):
            made[n] = better
    return [(one.target, one.wrong) for one in made]


class _Judgement(NamedTuple):
    target: str
    wrong: tuple[str, ...]
    repaired: str = ""


def _judged(
    answers: Sequence[tuple[Unit, str]], assess: Assess, locale: Locale
) -> list[_Judgement]:
    """What is wrong with each target, and what it is with the safe repairs made, if there are any."""
    doubts = [_doubt(unit, target, locale) for unit, target in answers]
    plausible = [
        replace(unit, target=target, fuzzy=False)
        for (unit, target), doubt in zip(answers, doubts, strict=True)
        if not doubt
    ]
    found = iter(assess(plausible))
    return [
        _Judgement(target, (doubt,)) if doubt else _judgement(target, next(found))
        for (_, target), doubt in zip(answers, doubts, strict=True)
    ]


def _doubt(unit: Unit, target: str, locale: Locale) -> str:
    if not target.strip():
        return "the answer is empty"
    return implausible(unit.source, target, locale)


def _judgement(target: str, found: Sequence[Finding]) -> _Judgement:
    errors = [one for one in found if one.severity is Severity.ERROR]
    fixes = [one.fix for one in errors if one.fix]
    return _Judgement(
        target,
        tuple(f"[{one.check}] {one.message}" for one in errors),
        fixed(target, fixes) if fixes else "",
    )


def may_be_kept_at_all(unit: Unit, target: str) -> bool:
    """Whether a refused target may still be shown to a person: it has lost no tag."""
    return bool(target.strip()) and same_tags(unit.source, target)


def least_bad(answers: Sequence[Answer]) -> Answer | None:
    """The answer with the fewest objections, the earliest of those."""
    return min(answers, key=lambda one: len(one.wrong)) if answers else None
