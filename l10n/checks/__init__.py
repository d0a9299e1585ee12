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
    found: list[tuple[str, Finding]] = []
    checks = _checks(tuple(names))
    if not unit.target.strip() and not any(unit.target_plurals):
        checks = tuple(one for one in checks if one[0] in _OF_NOTHING)
    if unit.ignored_checks:
        checks = tuple(one for one in checks if one[0] not in unit.ignored_checks)
    for name, check in checks:
        for finding in check(unit, context):
            found.append((name, finding))  # noqa: PERF401 - a generator a check costs more
    if not found:
        return ()
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
