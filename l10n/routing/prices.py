"""What a request costs: the table that comes with the program, and the user's own over it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from l10n.errors import ConfigError
from l10n.net import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from l10n.model.request import Usage
    from l10n.providers import Settings

MICRO = 1_000_000  # our money is counted in millionths of a US dollar
_FIELDS = {"characters", "in", "out", "cached", "free"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars per million characters, or tokens; ``known`` is false where nobody says."""

    known: bool = True
    characters: float = 0.0
    tokens_in: float = 0.0
    tokens_out: float = 0.0
    cached: float = 0.0

    @property
    def free(self) -> bool:
        return self.known and not (self.characters or self.tokens_in or self.tokens_out)

    @property
    def by_tokens(self) -> bool:
        return bool(self.tokens_in or self.tokens_out)

    def of(self, usage: Usage) -> int:
        """What a usage costs in millionths of a dollar."""
        fresh = usage.tokens_in - usage.cached
        return round(
            usage.characters * self.characters
            + fresh * self.tokens_in
            + usage.cached * (self.cached or self.tokens_in)
            + usage.tokens_out * self.tokens_out
        )

    def __str__(self) -> str:
        if not self.known:
            return "price unknown"
        if self.free:
            return "free"
        if self.by_tokens:
            return f"{self.tokens_in:g} / {self.tokens_out:g} USD per million tokens in / out"
        return f"{self.characters:g} USD per million characters"


UNKNOWN = Price(known=False)


def price_of(settings: Settings, own: Path | None = None) -> Price:
    """The price of a provider; ``own`` is the user's table, which need not exist.

    A service on this machine is free unless the user's table says otherwise.
    """
    users = _read(own) if own and own.is_file() else {}
    for table in (users, _shipped()):
        for name in (settings.name, settings.type):
            entry = table.get(name)
            if isinstance(entry, dict) and (found := _found(entry, settings.model)):
                return _price(found, own)
    return Price() if settings.endpoint and is_loopback(settings.endpoint) else UNKNOWN


def _found(entry: Mapping[str, Any], model: str) -> Mapping[str, Any] | None:
    """The row of a model; of several that its name begins with the longest."""
    models = entry.get("models")
    if isinstance(models, dict) and model:
        near = [name for name in models if model == name or model.startswith(f"{name}-")]
        if near:
            found = models[max(near, key=len)]
            return found if isinstance(found, dict) else None
    return entry if entry.keys() & _FIELDS else None


def _price(row: Mapping[str, Any], path: Path | None) -> Price:
    try:
        numbers = {name: float(row.get(name) or 0) for name in _FIELDS - {"free"}}
    except (TypeError, ValueError) as error:
        raise ConfigError(f"a price is no number: {error}", path=path or "prices.toml") from error
    return Price(
        characters=numbers["characters"],
        tokens_in=numbers["in"],
        tokens_out=numbers["out"],
        cached=numbers["cached"],
    )


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot be read as TOML: {error}", path=path) from error


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads((files("l10n.routing") / "prices.toml").read_text(encoding="utf-8"))
