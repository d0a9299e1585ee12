"""Amazon Translate: one text a request, signed with version 4 of AWS's signature.

The key is ``KEY_ID:SECRET`` or ``KEY_ID:SECRET:SESSION_TOKEN``. Names travel in elements that say
``translate="no"``, or stay in the text where the house's names are a custom terminology there.
"""

from __future__ import annotations

import base64
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
from l10n.model.service_glossary import Kept
from l10n.providers import (
    Glossaries,
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
    from collections.abc import Iterator

    from l10n.model import Locale
    from l10n.model.service_glossary import ServiceGlossary
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
_LANGUAGES = frozenset(tag.partition("-")[0] for tag in (*_SAME, *_OTHER))
_MARKUP = Markup(
    opening='<span id="{id}">',
    closing="</span>",
    alone='<span translate="no" id="{id}"></span>',
    name='<span translate="no" id="{id}">{wanted}</span>',
)
_LIMITS = Limits(items=1, text=10_000, size=10_000, measure=Measure.BYTES, slots=8)
_SERVICE = "AWSShineFrontendService_20170701"
_LONGEST_TERM = 200  # bytes of a term in a custom terminology
_PAGES = 20  # of 500 terminologies; an account may have 100
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Door:
    """Where the service is asked, each time with a signature."""

    client: Client
    key: str = field(repr=False)
    region: str

    def asked(self, action: str, body: dict[str, Any], *, paid: bool = False) -> Answer:
        data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        host = urlsplit(self.client.base).netloc
        headers = signed(data, host, self.region, self.key, time.time(), action)
        return self.client.send("POST", "/", data, headers, paid=paid)


@dataclass(slots=True, kw_only=True)
class _Amazon:
    origin: str
    door: _Door
    identity: str
    formality: str
    terminology: str  # one of the user's own
    glossaries: Glossaries
    protection: Protection = Protection.MARKUP
    limits: Limits = _LIMITS

    @property
    def markup(self) -> Markup:
        return self.glossaries.told(_MARKUP)

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(code(source, _SAME, _OTHER) and code(target, _SAME, _OTHER))

    def translate(self, request: Request) -> Reply:
        made = [self._one(text, request) for text in request.texts]
        return reply_of(made, self.origin, Usage(characters=sum(map(len, request.texts))))

    def _one(self, text: str, request: Request) -> str:
        pair = (code(request.source, _SAME, _OTHER), code(request.target, _SAME, _OTHER))
        body: dict[str, Any] = {
            "Text": text,
            "SourceLanguageCode": pair[0],
            "TargetLanguageCode": pair[1],
        }
        if self.formality:
            body["Settings"] = {"Formality": self.formality}

        def send(made: str) -> Answer:
            name = self.terminology or made
            named = {"TerminologyNames": [name]} if name else {}
            return self.door.asked("TranslateText", body | named, paid=True)

        told = self.glossaries.ask(request.glossary, *pair, send)
        try:
            return str(told.json()["TranslatedText"])
        except (KeyError, TypeError) as error:
            raise told.malformed(f"no translation in {told.shown()!r}") from error


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Custom terminologies, each of one pair in one direction."""

    door: _Door

    def there(self) -> Iterator[Kept]:
        body: dict[str, Any] = {"MaxResults": 500}
        for _ in range(_PAGES):
            answer = self.door.asked("ListTerminologies", body)
            try:
                told = answer.json()
                for one in told.get("TerminologyPropertiesList") or ():
                    made = float(one.get("LastUpdatedAt") or one.get("CreatedAt") or 0)
                    yield Kept(id=str(one["Name"]), name=str(one["Name"]), made=made)
                body["NextToken"] = told.get("NextToken")
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise answer.malformed(f"no terminologies in {answer.shown()!r}") from error
            if not body["NextToken"]:
                return

    def put(self, glossary: ServiceGlossary, name: str) -> str:
        file = base64.b64encode(glossary.csv(head=True).encode()).decode()
        body = {
            "Name": name,
            "MergeStrategy": "OVERWRITE",
            "TerminologyData": {"File": file, "Format": "CSV", "Directionality": "UNI"},
        }
        self.door.asked("ImportTerminology", body)
        return name

    def drop(self, earlier: Kept) -> None:
        self.door.asked("DeleteTerminology", {"Name": earlier.name})


def provider(settings: Settings) -> _Amazon:
    """Amazon; ``region``, ``formality`` (FORMAL, INFORMAL), ``terminology`` by name or ``glossary``."""
    settings.only("region", "formality", "terminology", "glossary")
    region = settings.text("region", "us-east-1")
    formality = settings.text("formality", "", ("", "FORMAL", "INFORMAL"))
    terminology = settings.text("terminology")
    wanted = settings.text("glossary", "auto", ("auto", "off")) == "auto"
    use_glossary = wanted and not terminology  # a request takes one
    client = settings.client(f"https://translate.{region}.amazonaws.com", explain=_explain)
    door = _Door(client=client, key=settings.key, region=region)
    return _Amazon(
        origin=settings.name,
        door=door,
        identity=f"amazon-1 {formality} {terminology}{' made' if use_glossary else ''}",
        formality=formality,
        terminology=terminology,
        glossaries=Glossaries(
            shelf=_Shelf(door),
            gap="-",
            languages=_LANGUAGES if use_glossary else frozenset(),
            longest=_LONGEST_TERM,
            mark=settings.mark,
        ),
    )


def signed(
    data: bytes, host: str, region: str, key: str, now: float, action: str = "TranslateText"
) -> dict[str, str]:
    """The headers of a signed request; ``now`` in seconds since 1970.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
    """
    identity, secret, token = (*key.split(":", 2), "", "")[:3]
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    headers = {
        "content-type": _CONTENT_TYPE,
        "host": host,
        "x-amz-date": moment,
        "x-amz-target": f"{_SERVICE}.{action}",
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
