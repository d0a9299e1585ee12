"""Amazon Translate: one text a request, signed with version 4 of AWS's signature.

The key is ``KEY_ID:SECRET`` or ``KEY_ID:SECRET:SESSION_TOKEN``. Names travel in elements that say
``translate="no"``; a terminology that exists may be named as well.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

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
)
from l10n.providers import code_for as code

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.net import Answer, Client

_SAME = frozenset(
    "am ar az bg bn cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv mn nl pl ps ro"
    " ru sk sl sq sv sw ta te th tr uk ur uz vi pt-PT fr-CA es-MX".split()
)
_OTHER = {
    "prs": "fa-AF",
    "nb": "no",
    "fil": "tl",
    "pt-BR": "pt",
    "zh-Hans": "zh",
    "zh-Hant": "zh-TW",
}
_OTHER |= {"sr-Cyrl": "sr"}
_MARKUP = Markup(
    opening='<span id="{id}">',
    closing="</span>",
    alone='<span translate="no" id="{id}"></span>',
    name='<span translate="no" id="{id}">{wanted}</span>',
)
_LIMITS = Limits(items=1, text=10_000, size=10_000, measure=Measure.BYTES, slots=8)
_TARGET = "AWSShineFrontendService_20170701.TranslateText"
_CONTENT_TYPE = "application/x-amz-json-1.1"
_TYPES: dict[str, type[ProviderError]] = {
    "TextSizeLimitExceededException": RequestTooLarge,
    "UnsupportedLanguagePairException": LocaleNotSupported,
    "TooManyRequestsException": RateLimited,
    "ThrottlingException": RateLimited,
    "LimitExceededException": QuotaExceeded,
    "ServiceUnavailableException": ProviderUnavailable,
    "InternalServerException": ProviderUnavailable,
    "UnrecognizedClientException": AuthenticationFailed,
    "InvalidSignatureException": AuthenticationFailed,
    "AccessDeniedException": AuthenticationFailed,
    "ExpiredTokenException": AuthenticationFailed,
}


@dataclass(slots=True, kw_only=True)
class _Amazon:
    origin: str
    client: Client
    key: str = field(repr=False)
    identity: str
    region: str
    formality: str
    terminology: str
    protection: Protection = Protection.MARKUP
    markup: Markup = _MARKUP
    limits: Limits = _LIMITS

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(code(source, _SAME, _OTHER) and code(target, _SAME, _OTHER))

    def translate(self, request: Request) -> Reply:
        made = [self._one(text, request) for text in request.texts]
        return reply_of(made, self.origin, Usage(characters=sum(map(len, request.texts))))

    def _one(self, text: str, request: Request) -> str:
        body: dict[str, Any] = {
            "Text": text,
            "SourceLanguageCode": code(request.source, _SAME, _OTHER),
            "TargetLanguageCode": code(request.target, _SAME, _OTHER),
        }
        if self.formality:
            body["Settings"] = {"Formality": self.formality}
        if self.terminology:
            body["TerminologyNames"] = [self.terminology]
        data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        host = urlsplit(self.client.base).netloc
        headers = signed(data, host, self.region, self.key, time.time())
        told = self.client.send("POST", "/", data, headers)
        try:
            return str(told.json()["TranslatedText"])
        except (KeyError, TypeError) as error:
            raise told.malformed(f"no translation in {told.shown()!r}") from error


def provider(settings: Settings) -> _Amazon:
    """Amazon; ``region``, ``formality`` (FORMAL, INFORMAL), ``terminology`` by name."""
    settings.only("region", "formality", "terminology")
    region = settings.text("region", "us-east-1")
    formality = settings.text("formality", "", ("", "FORMAL", "INFORMAL"))
    terminology = settings.text("terminology")
    return _Amazon(
        origin=settings.name,
        client=settings.client(f"https://translate.{region}.amazonaws.com", explain=_explain),
        key=settings.key,
        identity=f"amazon-1 {formality} {terminology}",
        region=region,
        formality=formality,
        terminology=terminology,
    )


def signed(data: bytes, host: str, region: str, key: str, now: float) -> dict[str, str]:
    """The headers of a signed request; ``now`` in seconds since 1970.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
    """
    identity, secret, token = (*key.split(":", 2), "", "")[:3]
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    headers = {
        "content-type": _CONTENT_TYPE,
        "host": host,
        "x-amz-date": moment,
        "x-amz-target": _TARGET,
        **({"x-amz-security-token": token} if token else {}),
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = f"POST\n/\n\n{lines}\n{names}\n{hashlib.sha256(data).hexdigest()}"
    scope = f"{moment[:8]}/{region}/translate/aws4_request"
    digest = hashlib.sha256(request.encode()).hexdigest()
    signing = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        signing = hmac.digest(signing, part.encode(), "sha256")
    text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{digest}"
    signature = hmac.digest(signing, text.encode(), "sha256").hex()
    authorization = (
        f"AWS4-HMAC-SHA256 Credential={identity}/{scope}, SignedHeaders={names}, "
        f"Signature={signature}"
    )
    return {**headers, "authorization": authorization}


def _explain(answer: Answer) -> type[ProviderError] | None:
    if answer.status < 400:
        return None
    told = answer.told()
    name = str(told.get("__type") or "") if isinstance(told, dict) else ""
    return _TYPES.get(name.rpartition("#")[2])
