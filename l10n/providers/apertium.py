"""Apertium: rules, not a network; a server (APy) or the ``apertium`` command on this machine.

One text a request. Words that it does not know come through as they are.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from l10n.errors import LocaleNotSupported, ProviderError, ProviderUnavailable
from l10n.model import Candidate
from l10n.providers import PLAIN_MARKUP, Limits, Markup, Protection, Reply, Request, Settings, Usage
from l10n.providers import code_for as code

if TYPE_CHECKING:
    from l10n.model import Locale
    from l10n.net import Client

_CODES = {
    **{"en": "eng", "es": "spa", "fr": "fra", "pt-BR": "por", "pt-PT": "por", "it": "ita"},
    **{"ca": "cat", "ro": "ron", "nb": "nob", "nn": "nno", "sv": "swe", "da": "dan", "de": "deu"},
    **{"ru": "rus", "uk": "ukr", "be": "bel", "kk": "kaz", "tr": "tur", "az": "aze", "ky": "kir"},
    **{"tt": "tat", "hi": "hin", "ur": "urd", "fa": "pes", "ar": "ara", "he": "heb", "id": "ind"},
    **{"sr-Cyrl": "hbs_SR", "sr-Latn": "hbs_SR", "hr": "hbs_HR", "bs": "hbs_BS", "eo": "epo"},
    **{"gl": "glg", "oc": "oci", "eu": "eus", "cy": "cym", "is": "isl", "mk": "mkd", "bg": "bul"},
}
_MARKS = re.compile(r"(?<![\w#@*])[#@*](?=\w)")
_LONGEST = 60  # seconds


@dataclass(slots=True, kw_only=True)
class _Apertium:
    origin: str
    client: Client | None
    command: str
    pairs: frozenset[tuple[str, str]]
    limits: Limits
    identity: str = "apertium-1"
    protection: Protection = Protection.MASKS
    markup: Markup = PLAIN_MARKUP

    def supports(self, source: Locale, target: Locale) -> bool:
        """Whether both languages have a code; which pairs are installed only the engine knows."""
        pair = (code(source, (), _CODES), code(target, (), _CODES))
        return all(pair) and (not self.pairs or pair in self.pairs)

    def translate(self, request: Request) -> Reply:
        source, target = code(request.source, (), _CODES), code(request.target, (), _CODES)
        made = [
            self._served(text, source, target) if self.client else self._run(text, source, target)
            for text in request.texts
        ]
        return Reply(
            candidates=tuple(
                Candidate(target=_unmarked(text, one), origin=self.origin)
                for text, one in zip(request.texts, made, strict=True)
            ),
            usage=Usage(characters=sum(map(len, request.texts))),
        )

    def _served(self, text: str, source: str, target: str) -> str:
        if self.client is None:
            return ""
        form = {"langpair": f"{source}|{target}", "q": text, "markUnknown": "no", "format": "txt"}
        told = self.client.send(
            "POST",
            "/translate",
            urlencode(form).encode(),
            {"content-type": "application/x-www-form-urlencoded"},
        )
        try:
            return str(told.json()["responseData"]["translatedText"])
        except (KeyError, TypeError) as error:
            raise told.malformed(f"no translation in {told.shown()!r}") from error

    def _run(self, text: str, source: str, target: str) -> str:
        found = shutil.which(self.command)
        if not found:
            raise ProviderUnavailable(
                f"{self.origin}: the command {self.command!r} is not there",
                provider=self.origin,
                hint="install apertium and a pair (Debian: apt install apertium-eng-spa)",
            )
        try:
            done = subprocess.run(  # noqa: S603 - a program that the user named, no shell
                [found, "-u", "-f", "txt", f"{source}-{target}"],
                input=text.encode(),
                capture_output=True,
                timeout=_LONGEST,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ProviderUnavailable(f"{self.origin}: {error}", provider=self.origin) from error
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()[:300]
            kind = (
                LocaleNotSupported
                if "not installed" in said or "Mode" in said
                else ProviderUnavailable
            )
            raise kind(f"{self.origin}: {said}", provider=self.origin)
        return done.stdout.decode("utf-8", "replace").rstrip("\n")


def provider(settings: Settings) -> _Apertium:
    """Apertium; ``command`` in place of a server, ``pairs`` (eng-spa) that are installed there."""
    settings.only("command", "pairs")
    command = settings.text("command")
    pairs = frozenset(
        (source, target)
        for source, _, target in (one.partition("-") for one in settings.texts("pairs"))
    )
    client = settings.client("http://127.0.0.1:2737", needs_key=False, explain=_explain)
    return _Apertium(
        origin=settings.name,
        client=None if command else client,
        command=command,
        pairs=pairs,
        limits=Limits(items=1, text=20_000, slots=1 if command else 2),
    )


def _explain(answer: object) -> type[ProviderError] | None:
    status, data = getattr(answer, "status", 0), getattr(answer, "data", b"")
    if status == 400 and b"pair" in data:
        return LocaleNotSupported
    return None


def _unmarked(source: str, target: str) -> str:
    """Without the marks of words that the engine could not form, unless the source has such."""
    return target if _MARKS.search(source) else _MARKS.sub("", target)
