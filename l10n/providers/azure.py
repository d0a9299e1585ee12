"""Azure Translator: API 3.0 with a dynamic dictionary, or the API of 2026 with LLM deployments.

A name is written into the request with the form that it must have (``mstrans:dictionary``); both
versions of the API are spoken, they share nothing but the address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from l10n.errors import (
    AuthenticationFailed,
    LocaleNotSupported,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
    RateLimited,
    RequestTooLarge,
)
from l10n.providers import (
    Limits,
    Markup,
    Measure,
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

_SAME = frozenset(
    "am ar az bg bn cs da de el en es et fa fi fil fr he hi hr hu hy id it ja jv ka kk km ko ky lt lv"
    " my nb ne nl pl prs ps ro ru sk sl sq sv sw ta te th tk tr ug uk ur uz vi zh-Hans zh-Hant"
    " sr-Latn sr-Cyrl".split()
)
_OTHER = {"ckb": "ku", "ku": "kmr", "pt-BR": "pt", "pt-PT": "pt-pt", "fr-CA": "fr-ca"}
_MARKUP = spans('<mstrans:dictionary translation="{wanted}">{source}</mstrans:dictionary>')
_LIMITS = Limits(items=1000, size=50_000, measure=Measure.UTF16)
_NEWEST = "2026-06-06"
_CODES: dict[int, type[ProviderError]] = {
    401000: AuthenticationFailed,
    401015: AuthenticationFailed,
    403000: AuthenticationFailed,
    403001: QuotaExceeded,
    400035: LocaleNotSupported,
    400036: LocaleNotSupported,
    400050: RequestTooLarge,
    400077: RequestTooLarge,
    408001: ProviderUnavailable,
    429000: RateLimited,
    429001: RateLimited,
    429002: RateLimited,
}


@dataclass(slots=True, kw_only=True)
class _Azure:
    origin: str
    client: Client
    identity: str
    version: str
    path: str
    category: str
    protection: Protection = Protection.MARKUP
    markup: Markup = _MARKUP
    limits: Limits = _LIMITS

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(code(source, _SAME, _OTHER) and code(target, _SAME, _OTHER))

    def translate(self, request: Request) -> Reply:
        source, target = code(request.source, _SAME, _OTHER), code(request.target, _SAME, _OTHER)
        old = self.version == "3.0"
        ask = self._ask_old if old else self._ask_new
        told = ask(request, source, target)
        try:
            made = told.json()
            rows = made if old else made["value"]
            targets = [str(row["translations"][0]["text"]) for row in rows]
        except (KeyError, TypeError, IndexError) as error:
            raise told.malformed(f"no translations in {told.shown()!r}") from error
        return reply_of(
            targets, self.origin, Usage(characters=sum(map(Measure.UTF16.of, request.texts)))
        )

    def _ask_old(self, request: Request, source: str, target: str) -> Answer:
        kind = "html" if request.markup else "plain"
        query = f"api-version=3.0&from={source}&to={target}&textType={kind}"
        if self.category:
            query += f"&category={self.category}"
        return self.client.post(f"{self.path}?{query}", [{"Text": text} for text in request.texts])

    def _ask_new(self, request: Request, source: str, target: str) -> Answer:
        to: dict[str, Any] = {"language": target, "deploymentName": self.category or "general"}
        kind = "Html" if request.markup else "Plain"
        inputs = [
            {"text": text, "language": source, "textType": kind, "targets": [to]}
            for text in request.texts
        ]
        return self.client.post(f"{self.path}?api-version={self.version}", {"inputs": inputs})


def provider(settings: Settings) -> _Azure:
    """Azure; ``region`` of the key, ``api`` (3.0 or 2026-06-06), ``model`` as category or deployment."""
    settings.only("region", "api")
    version = settings.text("api", "3.0", ("3.0", _NEWEST, "2025-10-01-preview"))
    own = "cognitiveservices.azure.com" in settings.endpoint
    headers = {"ocp-apim-subscription-key": settings.key}
    if region := settings.text("region"):
        headers["ocp-apim-subscription-region"] = region
    return _Azure(
        origin=settings.name,
        client=settings.client(
            "https://api.cognitive.microsofttranslator.com", headers, explain=_explain
        ),
        identity=f"azure-{version} {settings.model}",
        version=version,
        path="/translator/text/v3.0/translate" if own and version == "3.0" else "/translate",
        category=settings.model,
    )


def _explain(answer: Answer) -> type[ProviderError] | None:
    """Azure's own six digits say more than the status does."""
    if answer.status < 400:
        return None
    try:
        told = json.loads(answer.data.decode("utf-8-sig"))
        return _CODES.get(int(told["error"]["code"]))
    except (ValueError, KeyError, TypeError):
        return None
