"""What translates on request, one file a service; and what each of them promises.

A provider is a plugin: a module of this folder with one public `Factory` called ``provider``. It
knows one thing, its service's request and reply, and declares what it can do (`Protection`,
`Limits`); caching, retrying, rate limits and the protection of names are done around it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from l10n import plugins
from l10n.errors import ConfigError, LocaleNotSupported, ReplyMalformed
from l10n.model import Candidate
from l10n.model.request import (
    NO_USAGE,
    PLAIN_MARKUP,
    Background,
    Limits,
    Markup,
    Measure,
    Protection,
    Reply,
    Request,
    Usage,
    Wanted,
    spans,
)
from l10n.model.service_codes import code_for
from l10n.model.service_glossary import Glossaries
from l10n.net import Client

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from l10n.model import Locale
    from l10n.net import Answer, Explain

__all__ = [
    "PLAIN_MARKUP",
    "Background",
    "Factory",
    "Glossaries",
    "Limits",
    "Markup",
    "Measure",
    "Protection",
    "Provider",
    "Rate",
    "Refusing",
    "Reply",
    "Request",
    "Settings",
    "Usage",
    "Wanted",
    "code_for",
    "provider",
    "reply_of",
    "spans",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What may be sent in ``seconds``; 0 is no limit."""

    requests: int = 0
    characters: int = 0
    tokens: int = 0
    seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A ``[providers.NAME]`` table; ``type`` is the plugin, ``options`` what only it understands.

    ``key`` is the secret itself: it must not be logged, shown, cached or put into an error.
    ``key_source`` is where it comes from (``env:NAME``), ``concurrency`` the requests under way at
    once (0: what the service bears), ``tries`` and ``first_wait`` (seconds) how often a request that failed
    is sent, and how long after. ``mark`` is what a project's glossaries bear at services, ``stop`` is set by
    whoever interrupts a run. ``transport`` stands for the network in tests.
    """

    name: str
    type: str
    key: str = field(default="", repr=False)
    key_source: str = ""
    endpoint: str = ""
    model: str = ""
    rate: Rate = field(default_factory=Rate)
    concurrency: int = 0
    tries: int = 6
    first_wait: float = 0.5
    options: Mapping[str, object] = field(default_factory=dict)
    mark: str = ""
    stop: Event = field(default_factory=Event, repr=False, compare=False)
    transport: Any = field(default=None, repr=False, compare=False)

    def text(self, option: str, default: str = "", allowed: Sequence[str] = ()) -> str:
        """An option that is a string, one of ``allowed`` if there are any."""
        told = self.options.get(option, default)
        if not isinstance(told, str) or (allowed and told not in allowed):
            raise self.mistake(option, told, " or ".join(allowed) or "a string")
        return told

    def texts(self, option: str) -> tuple[str, ...]:
        """An option that is a list of strings; one string is a list of one."""
        told = self.options.get(option, ())
        told = (told,) if isinstance(told, str) else told
        if not isinstance(told, list | tuple) or not all(isinstance(one, str) for one in told):
            raise self.mistake(option, told, "a list of strings")
        return tuple(told)

    def number(self, option: str, default: float) -> float:
        told = self.options.get(option, default)
        if not isinstance(told, int | float) or isinstance(told, bool) or told <= 0:
            raise self.mistake(option, told, "a number above 0")
        return told

    def table(self, option: str) -> Mapping[str, object]:
        """An option that is a table."""
        told = self.options.get(option, {})
        if not isinstance(told, Mapping):
            raise self.mistake(option, told, "a table")
        return told

    def named_model(self) -> str:
        """The model, which is never chosen for the user."""
        if not self.model:
            raise self.mistake("model", "", "the name of a model that the service has")
        return self.model

    def prompt_limits(self) -> Limits:
        """How many sentences and tokens a language model is given at once."""
        return Limits(
            items=int(self.number("items", 20)),
            size=int(self.number("tokens", 4000)),
            measure=Measure.TOKENS,
            overhead=12,
        )

    def only(self, *known: str) -> None:
        """Refuse options that the provider does not know."""
        for option in self.options:
            if option not in {*known, "timeout"}:
                near = difflib.get_close_matches(option, known, 1)
                raise ConfigError(
                    f"providers.{self.name}.{option} is not a setting of {self.type}",
                    key=f"providers.{self.name}.{option}",
                    hint=f'did you mean "{near[0]}"?'
                    if near
                    else f"known: {', '.join(known) or 'none beside type, key, endpoint, model, rate, concurrency'}",
                )

    def client(
        self,
        base: str,
        headers: Mapping[str, str] | None = None,
        *,
        needs_key: bool = True,
        explain: Explain | None = None,
        wait: Callable[[Answer], float] | None = None,
        timeout: float = 30.0,
    ) -> Client:
        """The service's client; the endpoint that the user named is asked in place of ``base``."""
        told = self.key_source or f"key in [providers.{self.name}]"
        return Client(
            provider=self.name,
            base=self.endpoint or base,
            headers=headers or {},
            secrets=(self.key, *self.key.split(":")) if self.key else (),
            missing=f"{self.name}: {told} is not set" if needs_key and not self.key else "",
            explain=explain,
            wait=wait,
            timeout=self.number("timeout", timeout),
            longest=4 * self.number("timeout", timeout),
            stop=self.stop,
            transport=self.transport,
        )

    def mistake(self, option: str, told: object, wanted: str) -> ConfigError:
        return ConfigError(
            f"providers.{self.name}.{option} = {told!r} cannot be used",
            key=f"providers.{self.name}.{option}",
            hint=f"it takes {wanted}",
        )


