"""What translates on request, one file a service; and what each of them promises.

A provider is a plugin: a module of this folder with one public `Factory` called ``provider``. It
knows one thing, its service's request and reply; caching, retrying, rate limits and the protection
of names are done around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, cast

from l10n import plugins

if TYPE_CHECKING:
    from l10n.model import Candidate, Locale


class Protection(StrEnum):
    """How names and tags are best carried through a provider."""

    NATIVE = "native"  # it keeps our tags, and names need no help
    ALIGNMENT = "alignment"  # it says which source word each target word came from
    MASKS = "masks"  # neither: names travel as words that every engine leaves alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A ``[providers.NAME]`` table; ``type`` is the plugin, ``options`` what only it understands.

    ``key`` is the secret itself: it must not be logged, shown, cached or put into an error.
    """

    name: str
    type: str
    key: str = field(default="", repr=False)
    endpoint: str = ""
    model: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Texts to translate: literal text, or content with our tags where protection is native."""

    texts: tuple[str, ...]
    source: Locale
    target: Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One candidate a text, in order. ``characters`` and ``cost`` (USD) are what was billed."""

    candidates: tuple[Candidate, ...]
    characters: int = 0
    cost: float = 0.0


class Provider(Protocol):
    """What every provider must promise.

    ``translate`` keeps count and order and raises nothing but `ProviderError` and its family;
    empty and white-space texts come back as they are without being sent. ``identity`` names what
    answers (service, model, options), so that a stored reply is used for nothing else. ``batch`` is
    the greatest number of texts in a request.
    """

    identity: str
    protection: Protection
    batch: int

    def supports(self, source: Locale, target: Locale) -> bool:
        """Whether the pair can be translated here and now."""
        ...

    def translate(self, request: Request) -> Reply:
        """Translate the texts of a request."""
        ...


Factory = Callable[[Settings], Provider]


def provider(
    told: Settings | str, *, key: str = "", endpoint: str = "", model: str = "", **options: object
) -> Provider:
    """A provider by its type's name, or of a settings table; `PluginError` if it is not known."""
    settings = (
        Settings(name=told, type=told, key=key, endpoint=endpoint, model=model, options=options)
        if isinstance(told, str)
        else told
    )
    return cast("Factory", plugins.load("providers", settings.type))(settings)
