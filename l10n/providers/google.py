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
from l10n.model import Candidate
from l10n.providers import Limits, Markup, Protection, Reply, Request, Settings, Usage
from l10n.providers import code_for as code

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.net import Answer, Client

_SAME = frozenset(
    "am ar az bg bn ckb cs da de el en es et fa fi fr he hi hr hu hy id it ja jv ka kk km ko ky lt lv"
    " mn my nb ne nl pl ps ro ru sk sl sq sv sw ta te tg th tk tr ug uk ur uz vi pt-PT sr-Latn".split()
)
_OTHER = {"prs": "fa-AF", "ku": "ku", "pt-BR": "pt", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"} | {
    "nb": "no",
    "fil": "fil",
    "sr-Cyrl": "sr",
}
_MARKUP = Markup(
    opening='<span id="{id}">',
    closing="</span>",
    alone='<span id="{id}"></span>',
    name='<span translate="no" id="{id}">{wanted}</span>',
)
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
        return bool(code(source, _SAME, _OTHER) and code(target, _SAME, _OTHER))

    def translate(self, request: Request) -> Reply:
        told = self.client.post(
            "/language/translate/v2",
            {
                "q": list(request.texts),
                "source": code(request.source, _SAME, _OTHER),
                "target": code(request.target, _SAME, _OTHER),
                "format": "html" if request.markup else "text",
                "model": "nmt",
            },
        )
        try:
            targets = [str(one["translatedText"]) for one in told.json()["data"]["translations"]]
        except (KeyError, TypeError) as error:
            raise told.malformed(f"no translations in {told.shown()!r}") from error
        return Reply(
            candidates=tuple(Candidate(target=one, origin=self.origin) for one in targets),
            usage=Usage(characters=sum(map(len, request.texts))),
        )


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
