"""Each service in miniature: how its requests are read, its answers and its failures are written.

Written from the vendors' specifications; ``translated`` is what every one of them answers.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any
from urllib.parse import parse_qs

import httpx

from l10n.errors import (
    AuthenticationFailed,
    LocaleNotSupported,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
    RateLimited,
    ReplyMalformed,
    RequestRefused,
    RequestTooLarge,
)
from l10n.providers import Provider, Settings, provider
from l10n.text.prompts import ids

KEY = "sk-Secret/4711+x:fx"
Fault = tuple[type[ProviderError], httpx.Response]


def translated(text: str) -> str:
    """Every letter stays, so that length and order can be seen in it."""
    return f"<<{text}>>"


def said(status: int, body: object, **headers: str) -> httpx.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    if isinstance(body, bytes):
        return httpx.Response(status, content=body, headers=names)
    data = json.dumps(body, ensure_ascii=False).encode()
    return httpx.Response(
        status, content=data, headers={"content-type": "application/json", **names}
    )


@dataclass
class Service:
    """A provider type with its options, and the service behind it."""

    type: str
    texts: Callable[[httpx.Request], list[str]]
    answer: Callable[[list[str]], httpx.Response]
    faults: dict[str, Fault]
    target: str = "ar"
    model: str = ""
    key: str = KEY
    options: dict[str, object] = field(default_factory=dict)
    needs_key: bool = True
    mark: str = "desk-4711"
    first_wait: float = 0.0
    stop: Event = field(default_factory=Event)
    size: Callable[[httpx.Request, list[str]], int] = lambda _request, texts: sum(map(len, texts))
    asked: list[httpx.Request] = field(default_factory=list)
    reply: Callable[[httpx.Request], httpx.Response] | None = None

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        made = (
            self.reply(request)
            if self.reply
            else self.answer([translated(text) for text in self.texts(request)])
        )
        if isinstance(made.stream, httpx.ByteStream) and not made.is_stream_consumed:
            return made
        stream = httpx.ByteStream(made.content)  # a body given whole cannot be read as it comes
        return httpx.Response(made.status_code, headers=made.headers, stream=stream)

    def open(self, *, key: str | None = None, endpoint: str = "") -> Provider:
        return provider(self.settings(key=key, endpoint=endpoint))

    def settings(self, *, key: str | None = None, endpoint: str = "") -> Settings:
        return Settings(
            name="desk",
            type=self.type,
            key=self.key if key is None else key,
            key_source="env:THE_KEY",
            endpoint=endpoint,
            model=self.model,
            options=self.options,
            first_wait=self.first_wait,
            mark=self.mark,
            stop=self.stop,
            transport=httpx.MockTransport(self.handle),
        )


def _json(request: httpx.Request) -> Any:
    return json.loads(request.content)


def _form(request: httpx.Request) -> dict[str, list[str]]:
    return parse_qs(request.content.decode(), keep_blank_values=True)


def deepl() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        rows = [{"text": text, "billed_characters": len(text)} for text in texts]
        return said(200, {"translations": rows})

    return Service(
        type="deepl",
        texts=lambda request: _json(request)["text"],
        size=lambda request, _: len(request.content),
        answer=answer,
        faults={
            "a wrong key": (AuthenticationFailed, said(403, b"")),
            "no characters left": (QuotaExceeded, said(456, {"message": "Quota exceeded"})),
            "too many requests": (RateLimited, said(429, b"")),
            "too many requests, its second number": (RateLimited, said(529, b"")),
            "overload": (ProviderUnavailable, said(503, b"")),
            "a body too large": (RequestTooLarge, said(413, b"")),
            "an unknown language": (
                LocaleNotSupported,
                said(400, {"message": "Value for 'target_lang' not supported."}),
            ),
            "a bad parameter": (
                RequestRefused,
                said(400, {"message": "Bad value for 'formality'"}),
            ),
            "no translations": (ReplyMalformed, said(200, {"message": "fine"})),
        },
    )


def _google_error(status: int, message: str, reason: str) -> httpx.Response:
    error = {"code": status, "message": message, "errors": [{"reason": reason}]}
    return said(status, {"error": error})


def google() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        return said(200, {"data": {"translations": [{"translatedText": t} for t in texts]}})

    return Service(
        type="google",
        texts=lambda request: _json(request)["q"],
        answer=answer,
        faults={
            "a wrong key": (
                AuthenticationFailed,
                _google_error(400, "API key not valid. Please pass a valid API key.", "badRequest"),
            ),
            "the day's limit": (
                QuotaExceeded,
                _google_error(403, "Daily Limit Exceeded", "dailyLimitExceeded"),
            ),
            "the minute's limit": (
                RateLimited,
                _google_error(403, "User Rate Limit Exceeded", "userRateLimitExceeded"),
            ),
            "an unknown language": (
                LocaleNotSupported,
                _google_error(400, "Invalid Value", "invalid"),
            ),
            "overload": (ProviderUnavailable, _google_error(503, "Backend Error", "backendError")),
            "a text too long": (RequestTooLarge, _google_error(413, "Text too long", "uriTooLong")),
            "an HTML page": (ReplyMalformed, said(200, b"<!DOCTYPE html><title>Error 400</title>")),
        },
    )


def google_v3() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        return said(200, {"translations": [{"translatedText": text} for text in texts]})

    def fault(status: int, name: str, message: str, **more: object) -> httpx.Response:
        return said(status, {"error": {"code": status, "status": name, "message": message, **more}})

    return Service(
        type="google-v3",
        key="ya29.Secret-4711",
        texts=lambda request: _json(request)["contents"],
        answer=answer,
        options={"project": "desk"},
        faults={
            "an old token": (
                AuthenticationFailed,
                fault(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
            ),
            "the minute's limit": (
                RateLimited,
                fault(429, "RESOURCE_EXHAUSTED", "Quota", details=[{"retryDelay": "12s"}]),
            ),
            "the day's limit": (
                QuotaExceeded,
                fault(429, "RESOURCE_EXHAUSTED", "Quota exceeded for characters per day"),
            ),
            "an unknown language": (
                LocaleNotSupported,
                fault(400, "INVALID_ARGUMENT", "Target language is invalid."),
            ),
            "overload": (ProviderUnavailable, fault(503, "UNAVAILABLE", "try again")),
            "an item without translation": (
                ReplyMalformed,
                said(200, {"translations": [{"model": "nmt"}]}),
            ),
        },
    )


def _azure_faults() -> dict[str, Fault]:
    def fault(code: int, message: str) -> httpx.Response:
        return said(code // 1000, {"error": {"code": code, "message": message}})

    return {
        "a wrong key": (AuthenticationFailed, fault(401000, "not authorized")),
        "the free quota used up": (QuotaExceeded, fault(403001, "free quota exceeded")),
        "too many requests": (RateLimited, fault(429001, "rate limits")),
        "an unknown language": (LocaleNotSupported, fault(400036, "target language is not valid")),
        "a text too long": (RequestTooLarge, fault(400050, "element too long")),
        "a body too large": (RequestTooLarge, fault(400077, "body too large")),
        "a model being loaded": (ProviderUnavailable, fault(408001, "being loaded")),
        "a bad parameter": (RequestRefused, fault(400000, "not valid")),
        "a byte order mark before the error": (
            QuotaExceeded,
            said(403, b"\xef\xbb\xbf" + json.dumps({"error": {"code": 403001}}).encode()),
        ),
        "no translations": (ReplyMalformed, said(200, [{"translations": []}])),
    }


def azure() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        return said(200, [{"translations": [{"text": text, "to": "ar"}]} for text in texts])

    return Service(
        type="azure",
        texts=lambda request: [one["Text"] for one in _json(request)],
        size=lambda _, texts: sum(len(text.encode("utf-16-le")) // 2 for text in texts),
        answer=answer,
        options={"region": "westeurope"},
        faults=_azure_faults(),
    )


def azure_2026() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        rows = [{"translations": [{"language": "ar", "text": text}]} for text in texts]
        return said(200, {"value": rows})

    return Service(
        type="azure",
        texts=lambda request: [one["text"] for one in _json(request)["inputs"]],
        size=lambda _, texts: sum(len(text.encode("utf-16-le")) // 2 for text in texts),
        answer=answer,
        options={"api": "2026-06-06"},
        faults=_azure_faults(),
    )


def amazon() -> Service:
    def fault(status: int, name: str) -> httpx.Response:
        return said(status, {"__type": f"com.amazonaws#{name}", "Message": "no"})

    return Service(
        type="amazon",
        key="AKIDEXAMPLE:Secret/4711+x",
        texts=lambda request: [_json(request)["Text"]],
        size=lambda _, texts: sum(len(text.encode()) for text in texts),
        answer=lambda texts: said(200, {"TranslatedText": texts[0]}),
        faults={
            "a wrong signature": (AuthenticationFailed, fault(403, "InvalidSignatureException")),
            "throttling by 400": (RateLimited, fault(400, "ThrottlingException")),
            "throttling by 429": (RateLimited, fault(429, "TooManyRequestsException")),
            "a text too long": (RequestTooLarge, fault(400, "TextSizeLimitExceededException")),
            "an unknown pair": (LocaleNotSupported, fault(400, "UnsupportedLanguagePairException")),
            "a bad request": (RequestRefused, fault(400, "InvalidRequestException")),
            "overload": (ProviderUnavailable, fault(500, "InternalServerException")),
            "no translation": (ReplyMalformed, said(200, {})),
        },
    )


def libretranslate() -> Service:
    return Service(
        type="libretranslate",
        texts=lambda request: _json(request)["q"],
        answer=lambda texts: said(200, {"translatedText": texts}),
        needs_key=False,
        faults={
            "a key that is wrong or missing": (
                AuthenticationFailed,
                said(403, {"error": "Invalid API key"}),
            ),
            "slowdown": (RateLimited, said(429, {"error": "Slowdown: 8 per 1 minute"})),
            "a language that is not there": (
                LocaleNotSupported,
                said(400, {"error": "fr is not supported"}),
            ),
            "a pair that is not there": (
                LocaleNotSupported,
                said(400, {"error": "Kurdish is not available as a target language from English"}),
            ),
            "a text too long": (
                RequestTooLarge,
                said(400, {"error": "Invalid request: request (300) exceeds text limit (200)"}),
            ),
            "a bad request": (
                RequestRefused,
                said(400, {"error": "Invalid request: missing q parameter"}),
            ),
            "an engine that failed": (
                ProviderUnavailable,
                said(500, {"error": "Cannot translate text: x"}),
            ),
            "one text where a list was asked for": (
                ReplyMalformed,
                said(200, {"translatedText": "one"}),
            ),
        },
    )


def modernmt() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        rows = [{"translation": text, "billedCharacters": len(text)} for text in texts]
        return said(200, {"status": 200, "data": rows})

    def fault(status: int, kind: str, message: str, *, sent: int = 0) -> httpx.Response:
        body = {"status": status, "error": {"type": kind, "message": message}}
        return said(sent or status, body)

    return Service(
        type="modernmt",
        texts=lambda request: _json(request)["q"],
        answer=answer,
        faults={
            "a wrong key": (AuthenticationFailed, fault(401, "AuthError", "Invalid key")),
            "a used up quota": (QuotaExceeded, fault(403, "BillingError", "quota exceeded")),
            "too many requests": (RateLimited, fault(429, "TooMany", "slow down")),
            "an unknown pair": (
                LocaleNotSupported,
                fault(400, "ApiException", "language pair not supported"),
            ),
            "an error with status 200": (
                RequestRefused,
                fault(400, "ApiException", "missing q", sent=200),
            ),
            "overload": (ProviderUnavailable, fault(503, "Unavailable", "later")),
            "no data": (ReplyMalformed, said(200, {"status": 200})),
        },
    )


def _items(request_text: str) -> list[str]:
    return [one["text"] for one in json.loads(request_text.splitlines()[-1])["segments"]]


def _answered(texts: list[str]) -> str:
    identities = ids([text[2:-2] for text in texts])
    items = [{"id": one, "target": text} for one, text in zip(identities, texts, strict=True)]
    return json.dumps({"items": items[::-1]}, ensure_ascii=False)  # ids count, order does not


_SENT = _answered([translated("A text.")])


def openai() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        message = {"role": "assistant", "content": _answered(texts)}
        choice = {"message": message, "finish_reason": "stop"}
        return said(
            200, {"choices": [choice], "usage": {"prompt_tokens": 9, "completion_tokens": 9}}
        )

    def fault(status: int, code: str, sent: int = 0) -> httpx.Response:
        error = {"message": "no", "type": "x", "code": code}
        return said(sent or status, {"error": error})

    def choice(content: str, reason: str = "stop", **more: object) -> httpx.Response:
        one = {"message": {"content": content, **more}, "finish_reason": reason}
        return said(200, {"choices": [one]})

    return Service(
        type="openai",
        model="gpt-x",
        texts=lambda request: _items(_json(request)["messages"][1]["content"]),
        answer=answer,
        faults={
            "a wrong key": (AuthenticationFailed, fault(401, "invalid_api_key")),
            "an empty purse": (QuotaExceeded, fault(429, "insufficient_quota")),
            "credits used up": (QuotaExceeded, fault(402, "402")),
            "too many requests": (RateLimited, fault(429, "rate_limit_exceeded")),
            "too long for the model": (RequestTooLarge, fault(400, "context_length_exceeded")),
            "no such model": (RequestRefused, fault(404, "model_not_found")),
            "overload": (ProviderUnavailable, fault(502, "bad_gateway")),
            "an error with status 200": (
                ProviderUnavailable,
                said(200, {"error": {"code": 502, "message": "midway"}}),
            ),
            "a refusal": (ReplyMalformed, choice("", refusal="I cannot")),
            "an answer cut off": (ReplyMalformed, choice('{"items": [{"id', "length")),
            "a filtered answer": (ReplyMalformed, choice("", "content_filter")),
            "an id too many": (
                ReplyMalformed,
                choice(_SENT.replace("]", ',{"id":"s9","target":"b"}]')),
            ),
            "an id twice": (
                ReplyMalformed,
                choice(_SENT.replace("[", "[" + _SENT[10:-2] + ",")),
            ),
            "an id missing": (ReplyMalformed, choice('{"items":[]}')),
            "prose": (ReplyMalformed, choice("Here is your translation: ...")),
        },
    )


def openai_responses() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        content = [{"type": "output_text", "text": _answered(texts)}]
        output = [{"type": "reasoning"}, {"type": "message", "content": content}]
        return said(200, {"status": "completed", "output": output})

    incomplete = {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
    refusal = [{"type": "message", "content": [{"type": "refusal", "refusal": "no"}]}]
    return Service(
        type="openai",
        model="gpt-x",
        options={"api": "responses"},
        texts=lambda request: _items(_json(request)["input"]),
        answer=answer,
        faults={
            "an answer cut off": (ReplyMalformed, said(200, {**incomplete, "output": []})),
            "a refusal": (ReplyMalformed, said(200, {"status": "completed", "output": refusal})),
            "too many requests": (
                RateLimited,
                said(429, {"error": {"code": "rate_limit_exceeded"}}),
            ),
        },
    )


def anthropic() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        block = {"type": "tool_use", "name": "translations", "input": json.loads(_answered(texts))}
        return said(200, {"content": [block], "stop_reason": "tool_use", "usage": {}})

    def fault(status: int, kind: str) -> httpx.Response:
        return said(status, {"type": "error", "error": {"type": kind, "message": "no"}})

    def stopped(reason: str) -> httpx.Response:
        return said(200, {"content": [{"type": "text", "text": "{"}], "stop_reason": reason})

    return Service(
        type="anthropic",
        model="claude-x",
        texts=lambda request: _items(_json(request)["messages"][0]["content"][-1]["text"]),
        answer=answer,
        faults={
            "a wrong key": (AuthenticationFailed, fault(401, "authentication_error")),
            "an unpaid bill": (QuotaExceeded, fault(402, "billing_error")),
            "too many requests": (RateLimited, fault(429, "rate_limit_error")),
            "overload": (ProviderUnavailable, fault(529, "overloaded_error")),
            "a body too large": (RequestTooLarge, said(413, b"<html>413</html>")),
            "a bad request": (RequestRefused, fault(400, "invalid_request_error")),
            "no such model": (RequestRefused, fault(404, "not_found_error")),
            "an answer cut off": (ReplyMalformed, stopped("max_tokens")),
            "a refusal": (ReplyMalformed, stopped("refusal")),
            "half an answer": (ReplyMalformed, stopped("end_turn")),
        },
    )


def gemini() -> Service:
    def answer(texts: list[str]) -> httpx.Response:
        content = {"parts": [{"text": _answered(texts)}]}
        return said(200, {"candidates": [{"content": content, "finishReason": "STOP"}]})

    def fault(status: int, name: str, message: str, **more: object) -> httpx.Response:
        return said(status, {"error": {"code": status, "status": name, "message": message, **more}})

    return Service(
        type="gemini",
        model="gemini-x",
        texts=lambda request: _items(_json(request)["contents"][0]["parts"][0]["text"]),
        answer=answer,
        faults={
            "a wrong key": (
                AuthenticationFailed,
                fault(400, "INVALID_ARGUMENT", "API key not valid."),
            ),
            "the minute's limit": (
                RateLimited,
                fault(429, "RESOURCE_EXHAUSTED", "slow", details=[{"retryDelay": "37s"}]),
            ),
            "the day's limit": (
                QuotaExceeded,
                fault(429, "RESOURCE_EXHAUSTED", "x", details=[{"quotaId": "RequestsPerDay"}]),
            ),
            "overload": (ProviderUnavailable, fault(503, "UNAVAILABLE", "overloaded")),
            "a text too long": (
                RequestTooLarge,
                fault(400, "INVALID_ARGUMENT", "input exceeds the maximum number of tokens"),
            ),
            "news withheld by the safety filter": (
                ReplyMalformed,
                said(200, {"candidates": [{"finishReason": "SAFETY"}]}),
            ),
            "a blocked prompt": (
                ReplyMalformed,
                said(200, {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}),
            ),
        },
    )


def apertium() -> Service:
    def fault(status: int, why: str) -> httpx.Response:
        return said(status, {"status": "error", "code": status, "explanation": why})

    return Service(
        type="apertium",
        target="es",
        texts=lambda request: _form(request)["q"],
        answer=lambda texts: said(200, {"responseData": {"translatedText": texts[0]}}),
        needs_key=False,
        faults={
            "a pair that is not there": (
                LocaleNotSupported,
                fault(400, "That pair is not installed"),
            ),
            "a bad request": (RequestRefused, fault(400, "Missing argument q")),
            "a pipeline that hangs": (ProviderUnavailable, fault(503, "internal error")),
            "an HTML page": (RequestRefused, said(404, b"<html><title>404</title></html>")),
            "no translation": (ReplyMalformed, said(200, {"responseData": None})),
        },
    )


MAKERS = (
    deepl,
    google,
    google_v3,
    azure,
    azure_2026,
    amazon,
    libretranslate,
    modernmt,
    openai,
    openai_responses,
    anthropic,
    gemini,
    apertium,
)
