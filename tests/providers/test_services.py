"""What is particular to one service: signatures, glossaries, tags, schemas, waits."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import httpx
import pytest

from l10n.errors import AuthenticationFailed, ConfigError, ProviderUnavailable, RateLimited
from l10n.model import Locale
from l10n.model.request import Background, Wanted
from l10n.providers import Request, Settings, provider
from l10n.providers.amazon import signed
from l10n.text.prompts import ids
from tests.providers.services import (
    anthropic,
    azure,
    deepl,
    gemini,
    google,
    google_v3,
    libretranslate,
    openai,
    said,
    translated,
)

EN, AR, FA = Locale.parse("en"), Locale.parse("ar"), Locale.parse("fa")
NAMES = (
    Wanted(source="Kataib Hizbullah", target="كتائب حزب الله"),
    Wanted(source="Erbil", target="أربيل"),
    Wanted(source="too\tmany  spaces", target="ا ب"),
    Wanted(source="long" * 300, target="ج"),
)


def ask(*texts: str, target: Locale = AR, **more: object) -> Request:
    return Request(texts=texts, source=EN, target=target, **more)  # type: ignore[arg-type]


def test_amazon_signs_as_the_known_answer_says() -> None:
    data = b'{"Text":"Hello","SourceLanguageCode":"en","TargetLanguageCode":"ar"}'
    assert hashlib.sha256(data).hexdigest().startswith("832970f69d220e1a")
    headers = signed(
        data,
        "translate.us-east-1.amazonaws.com",
        "us-east-1",
        "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        1767323045,  # 2026-01-02T03:04:05Z
    )
    assert headers["x-amz-date"] == "20260102T030405Z"
    assert headers["authorization"].endswith(
        "b11f4676536cb7032e410f52e855d2f7d5781f379aaaea051042ce17b7f19391"
    )


def test_amazon_signs_a_session_token_too() -> None:
    headers = signed(b"{}", "h", "eu-west-1", "ID:SECRET:TOKEN", 1767323045)
    assert headers["x-amz-security-token"] == "TOKEN"
    assert "x-amz-security-token" in headers["authorization"]


def test_deepl_makes_a_glossary_once_and_finds_it_again() -> None:
    service = deepl()
    made: list[dict[str, object]] = []

    def glossaries(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v3/glossaries" and request.method == "GET":
            return said(200, {"glossaries": made})
        if request.url.path == "/v3/glossaries":
            made.append({**json.loads(request.content), "glossary_id": "g-1"})
            return said(201, {"glossary_id": "g-1"})
        return service.answer(service.texts(request))

    service.reply = glossaries
    for _ in range(2):  # another process finds what the first has made
        opened = service.open()
        opened.translate(ask("One.", glossary=NAMES))
        opened.translate(ask("Two.", glossary=NAMES))
    assert len(made) == 1
    entries = made[0]["dictionaries"][0]["entries"]  # type: ignore[index]
    assert entries == "Erbil\tأربيل\nKataib Hizbullah\tكتائب حزب الله\ntoo many spaces\tا ب"
    assert json.loads(service.asked[-1].content)["glossary_id"] == "g-1"


def test_deepl_translates_without_a_glossary_where_there_is_no_room_for_one() -> None:
    service = deepl()
    service.reply = lambda request: (
        service.answer(service.texts(request))
        if request.url.path == "/v2/translate"
        else said(456, {"message": "Too many glossaries"})
    )
    opened = service.open()
    opened.translate(ask("One.", glossary=NAMES))
    opened.translate(ask("Two.", glossary=NAMES))
    assert "glossary_id" not in json.loads(service.asked[-1].content)
    assert len(service.asked) == 3  # the question for one is asked once


def test_deepl_has_no_glossaries_for_persian() -> None:
    service = deepl()
    service.open().translate(ask("One.", target=FA, glossary=NAMES))
    assert "glossary_id" not in json.loads(service.asked[-1].content)
    assert len(service.asked) == 1


def test_deepl_is_told_the_context_and_reads_tags_by_its_second_reader() -> None:
    service = deepl()
    around = Background(title="Talks", before=(("Before.", ""),), after=("After.",))
    service.open().translate(ask("<x id='1'></x>", markup=True, background=around))
    body = json.loads(service.asked[-1].content)
    assert body["context"] == "Talks\nBefore.\nAfter."
    assert (body["tag_handling"], body["tag_handling_version"]) == ("xml", "v2")


HOSTS = {"a free key": ("abc:fx", "api-free.deepl.com"), "a paid key": ("abc", "api.deepl.com")}


@pytest.mark.parametrize(("key", "host"), HOSTS.values(), ids=HOSTS)
def test_deepl_is_asked_where_the_key_belongs(key: str, host: str) -> None:
    service = deepl()
    service.open(key=key).translate(ask("One."))
    assert service.asked[-1].url.host == host


def test_google_is_sent_text_as_text_and_elements_as_html() -> None:
    service = google()
    service.open().translate(ask("It's <b>"))
    service.open().translate(ask("It&#39;s", markup=True))
    assert [json.loads(one.content)["format"] for one in service.asked] == ["text", "html"]


def test_google_v3_reads_the_glossary_translations() -> None:
    service = google_v3()
    service.options = {"project": "desk", "glossary": "names"}
    both = {
        "translations": [{"translatedText": "without"}],
        "glossaryTranslations": [{"translatedText": "with"}],
    }
    service.reply = lambda _: said(200, both)
    assert service.open().translate(ask("One.")).candidates[0].target == "with"
    assert "us-central1" in service.asked[-1].url.path


def test_google_v3_signs_for_its_token_once(tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    account = {
        "client_email": "desk@example.com",
        "private_key": pem.decode(),
        "private_key_id": "k",
    }
    path = tmp_path / "account.json"
    path.write_text(json.dumps(account), encoding="utf-8")
    service = google_v3()
    service.key = str(path)
    claims: list[str] = []

    def token(request: httpx.Request) -> httpx.Response:
        if request.url.host == "oauth2.googleapis.com":
            claims.append(request.content.decode().partition("assertion=")[2])
            return said(200, {"access_token": "ya29.made", "expires_in": 3599})
        return service.answer(service.texts(request))

    service.reply = token
    opened = service.open()
    opened.translate(ask("One."))
    opened.translate(ask("Two."))
    assert len(claims) == 1
    head, body, signature = claims[0].split(".")
    unpacked = base64.urlsafe_b64decode(signature + "==")
    key.public_key().verify(
        unpacked, f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256()
    )
    told = json.loads(base64.urlsafe_b64decode(body + "=="))
    assert told["iss"] == "desk@example.com"
    assert told["exp"] - told["iat"] == 3600
    assert service.asked[-1].headers["authorization"] == "Bearer ya29.made"


def test_google_v3_says_what_a_key_must_be() -> None:
    service = google_v3()
    service.key = "/no/such/file.json"
    with pytest.raises(AuthenticationFailed, match="neither a service account's JSON"):
        service.open().translate(ask("One."))


def test_azures_own_endpoint_has_its_own_path() -> None:
    service = azure()
    service.open(endpoint="https://desk.cognitiveservices.azure.com").translate(ask("One."))
    assert service.asked[-1].url.path == "/translator/text/v3.0/translate"


def test_libretranslates_slowdown_says_how_long() -> None:
    service = libretranslate()
    service.reply = lambda _: said(429, {"error": "Slowdown: 8 per 1 minute"})
    with pytest.raises(RateLimited) as caught:
        service.open().translate(ask("One."))
    assert caught.value.retry_after == 7.5


def test_a_server_without_schemas_is_asked_for_json_then_for_text() -> None:
    service = openai()
    formats: list[object] = []

    def old(request: httpx.Request) -> httpx.Response:
        told = json.loads(request.content)
        formats.append(told.get("response_format", {}).get("type"))
        if "response_format" in told:
            return said(400, {"error": {"message": "unknown field response_format"}})
        text = json.dumps(
            {"items": [{"id": ids(["One."])[0], "target": "واحد"}]}, ensure_ascii=False
        )
        message = {"content": f"<think>hm</think>\n```json\n{text}\n```"}
        return said(200, {"choices": [{"message": message, "finish_reason": "stop"}]})

    service.reply = old
    opened = service.open()
    assert opened.translate(ask("One.")).candidates[0].target == "واحد"
    opened.translate(ask("One."))
    assert formats == ["json_schema", "json_object", None, None]  # remembered


def test_a_model_that_takes_no_temperature_is_asked_without() -> None:
    service = openai()

    def strict(request: httpx.Request) -> httpx.Response:
        if "temperature" in json.loads(request.content):
            return said(400, {"error": {"message": "Unsupported value: 'temperature'"}})
        return service.answer([translated(text) for text in service.texts(request)])

    service.reply = strict
    service.open().translate(ask("One."))
    assert len(service.asked) == 2


def test_a_local_server_needs_no_key() -> None:
    service = openai()
    service.open(key="", endpoint="http://127.0.0.1:11434/v1").translate(ask("One."))
    assert "authorization" not in service.asked[-1].headers
    assert service.asked[-1].url.path == "/v1/chat/completions"


def test_a_model_must_be_named() -> None:
    with pytest.raises(ConfigError, match=r"providers\.claude\.model"):
        provider(Settings(name="claude", type="anthropic", key="k"))


def test_an_unknown_option_is_a_mistake_with_a_suggestion() -> None:
    with pytest.raises(ConfigError, match="formalty") as caught:
        provider("deepl", formalty="prefer_more")
    assert 'did you mean "formality"?' in caught.value.hint


def test_anthropics_cache_holds_what_does_not_change() -> None:
    service = anthropic()
    around = Background(title="Talks", article=("Talks in Erbil end.", "Nobody was hurt."))
    opened = service.open()
    opened.translate(ask("One.", background=around))
    opened.translate(ask("Two.", background=around, terms=NAMES[:1], remarks=("a number",)))
    bodies = [json.loads(one.content) for one in service.asked]
    assert bodies[0]["system"] == bodies[1]["system"]
    assert bodies[0]["system"][0]["cache_control"] == {"type": "ephemeral"}
    (first, _), (again, segments) = [one["messages"][0]["content"] for one in bodies]
    assert first == again
    assert first["cache_control"] == {"type": "ephemeral"}
    assert "Nobody was hurt." in first["text"]
    told = json.loads(segments["text"])
    assert told["terms"] == [{"source": "Kataib Hizbullah", "target": "كتائب حزب الله"}]
    assert told["segments"][0]["wrong_before"] == "a number"


def test_nothing_of_the_article_stands_among_the_instructions() -> None:
    around = Background(title="TITLE", article=("ARTICLE",), before=(("BEFORE", ""),))
    for make in (openai, anthropic, gemini):
        service = make()
        service.open().translate(ask("SEGMENT", background=around))
        body = json.loads(service.asked[-1].content)
        told = json.dumps(
            body.get("system") or body.get("systemInstruction") or body["messages"][0]
        )
        assert not [word for word in ("TITLE", "ARTICLE", "BEFORE", "SEGMENT") if word in told]


def test_what_a_model_used_is_counted_with_its_cache() -> None:
    service = anthropic()
    usage = {"input_tokens": 10, "cache_read_input_tokens": 90, "output_tokens": 7}
    block = {"type": "tool_use", "input": {"items": [{"id": ids(["One."])[0], "target": "ا"}]}}
    service.reply = lambda _: said(
        200, {"content": [block], "stop_reason": "tool_use", "usage": usage}
    )
    used = service.open().translate(ask("One.")).usage
    assert (used.tokens_in, used.cached, used.tokens_out) == (100, 90, 7)


def test_the_apertium_command_is_asked_without_a_shell(tmp_path: Path) -> None:
    command = tmp_path / "apertium"
    command.write_text('#!/bin/sh\nprintf "%s|" "$@"; cat\n', encoding="utf-8")
    command.chmod(0o755)
    made = provider(
        Settings(name="rules", type="apertium", options={"command": str(command)})
    ).translate(ask("$(rm x); #grupo here", target=Locale.parse("es")))
    assert made.candidates[0].target == "-u|-f|txt|eng-spa|$(rm x); #grupo here"


def test_an_apertium_command_that_is_not_there_is_said_so() -> None:
    with pytest.raises(ProviderUnavailable, match="is not there") as caught:
        provider(
            Settings(name="rules", type="apertium", options={"command": "no-such-apertium"})
        ).translate(ask("One.", target=Locale.parse("es")))
    assert "apertium-eng-spa" in caught.value.hint
