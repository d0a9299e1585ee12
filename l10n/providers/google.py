"""Google Cloud Translation, Basic (v2): an API key, some 190 languages, no glossary.

Texts with elements are sent as HTML, all others as plain text, so that nothing is escaped twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.errors import (
    AuthenticationFailed,
    LocaleNotSupported,
    ProviderError,
    QuotaExceeded,
    RateLimited,
)
from l10n.model.service_codes import GOOGLE_OTHER, GOOGLE_SAME
from l10n.providers import (
    Limits,
    Markup,
    Protection,
    Reply,
    Request,
    Settings,
    Usage,
    reply_of,
    spans,
)
from l10n.providers import code_for as code

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.net import Answer, Client

_MARKUP = spans('<span translate="no" id="{id}">{wanted}</span>')
_OTHER = {**GOOGLE_OTHER, "pt-BR": "pt"}
_LIMITS = Limits(items=128, size=5000)
_QUOTAS = ("dailyLimitExceeded", "Daily Limit Exceeded", "quotaExceeded")
_RATES = ("rateLimitExceeded", "userRateLimitExceeded", "User Rate Limit Exceeded")


@dataclass(slots=True, kw_only=True)
class _Google:
    origin: str
    client: Client
    identity: str
    protection: Protection = Protection.MARKUP
    markup: Markup = _MARKUP
    limits: Limits = _LIMITS

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(code(source, GOOGLE_SAME, _OTHER) and code(target, GOOGLE_SAME, _OTHER))

    def translate(self, request: Request) -> Reply:
        told = self.client.post(
            "/language/translate/v2",
            {
                "q": list(request.texts),
                "source": code(request.source, GOOGLE_SAME, _OTHER),
                "target": code(request.target, GOOGLE_SAME, _OTHER),
                "format": "html" if request.markup else "text",
                "model": "nmt",
            },
        )
        try:
            targets = [str(one["translatedText"]) for one in told.json()["data"]["translations"]]
        except (KeyError, TypeError) as error:
            raise told.malformed(f"no translations in {told.shown()!r}") from error
        return reply_of(targets, self.origin, Usage(characters=sum(map(len, request.texts))))


def provider(settings: Settings) -> _Google:
    """Google v2; it has no options."""
    settings.only()
    headers = {"x-goog-api-key": settings.key}
    return _Google(
        origin=settings.name,
        client=settings.client(
            "https://translation.googleapis.com", headers, explain=_explain, timeout=30
        ),
        identity="google-2",
    )


def _explain(answer: Answer) -> type[ProviderError] | None:
    """Google says with 403 what others say with 401, 402 and 429; the body tells which."""
    if answer.status not in {400, 403, 429}:
        return None
    said = answer.data.decode("utf-8", "replace")
    if any(one in said for one in _QUOTAS):
        return QuotaExceeded
    if any(one in said for one in _RATES):
        return RateLimited
    if "keyInvalid" in said or "API key not valid" in said:
        return AuthenticationFailed
    if answer.status == 400 and ("language" in said.lower() or "Invalid Value" in said):
        return LocaleNotSupported
    return None
