"""LibreTranslate: a server of one's own or the hosted one; plain text only, with names as masks.

Its HTML mode unescapes what it should not (markup comes alive), so it is never used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from l10n.errors import (
    AuthenticationFailed,
    LocaleNotSupported,
    ProviderError,
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
    "ar az bg bn cs da de el en es et fa fi fr he hi hu id it ja ko lt lv nb nl pl ro ru sk sl sq sv th"
    " tr uk ur vi pt-BR zh-Hans zh-Hant".split()
)
_OTHER = {"pt-PT": "pt", "fil": "tl", "sr-Cyrl": "sr"}
_SLOWDOWN = re.compile(rb"Slowdown: (\d+) per (\d+) (second|minute|hour|day)")
_SECONDS = {b"second": 1, b"minute": 60, b"hour": 3600, b"day": 86400}


@dataclass(slots=True, kw_only=True)
class _LibreTranslate:
    origin: str
    client: Client
    key: str = field(repr=False)
    limits: Limits
    identity: str = "libretranslate-1"
    protection: Protection = Protection.MASKS
    markup: Markup = PLAIN_MARKUP

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(code(source, _SAME, _OTHER) and code(target, _SAME, _OTHER))

    def translate(self, request: Request) -> Reply:
        body: dict[str, Any] = {
            "q": list(request.texts),
            "source": code(request.source, _SAME, _OTHER),
            "target": code(request.target, _SAME, _OTHER),
            "format": "text",
        }
        if self.key:
            body["api_key"] = self.key
        told = self.client.post("/translate", body)
        made = told.json()
        targets = made.get("translatedText") if isinstance(made, dict) else None
        if not isinstance(targets, list) or not all(isinstance(one, str) for one in targets):
            raise told.malformed(f"no translations in {told.shown()!r}")
        return reply_of(targets, self.origin, Usage(characters=sum(map(len, request.texts))))


def provider(settings: Settings) -> _LibreTranslate:
    """LibreTranslate; ``batch-limit`` and ``char-limit`` as the server was started with."""
    settings.only("batch-limit", "char-limit")
    return _LibreTranslate(
        origin=settings.name,
        client=settings.client(
            "http://127.0.0.1:5000", needs_key=False, explain=_explain, wait=_wait
        ),
        key=settings.key,
        limits=Limits(
            items=int(settings.number("batch-limit", 20)),
            text=int(settings.number("char-limit", 2000)),
        ),
    )


def _explain(answer: Answer) -> type[ProviderError] | None:
    if answer.status == 403:
        return AuthenticationFailed
    if answer.status != 400:
        return None
    said = answer.data
    if b"exceeds" in said and b"limit" in said:
        return RequestTooLarge
    if b"is not supported" in said or b"is not available as a target" in said:
        return LocaleNotSupported
    return None


def _wait(answer: Answer) -> float:
    """How long "Slowdown: 8 per 1 minute" asks to wait: one request in so many seconds."""
    found = _SLOWDOWN.search(answer.data)
    return int(found[2]) * _SECONDS[found[3]] / max(1, int(found[1])) if found else 0.0
