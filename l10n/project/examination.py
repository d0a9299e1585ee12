"""What a project can do on this machine, and what it lacks for that: packages, articles, ways to translate."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from l10n.project.provider_list import ProviderRow, provider_rows
from l10n.routing.plan import BEST_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model import Locale
    from l10n.project.verbs import Project

_PACKAGES = ("numpy", "sentencepiece")
_MEMORY = "memory"
# what to do where no model is installed
MODEL = "put a model in place (docs/providers/local.md)"
SERVICE = (
    'let a service translate: steps = ["memory", "deepl"] under [route] in l10n.toml, and'
    ' key = "env:DEEPL_API_KEY" under [providers.deepl] (all of them: l10n providers list --all)'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was looked at; ``ok`` says that nothing is missing there, ``hint`` what to do."""

    what: str
    ok: bool
    note: str
    hint: str = ""


def examined(project: Project) -> Iterator[Row]:
    """The articles, then each locale with what translates into it here."""
    yield _articles(project)
    providers = {row.name: row for row in provider_rows(project)}
    steps = {step for locale in project.config.locales for step in _steps(project, locale)}
    if "local" in {providers[step].type for step in steps if step in providers}:
        yield from map(_package, _PACKAGES)
    for locale in project.config.locales:
        yield _locale(project, locale, providers)


def _articles(project: Project) -> Row:
    found = project.survey()
    count, terms = len(found.articles), len(project.glossary.terms)
    note = f"articles: {count}, terms: {terms}"
    hint = ""
    if found.doubles:
        note += f"; not read, because they share a name: {_names(project)}"
        hint = "rename one of each: catalogs are named after articles without their suffix"
    elif not count:
        hint = f"put an article where they are looked for: {', '.join(project.config.articles)}"
    return Row(what="project", ok=not hint, note=note, hint=hint)


def _names(project: Project) -> str:
    doubles = project.survey().doubles
    return ", ".join(project.paths.shown(one.path) for same in doubles for one in same)


def _package(name: str) -> Row:
    there = find_spec(name) is not None
    note = "for the local engine" + ("" if there else ': pip install "l10n-desk[local]"')
    return Row(what=name, ok=there, note=note)


def _locale(project: Project, locale: Locale, providers: Mapping[str, ProviderRow]) -> Row:
    steps = [step for step in _steps(project, locale) if step != _MEMORY]
    if not steps:
        return Row(what=locale.tag, ok=True, note="by the memory and by people alone")
    refusals = {step: _refusal(providers[step], locale) for step in steps if step in providers}
    able = [step for step, refusal in refusals.items() if not refusal]
    if able:
        return Row(what=locale.tag, ok=True, note=f"translated by {', '.join(able)}")
    told = "; ".join(f"{step}: {refusal}" for step, refusal in refusals.items())
    note = f"nothing here translates into it ({told})"
    return Row(what=locale.tag, ok=False, note=note, hint=f"{MODEL}, or {SERVICE}")


def _steps(project: Project, locale: Locale) -> tuple[str, ...]:
    """Every step that some unit of a locale may take."""
    plan = project.plan(locale)
    own = (*plan.steps, *(step for rule in plan.rules for step in rule.steps))
    names = (name for step in own for name in step.removeprefix(BEST_OF).split())
    return tuple(dict.fromkeys(names))


def _refusal(row: ProviderRow, locale: Locale) -> str:
    """Why a provider does not translate into a locale here; empty if it does."""
    if row.problem:
        return row.problem
    if row.key.endswith("is not set"):
        return f"the key {row.key}"
    if locale.tag in row.locales:
        return ""
    return "no model is installed" if row.type == "local" else "it does not know the language"
