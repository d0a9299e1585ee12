"""Google Gemini: sentences with ids, answers by a schema; its safety filters are told apart.

News of war may be withheld by them: that is an answer that cannot be used, and the next step's turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from l10n.errors import AuthenticationFailed, ProviderError, QuotaExceeded, RequestTooLarge
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
from l10n.text import prompts

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.net import Answer, Client

_HARMS = ("HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT")
_SAFETY = [{"category": f"HARM_CATEGORY_{harm}", "threshold": "BLOCK_NONE"} for harm in _HARMS]


@dataclass(slots=True, kw_only=True)
class _Gemini:
    origin: str
    client: Client
    identity: str
    model: str
    limits: Limits
    protection: Protection = Protection.TERMS
    markup: Markup = PLAIN_MARKUP

    def supports(self, source: Locale, target: Locale) -> bool:
        """Every pair: a model does not say what it cannot do; the checks do."""
        return source != target

    def translate(self, request: Request) -> Reply:
        told = self.client.post(
            f"/v1beta/models/{self.model}:generateContent", self._wording(request)
        )
        made = told.json()
        try:
            targets = prompts.targets(_text(made), request.texts)
            usage = _usage(made.get("usageMetadata") or {})
        except (KeyError, IndexError, AttributeError, ValueError, TypeError) as error:
            raise told.malformed(f"the answer cannot be used: {error}") from error
        return reply_of(targets, self.origin, usage)

    def _wording(self, request: Request) -> dict[str, Any]:
        return {
            "systemInstruction": {"parts": [{"text": prompts.system(request)}]},
            "contents": [{"role": "user", "parts": [{"text": prompts.whole(request)}]}],
            "generationConfig": {
                "temperature": 0,
                "maxOutputTokens": prompts.most_tokens(request),
                "responseMimeType": "application/json",
                "responseJsonSchema": prompts.SCHEMA,
            },
            "safetySettings": _SAFETY,
        }


def provider(settings: Settings) -> _Gemini:
    """Gemini; ``model`` must be named. Options: ``items`` and ``tokens`` of a request."""
    settings.only("items", "tokens")
    return _Gemini(
        origin=settings.name,
        client=settings.client(
            "https://generativelanguage.googleapis.com",
            {"x-goog-api-key": settings.key},
            explain=_explain,
            timeout=180,
        ),
        identity=f"gemini-{prompts.VERSION} {settings.model}",
        model=settings.named_model(),
        limits=settings.prompt_limits(),
    )


def _text(made: Any) -> str:
    """The answer's text; `ValueError` says why it was withheld."""
    if not made.get("candidates"):
        reason = (made.get("promptFeedback") or {}).get("blockReason")
        raise ValueError(f"no candidate, {reason or 'no reason given'}")
    first = made["candidates"][0]
    if first.get("finishReason", "STOP") != "STOP":
        raise ValueError(f"the model did not finish: {first['finishReason']}")
    return "".join(part.get("text", "") for part in first["content"]["parts"])


def _usage(told: Any) -> Usage:
    return Usage(
        tokens_in=int(told.get("promptTokenCount") or 0),
        tokens_out=int(told.get("candidatesTokenCount") or 0)
        + int(told.get("thoughtsTokenCount") or 0),
        cached=int(told.get("cachedContentTokenCount") or 0),
    )


def _explain(answer: Answer) -> type[ProviderError] | None:
    if answer.status not in {400, 429}:
        return None
    if b"API_KEY_INVALID" in answer.data or b"API key not valid" in answer.data:
        return AuthenticationFailed
    if answer.status == 429 and b"PerDay" in answer.data:
        return QuotaExceeded
    if b"exceeds the maximum number of tokens" in answer.data:
        return RequestTooLarge
    return None
