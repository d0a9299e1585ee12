"""``l10n.toml``, read once into frozen dataclasses; every error names file, line and key.

The same tables may stand under ``[tool.l10n]`` in ``pyproject.toml``. The only place that reads the
environment.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import plugins
from l10n.catalog.lint import NAMES as CATALOG_CHECKS
from l10n.errors import ConfigError
from l10n.formats import ReadOptions
from l10n.model import Locale, Severity, State
from l10n.project.build_config import build_values
from l10n.project.check_rules import UNUSED, CheckRules
from l10n.project.route_config import RouteConfig, budget, providers, routes
from l10n.project.tables import (
    PATTERNS,
    Table,
    checked_pattern,
    line_of,
    locale_of,
    own_locale,
    read_table,
)
from l10n.routing.ledger import Budget

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from l10n.build.site import Site
    from l10n.build.style import Style
    from l10n.providers import Settings

_SEVERITIES = [*(str(severity) for severity in Severity), "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateConfig:
    """``[gate]``: what an article needs to be published.

    With ``stale`` it may be published although it changed since its catalog was extracted.
    """

    state: State = State.REVIEWED
    findings: str = "error"
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A project's configuration; relative paths are below ``root``."""

    root: Path
    path: Path
    source: Locale
    locales: tuple[Locale, ...]
    articles: tuple[str, ...] = ("articles/**/*",)
    reading: ReadOptions = field(default_factory=ReadOptions)
    glossaries: tuple[str, ...] = ("glossaries/*.csv",)
    unit: str = "sentence"
    segmentation_rules: tuple[str, ...] = ()
    memory_url: str = "sqlite:.l10n/memory.db"
    offer: int = 70
    accept: int = 100
    route: RouteConfig = field(default_factory=RouteConfig)
    routes: Mapping[str, RouteConfig] = field(default_factory=dict)
    providers: Mapping[str, Settings] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)
    fail_on: str = "error"
    check_rules: CheckRules = field(default_factory=CheckRules)
    max_headline: int = 0
    gate: GateConfig = field(default_factory=GateConfig)
    gates: Mapping[str, GateConfig] = field(default_factory=dict)
    attributes: str = "set"
    gaps: str = "hold"
    links: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    index: str = ""
    styles: Mapping[str, Style] = field(default_factory=dict)

    def site_of(self, article: str, published: Collection[str] = ()) -> Site | None:
        """What the site wants of an article that is published in these locales; None if nothing."""
        from l10n.build.site import Site

        if not (self.links or self.url):
            return None
        locales = (self.source, *(one for one in self.locales if one.tag in published))
        return Site(id=article, links=self.links, url=self.url, locales=locales)

    def route_for(self, locale: Locale) -> RouteConfig:
        """The route of a locale, its own or everybody's."""
        return self.routes.get(locale.tag, self.route)

    def error(self, key: str, message: str, hint: str) -> ConfigError:
        """What is wrong with a setting, where it stands."""
        text = self.path.read_text(encoding="utf-8")
        inside = f"tool.l10n.{key}" if self.path.name == "pyproject.toml" else key
        line = line_of(text, inside) or line_of(text, inside.rpartition(".")[0])
        return ConfigError(message, path=self.path, line=line, key=key, hint=hint)

    def gate_for(self, locale: Locale) -> GateConfig:
        """The gate of a locale, its own or everybody's."""
        return self.gates.get(locale.tag, self.gate)


def read_config(path: Path) -> Config:
    """Read and check a configuration; `ConfigError` for whatever cannot be used in it."""
    root = read_table(path)
    if path.name == "pyproject.toml":
        root = root.table_of("tool").table_of("l10n")
        root.name = "tool.l10n"
    _refuse_mozillas(root)
    project = root.table_of("project")
    if "source" not in project.values or "locales" not in project.values:
        missing = "source" if "source" not in project.values else "locales"
        raise ConfigError(
            f"{project.name}.{missing} is missing",
            path=path,
            line=root.line_of("project"),
            key=f"{project.name}.{missing}",
            hint='[project] needs source = "en" and locales = ["ar", "fr"]',
        )
    source = locale_of(project, "source", project.text_of("source", ""))
    locales = _locales(project, source)
    articles = project.texts_of("articles", ("articles/**/*",))
    for pattern in articles:
        project.converted("articles", pattern, checked_pattern, PATTERNS)
    project.finish()
    values = {
        **_reading(root.table_of("articles")),
        **_glossary(root.table_of("glossary")),
        **_segmentation(root.table_of("segmentation")),
        **_memory(root.table_of("memory")),
        **_checks(root.table_of("checks"), locales),
        **_gates(root.table_of("gate"), locales),
        **build_values(root.table_of("build"), locales),
    }
    known = providers(root.table_of("providers"))
    ways = routes(root.table_of("route"), known, locales)
    spending = budget(root.table_of("budget"))
    root.finish()
    return Config(
        root=path.parent,
        path=path,
        source=source,
        locales=locales,
        articles=articles,
        providers=known,
        route=ways.pop(""),
        routes=ways,
        budget=spending,
        **values,  # type: ignore[arg-type]
    )


