"""The verbs over a folder on disk; each finds its files, asks the rooms below, and writes."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.build.gate import Reason, reasons
from l10n.catalog import Catalog, new_catalog, open_catalog, save_catalog
from l10n.catalog.merge import Merged, update
from l10n.errors import CatalogError, ConfigError
from l10n.formats import read_article
from l10n.memory import Memory
from l10n.model import Article, Finding, Key, Locale, Unit
from l10n.project.around import find_config
from l10n.project.checking import Checking
from l10n.project.checking_files import Outcome, Setting, Task, check_files
from l10n.project.config import Config, read_config
from l10n.project.entries import one_of
from l10n.project.extraction import Extract, refusal, term_notes, units_of
from l10n.project.findings import Findings
from l10n.project.glossaries import opened
from l10n.project.opening import Switchboard
from l10n.project.paths import Paths, Survey, chosen, glossary_files, survey
from l10n.project.publications import Publications
from l10n.project.publishing import built, freshness
from l10n.project.standing import Standing, standing
from l10n.routing import Desk, Plan, Routed, route, wants_routing
from l10n.routing.estimate import Estimate, estimate
from l10n.routing.outcomes import Outcomes
from l10n.routing.trace import Attempt, Traces
from l10n.segmentation.document import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from l10n.build import Built
    from l10n.glossary import Glossary
    from l10n.segmentation.srx import SrxRules

__all__ = ["Article", "Gate", "Project", "Standing", "open_project"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The gate's answer for an article in a locale: no reasons means that it may be published."""

    article: Article
    locale: Locale
    path: Path
    reasons: tuple[Reason, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), repr=False)


def open_project(start: str | Path = ".", *, config: str | Path = "") -> Project:
    """The project around a folder; `ConfigError` names file, line and key of what is wrong."""
    path = Path(config).resolve() if config else find_config(Path(start))
    return Project(config=read_config(path))


