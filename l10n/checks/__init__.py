"""Rules that read a unit and say what is wrong with its target; one file a check.

A check is a plugin: a module of this folder with one public `Check` called ``check``. It is pure:
no disk, no clock, no network. A finding points at characters, says what was found and what was
wanted, and carries a `Fix` only where the repair is safe. The runner stamps the check's name on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from l10n import plugins
from l10n.model import Finding, Locale, TermMention, TermUse, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable


Made = TypeVar("Made")
Told = TypeVar("Told")
_RECENT = 16  # articles
_AT_ONCE = 64  # units; what is known of them is still known when the next check asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a check may know beyond its unit.

    ``terms`` is what became of the glossary's terms in this unit; ``neighbours`` are the units of
    the same article in order (empty when a unit is looked at alone), ``article_terms`` what became
    of the terms in each of them; ``mentions`` are the terms of this unit that stand in the wrong
    form for their place in the article; ``max_headline`` is the site's limit in characters (0: none).
    """

    source: Locale
    target: Locale
    terms: tuple[TermUse, ...] = ()
    neighbours: tuple[Unit, ...] = field(default=(), repr=False)
    article_terms: tuple[tuple[TermUse, ...], ...] = field(default=(), repr=False)
    mentions: tuple[TermMention, ...] = ()
    max_headline: int = 0

    def of_article(self, make: Callable[[tuple[Unit, ...]], Made]) -> Made:
        """What ``make`` says about the neighbours; it is asked once an article, not once a unit."""
        return _told_once(make, self.neighbours)

    def of_article_terms(self, make: Callable[[tuple[tuple[TermUse, ...], ...]], Made]) -> Made:
        """The same about the article's terms."""
        return _told_once(make, self.article_terms)


# by identity, the articles last asked about: each with what was made of it
_articles: dict[int, tuple[object, dict[object, Any]]] = {}


def _told_once(make: Callable[[Told], Made], article: Told) -> Made:
    known = _articles.get(id(article))
    if known is None:
        if len(_articles) >= _RECENT:
            _articles.clear()
        known = _articles[id(article)] = article, {}  # which keeps it, and with it its identity
    made = known[1]
    if make not in made:
        made[make] = make(article)
    told: Made = made[make]
    return told


# what may be said about a target that is not there
_OF_NOTHING = frozenset({"empty", "plurals"})

Check = Callable[[Unit, Context], Iterator[Finding]]


def run(unit: Unit, context: Context, names: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Every finding of the named checks (all of them when none is named) about one unit.

    Of a unit without a target nothing is said but that; findings that the unit's own suppressions
    name are left out.
    """
    return run_each([(unit, context)], names)[0]


def run_each(
    looked_at: Sequence[tuple[Unit, Context]], names: Sequence[str] = ()
) -> tuple[tuple[Finding, ...], ...]:
    """What `run` says about each of these units.

    A check looks at some units before the next one does: its code and its tables are at hand, then,
    which saves a fifth of the time.
    """
    checks = _checks(tuple(names))
    found: list[list[tuple[str, Finding]]] = [[] for _ in looked_at]
    for first in range(0, len(looked_at), _AT_ONCE):
        some = [
            (unit, context, own, _exempt(unit, checks))
            for (unit, context), own in zip(
                looked_at[first : first + _AT_ONCE], found[first : first + _AT_ONCE], strict=True
            )
        ]
        for name, check in checks:
            for unit, context, own, exempt in some:
                if not exempt or name not in exempt:
                    for finding in check(unit, context):
                        own.append((name, finding))
    return tuple(
        _stamped(unit, context, own) if own else ()
        for (unit, context), own in zip(looked_at, found, strict=True)
    )


def _exempt(unit: Unit, checks: Iterable[tuple[str, Check]]) -> frozenset[str]:
    """The checks that a unit is not put to."""
    if not unit.target.strip() and not any(unit.target_plurals):
        rest = {name for name, _ in checks} - _OF_NOTHING
        return frozenset(rest.union(unit.ignored_checks))
    return frozenset(unit.ignored_checks)


def _stamped(
    unit: Unit, context: Context, found: Sequence[tuple[str, Finding]]
) -> tuple[Finding, ...]:
    """The findings with the names of their checks and what they are about."""
    return tuple(
        replace(
            finding,
            check=finding.check or name,
            source=unit.source,
            target=unit.target,
            locale=context.target.tag,
            line=unit.line,
        )
        for name, finding in found
    )


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file and line, errors before warnings in the same place."""
    return tuple(
        sorted(findings, key=lambda f: (f.path, f.line, -f.severity.rank, f.check, f.start))
    )


@cache
def _checks(names: tuple[str, ...]) -> tuple[tuple[str, Check], ...]:
    wanted = names or plugins.names("checks")
    return tuple((name, cast("Check", plugins.load("checks", name))) for name in wanted)
