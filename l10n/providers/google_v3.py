"""Google Cloud Translation, Advanced (v3): a service account, a project, glossaries in a bucket.

The key is the service account's JSON, or the path of the file with it, or an access token. A glossary
there is read from a storage bucket: where one is named (``glossary-bucket``) the house's names are put into it
and made a glossary, found again by the digest in its id; otherwise one that exists may be named.
"""

from __future__ import annotations

import base64
import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from l10n.errors import (
    AuthenticationFailed,
    LocaleNotSupported,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
    RequestRefused,
)
from l10n.model.service_codes import GOOGLE_OTHER, GOOGLE_SAME
from l10n.model.service_glossary import Kept, made_at
from l10n.providers import (
    Glossaries,
    Limits,
    Markup,
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
    from collections.abc import Iterator

    from l10n.model import Locale
    from l10n.model.service_glossary import ServiceGlossary
    from l10n.net import Answer, Client

_MARKUP = spans('<span translate="no" id="{id}">{wanted}</span>')
_LIMITS = Limits(items=1024, size=28_000)
_LANGUAGES = frozenset(tag.partition("-")[0] for tag in (*GOOGLE_SAME, *GOOGLE_OTHER))
_SCOPE = "https://www.googleapis.com/auth/cloud-translation"
_SCOPE_BUCKET = "https://www.googleapis.com/auth/cloud-platform"  # the one with both services
_STORAGE = "https://storage.googleapis.com"
_BUCKET = re.compile(r"gs://([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])((?:/[^/]+)*)/?")
_LONGEST_TERM = 1024  # bytes
_LOOKS = 40  # at a glossary being made,
_LONGEST_LOOK = 5.0  # seconds apart: some three minutes
_PAGES = 20
_TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_EARLY = 300  # seconds before its end that a token is replaced


@dataclass(slots=True, kw_only=True)
class _Door:
    """Where the service is asked, as whom."""

    origin: str
    client: Client
    key: str = field(repr=False)
    scope: str
    place: str
    _token: tuple[str, float] = field(default=("", 0.0), repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def asked(self, method: str, path: str, body: object = None) -> Answer:
        """Something that costs nothing."""
        data = b"" if body is None else json.dumps(body).encode()
        headers = {
            "content-type": "application/json",
            "authorization": f"Bearer {self.bearer()}",
        }
        return self.client.send(method, f"/v3/{path}", data, headers, paid=False)

    def bearer(self) -> str:
        """An access token: the key itself, or one that the service account is given."""
        if not self.key or self.key.startswith("ya29."):
            return self.key
        if self.client.is_answered:
            return ""
        with self._lock:
            if self._token[1] < time.time() + _EARLY:
                self._token = self._fetched()
            return self._token[0]

    def _fetched(self) -> tuple[str, float]:
        account = _account(self.key, self.origin)
        now = int(time.time())
        form = {
            "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "assertion": signed_claims(account, now, self.scope),
        }
        told = self.client.send(
            "POST",
            str(account.get("token_uri") or _TOKEN_URI),
            urlencode(form).encode(),
            {"content-type": "application/x-www-form-urlencoded"},
            paid=False,
        ).json()
        return str(told["access_token"]), now + float(told.get("expires_in") or 3600)


@dataclass(slots=True, kw_only=True)
class _GoogleV3:
    origin: str
    door: _Door
    identity: str
    model: str
    glossary: str  # one of the user's own
    glossaries: Glossaries
    protection: Protection = Protection.MARKUP
    limits: Limits = _LIMITS

    @property
    def markup(self) -> Markup:
        return self.glossaries.told(_MARKUP)

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(
            code(source, GOOGLE_SAME, GOOGLE_OTHER) and code(target, GOOGLE_SAME, GOOGLE_OTHER)
        )

    def translate(self, request: Request) -> Reply:
        pair = (
            code(request.source, GOOGLE_SAME, GOOGLE_OTHER),
            code(request.target, GOOGLE_SAME, GOOGLE_OTHER),
        )
        place = self.door.place
        body: dict[str, Any] = {
            "contents": list(request.texts),
            "mimeType": "text/html" if request.markup else "text/plain",
            "sourceLanguageCode": pair[0],
            "targetLanguageCode": pair[1],
        }
        if self.model:
            body["model"] = f"{place}/models/{self.model}"

        def send(made: str) -> Answer:
            name = f"{place}/glossaries/{self.glossary or made}"
            named = {"glossaryConfig": {"glossary": name, "ignoreCase": False}}
            told = body | named if self.glossary or made else body
            return self.door.client.post(
                f"/v3/{place}:translateText", told, authorization=f"Bearer {self.door.bearer()}"
            )

        told = self.glossaries.ask(request.glossary, *pair, send)
        try:
            made = told.json()
            rows = made.get("glossaryTranslations") or made["translations"]
            targets = [str(one["translatedText"]) for one in rows]
        except (KeyError, TypeError, AttributeError) as error:
            raise told.malformed(f"an item without translation in {told.shown()!r}") from error
        return reply_of(targets, self.origin, Usage(characters=sum(map(len, request.texts))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """Glossaries made of files in a bucket."""

    door: _Door
    bucket: str
    folder: str
    first_look: float  # seconds after which a glossary being made is looked at again

    def there(self) -> Iterator[Kept]:
        token = ""
        for _ in range(_PAGES):
            answer = self.door.asked(
                "GET", f"{self.door.place}/glossaries?pageSize=200&pageToken={token}"
            )
            try:
                told = answer.json()
                for one in told.get("glossaries") or ():
                    identity = str(one["name"]).rpartition("/")[2]
                    yield Kept(id=identity, name=identity, made=made_at(one.get("submitTime")))
                token = quote(str(told.get("nextPageToken") or ""), safe="")
            except (KeyError, TypeError, AttributeError) as error:
                raise answer.malformed(f"no glossaries in {answer.shown()!r}") from error
            if not token:
                return

    def put(self, glossary: ServiceGlossary, name: str) -> str:
        """The rows into the bucket, a glossary made of them, and wait until it is there."""
        file = f"{self.folder}{name}.csv"
        self.door.client.send(
            "POST",
            f"{_STORAGE}/upload/storage/v1/b/{self.bucket}/o?uploadType=media&name={quote(file, safe='')}",
            glossary.csv(head=False).encode(),
            {
                "content-type": "text/csv; charset=utf-8",
                "authorization": f"Bearer {self.door.bearer()}",
            },
            paid=False,
        )
        body = {
            "name": f"{self.door.place}/glossaries/{name}",
            "languagePair": {
                "sourceLanguageCode": glossary.source,
                "targetLanguageCode": glossary.target,
            },
            "inputConfig": {"gcsSource": {"inputUri": f"gs://{self.bucket}/{file}"}},
        }
        self._finished(self.door.asked("POST", f"{self.door.place}/glossaries", body))
        return name

    def _finished(self, answer: Answer) -> None:
        """Wait for an operation's end; `RequestRefused` if it failed or takes too long."""
        wait = self.first_look
        for _ in range(_LOOKS):
            told = answer.json()
            if not isinstance(told, dict) or not told.get("name"):
                raise answer.malformed(f"no operation in {answer.shown()!r}")
            if told.get("done"):
                if error := told.get("error"):
                    raise RequestRefused(
                        f"{self.door.origin}: no glossary was made: {error}",
                        provider=self.door.origin,
                    )
                return
            self.door.client.pause(wait)
            wait = min(2 * wait, _LONGEST_LOOK)
            answer = self.door.asked("GET", str(told["name"]))
        raise RequestRefused(
            f"{self.door.origin}: the glossary is not ready yet", provider=self.door.origin
        )

    def drop(self, earlier: Kept) -> None:
        self.door.asked("DELETE", f"{self.door.place}/glossaries/{earlier.id}")


def provider(settings: Settings) -> _GoogleV3:
    """Google v3; ``project``, ``location``, ``model``, ``glossary`` by id or ``glossary-bucket``."""
    settings.only("project", "location", "glossary", "glossary-bucket")
    glossary = settings.text("glossary")
    bucket, folder = _bucket(settings)
    location = settings.text("location", "us-central1" if glossary or bucket else "global")
    project = settings.text("project")
    if not project:
        raise settings.mistake("project", project, "the id of the Google Cloud project")
    door = _Door(
        origin=settings.name,
        client=settings.client("https://translation.googleapis.com", explain=_explain),
        key=settings.key,
        scope=_SCOPE_BUCKET if bucket else _SCOPE,
        place=f"projects/{project}/locations/{location}",
    )
    return _GoogleV3(
        origin=settings.name,
        door=door,
        identity=f"google-v3 {settings.model} {location} {glossary}{' made' if bucket else ''}",
        model=settings.model,
        glossary=glossary,
        glossaries=Glossaries(
            shelf=_Shelf(door=door, bucket=bucket, folder=folder, first_look=settings.first_wait),
            gap="-",
            languages=_LANGUAGES if bucket else frozenset(),
            longest=_LONGEST_TERM,
            mark=settings.mark,
        ),
    )


def _bucket(settings: Settings) -> tuple[str, str]:
    """The bucket for glossaries, and the folder in it with a slash behind; empty ones: none is named."""
    told = settings.text("glossary-bucket")
    if not told:
        return "", ""
    found = _BUCKET.fullmatch(told)
    if found is None or settings.text("glossary"):
        wanted = 'a bucket like "gs://newsroom/glossaries", and no glossary beside it'
        raise settings.mistake("glossary-bucket", told, wanted)
    return found[1], f"{found[2][1:]}/" if found[2] else ""


def signed_claims(account: dict[str, Any], now: int, scope: str = _SCOPE) -> str:
    """The JSON Web Token (RS256) by which a service account asks for an access token."""
    try:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError as error:
        raise ProviderUnavailable(
            "a service account signs with the package cryptography, which is not installed",
            hint='pip install "l10n-desk[google]"',
        ) from error
    header = {"alg": "RS256", "typ": "JWT", "kid": str(account.get("private_key_id") or "")}
    claims = {
        "iss": account["client_email"],
        "scope": scope,
        "aud": account.get("token_uri") or _TOKEN_URI,
        "iat": now,
        "exp": now + 3600,
    }
    text = f"{_encoded(json.dumps(header).encode())}.{_encoded(json.dumps(claims).encode())}"
    key = load_pem_private_key(str(account["private_key"]).encode(), None)
    if not isinstance(key, RSAPrivateKey):
        raise AuthenticationFailed("the service account's private key is no RSA key")
    return f"{text}.{_encoded(key.sign(text.encode(), PKCS1v15(), SHA256()))}"


def _account(key: str, name: str) -> dict[str, Any]:
    try:
        text = key if key.lstrip().startswith("{") else Path(key).read_text(encoding="utf-8")
        account = json.loads(text)
        if {"client_email", "private_key"} <= account.keys():
            return dict(account)
    except (OSError, ValueError, AttributeError):
        pass
    raise AuthenticationFailed(
        f"{name}: the key is neither a service account's JSON nor the path of one",
        provider=name,
        hint="key = 'env:GOOGLE_APPLICATION_CREDENTIALS' with the path of the downloaded file",
    )


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _explain(answer: Answer) -> type[ProviderError] | None:
    said = answer.data.decode("utf-8", "replace") if answer.status in {400, 401, 403, 429} else ""
    if "invalid_grant" in said:
        return AuthenticationFailed
    if answer.status == 429 and "per day" in said.lower():
        return QuotaExceeded
    if answer.status == 403 and "Daily Limit" in said:
        return QuotaExceeded
    if answer.status == 400 and "language" in said.lower() and "arget" in said:
        return LocaleNotSupported
    return None