@dataclass(frozen=True, kw_only=True)
class Project:
    """A folder with ``l10n.toml`` and the verbs of the main job."""

    config: Config
    _extracts: dict[str, Extract] = field(default_factory=dict, repr=False)
    _learned: dict[Path, tuple[int, int, int]] = field(default_factory=dict, repr=False)
    _due: dict[Locale, float] = field(default_factory=dict, repr=False)
    _templates: set[str] = field(default_factory=set, repr=False)

    @property
    def paths(self) -> Paths:
        return Paths(self.config.root)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms of all glossary files."""
        return opened(glossary_files(self.config), self.paths.state / "glossary")

    @cached_property
    def memory(self) -> Memory:
        return Memory.open(self.config.memory_url, root=self.config.root)

    @cached_property
    def switchboard(self) -> Switchboard:
        return Switchboard(config=self.config)

    @cached_property
    def findings(self) -> Findings:
        return Findings(self.paths.state / "findings.db")

    @cached_property
    def publications(self) -> Publications:
        return Publications(self.paths)

    @cached_property
    def traces(self) -> Traces:
        return Traces(self.paths.state / "traces.db")

    def articles(self, wanted: Sequence[str] = ()) -> tuple[Article, ...]:
        """The articles named by path, folder or id; all when none is named."""
        return chosen(self.config, wanted) if wanted else self.survey().articles

    def survey(self) -> Survey:
        """The articles on disk now, and what is wrong with their names and patterns."""
        return survey(self.config)

    def locales(
        self, wanted: Sequence[str] = (), without: Sequence[str] = ()
    ) -> tuple[Locale, ...]:
        """The project's locales, or those of them that were asked for."""
        known = {locale.tag: locale for locale in self.config.locales}
        for spelling in (*wanted, *without):
            if Locale.parse(spelling).tag not in known:
                raise ConfigError(
                    f"{spelling!r} is not a locale of this project",
                    path=self.config.path,
                    key="project.locales",
                    hint=f"known: {', '.join(known)}",
                )
        left_out = {Locale.parse(spelling).tag for spelling in without}
        asked = [Locale.parse(spelling).tag for spelling in wanted] or list(known)
        return tuple(known[tag] for tag in dict.fromkeys(asked) if tag not in left_out)

    def add(self, path: str | Path) -> Article:
        """The article at a path of the project."""
        return self.articles([str(path)])[0]

    def read(self, article: Article) -> Extract:
        """The article as it is on disk now, cut into segments; read once."""
        if article.id not in self._extracts:
            document = read_article(article.path, article.locale.tag, options=self.config.reading)
            segments = segment(document, unit=self.config.unit, rules=self._rules)
            self._extracts[article.id] = Extract(document=document, segments=segments)
        return self._extracts[article.id]

    def extract(self, article: Article, locale: Locale | str) -> Catalog:
        """Bring the catalog up to date with its article and save it; nothing a person wrote goes."""
        merged = self.merged(article, _locale(locale))
        save_catalog(merged.catalog)
        return self.catalog(article, _locale(locale))

    def merged(self, article: Article, locale: Locale) -> Merged:
        """The catalog as `extract` would save it, and what changes in it."""
        glossary, source = self.glossary, self.config.source
        template = units_of(
            self.read(article).segments,
            self.paths.shown(article.path),
            term_notes(glossary, source, locale),
        )
        return update(self.catalog(article, locale), template, refusal(glossary, source))

    def save_template(self, article: Article) -> None:
        """Bring the article's template up to date; once is enough for all its locales."""
        if article.id not in self._templates:
            save_catalog(self.template(article))
            self._templates.add(article.id)

    def template(self, article: Article) -> Catalog:
        """The article's template (``.pot``) as it is now, not saved."""
        units = units_of(self.read(article).segments, self.paths.shown(article.path), lambda _: ())
        path = self.paths.template(article)
        old = (
            open_catalog(path, self.config.source)
            if path.is_file()
            else new_catalog(path, None, source=self.config.source)
        )
        merged = update(old, units).catalog
        kept = tuple(entry for entry in merged.file.entries if not entry.obsolete)
        return replace(merged, file=replace(merged.file, entries=kept))

    def catalog(self, article: Article, locale: Locale) -> Catalog:
        """The catalog on disk, or a new one; `CatalogError` if it is damaged."""
        path = self.paths.catalog(article, locale)
        review = self.config.route_for(locale).review
        if path.is_file():
            return open_catalog(path, locale, review=review)
        return new_catalog(path, locale, source=self.config.source, review=review)

    def route(
        self,
        article: Article,
        locale: Locale | str,
        *,
        again: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Routed:
        """Fill the catalog by its plan; what is decided is saved as it goes.

        A unit that somebody changed on disk meanwhile keeps what they wrote.
        """
        locale = _locale(locale)
        units = self.catalog(article, locale).units
        if any(wants_routing(unit, again=again) for unit in units):
            self.learn_if_due(locale)
        before = {unit.key: (unit.target, unit.fuzzy) for unit in units}

        def settled(done: Sequence[Unit], traces: Mapping[Key, tuple[Attempt, ...]]) -> None:
            self.traces.keep(locale.tag, article.id, traces)
            catalog = self.catalog(article, locale)
            untouched = [
                unit
                for unit in done
                if (now := catalog.get(unit.key)) and (now.target, now.fuzzy) == before[unit.key]
            ]
            save_catalog(catalog.with_units(untouched))
            progress(len(traces))

        return route(units, self.plan(locale), self.desk(locale), settled, again=again)

    def estimate(self, article: Article, locale: Locale | str, *, again: bool = False) -> Estimate:
        """What `route` would send and cost; nothing is sent."""
        locale = _locale(locale)
        self.learn_if_due(locale)
        units = self.catalog(article, locale).units
        waiting = [unit for unit in units if wants_routing(unit, again=again)]
        return estimate(units, waiting, self.plan(locale), self.desk(locale))

    def learn(self, locale: Locale) -> int:
        """Feed the memory from the reviewed units of every catalog of a locale.

        A catalog that did not change since this project last learned from it is not read again.
        """
        changed = 0
        for article in self.articles():
            path = self.paths.catalog(article, locale)
            if not path.is_file():
                continue
            told = path.stat()
            stamp = (told.st_mtime_ns, told.st_size, told.st_ino)
            if self._learned.get(path) == stamp:
                continue
            try:
                units = self.catalog(article, locale).units
            except CatalogError:  # told by whoever works on it; the others teach all the same
                continue
            changed += self.memory.remember(
                units,
                source=self.config.source.tag,
                target=locale.tag,
                article=article.id,
            )
            self._learned[path] = stamp
        return changed

    def learn_if_due(self, locale: Locale) -> None:
        """Learn again only if looking at all catalogs took less than a tenth of the time since then.

        A run routes every article in turn; to look at all of them each time would grow with their square.
        """
        due = self._due.get(locale, 0.0)
        begun = time.monotonic()
        if begun >= due:
            self.learn(locale)
            ended = time.monotonic()
            self._due[locale] = ended + 10 * (ended - begun)

    def check(self, article: Article, locale: Locale | str) -> tuple[Finding, ...]:
        """Every finding about the article's catalog in a locale; looked for only where new."""
        (outcome,) = self.check_all([(article, _locale(locale))], jobs=1)
        if outcome.error is not None:
            raise outcome.error
        return outcome.findings

    def check_all(
        self, wanted: Iterable[tuple[Article, Locale]], *, jobs: int = 0
    ) -> Iterator[Outcome]:
        """The findings about many catalogs, or why one could not be read, on all cores."""
        tasks = [self.check_task(article, locale) for article, locale in wanted]
        return check_files(tasks, self.checking_setting, self.findings, jobs=jobs)

    def check_task(self, article: Article, locale: Locale) -> Task:
        """Where the catalog is, and what its findings are about."""
        path = self.paths.catalog(article, locale)
        return Task(path=path, shown=self.paths.shown(path), article=article.id, locale=locale)

    @cached_property
    def checking_setting(self) -> Setting:
        """What this project's catalogs, and other files in its folder, are checked with."""
        return Setting(
            source=self.config.source,
            glossaries=glossary_files(self.config),
            compiled=self.paths.state / "glossary",
            max_headline=self.config.max_headline,
            rules=self.config.check_rules,
            config=self.config.path,
        )

    def gate(self, article: Article, locale: Locale | str) -> Gate:
        """Whether the article may be published in a locale, and if not, why."""
        locale = _locale(locale)
        catalog = self.catalog(article, locale)
        wanted = self.config.gate_for(locale)
        findings = self.check(article, locale)
        held = reasons(
            self.read(article).keys,
            catalog.units,
            findings,
            state=wanted.state,
            severity=wanted.findings,
            gaps=self.config.gaps,
            stale=wanted.stale,
        )
        return Gate(
            article=article, locale=locale, path=catalog.path, reasons=held, findings=findings
        )

    def build(self, article: Article, locale: Locale | str, *, drafts: bool = False) -> Built:
        """Write the localized article; `BuildRefused` if the gate holds it back.

        With ``drafts`` an article that the gate holds back is written under a name with ``.draft``.
        """
        return self.built(self.gate(article, _locale(locale)), drafts=drafts)

    def built(self, gate: Gate, *, drafts: bool = False) -> Built:
        """Write the article that the gate has looked at; see `build`."""
        return built(self, gate, drafts=drafts)

    def status(self, article: Article, locale: Locale) -> Standing:
        """How far an article is in a locale."""
        now = standing(
            article,
            locale,
            self.read(article).keys,
            self.catalog(article, locale).units,
            self.check(article, locale),
            self.traces.of(locale.tag, article.id),
        )
        return replace(now, published=freshness(self, article, locale))

    def why(
        self, article: Article, locale: Locale, unit: str, context: str | None = None
    ) -> tuple[Unit, tuple[Attempt, ...]]:
        """A unit, found by its line in the PO file or the beginning of its source, and its trace.

        ``context`` is its msgctxt (empty for running text), or None for any.
        """
        path = self.paths.catalog(article, locale)
        found = one_of(self.catalog(article, locale).units, unit, context, self.paths.shown(path))
        return found, self.traces.of(locale.tag, article.id).get(found.key, ())

    def plan(self, locale: Locale) -> Plan:
        """The plan of a locale, from the configuration."""
        told = self.config.route_for(locale)
        return Plan(
            steps=told.steps,
            rules=told.rules,
            review=told.review,
            accept=self.config.accept,
        )

    def desk(self, locale: Locale) -> Desk:
        """What a route into this locale works with."""
        return Desk(
            source=self.config.source,
            target=locale,
            channel=self.switchboard.channel,
            memory=self.memory,
            glossary=self.glossary,
            assess=self._checking(locale).of_each,
            style=self.config.route_for(locale).style,
            outcomes=Outcomes(self.paths.state / "outcomes.db", self.checking_setting.digest),
        )

    @cached_property
    def _rules(self) -> SrxRules | None:
        """The project's own segmentation rules, if it has any."""
        if not self.config.segmentation_rules:
            return None
        from l10n.segmentation import srx

        return srx.read([self.config.root / name for name in self.config.segmentation_rules])

    def _checking(self, locale: Locale) -> Checking:
        return Checking(
            glossary=self.glossary,
            source=self.config.source,
            target=locale,
            max_headline=self.config.max_headline,
            rules=self.config.check_rules,
        )


def _locale(told: Locale | str) -> Locale:
    return told if isinstance(told, Locale) else Locale.parse(told)
