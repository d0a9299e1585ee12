"""OpenAI and every server that speaks its API: Ollama, vLLM, llama.cpp, LM Studio, OpenRouter.

Sentences go out with ids and come back by a schema; a server that knows no schemas is asked for
JSON, then for bare text, and the way that it understood is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from l10n.errors import (
    LocaleNotSupported,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
    RateLimited,
    ReplyMalformed,
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
    from collections.abc import Mapping

    from l10n.model import Locale
    from l10n.net import Answer, Client

_CHAT_FORMATS: tuple[dict[str, Any], ...] = (
    {
        "type": "json_schema",
        "json_schema": {"name": "translations", "strict": True, "schema": prompts.SCHEMA},
    },
    {"type": "json_object"},
    {},
)
_RESPONSE_FORMATS: tuple[dict[str, Any], ...] = (
    {"type": "json_schema", "name": "translations", "strict": True, "schema": prompts.SCHEMA},
    {"type": "json_object"},
    {},
)
# words of a 400 that blames a parameter of ours, and the parameter to leave out
_DROPS = (
    ("temperature", "temperature"),
    ("max_completion_tokens", "max_completion_tokens"),
    ("'store'", "store"),
)
_FORMAT_WORDS = ("response_format", "json_schema", "text.format", "grammar", "structured")
_SPENT = (b"insufficient_quota", b"billing", b"credit", b"spend")


@dataclass(slots=True, kw_only=True)
class _OpenAI:
    origin: str
    client: Client
    identity: str
    model: str
    api: str
    extra: Mapping[str, object]
    limits: Limits
    protection: Protection = Protection.TERMS
    markup: Markup = PLAIN_MARKUP
    _format: int = 0
    _dropped: set[str] = field(default_factory=set)

    def supports(self, source: Locale, target: Locale) -> bool:
        """Every pair: a model does not say what it cannot do; the checks do."""
        return source != target

    def translate(self, request: Request) -> Reply:
        told = self._asked(request)
        text, usage = self._text(told)
        try:
            made = prompts.targets(text, request.texts)
        except (ValueError, TypeError) as error:
            raise told.malformed(f"the answer cannot be used: {error}") from error
        return reply_of(made, self.origin, usage)

    def _asked(self, request: Request) -> Answer:
        """The answer; a server that refuses a parameter of ours is asked without it."""
        while True:
            tried = self._format
            try:
                return self.client.post(*self._wording(request))
            except RequestRefused as error:
                if not self._simplified(str(error), tried):
                    raise

    def _wording(self, request: Request) -> tuple[str, dict[str, Any]]:
        most = prompts.most_tokens(request)
        if self.api == "responses":
            told = _RESPONSE_FORMATS[self._format]
            body: dict[str, Any] = {
                "instructions": prompts.system(request),
                "input": prompts.whole(request),
                "max_output_tokens": most,
                "store": False,
                **({"text": {"format": told}} if told else {}),
            }
        else:
            told = _CHAT_FORMATS[self._format]
            body = {
                "messages": [
                    {"role": "system", "content": prompts.system(request)},
                    {"role": "user", "content": prompts.whole(request)},
                ],
                "max_completion_tokens": most,
                "temperature": 0,
                "store": False,
                **({"response_format": told} if told else {}),
            }
            if "max_completion_tokens" in self._dropped:
                body["max_tokens"] = most
        body = {name: value for name, value in body.items() if name not in self._dropped}
        path = "/responses" if self.api == "responses" else "/chat/completions"
        return path, {"model": self.model, **body, **self.extra}

    def _simplified(self, said: str, tried: int) -> bool:
        """Whether there is something left to leave out of a request that was refused so."""
        if any(word in said for word in _FORMAT_WORDS):
            if self._format > tried:  # another slot has learned it meanwhile
                return True
            self._format = min(self._format + 1, len(_CHAT_FORMATS) - 1)
            return self._format > tried
        for word, parameter in _DROPS:
            if word in said and parameter not in self._dropped:
                self._dropped.add(parameter)
                return True
        return False

    def _text(self, told: Answer) -> tuple[str, Usage]:
        made = told.json()
        try:
            if self.api == "responses":
                return _of_response(made), _usage(made, "input", "output")
            choice = made["choices"][0]
            message = choice["message"]
            if message.get("refusal") or choice.get("finish_reason") not in {"stop", None, "eos"}:
                reason = "refused" if message.get("refusal") else choice.get("finish_reason")
                raise told.malformed(f"the model did not finish: {reason}")
            return str(message["content"]), _usage(made, "prompt", "completion")
        except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
            raise told.malformed(f"no answer in {told.shown()!r}: {error}") from error


def provider(settings: Settings) -> _OpenAI:
    """An OpenAI-compatible server; ``model`` must be named.

    Options: ``api`` (chat, responses), ``items`` and ``tokens`` of a request, ``headers``, ``extra``
    (a table put into each request).
    """
    settings.only("api", "items", "tokens", "headers", "extra")
    api = settings.text("api", "chat", ("chat", "responses"))
    own = {name: str(value) for name, value in settings.table("headers").items()}
    bearer = {"authorization": f"Bearer {settings.key}"} if settings.key else {}
    extra = settings.table("extra")
    return _OpenAI(
        origin=settings.name,
        client=settings.client(
            "https://api.openai.com/v1",
            {**bearer, **own},
            needs_key=not settings.endpoint,
            explain=_explain,
            timeout=180,
        ),
        identity=f"openai-{prompts.VERSION} {settings.endpoint} {settings.model} {api} {sorted(extra.items())}",
        model=settings.named_model(),
        api=api,
        extra=extra,
        limits=settings.prompt_limits(),
    )


def _of_response(made: Any) -> str:
    """The text of a Responses answer."""
    if made.get("status") == "incomplete":
        raise ValueError(f"incomplete: {made.get('incomplete_details')}")
    contents = [
        one for item in made["output"] if item.get("type") == "message" for one in item["content"]
    ]
    if any(one.get("type") == "refusal" for one in contents):
        raise ValueError("the model refused")
    return "".join(one["text"] for one in contents if one.get("type") == "output_text")


def _usage(made: Any, sent: str, came: str) -> Usage:
    told = made.get("usage") or {}
    details = told.get(f"{sent}_tokens_details") or {}
    return Usage(
        tokens_in=int(told.get(f"{sent}_tokens") or 0),
        tokens_out=int(told.get(f"{came}_tokens") or 0),
        cached=int(details.get("cached_tokens") or 0),
    )


_CODES: dict[int, type[ProviderError]] = {
    402: QuotaExceeded,
    403: RequestRefused,
    408: ProviderUnavailable,
    413: RequestTooLarge,
    429: RateLimited,
}


def _explain(answer: Answer) -> type[ProviderError] | None:
    """A 429 may mean an empty purse, and a 200 may hold an error (OpenRouter, midway)."""
    if answer.status == 429 and any(one in answer.data for one in _SPENT):
        return QuotaExceeded
    if answer.status == 400 and b"context_length" in answer.data:
        return RequestTooLarge
    if answer.status == 404 and b"model" in answer.data:
        return LocaleNotSupported if b"language" in answer.data else RequestRefused
    if answer.status < 300 and b'"error"' in answer.data[:2000]:
        told = answer.told()
        inner = told.get("error") if isinstance(told, dict) and not told.get("choices") else None
        if isinstance(inner, dict):
            code = inner.get("code")
            known = _CODES.get(code) if isinstance(code, int) else None
            return known or (ProviderUnavailable if isinstance(code, int) else ReplyMalformed)
    return None
