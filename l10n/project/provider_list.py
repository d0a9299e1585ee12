"""What each provider of a project can do here, and what one of them answers to a sentence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n import plugins
from l10n.errors import ConfigError
from l10n.model import Locale
from l10n.model.request import Protection, Request
from l10n.routing.prices import MICRO

if TYPE_CHECKING:
    from l10n.project import Project
    from l10n.providers import Provider, Settings

_NAMES = {
    Protection.NATIVE: "left as they are",
    Protection.TERMS: "told as terms",
    Protection.MARKUP: "in elements",
    Protection.ALIGNMENT: "put in by alignment",
    Protection.MASKS: "behind masks",
}
_WITHOUT_KEY = frozenset({"local", "pseudo", "copy", "argos", "apertium", "libretranslate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRow:
    """A provider of the project; ``problem`` says why it cannot be opened."""

    name: str
    type: str
    about: str
    locales: tuple[str, ...] = ()
    key: str = ""
    price: str = ""
    names: str = ""
    request: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRow:
    """A type of provider that a table may name."""

    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A provider's answer to one sentence."""

    target: str
    seconds: float
    cost: str


def provider_rows(project: Project) -> list[ProviderRow]:
    """Every provider that a step may name."""
    return [_row(project, settings) for settings in project.config.providers.values()]


def type_rows(project: Project) -> list[TypeRow]:
    """The types of provider that no table of the project has."""
    used = {settings.type for settings in project.config.providers.values()}
    return [
        TypeRow(name=name, about=plugins.caption("providers", name))
        for name in plugins.names("providers")
        if name not in used
    ]


def tried(project: Project, name: str, tag: str, text: str) -> Tried:
    """Send one sentence, whatever is stored; `ProviderError` says what is wrong."""
    provider = project.switchboard.provider(name)
    begun = time.perf_counter()
    request = Request(texts=(text,), source=project.config.source, target=Locale.parse(tag))
    reply = provider.translate(request)
    price = project.switchboard.price(name)
    cost = f"{price.of(reply.usage) / MICRO:.6f} USD" if price.known else "price unknown"
    return Tried(
        target=reply.candidates[0].target,
        seconds=round(time.perf_counter() - begun, 3),
        cost="free" if price.free else cost,
    )


def _row(project: Project, settings: Settings) -> ProviderRow:
    about = plugins.caption("providers", settings.type)
    key = _key(settings)
    try:
        provider = project.switchboard.provider(settings.name)
    except ConfigError as error:
        return ProviderRow(
            name=settings.name, type=settings.type, about=about, key=key, problem=str(error)
        )
    return ProviderRow(
        name=settings.name,
        type=settings.type,
        about=about,
        locales=tuple(
            locale.tag
            for locale in project.config.locales
            if provider.supports(project.config.source, locale)
        ),
        key=key,
        price=str(project.switchboard.price(settings.name)),
        names=_names(project, provider),
        request=_request(provider),
    )


def _names(project: Project, provider: Provider) -> str:
    """How names are carried through it, the gentlest way first."""
    told = provider.markup.glossaries
    here = [locale.tag for locale in project.config.locales if locale.language in told]
    way = _NAMES[provider.protection]
    kept = here and project.config.source.language in told
    return f"by a glossary there for {', '.join(here)}, then {way}" if kept else way


def _key(settings: Settings) -> str:
    """Whether a key is there; never the key."""
    if settings.key_source:
        return f"{settings.key_source} {'is there' if settings.key else 'is not set'}"
    return "none needed" if settings.type in _WITHOUT_KEY or settings.endpoint else "none named"


def _request(provider: Provider) -> str:
    limits = provider.limits
    size = f", {limits.size or limits.text} {limits.measure}" if limits.longest else ""
    return f"{limits.items} texts{size}"
