"""What a project translates with: providers by the name of their step, each opened once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING

from l10n.errors import ConfigError
from l10n.project.config import data_folder
from l10n.project.tables import line_of
from l10n.providers import provider as opened
from l10n.routing.channel import Channel
from l10n.routing.ledger import Ledger
from l10n.routing.pace import Pace
from l10n.routing.patience import Patience
from l10n.routing.prices import Price, price_of
from l10n.routing.replies import Replies

if TYPE_CHECKING:
    from l10n.project.config import Config
    from l10n.providers import Provider

PRICES = "prices.toml"
_WORD = re.compile("[a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class Switchboard:
    """The channels of a project; limits, kept connections and opened models are shared by all."""

    config: Config
    _channels: dict[str, Channel] = field(default_factory=dict, repr=False)
    _stop: Event = field(default_factory=Event, repr=False)

    @cached_property
    def replies(self) -> Replies:
        return Replies(self.config.root / ".l10n" / "replies.db")

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.config.root / ".l10n" / "ledger.db", self.config.budget)

    def channel(self, name: str) -> Channel:
        """The channel of a step; `ConfigError` if its settings cannot be used."""
        if name not in self._channels:
            provider = self.provider(name)
            settings = self.config.providers[name]
            self._channels[name] = Channel(
                name=name,
                provider=provider,
                replies=self.replies,
                ledger=self.ledger,
                price=self.price(name),
                pace=Pace(settings.rate),
                patience=Patience(tries=settings.tries, first=settings.first_wait),
                slots=settings.concurrency,
                stop=self._stop,
            )
        return self._channels[name]

    def provider(self, name: str) -> Provider:
        """A provider with its settings; `ConfigError` if there is none of the name."""
        settings = self.config.providers.get(name)
        if settings is None:
            known = ", ".join(self.config.providers)
            raise ConfigError(
                f"no provider is called {name!r}",
                path=self.config.path,
                key="providers",
                hint=f"known: {known}",
            )
        if settings.type == "local" and "models" not in settings.options:
            models = list(model_folders(self.config))
            settings = replace(settings, options={**settings.options, "models": models})
        settings = replace(settings, mark=self._mark, stop=self._stop)
        try:
            return opened(settings)
        except ConfigError as error:
            path = self.config.path
            text = path.read_text(encoding="utf-8")
            line = line_of(text, error.key) or line_of(text, f"providers.{name}")
            raise ConfigError(
                error.message, path=path, line=line, key=error.key, hint=error.hint
            ) from error

    @property
    def _mark(self) -> str:
        """What tells this project's glossaries at a service from another's, in every checkout of it."""
        name = self.config.root.resolve().name
        told = "\0".join([name, self.config.url, *self.config.articles]).encode()
        return (
            f"{'-'.join(_WORD.findall(name.lower()))[:20]}-{hashlib.sha256(told).hexdigest()[:6]}"
        )

    def price(self, name: str) -> Price:
        """What a provider costs, by the user's ``prices.toml`` or ours."""
        return price_of(self.config.providers[name], self.config.root / PRICES)


def model_folders(config: Config | None = None) -> tuple[str, ...]:
    """Where models of the local engine are looked for: the project's, then the user's."""
    own = (str(config.root / ".l10n" / "models"),) if config else ()
    return (*own, str(data_folder() / "models"))
