"""Gives the source back as the target: for trying out a project, and for identity tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.providers import (
    PLAIN_MARKUP,
    Limits,
    Markup,
    Protection,
    Reply,
    Request,
    Settings,
    reply_of,
)

if TYPE_CHECKING:
    from l10n.model import Locale

_LIMITS = Limits(items=10_000, slots=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    origin: str
    identity: str = "copy"
    protection: Protection = Protection.NATIVE
    markup: Markup = PLAIN_MARKUP
    limits: Limits = _LIMITS

    def supports(self, source: Locale, target: Locale) -> bool:
        """Every pair."""
        del source, target
        return True

    def translate(self, request: Request) -> Reply:
        return reply_of(request.texts, self.origin)


def provider(settings: Settings) -> _Copy:
    """The copying provider; it has no options."""
    settings.only()
    return _Copy(origin=settings.name)
