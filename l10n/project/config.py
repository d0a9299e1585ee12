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
from l10n.errors import ConfigError
from l10n.formats import ReadOptions
from l10n.model import BlockKind, Locale, Severity, State
from l10n.project.check_rules import UNUSED, CheckRules
from l10n.project.tables import Table, read_table
from l10n.providers import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "l10n.toml"
_SECRET = re.compile(r"(?P<kind>env|keyring):(?P<name>.+)")
_SEVERITIES = [*(str(severity) for severity in Severity), "never"]
# providers that need no table of their own
WITHOUT_SETTINGS = ("local", "pseudo", "copy")


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRule:
    """``[[route.rule]]``: blocks of these kinds take these steps."""

    kinds: tuple[BlockKind, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteConfig:
    """``[route]`` or ``[route.LOCALE]``: the steps, and whether a person must read the result."""

    steps: tuple[str, ...] = ("memory", "local")
    review: str = "required"
    rules: tuple[RouteRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateConfig:
    """``[gate]``: what an article needs to be published."""

    state: State = State.REVIEWED
    findings: str = "error"


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
    fail_on: str = "error"
    check_rules: CheckRules = field(default_factory=CheckRules)
    max_headline: int = 0
    gate: GateConfig = field(default_factory=GateConfig)
    gates: Mapping[str, GateConfig] = field(default_factory=dict)
    attributes: str = "set"
    gaps: str = "hold"

    def route_for(self, locale: Locale) -> RouteConfig:
        """The route of a locale, its own or everybody's."""
        return self.routes.get(locale.tag, self.route)

    def gate_for(self, locale: Locale) -> GateConfig:
        """The gate of a locale, its own or everybody's."""
        return self.gates.get(locale.tag, self.gate)


def find_config(start: Path) -> Path:
    """The configuration file of the project around ``start``: here or in a folder above."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        other = folder / "pyproject.toml"
        if other.is_file() and "[tool.l10n" in other.read_text(encoding="utf-8", errors="replace"):
            return other
    raise ConfigError(
        f"no project here: there is no {FILE} in {start} or above it",
        hint="l10n init makes a project in this folder; -C DIR names another one",
    )


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
    source = _locale(project, "source", project.text_of("source", ""))
    locales = tuple(_locale(project, "locales", tag) for tag in project.texts_of("locales"))
    articles = project.texts_of("articles", ("articles/**/*",))
    project.finish()
    values = {
        **_reading(root.table_of("articles")),
        **_glossary(root.table_of("glossary")),
        **_segmentation(root.table_of("segmentation")),
        **_memory(root.table_of("memory")),
        **_checks(root.table_of("checks"), locales),
        **_gates(root.table_of("gate"), locales),
        **_build(root.table_of("build")),
    }
    providers = _providers(root.table_of("providers"))
    routes = _routes(root.table_of("route"), providers, locales)
    root.finish()
    return Config(
        root=path.parent,
        path=path,
        source=source,
        locales=locales,
        articles=articles,
        providers=providers,
        route=routes.pop(""),
        routes=routes,
        **values,  # type: ignore[arg-type]
    )


def secret(reference: str, *, name: str) -> str:
    """The key that ``env:NAME`` or ``keyring:SERVICE/NAME`` stands for; empty if it is not set."""
    found = _SECRET.fullmatch(reference)
    if found is None:
        return ""
    if found["kind"] == "env":
        return os.environ.get(found["name"], "")
    try:
        import keyring
    except ImportError as error:
        raise ConfigError(
            f"providers.{name}.key asks the key ring, and the package keyring is not installed",
            key=f"providers.{name}.key",
            hint="pip install keyring, or use env:NAME",
        ) from error
    service, _, user = found["name"].partition("/")
    return keyring.get_password(service, user) or ""


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


def _locale(table: Table, key: str, tag: str) -> Locale:
    return table.converted(key, tag, Locale.parse, "BCP 47 tags such as ar, pt-BR, zh-Hans")


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
        "accept": table.number_of("accept", 100, 1, 102),
    }
    table.finish()
    return values


def _checks(table: Table, locales: tuple[Locale, ...]) -> dict[str, object]:
    fail_on = table.text_of("fail-on", "error", _SEVERITIES)
    severities = table.table_of("severity")
    rules = CheckRules(
        off=_off(table),
        severities={
            name: Severity(severities.text_of(name, "", _SEVERITIES[:-1]))
            for name in list(severities.values)
        },
        off_by_kind={
            kind: _off(own, finish=True) for kind, own in table.table_of("kinds").sub_tables()
        },
        off_by_locale={
            _own_locale(table, name, locales): _off(own, finish=True)
            for name, own in table.sub_tables()
        },
    )
    values = {"fail_on": fail_on, "max_headline": table.number_of("max-headline", 0, 0, 1000)}
    table.finish()
    return {**values, "check_rules": rules}


def _off(table: Table, *, finish: bool = False) -> frozenset[str]:
    """``off = [...]``: names of checks."""
    known = (*plugins.names("checks"), UNUSED)
    names = table.texts_of("off")
    for name in names:
        if name not in known:
            raise table.error("off", name, "checks: " + ", ".join(known))
    if finish:
        table.finish()
    return frozenset(names)


def _gates(table: Table, locales: tuple[Locale, ...]) -> dict[str, object]:
    gate = _gate(table, GateConfig())
    gates: dict[str, GateConfig] = {}
    for name, own in table.sub_tables():
        gates[_own_locale(table, name, locales)] = _gate(own, gate)
        own.finish()
    table.finish()
    return {"gate": gate, "gates": gates}


def _gate(table: Table, default: GateConfig) -> GateConfig:
    return GateConfig(
        state=State(table.text_of("state", default.state, ("translated", "reviewed"))),
        findings=table.text_of("findings", default.findings, _SEVERITIES),
    )


def _own_locale(table: Table, name: str, locales: tuple[Locale, ...]) -> str:
    """The tag of a table that one locale has for itself."""
    tag = _locale(table, name, name).tag
    known = [locale.tag for locale in locales]
    if tag not in known:
        raise table.error(name, name, f"a locale of this project ({', '.join(known)})")
    return tag


def _build(table: Table) -> dict[str, object]:
    values: dict[str, object] = {
        "attributes": table.text_of("attributes", "set", ("set", "keep")),
        "gaps": table.text_of("gaps", "hold", ("source", "hold")),
    }
    table.finish()
    return values


def _providers(table: Table) -> dict[str, Settings]:
    providers = {name: Settings(name=name, type=name) for name in WITHOUT_SETTINGS}
    for name, settings in table.sub_tables():
        kind = settings.text_of("type", name, plugins.names("providers"))
        key = settings.text_of("key", "")
        if key and not _SECRET.fullmatch(key):
            raise ConfigError(
                f"{settings.name}.key holds a key itself; secrets do not live in a repository",
                path=settings.path,
                line=settings.line_of("key"),
                key=f"{settings.name}.key",
                hint='write key = "env:NAME" or key = "keyring:SERVICE/NAME"',
            )
        providers[name] = Settings(
            name=name,
            type=kind,
            key=secret(key, name=name),
            endpoint=settings.text_of("endpoint", ""),
            model=settings.text_of("model", ""),
            options=settings.rest(),
        )
    table.finish()
    return providers


def _routes(
    table: Table, providers: Mapping[str, Settings], locales: tuple[Locale, ...]
) -> dict[str, RouteConfig]:
    """The route of each locale that has its own, and under the empty name everybody's."""
    rules = tuple(_rule(rule, providers) for rule in table.tables_of("rule"))
    steps = _steps(table, providers, ("memory", "local"))
    review = table.text_of("review", "required", ("required", "none"))
    everybodys = RouteConfig(steps=steps, review=review, rules=rules)
    routes = {"": everybodys}
    for name, own in table.sub_tables():
        tag = _own_locale(table, name, locales)
        own_rules = tuple(_rule(rule, providers) for rule in own.tables_of("rule"))
        routes[tag] = RouteConfig(
            steps=_steps(own, providers, steps),
            review=own.text_of("review", review, ("required", "none")),
            rules=own_rules or rules,
        )
        own.finish()
    table.finish()
    return routes


def _rule(table: Table, providers: Mapping[str, Settings]) -> RouteRule:
    allowed = [str(kind) for kind in BlockKind]
    kinds = table.texts_of("kinds")
    for kind in kinds:
        if kind not in allowed:
            raise table.error("kinds", kind, "block kinds: " + ", ".join(allowed))
    rule = RouteRule(
        kinds=tuple(BlockKind(kind) for kind in kinds), steps=_steps(table, providers, ())
    )
    table.finish()
    return rule


def _steps(
    table: Table, providers: Mapping[str, Settings], default: tuple[str, ...]
) -> tuple[str, ...]:
    steps = table.texts_of("steps", default)
    known = ("memory", *providers)
    for step in steps:
        if step not in known:
            raise table.error("steps", step, f"memory or a provider ({', '.join(known[1:])})")
    return steps
