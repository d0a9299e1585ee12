"""DeepL: 36 languages and more, its own glossaries, elements kept; the key chooses Free or Pro.

API v2 for texts (tags read by its second reader, ``tag_handling_version = "v2"``), v3 for glossaries.
A glossary is made once for its contents and found again by a digest in its name; earlier ones are removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from l10n.errors import LocaleNotSupported, ProviderError, QuotaExceeded, RateLimited
from l10n.model.service_glossary import Kept, made_at
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
    "ar az bg bn ckb cs da de el es et fa fi fr he hi hu id it ja jv ko lt lv nb nl pl prs ps ro ru sk"
    " sl sv tr uk ur vi".split()
)
_OTHER = {"ku": "kmr", "fil": "tl", "sr-Cyrl": "sr", "zh-Hans": "zh-hans", "zh-Hant": "zh-hant"}
_TARGETS = {**_OTHER, "en": "en-us", "en-GB": "en-gb", "en-US": "en-us", "pt-BR": "pt-br"} | {
    "pt-PT": "pt-pt",
    "es-419": "es-419",
}
_SOURCES = {**_OTHER, "en": "en", "pt-BR": "pt", "pt-PT": "pt", "zh-Hans": "zh", "zh-Hant": "zh"}
_GLOSSARIES = frozenset(
    "ar bg cs da de el en es et fi fr he hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv tr uk vi"
    " zh".split()
)
_LONGEST_TERM = 1024  # bytes
_MARKUP = Markup(name='<k id="{id}">{wanted}</k>')
_LIMITS = Limits(items=50, size=120_000, measure=Measure.BYTES, overhead=24)
_FREE = "https://api-free.deepl.com"
_PRO = "https://api.deepl.com"


@dataclass(slots=True, kw_only=True)
class _DeepL:
    origin: str
    client: Client
    identity: str
    formality: str
    model: str
    glossaries: Glossaries
    protection: Protection = Protection.MARKUP
    limits: Limits = _LIMITS

    @property
    def markup(self) -> Markup:
        return self.glossaries.told(_MARKUP)

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(code(source, _SAME, _SOURCES) and code(target, _SAME, _TARGETS))

    def translate(self, request: Request) -> Reply:
        source, target = (
            code(request.source, _SAME, _SOURCES),
            code(request.target, _SAME, _TARGETS),
        )
        body: dict[str, Any] = {
            "text": list(request.texts),
            "source_lang": source.upper(),
            "target_lang": target.upper(),
            "split_sentences": "nonewlines",
            "preserve_formatting": True,
            "show_billed_characters": True,
        }
        if request.markup:
            body |= {"tag_handling": "xml", "tag_handling_version": "v2", "ignore_tags": ["k"]}
        if context := _context(request):
            body["context"] = context
        if self.formality:
            body["formality"] = self.formality
        if self.model:
            body["model_type"] = self.model

        def send(glossary: str) -> Answer:
            named = {"glossary_id": glossary} if glossary else {}
            return self.client.post("/v2/translate", body | named)

        pair = (source.partition("-")[0], target.partition("-")[0])
        return self._read(self.glossaries.ask(request.glossary, *pair, send), request)

    def _read(self, told: Answer, request: Request) -> Reply:
        try:
            made = told.json()["translations"]
            targets = [str(one["text"]) for one in made]
            billed = sum(int(one.get("billed_characters") or 0) for one in made)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise told.malformed(f"no translations in {told.shown()!r}") from error
        return reply_of(
            targets, self.origin, Usage(characters=billed or sum(map(len, request.texts)))
        )


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The multilingual glossaries of API v3, one pair in each."""

    client: Client

    def there(self) -> Iterator[Kept]:
        answer = self.client.get("/v3/glossaries")
        try:
            for one in answer.json()["glossaries"]:
                made = made_at(one.get("creation_time"))
                yield Kept(id=str(one["glossary_id"]), name=str(one["name"]), made=made)
        except (KeyError, TypeError, AttributeError) as error:
            raise answer.malformed(f"no glossaries in {answer.shown()!r}") from error

    def put(self, glossary: ServiceGlossary, name: str) -> str:
        dictionary = {
            "source_lang": glossary.source,
            "target_lang": glossary.target,
            "entries": glossary.tsv,
            "entries_format": "tsv",
        }
        told = self.client.post(
            "/v3/glossaries", {"name": name, "dictionaries": [dictionary]}, paid=False
        )
        try:
            return str(told.json()["glossary_id"])
        except (KeyError, TypeError) as error:
            raise told.malformed("the new glossary has no id") from error

    def drop(self, earlier: Kept) -> None:
        self.client.send("DELETE", f"/v3/glossaries/{earlier.id}", b"", {}, paid=False)


def provider(settings: Settings) -> _DeepL:
    """DeepL; ``formality`` (prefer_more, prefer_less), ``model-type``, ``glossary`` (auto, off)."""
    settings.only("formality", "model-type", "glossary")
    formality = settings.text("formality", "", ("", "default", "prefer_more", "prefer_less"))
    model = settings.text("model-type")
    use_glossary = settings.text("glossary", "auto", ("auto", "off")) == "auto"
    client = settings.client(
        _FREE if settings.key.endswith(":fx") else _PRO,
        {"authorization": f"DeepL-Auth-Key {settings.key}"},
        explain=_explain,
    )
    return _DeepL(
        origin=settings.name,
        client=client,
        identity=f"deepl-2 {formality} {model} {use_glossary}",
        formality=formality,
        model=model,
        glossaries=Glossaries(
            shelf=_Shelf(client),
            gap=" ",
            languages=_GLOSSARIES if use_glossary else frozenset(),
            longest=_LONGEST_TERM,
            mark=settings.mark,
        ),
    )


def _explain(answer: Answer) -> type[ProviderError] | None:
    if answer.status == 529:
        return RateLimited
    if answer.status == 400 and b"_lang" in answer.data and b"not supported" in answer.data:
        return LocaleNotSupported
    if answer.status == 403 and b"uota" in answer.data:
        return QuotaExceeded
    return None


def _context(request: Request) -> str:
    """The sentences around the texts: they are not translated and not billed."""
    around = request.background
    return "\n".join(
        filter(None, [around.title, *(source for source, _ in around.before), *around.after])
    )
