"""ModernMT: adapts to the memories of an account; elements are kept in XML.

Hints and glossaries are ids of memories that exist in the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from l10n.errors import (
    LocaleNotSupported,
    ProviderError,
    QuotaExceeded,
    RequestRefused,
    RequestTooLarge,
)
from l10n.providers import (
    PLAIN_MARKUP,
    Limits,
    Markup,
    Protection,
    Reply,
    Request,
    Settings,
    Usage,
    reply_of,
)
from l10n.providers import code_for as code

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.net import Answer, Client

_SAME = frozenset(
    "ar az bg bn cs da de el en es et fi fr he hi hr hu id it ja jv ko lt lv nb nl pl ps pt-BR pt-PT ro"
    " ru sk sl sq sv th tr uk ur vi sr-Latn sr-Cyrl".split()
)
_OTHER = {"fa": "pes", "fil": "tl", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
_LIMITS = Limits(items=128, text=10_000, size=50_000)


@dataclass(slots=True, kw_only=True)
class _ModernMT:
    origin: str
    client: Client
    identity: str
    hints: str
    glossaries: str
    protection: Protection = Protection.MARKUP
    markup: Markup = PLAIN_MARKUP
    limits: Limits = _LIMITS

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(code(source, _SAME, _OTHER) and code(target, _SAME, _OTHER))

    def translate(self, request: Request) -> Reply:
        body: dict[str, Any] = {
            "source": code(request.source, _SAME, _OTHER),
            "target": code(request.target, _SAME, _OTHER),
            "q": list(request.texts),
            "format": "text/xml" if request.markup else "text/plain",
        }
        if self.hints:
            body["hints"] = self.hints
        if self.glossaries:
            body["glossaries"] = self.glossaries
        told = self.client.post("/translate", body, x_http_method_override="GET")
        try:
            rows = told.json()["data"]
            rows = rows if isinstance(rows, list) else [rows]
            targets = [str(row["translation"]) for row in rows]
            billed = sum(int(row.get("billedCharacters") or 0) for row in rows)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise told.malformed(f"no translations in {told.shown()!r}") from error
        return reply_of(
            targets, self.origin, Usage(characters=billed or sum(map(len, request.texts)))
        )


def provider(settings: Settings) -> _ModernMT:
    """ModernMT; ``hints`` and ``glossaries`` are lists of memory ids."""
    settings.only("hints", "glossaries")
    hints, glossaries = ",".join(settings.texts("hints")), ",".join(settings.texts("glossaries"))
    return _ModernMT(
        origin=settings.name,
        client=settings.client(
            "https://api.modernmt.com", {"mmt-apikey": settings.key}, explain=_explain
        ),
        identity=f"modernmt-1 {hints} {glossaries}",
        hints=hints,
        glossaries=glossaries,
    )


def _explain(answer: Answer) -> type[ProviderError] | None:
    """Its status may stand in the body of a 200."""
    told = answer.told()
    if not isinstance(told, dict) or not isinstance(told.get("error"), dict):
        return None
    said = f"{told['error'].get('type')} {told['error'].get('message')}".lower()
    if "language" in said and ("support" in said or "pair" in said):
        return LocaleNotSupported
    if "quota" in said or "limit reached" in said or "billing" in said:
        return QuotaExceeded
    if "too large" in said or "too long" in said:
        return RequestTooLarge
    return None if answer.status >= 400 else RequestRefused
