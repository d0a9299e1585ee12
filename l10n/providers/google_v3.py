"""Google Cloud Translation, Advanced (v3): a service account, a project, glossaries made before.

The key is the service account's JSON, or the path of the file with it, or an access token. A glossary
needs a storage bucket of its own and is therefore only used, never made (``glossary = "ID"``).
"""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from l10n.errors import (
    AuthenticationFailed,
    LocaleNotSupported,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
)
from l10n.model.service_codes import GOOGLE_OTHER, GOOGLE_SAME
from l10n.providers import (
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
    from l10n.model import Locale
    from l10n.net import Answer, Client

_MARKUP = spans('<span translate="no" id="{id}">{wanted}</span>')
_LIMITS = Limits(items=1024, size=28_000)
_SCOPE = "https://www.googleapis.com/auth/cloud-translation"
_TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_EARLY = 300  # seconds before its end that a token is replaced


@dataclass(slots=True, kw_only=True)
class _GoogleV3:
    origin: str
    client: Client
    key: str = field(repr=False)
    identity: str
    place: str
    model: str
    glossary: str
    protection: Protection = Protection.MARKUP
    markup: Markup = _MARKUP
    limits: Limits = _LIMITS
    _token: tuple[str, float] = field(default=("", 0.0), repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(
            code(source, GOOGLE_SAME, GOOGLE_OTHER) and code(target, GOOGLE_SAME, GOOGLE_OTHER)
        )

    def translate(self, request: Request) -> Reply:
        body: dict[str, Any] = {
            "contents": list(request.texts),
            "mimeType": "text/html" if request.markup else "text/plain",
            "sourceLanguageCode": code(request.source, GOOGLE_SAME, GOOGLE_OTHER),
            "targetLanguageCode": code(request.target, GOOGLE_SAME, GOOGLE_OTHER),
        }
        if self.model:
            body["model"] = f"{self.place}/models/{self.model}"
        if self.glossary:
            glossary = f"{self.place}/glossaries/{self.glossary}"
            body["glossaryConfig"] = {"glossary": glossary, "ignoreCase": False}
        told = self.client.post(
            f"/v3/{self.place}:translateText", body, authorization=f"Bearer {self._bearer()}"
        )
        try:
            rows = told.json()["glossaryTranslations" if self.glossary else "translations"]
            targets = [str(one["translatedText"]) for one in rows]
        except (KeyError, TypeError) as error:
            raise told.malformed(f"an item without translation in {told.shown()!r}") from error
        return reply_of(targets, self.origin, Usage(characters=sum(map(len, request.texts))))

    def _bearer(self) -> str:
        """An access token: the key itself, or one that the service account is given."""
        if not self.key or self.key.startswith("ya29."):
            return self.key
        with self._lock:
            if self._token[1] < time.time() + _EARLY:
                self._token = self._fetched()
            return self._token[0]

    def _fetched(self) -> tuple[str, float]:
        account = _account(self.key, self.origin)
        now = int(time.time())
        form = {
            "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "assertion": signed_claims(account, now),
        }
        told = self.client.send(
            "POST",
            str(account.get("token_uri") or _TOKEN_URI),
            urlencode(form).encode(),
            {"content-type": "application/x-www-form-urlencoded"},
            paid=False,
        ).json()
        return str(told["access_token"]), now + float(told.get("expires_in") or 3600)


def provider(settings: Settings) -> _GoogleV3:
    """Google v3; ``project``, ``location`` (global), ``model`` (general/nmt), ``glossary``."""
    settings.only("project", "location", "glossary")
    glossary = settings.text("glossary")
    location = settings.text("location", "us-central1" if glossary else "global")
    project = settings.text("project")
    if not project:
        raise settings.mistake("project", project, "the id of the Google Cloud project")
    return _GoogleV3(
        origin=settings.name,
        client=settings.client("https://translation.googleapis.com", explain=_explain),
        key=settings.key,
        identity=f"google-v3 {settings.model} {location} {glossary}",
        place=f"projects/{project}/locations/{location}",
        model=settings.model,
        glossary=glossary,
    )


def signed_claims(account: dict[str, Any], now: int) -> str:
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
        "scope": _SCOPE,
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