def _locales(project: Table, source: Locale) -> tuple[Locale, ...]:
    """The locales to publish in: at least one, each once, and none of them the articles' own."""
    told = project.texts_of("locales")
    if not told:
        raise project.error("locales", [], 'at least one locale, such as ["ar", "fr"]')
    found: dict[str, str] = {}
    for spelling in told:
        tag = locale_of(project, "locales", spelling).tag
        if tag == source.tag:
            wanted = f"locales to translate into: {spelling} is the language of the articles"
            raise project.error("locales", spelling, f"{wanted}, leave it out")
        if tag in found:
            other = "" if found[tag] == spelling else f" (as {found[tag]!r})"
            raise project.error("locales", spelling, f"each locale once: it is there twice{other}")
        found[tag] = spelling
    return tuple(map(Locale.parse, found))


def data_folder() -> Path:
    """Where this user's installed models live (XDG base directory specification)."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "l10n"


def _refuse_mozillas(root: Table) -> None:
    if "basepath" in root.values or "paths" in root.values:
        raise ConfigError(
            "is a configuration of Mozilla's tools, which use a file of the same name",
            path=root.path,
            line=root.line_of("basepath"),
            hint="keep it for them, and put ours under [tool.l10n] in a pyproject.toml",
        )


def _reading(table: Table) -> dict[str, object]:
    patterns = table.texts_of("boilerplate")
    for pattern in patterns:
        table.converted("boilerplate", pattern, _compiled, "regular expressions")
    options = ReadOptions(
        boilerplate=patterns,
        translate_boilerplate=table.flag_of("translate-boilerplate", default=False),
        body=table.text_of("body", ""),
        fields=table.texts_of("fields"),
    )
    table.finish()
    return {"reading": options}


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(str(error)) from error


def _glossary(table: Table) -> dict[str, object]:
    files = table.texts_of("files", ("glossaries/*.csv",))
    for pattern in files:
        table.converted("files", pattern, checked_pattern, PATTERNS)
    table.finish()
    return {"glossaries": files}


def _segmentation(table: Table) -> dict[str, object]:
    unit = table.text_of("unit", "sentence", ("sentence", "paragraph"))
    rules = table.texts_of("rules")
    table.finish()
    return {"unit": unit, "segmentation_rules": rules}


def _memory(table: Table) -> dict[str, object]:
    values: dict[str, object] = {
        "memory_url": table.text_of("url", "sqlite:.l10n/memory.db"),
        "offer": table.number_of("offer", 70, 1, 100),
        "accept": table.number_of("accept", 100, 100, 102),
    }
    table.finish()
    return values


def _checks(table: Table, locales: tuple[Locale, ...]) -> dict[str, object]:
    fail_on = table.text_of("fail-on", "error", _SEVERITIES)
    severities = table.table_of("severity")
    rules = CheckRules(
        off=_off(table),
        severities={
            _known_check(severities, name, name): Severity(
                severities.text_of(name, "", _SEVERITIES[:-1])
            )
            for name in list(severities.values)
        },
        off_by_kind={
            kind: _off(own, finish=True) for kind, own in table.table_of("kinds").sub_tables()
        },
        off_by_locale={
            own_locale(table, name, locales): _off(own, finish=True)
            for name, own in table.sub_tables()
        },
    )
    values = {"fail_on": fail_on, "max_headline": table.number_of("max-headline", 0, 0, 1000)}
    table.finish()
    return {**values, "check_rules": rules}


def _off(table: Table, *, finish: bool = False) -> frozenset[str]:
    """``off = [...]``: names of checks."""
    names = table.texts_of("off")
    for name in names:
        _known_check(table, "off", name)
    if finish:
        table.finish()
    return frozenset(names)


def _known_check(table: Table, key: str, name: str) -> str:
    known = (*plugins.names("checks"), *CATALOG_CHECKS, UNUSED)
    if name not in known:
        raise table.error(key, name, "checks: " + ", ".join(known))
    return name


def _gates(table: Table, locales: tuple[Locale, ...]) -> dict[str, object]:
    gate = _gate(table, GateConfig())
    gates: dict[str, GateConfig] = {}
    for name, own in table.sub_tables():
        gates[own_locale(table, name, locales)] = _gate(own, gate)
        own.finish()
    table.finish()
    return {"gate": gate, "gates": gates}


def _gate(table: Table, default: GateConfig) -> GateConfig:
    return GateConfig(
        state=State(table.text_of("state", default.state, ("translated", "reviewed"))),
        findings=table.text_of("findings", default.findings, _SEVERITIES),
        stale=table.flag_of("stale", default=default.stale),
    )