class Provider(Protocol):
    """What every provider must promise.

    ``translate`` keeps count and order and raises nothing but `ProviderError` and its family.
    ``identity`` names what answers (service, model, options), so that a stored reply is used for
    nothing else; it holds no key. ``markup`` is how tags and names are written for it where
    ``protection`` is ``MARKUP``.
    """

    @property
    def identity(self) -> str: ...

    @property
    def protection(self) -> Protection: ...

    @property
    def markup(self) -> Markup: ...

    @property
    def limits(self) -> Limits: ...

    def supports(self, source: Locale, target: Locale) -> bool:
        """Whether it says that it translates the pair; nothing is sent to find out."""
        ...

    def translate(self, request: Request) -> Reply:
        """Translate the texts of a request, which is within the limits."""
        ...


@runtime_checkable
class Refusing(Protocol):
    """A provider that can say why it does not translate a pair, and what to do about it."""

    def refusal(self, source: Locale, target: Locale) -> LocaleNotSupported: ...


Factory = Callable[[Settings], Provider]


def provider(
    told: Settings | str, *, key: str = "", endpoint: str = "", model: str = "", **options: object
) -> Provider:
    """A provider by its type's name, or of a settings table; `PluginError` if it is not known.

    What comes back answers empty texts itself, keeps the white space around a text, and refuses a
    pair that it does not translate and a reply of the wrong length.
    """
    settings = (
        Settings(name=told, type=told, key=key, endpoint=endpoint, model=model, options=options)
        if isinstance(told, str)
        else told
    )
    made = cast("Factory", plugins.load("providers", settings.type))(settings)
    return _Careful(made, settings.name)


def reply_of(targets: Iterable[str], origin: str, usage: Usage = NO_USAGE) -> Reply:
    """Bare targets as a reply."""
    return Reply(
        candidates=tuple(Candidate(target=one, origin=origin) for one in targets), usage=usage
    )


@dataclass(frozen=True, slots=True)
class _Careful:
    """A provider that is only asked what it can answer, and whose reply is counted."""

    inner: Provider
    name: str

    @property
    def identity(self) -> str:
        return self.inner.identity

    @property
    def protection(self) -> Protection:
        return self.inner.protection

    @property
    def markup(self) -> Markup:
        return self.inner.markup

    @property
    def limits(self) -> Limits:
        return self.inner.limits

    def supports(self, source: Locale, target: Locale) -> bool:
        return self.inner.supports(source, target)

    def refusal(self, source: Locale, target: Locale) -> LocaleNotSupported:
        if isinstance(self.inner, Refusing):
            return self.inner.refusal(source, target)
        return LocaleNotSupported(
            f"{self.name} does not translate {source} into {target}",
            provider=self.name,
            hint="l10n providers list says what does",
        )

    def translate(self, request: Request) -> Reply:
        if not self.supports(request.source, request.target):
            raise self.refusal(request.source, request.target)
        cores = {text: text.strip() for text in request.texts}
        asked = [text for text in request.texts if cores[text]]
        if not asked:
            return Reply(candidates=tuple(self._blank(text) for text in request.texts))
        reply = self.inner.translate(
            replace(
                request,
                texts=tuple(cores[text] for text in asked),
                remarks=tuple(
                    remark
                    for text, remark in zip(request.texts, request.remarks, strict=True)
                    if cores[text]
                )
                if request.remarks
                else (),
            )
        )
        if len(reply.candidates) != len(asked):
            raise ReplyMalformed(
                f"{self.name}: {len(reply.candidates)} answers to {len(asked)} texts",
                provider=self.name,
                billed=True,
            )
        answers = iter(reply.candidates)
        return replace(
            reply,
            candidates=tuple(
                _spaced(text, next(answers)) if cores[text] else self._blank(text)
                for text in request.texts
            ),
        )

    def _blank(self, text: str) -> Candidate:
        return Candidate(target=text, origin=self.name)


def _spaced(text: str, answer: Candidate) -> Candidate:
    """An answer with the white space that stood around its text."""
    core = text.strip()
    if core == text and answer.target == answer.target.strip():
        return answer
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    gone = len(answer.target) - len(answer.target.lstrip())
    return replace(
        answer,
        target=f"{before}{answer.target.strip()}{after}",
        alignment=answer.alignment.moved(source=len(before), target=len(before) - gone),
    )
