"""Articles into ``build/``, and out of it again when they may no longer be published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.build import build
from l10n.errors import BuildRefused
from l10n.project.publications import ARTICLE, DRAFT, Made, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.build import Built
    from l10n.model import Article, Locale
    from l10n.project.verbs import Gate, Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of an article in a locale: where it stands now, if anywhere, and what to say."""

    gate: Gate
    built: Built | None = None
    changed: bool = False
    notes: tuple[str, ...] = ()


def publish(
    project: Project, gates: Sequence[Gate], *, drafts: bool = False
) -> Iterator[Published]:
    """Build an article in the locales that the gate has looked at.

    What is held back is taken out of ``build/``. Its other locales, which were not asked for, are
    built again if they name locales that are published no more, or not those that now are.
    """
    article, asked = gates[0].article, {gate.locale.tag for gate in gates}
    there = published(project, article)
    names = {tag for tag in there if tag not in asked}
    names |= {gate.locale.tag for gate in gates if not gate.reasons}
    for gate in gates:
        yield _one(project, gate, names, drafts=drafts)
    if not names_others(project, article):
        return
    for tag in sorted(names - asked):
        locale = next(one for one in project.config.locales if one.tag == tag)
        made = project.publications.made(project.paths.built(article, locale))
        if made is None or made.named == _told(names):
            continue
        gate = project.gate(article, locale)
        if not gate.reasons:
            yield _one(project, gate, names, drafts=drafts)


def built(project: Project, gate: Gate, *, drafts: bool = False) -> Built:
    """Write the article that the gate has looked at; `BuildRefused` if it is held back."""
    done, *_ = publish(project, [gate], drafts=drafts)
    if done.built is None:
        raise refused(project, gate, done.notes)
    return done.built


def refused(project: Project, gate: Gate, notes: Sequence[str] = ()) -> BuildRefused:
    """Why an article is not built."""
    name = gate.article.id
    count = len(gate.reasons)
    return BuildRefused(
        f"{name} is held back in {gate.locale}: {count} reason{'' if count == 1 else 's'}",
        path=project.paths.shown(gate.path),
        hint="\n  ".join(
            [*notes, f"l10n gate {name} -l {gate.locale} lists them; --drafts writes it anyway"]
        ),
    )


def published(project: Project, article: Article) -> tuple[str, ...]:
    """The tags of the project's locales in which an article is published now."""
    known = {locale.tag for locale in project.config.locales}
    return tuple(tag for tag in project.publications.locales(article.id) if tag in known)


def names_others(project: Project, article: Article) -> bool:
    """Whether the built article names its other locales (``hreflang``)."""
    return bool(project.config.url) and project.read(article).document.format == "html"


def withdraw(project: Project, locales: Sequence[str] = ()) -> list[str]:
    """Take out what belongs to no article any more, or to no locale; the lines that say so.

    An article that cannot be read now is one all the same.
    """
    survey = project.survey()
    if not survey.known:  # a wrong pattern must not empty the folder
        return []
    expected = {
        path
        for article in survey.known
        for locale in project.config.locales
        for path in project.paths.all_built(article, locale)
    }
    return [
        line
        for path in project.publications.strangers(expected, locales)
        if (line := project.publications.take_out(path, "its article or locale was withdrawn"))
    ]


def assembled(project: Project, article: Article, locale: Locale, names: set[str]) -> Built:
    """The localized article as bytes; ``names`` are the tags of the locales that it names."""
    extract = project.read(article)
    units = project.catalog(article, locale).units
    return build(
        extract.document,
        extract.segments,
        {unit.key: unit.target for unit in units if unit.target},
        source=project.config.source,
        target=locale,
        attributes=project.config.attributes,
        site=project.config.site_of(article.id, names),
        style=project.config.styles.get(locale.tag),
    )


def freshness(project: Project, article: Article, locale: Locale) -> str:
    """Whether what is published is made from what is on disk now: ``current``, ``stale``, or empty."""
    made = project.publications.made(project.paths.built(article, locale))
    if made is None:
        return ""
    now = made_from(project, article, locale)
    return "current" if (made.source, made.catalog) == (now.source, now.catalog) else "stale"


def made_from(project: Project, article: Article, locale: Locale) -> Made:
    """What a build of an article is made from, as it is on disk now."""
    path = project.paths.catalog(article, locale)
    return Made(
        article=article.id,
        locale=locale.tag,
        source=digest_of(article.path.read_bytes()),
        catalog=digest_of(path.read_bytes()) if path.is_file() else "",
    )


def _one(project: Project, gate: Gate, names: set[str], *, drafts: bool) -> Published:
    held = bool(gate.reasons)
    article, locale = gate.article, gate.locale
    out = project.paths.built(article, locale, draft=not held)
    why = f"{article.id} is held back in {locale}" if held else "the article is published"
    notes = [project.publications.take_out(out, why, article.id)]
    if held and not drafts:
        return Published(gate=gate, notes=tuple(filter(None, notes)), changed=any(notes))
    made = replace(
        made_from(project, article, locale),
        kind=DRAFT if held else ARTICLE,
        named=_told(names) if names_others(project, article) else "",
    )
    result = assembled(project, article, locale, names)
    path = project.paths.built(article, locale, draft=held)
    before = path.read_bytes() if path.is_file() else None
    notes.append(project.publications.write(path, result.data, made))
    return Published(
        gate=gate,
        built=replace(result, path=path),
        changed=before != result.data,
        notes=tuple(filter(None, notes)),
    )


def _told(names: set[str]) -> str:
    return " ".join(sorted(names))
