"""Providers by the name of their step, opened when first asked and then kept."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from l10n.project.config import data_folder
from l10n.providers import provider

if TYPE_CHECKING:
    from collections.abc import Callable

    from l10n.project.config import Config
    from l10n.providers import Provider


def model_folders(config: Config | None = None) -> tuple[str, ...]:
    """Where models of the local engine are looked for: the project's, then the user's."""
    own = (str(config.root / ".l10n" / "models"),) if config else ()
    return (*own, str(data_folder() / "models"))


def provider_opener(config: Config) -> Callable[[str], Provider]:
    """Opens the provider of a step with its settings."""

    @cache
    def opened(name: str) -> Provider:
        settings = config.providers[name]
        if settings.type == "local" and "models" not in settings.options:
            settings = replace(
                settings, options={**settings.options, "models": list(model_folders(config))}
            )
        return provider(settings)

    return opened
