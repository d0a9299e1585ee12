"""Anthropic's Messages API; the instructions and the article are cached by the service.

Sentences go out with ids and come back by a schema, or through a tool where a model has no schemas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from l10n.errors import (
    AuthenticationFailed,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
    RateLimited,
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
from l10n.text import prompts

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.net import Answer, Client

_TOOL = "translations"
_TYPES: dict[str, type[ProviderError]] = {
    "authentication_error": AuthenticationFailed,
    "permission_error": AuthenticationFailed,
    "billing_error": QuotaExceeded,
    "rate_limit_error": RateLimited,
    "overloaded_error": ProviderUnavailable,
    "api_error": ProviderUnavailable,
    "timeout_error": ProviderUnavailable,
    "request_too_large": RequestTooLarge,
    "not_found_error": RequestRefused,
}


@dataclass(slots=True, kw_only=True)
class _Anthropic:
    origin: str
    client: Client
    identity: str
    model: str
    structured: str
    limits: Limits
    protection: Protection = Protection.TERMS
    markup: Markup = PLAIN_MARKUP

    def supports(self, source: Locale, target: Locale) -> bool:
        """Every pair: a model does not say what it cannot do; the checks do."""
        return source != target

    def translate(self, request: Request) -> Reply:
        told = self.client.post("/v1/messages", self._wording(request))
        made = told.json()
        try:
            if made["stop_reason"] not in {"end_turn", "tool_use", "stop_sequence"}:
                raise told.malformed(f"the model did not finish: {made['stop_reason']}")
            targets = prompts.targets(_answer(made["content"]), request.texts)
            usage = _usage(made.get("usage") or {})
        except (KeyError, AttributeError, ValueError, TypeError) as error:
            raise told.malformed(f"the answer cannot be used: {error}") from error
        return reply_of(targets, self.origin, usage)

    def _wording(self, request: Request) -> dict[str, Any]:
        kept = {"cache_control": {"type": "ephemeral"}}
        texts = filter(None, (prompts.article(request), prompts.user(request)))
        parts: list[dict[str, Any]] = [{"type": "text", "text": text} for text in texts]
        if len(parts) > 1:
            parts[0] |= kept
        body: dict[str, Any] = {
            "model": self.model,
            "max_tokens": prompts.most_tokens(request),
            "system": [{"type": "text", "text": prompts.system(request), **kept}],
            "messages": [{"role": "user", "content": parts}],
        }
        if self.structured == "tool":
            tool = {"name": _TOOL, "description": "Hands in the translations."}
            body["tools"] = [{**tool, "input_schema": prompts.SCHEMA}]
            body["tool_choice"] = {"type": "tool", "name": _TOOL}
        else:
            body["output_config"] = {"format": {"type": "json_schema", "schema": prompts.SCHEMA}}
        return body


def provider(settings: Settings) -> _Anthropic:
    """Anthropic; ``model`` must be named.

    Options: ``structured`` (schema, tool), ``version`` of the API, ``items`` and ``tokens`` of a
    request.
    """
    settings.only("structured", "version", "items", "tokens")
    structured = settings.text("structured", "tool", ("schema", "tool"))
    headers = {
        "x-api-key": settings.key,
        "anthropic-version": settings.text("version", "2023-06-01"),
    }
    return _Anthropic(
        origin=settings.name,
        client=settings.client("https://api.anthropic.com", headers, explain=_explain, timeout=180),
        identity=f"anthropic-{prompts.VERSION} {settings.model} {structured}",
        model=settings.named_model(),
        structured=structured,
        limits=settings.prompt_limits(),
    )


def _answer(content: Any) -> Any:
    """What the model handed in: a tool's input, or the text of the message."""
    for block in content:
        if block.get("type") == "tool_use":
            return block["input"]
    return "".join(block["text"] for block in content if block.get("type") == "text")


def _usage(told: Any) -> Usage:
    cached = int(told.get("cache_read_input_tokens") or 0)
    written = int(told.get("cache_creation_input_tokens") or 0)
    return Usage(
        tokens_in=int(told.get("input_tokens") or 0) + cached + written,
        tokens_out=int(told.get("output_tokens") or 0),
        cached=cached,
    )


def _explain(answer: Answer) -> type[ProviderError] | None:
    told = answer.told() if answer.status >= 400 else None
    inner = told.get("error") if isinstance(told, dict) else None
    return _TYPES.get(str(inner.get("type"))) if isinstance(inner, dict) else None
