"""Old translations after a term changed: its old forms replaced where grammar allows, the rest listed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.errors import ConfigError
from l10n.glossary import Prepared, forbidden, forms, occurrences, replace_form, verify
from l10n.model import Verdict
from l10n.model.unit import digest
from l10n.project.changes import file_at
from l10n.project.paths import glossary_files
from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from l10n.catalog import Catalog
    from l10n.glossary import Replacement
    from l10n.model import Article, Locale, Unit
    from l10n.model.term import TargetForms, Term
    from l10n.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What a changed term means for one unit.

    ``new`` is the unit as it would be written (the same as ``unit`` if nothing can be changed);
    ``left`` are places for a person: what stands there, or empty when no form of the term does.
    """

    article: str
    unit: Unit
    new: Unit
    term: Term
    wanted: str
    changes: tuple[Replacement, ...] = ()
    left: tuple[str, ...] = ()


def renamings(
    project: Project,
    article: Article,
    locale: Locale,
    old: Mapping[str, tuple[str, ...]],
    *,
    only: Collection[str] = (),
) -> tuple[Catalog, tuple[Renaming, ...]]:
    """The catalog with all safe replacements made (not saved), and each of them with what is left.

    ``old`` are, by term, forms that it had before; ``only`` the ids of the terms meant (empty: all).
    """
    catalog = project.catalog(article, locale)
    told: list[Renaming] = []
    changed: dict[object, Unit] = {}
    for unit in catalog.units:
        if not unit.target:
            continue
        for term in _terms(project, unit, only):
            current = changed.get(unit.key, unit)
            one = _renaming(article, current, term, locale, old.get(term.id, ()))
            if one is not None:
                told.append(one)
                changed[unit.key] = one.new
    return catalog.with_units(changed.values()), tuple(told)


def _terms(project: Project, unit: Unit, only: Collection[str]) -> Iterable[Term]:
    hits = project.glossary.find(plain(unit.source), lang=project.config.source.tag)
    return {hit.term.id: hit.term for hit in hits if not only or hit.term.id in only}.values()


def _renaming(
    article: Article, unit: Unit, term: Term, locale: Locale, old: Sequence[str]
) -> Renaming | None:
    each = forms(term, locale.tag)
    before = [one for one in (*old, *each.forbidden) if one not in each.approved]
    if not each.preferred or not before:
        return None
    wanted, pos = each.preferred[0], term.pos or "proper-name"
    target, changes, left = unit.target, [], []
    for form in before:
        target, made, kept = _replaced(target, form, wanted, each, term, locale.tag)
        changes += made
        left += kept
    if not changes and not left:
        absent = verify(target, each, locale.tag, pos=pos).verdict is Verdict.ABSENT
        if not (absent and old):
            return None
        left = [""]
    return Renaming(
        article=article.id,
        unit=unit,
        new=_with_target(unit, target) if changes else unit,
        term=term,
        wanted=wanted,
        changes=tuple(changes),
        left=tuple(left),
    )


def _replaced(
    target: str, form: str, wanted: str, each: TargetForms, term: Term, tag: str
) -> tuple[str, list[Replacement], list[str]]:
    """The target with one old form replaced, except where it is part of an approved one."""
    pos = term.pos or "proper-name"
    prepared = Prepared.of(target, tag)
    approved = [(hit.lead, hit.end) for hit in occurrences(prepared, each, tag, pos=pos)]
    rejected = [(use.start, use.end) for use in forbidden(prepared, [term], tag)]

    def meant(start: int, end: int) -> bool:
        return any(start <= a and b <= end for a, b in rejected) or not any(
            a <= start and end <= b for a, b in approved
        )

    done = replace_form(target, form, wanted, tag, pos=pos)
    changes = [c for c in done.changes if c.new != c.old and meant(c.start, c.end)]
    for change in reversed(changes):
        target = target[: change.start] + change.new + target[change.end :]
    return (
        target,
        changes,
        [prepared.text[h.lead : h.end] for h in done.left if meant(h.lead, h.end)],
    )


def _with_target(unit: Unit, target: str) -> Unit:
    """The unit with another target, a machine's own text remaining a machine's."""
    if unit.machine_owned:
        return replace(unit, target=target, machine_digest=digest(target))
    return replace(unit, target=target)


def former_forms(project: Project, revision: str, locale: Locale) -> dict[str, tuple[str, ...]]:
    """What the glossary approved at a revision of git and does not approve now, by term."""
    found: dict[str, tuple[str, ...]] = {}
    for term in _terms_at(project, revision):
        now = project.glossary.get(term.id)
        if now is not None:
            kept = forms(now, locale.tag).approved
            gone = (one for one in forms(term, locale.tag).approved if one not in kept)
            found[term.id] = tuple(gone)
    return {id_: gone for id_, gone in found.items() if gone}


def _terms_at(project: Project, revision: str) -> Iterator[Term]:
    from l10n.glossary.files import read_terms

    with tempfile.TemporaryDirectory() as folder:
        for path in glossary_files(project.config):
            data = file_at(revision, project.paths.shown(path), project.config.root)
            if data is not None:
                old = Path(folder) / path.name
                old.write_bytes(data)
                yield from read_terms(old)


def terms_named(project: Project, names: Sequence[str]) -> tuple[Term, ...]:
    """The terms with these ids or spellings; an unknown one is a `ConfigError`."""
    found = []
    for name in names:
        fitting = [t for t in project.glossary.terms if t.id == name or name in t.spellings]
        if not fitting:
            raise ConfigError(f"the glossary has no term {name!r}", hint="l10n glossary list")
        found.append(fitting[0])
    return tuple(found)


def first_glossary(project: Project) -> Path:
    """The CSV file that a new term goes to."""
    for path in glossary_files(project.config):
        if path.suffix.lower() == ".csv":
            return path
    raise ConfigError(
        "the project has no CSV glossary",
        path=project.config.path,
        key="glossary.files",
        hint='files = ["glossaries/*.csv"], or --glossary FILE',
    )
