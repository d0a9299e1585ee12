"""One set of promises, kept by every provider that talks to a service."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from l10n.errors import (
    AuthenticationFailed,
    ConfigError,
    LocaleNotSupported,
    ProviderError,
    ProviderUnavailable,
    ReplyMalformed,
)
from l10n.model import Candidate, Locale
from l10n.providers import Rate, Request
from l10n.routing.channel import Ask, Channel, Conversation
from l10n.routing.ledger import Ledger
from l10n.routing.pace import Pace
from l10n.routing.patience import Patience
from l10n.routing.prices import Price
from l10n.routing.replies import Replies
from tests.providers.services import MAKERS, Service, said, translated

EN = Locale.parse("en")
services = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
FAULTS = [(make, name) for make in MAKERS for name in make().faults]
TEXTS = (
    "One.",
    "Ain al-Asad & <Erbil>",
    "عين الأسد",
    "نمی\N{ZERO WIDTH NON-JOINER}داند",
    "اُردو میں",
    "هەولێر",
    "ירושלים",
    '"q" \\ \N{GRINNING FACE}',
)


def request_for(service: Service, *texts: str) -> Request:
    return Request(texts=texts, source=EN, target=Locale.parse(service.target))


def channel_for(service: Service, folder: Path) -> Channel:
    return Channel(
        name="desk",
        provider=service.open(),
        replies=Replies(folder / "replies.db"),
        ledger=Ledger(folder / "ledger.db"),
        price=Price(),
        pace=Pace(Rate()),
        patience=Patience(first=0.0, longest=0.0),
    )


def answered(channel: Channel, service: Service, *texts: str) -> dict[str, str]:
    talk = Conversation(source=EN, target=Locale.parse(service.target))
    made = dict(channel.answers([Ask(text=text) for text in texts], talk))
    assert all(isinstance(one, Candidate) for one in made.values()), made
    return {ask.text: one.target for ask, one in made.items() if isinstance(one, Candidate)}


@services
def test_texts_come_back_in_their_order_and_number(
    make: Callable[[], Service], tmp_path: Path
) -> None:
    service = make()
    made = answered(channel_for(service, tmp_path), service, *TEXTS)
    assert made == {text: translated(text) for text in TEXTS}


@services
def test_blank_texts_are_answered_here_and_spaces_are_kept(make: Callable[[], Service]) -> None:
    service = make()
    one_at_a_time = service.open().limits.items == 1
    texts = ("", " \n", "  A text.\n") if not one_at_a_time else ("", "  A text.\n")
    reply = service.open().translate(request_for(service, *texts))
    targets = [one.target for one in reply.candidates]
    assert targets == [*texts[:-1], f"  {translated('A text.')}\n"]
    service.asked.clear()
    service.open().translate(request_for(service, " "))
    assert service.asked == []


@pytest.mark.parametrize(("make", "name"), FAULTS, ids=lambda v: getattr(v, "__name__", v))
def test_a_failure_is_called_by_its_name(make: Callable[[], Service], name: str) -> None:
    service = make()
    kind, response = service.faults[name]
    service.reply = lambda _: response
    with pytest.raises(ProviderError) as caught:
        service.open().translate(request_for(service, "A text."))
    assert type(caught.value) is kind, caught.value
    assert caught.value.provider == "desk"
    assert str(caught.value).startswith("desk: ")


@services
def test_the_key_is_never_told(make: Callable[[], Service]) -> None:
    service = make()
    parts = [part for part in (service.key, *service.key.split(":")) if len(part) > 3]
    service.reply = lambda _: said(400, {"message": f"wrong: {service.key} {json.dumps(parts)}"})
    made = service.open()
    with pytest.raises(ProviderError) as caught:
        made.translate(request_for(service, "A text."))
    told = f"{caught.value} {caught.value!r} {caught.value.hint} {made!r} {made.identity}"
    assert [part for part in parts if part in told] == []
    assert all(service.key not in str(request.url) for request in service.asked)


@services
def test_without_its_key_nothing_is_sent(make: Callable[[], Service]) -> None:
    service = make()
    if not service.needs_key:
        pytest.skip("needs no key")
    with pytest.raises(AuthenticationFailed, match="env:THE_KEY is not set"):
        service.open(key="").translate(request_for(service, "A text."))
    assert service.asked == []


@services
def test_plain_http_is_spoken_to_this_machine_only(make: Callable[[], Service]) -> None:
    service = make()
    with pytest.raises(ConfigError, match="is no https address"):
        service.open(endpoint="http://translate.example.com")
    with pytest.raises(ConfigError, match="is no https address"):
        service.open(endpoint="http://127.0.0.1.example.com/")
    near = service.open(endpoint="http://127.0.0.1:5000")
    near.translate(request_for(service, "A text."))
    assert service.asked[-1].url.host == "127.0.0.1"


RUBBISH = {
    "no JSON": b"{translations",
    "half a reply": b'{"translations":[{"text":"a"',
    "an HTML page": b"<!DOCTYPE html><html><head><title>Bad gateway</title></head></html>",
    "another character set": json.dumps({"x": "\u0639"}, ensure_ascii=False).encode("windows-1256"),
    "an empty body": b"",
    "null": b"null",
    "a number": b"17",
    "nesting without end": b"[" * 100_000,
}


@services
@pytest.mark.parametrize("body", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_is_no_reply(make: Callable[[], Service], body: bytes) -> None:
    service = make()
    service.reply = lambda _: said(200, body)
    with pytest.raises(ReplyMalformed):
        service.open().translate(request_for(service, "A text."))


@services
def test_a_wrong_number_of_answers_is_no_reply(make: Callable[[], Service]) -> None:
    service = make()
    if service.open().limits.items == 1:
        pytest.skip("one text a request")
    service.reply = lambda request: service.answer(service.texts(request)[:-1])
    with pytest.raises(ReplyMalformed):
        service.open().translate(request_for(service, "One.", "Two.", "Three."))


@services
def test_a_bomb_is_not_unpacked(make: Callable[[], Service]) -> None:
    service = make()
    bomb = gzip.compress(b"[" + b" " * (40 << 20))
    service.reply = lambda _: httpx.Response(
        200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(bomb)
    )
    with pytest.raises(ReplyMalformed, match="larger than"):
        service.open().translate(request_for(service, "A text."))


@services
def test_a_connection_that_breaks_is_an_unavailable_provider(make: Callable[[], Service]) -> None:
    service = make()

    def cut(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut", request=request)

    service.reply = cut
    with pytest.raises(ProviderUnavailable, match="did not finish its answer") as caught:
        service.open().translate(request_for(service, "A text."))
    assert caught.value.billed


@services
def test_no_request_is_larger_than_the_service_takes(
    make: Callable[[], Service], tmp_path: Path
) -> None:
    service = make()
    dice = random.Random(7)  # noqa: S311 - a test's texts
    letters = "abc \N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH} \N{GRINNING FACE}"
    texts = ["".join(dice.choices(letters, k=dice.randint(1, 900))).strip() for _ in range(120)]
    texts = [text for text in texts if text]
    channel = channel_for(service, tmp_path)
    made = answered(channel, service, *texts)
    assert made == {text: translated(text) for text in texts}
    limits = channel.provider.limits
    for request in service.asked:
        sent = service.texts(request)
        assert len(sent) <= limits.items
        if limits.size and limits.measure != "tokens":
            assert service.size(request, sent) <= limits.size + 1000  # the frame of the body


@services
def test_a_text_that_is_too_long_is_cut_at_its_sentences_and_joined(
    make: Callable[[], Service], tmp_path: Path
) -> None:
    service = make()
    channel = channel_for(service, tmp_path)
    longest = channel.provider.limits.longest
    sentence = "The commission of experts met in the city of Erbil on Monday. "
    text = (sentence * (3 * longest // len(sentence) + 2)).strip()
    made = answered(channel, service, text)[text]
    assert made.replace("<<", "").replace(">>", "") == text
    assert made.count("<<") > 1
    assert all(part.endswith("Monday.") for part in made.split(">>")[0:1])


@services
def test_a_redirect_is_not_followed_with_the_key(make: Callable[[], Service]) -> None:
    service = make()
    service.reply = lambda _: said(307, b"", location="https://elsewhere.example.com/")
    with pytest.raises(ProviderError):
        service.open().translate(request_for(service, "A text."))
    assert len(service.asked) == 1


@services
def test_a_pair_that_is_not_offered_is_not_asked_for(make: Callable[[], Service]) -> None:
    service = make()
    if service.model:
        pytest.skip("a model does not say what it cannot do")
    with pytest.raises(LocaleNotSupported, match="does not translate en into tlh"):
        service.open().translate(Request(texts=("Hello",), source=EN, target=Locale("tlh")))
    assert service.asked == []
