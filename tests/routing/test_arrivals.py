"""What had come for a killed process is stored by the next one; nothing is asked again."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from l10n.errors import AuthenticationFailed, L10nError, ProviderUnavailable
from l10n.model import Candidate, Locale
from l10n.model.request import Background, Reply, Request, Usage, Wanted
from l10n.project import open_project
from l10n.providers import Provider, Settings, provider
from l10n.routing.arrivals import Arrivals, Asked
from l10n.routing.channel import Ask, Channel, Conversation
from l10n.routing.prices import Price
from tests.providers.test_glossaries import Amazon, DeepL, Google, shelf_of
from tests.routing.desks import channel
from tests.routing.fault_server import sentence, translated
from tests.routing.faulty import paid_twice, project, serving

ROOT = Path(__file__).resolve().parents[2]
DIES = """
import os, signal, sys
from pathlib import Path
from l10n.model import Locale
from l10n.project import open_project
from l10n.routing.channel import Ask, Conversation
from tests.routing.fault_server import sentence

desk = open_project(Path(sys.argv[1])).desk(Locale.parse("ar"))
channel = desk.channel(sys.argv[2])
channel.replies.keep = lambda answers: os.kill(os.getpid(), signal.SIGKILL)
talk = Conversation(source=desk.source, target=desk.target)
list(channel.answers([Ask(text=sentence(n)) for n in range(120)], talk))
"""
REQUEST = Request(
    texts=("The road to Erbil", "a \udc80 lone surrogate"),
    source=Locale.parse("en"),
    target=Locale.parse("ckb"),
    markup=True,
    terms=(Wanted(source="Erbil", target="هەولێر", note="a city"),),
    remarks=("", "too long"),
    background=Background(title="t", article=("a",), before=(("b", "ب"),), after=("c",)),
)


@pytest.mark.parametrize("name", ["deepl", "libre", "gpt"])
def test_what_had_come_for_a_killed_process_is_stored_and_not_asked_again(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_KEY", "k-4711")
    desk = tmp_path / "desk"
    with serving(tmp_path / "journal", "--share", "0", "--latency", "0.05") as port:
        project(desk, port, 4)
        died = subprocess.run([sys.executable, "-c", DIES, str(desk), name], cwd=ROOT, check=False)
        assert died.returncode == -9
        # the server notes what it delivered a moment after that was read
        until = time.monotonic() + 10
        while not (tmp_path / "journal").read_text("utf-8") and time.monotonic() < until:
            os.sched_yield()
        assert (tmp_path / "journal").read_text("utf-8")
        here = open_project(desk).desk(Locale.parse("ar"))
        channel = here.channel(name)
        talk = Conversation(source=here.source, target=here.target)
        asks = [Ask(text=sentence(n)) for n in range(120)]
        assert len(channel.unknown(asks, talk)) <= 120 - 20
        answers = dict(channel.answers(asks, talk))
    assert {ask.text: getattr(one, "target", one) for ask, one in answers.items()} == {
        ask.text: translated(ask.text) for ask in asks
    }
    assert paid_twice(tmp_path / "journal")[0] == 0
    spent = channel.ledger.spent()
    assert spent.open <= 4  # slots that had nothing when the process was killed
    assert (
        not list((desk / ".l10n").glob("replies.arriving/*.tape"))
        or channel.replies.close() is None
    )


def test_a_failed_request_leaves_nothing(tmp_path: Path) -> None:
    settings = Settings(name="d", type="libretranslate", transport=httpx.MockTransport(_echo))
    mine = provider(settings)
    asked = Asked(identity=mine.identity, keys=(b"1",), entry=3, request=_plain("Hello"))
    arrivals = Arrivals(tmp_path)
    with contextlib.suppress(ProviderUnavailable), arrivals.recording(asked):
        mine.translate(asked.request)
        raise ProviderUnavailable("down")
    (tape,) = tmp_path.glob("*.tape")
    assert not any(tape.read_bytes())
    arrivals.close()
    assert not tape.exists()


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device"), L10nError("locked"), KeyboardInterrupt(), KeyError(1)],
    ids=["a full disk", "a locked database", "an interrupt", "a mistake of ours"],
)
def test_whatever_ends_before_an_answer_is_stored_leaves_it(
    tmp_path: Path, error: BaseException
) -> None:
    settings = Settings(name="d", type="libretranslate", transport=httpx.MockTransport(_echo))
    mine = provider(settings)
    asked = Asked(identity=mine.identity, keys=(b"1",), entry=3, request=_plain("Hello"))
    arrivals = Arrivals(tmp_path)

    def ends() -> None:
        with arrivals.recording(asked):
            mine.translate(asked.request)
            raise error

    with pytest.raises(type(error)):
        ends()
    with arrivals.recording(asked):  # on a tape of its own
        mine.translate(_plain("Later"))
    arrivals.close()
    ((found, reply),) = Arrivals(tmp_path).left_for(mine)
    assert (found.keys, found.entry) == ((b"1",), 3)
    assert [one.target for one in reply.candidates] == ["HELLO"]
    assert not list(tmp_path.glob("*"))


def test_an_interrupt_before_anything_was_asked_leaves_nothing(tmp_path: Path) -> None:
    arrivals = Arrivals(tmp_path)
    asked = Asked(identity="x", keys=(b"1",), entry=3, request=_plain("Hello"))
    with pytest.raises(KeyboardInterrupt), arrivals.recording(asked):
        raise KeyboardInterrupt
    arrivals.close()
    assert not list(tmp_path.glob("*"))


def test_a_reply_that_cannot_be_stored_is_there_for_the_next_run(tmp_path: Path) -> None:
    asked: list[httpx.Request] = []

    def service(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return _deepl_echo(request)

    def opened() -> Channel:
        settings = Settings(name="d", type="deepl", key="k", transport=httpx.MockTransport(service))
        return channel(tmp_path, "d", provider(settings), price=Price(characters=20.0))

    def refuse(_: object) -> None:
        raise L10nError("cannot be used: database or disk is full")

    first = opened()
    first.replies.keep = refuse  # type: ignore[method-assign]
    talk = Conversation(source=Locale.parse("en"), target=Locale.parse("fa"))
    texts = [Ask(text=f"{n}.{' word' * 5000}") for n in range(9)]  # several requests, in slots
    with pytest.raises(L10nError, match="disk is full"):
        list(first.answers(texts, talk))
    assert first.ledger.spent().open == len(asked)
    sent = [text for request in asked for text in json.loads(request.content)["text"]]
    second = opened()
    assert all(isinstance(one, Candidate) for _, one in second.answers(texts, talk))
    later = [text for request in asked for text in json.loads(request.content)["text"]]
    assert sorted(later) == sorted(one.text for one in texts)
    assert later[: len(sent)] == sent
    assert second.ledger.spent().open == 0


class Broken:
    """A provider that cannot read what was answered to it."""

    def __init__(self, inner: Provider, error: Exception) -> None:
        self.identity = inner.identity
        self._error = error

    def translate(self, _: Request) -> Reply:
        raise self._error


@pytest.mark.parametrize(
    ("error", "days"),
    [
        (KeyError("translatedText"), 0),
        (sqlite3.OperationalError("locked"), 0),
        (AuthenticationFailed("its token is not to be had"), 31),
    ],
    ids=["a mistake of the provider's", "any exception", "what passes, for a month"],
)
def test_a_tape_that_cannot_be_played_is_put_aside_and_stops_no_run(
    tmp_path: Path, error: Exception, days: int, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "replies.arriving"
    settings = Settings(name="d", type="libretranslate", transport=httpx.MockTransport(_echo))
    mine = provider(settings)
    _leave(folder, mine.identity, _plain("The road"), settings)
    _age(folder, days)
    for _ in range(2):
        assert list(Arrivals(folder).left_for(Broken(mine, error))) == []  # type: ignore[arg-type]
    (kept,) = (tmp_path / "replies.unread").glob("*.tape")
    assert b"The road" in kept.read_bytes()
    assert kept.stat().st_size < 4096
    assert not list(folder.glob("*"))
    (said,) = caplog.messages
    assert str(kept) in said
    assert "look at it, or delete it" in said


def test_what_passes_is_no_reason_to_put_a_tape_aside(tmp_path: Path) -> None:
    settings = Settings(name="d", type="libretranslate", transport=httpx.MockTransport(_echo))
    mine = provider(settings)
    _leave(tmp_path, mine.identity, _plain("Hello"), settings)
    down = Broken(mine, ProviderUnavailable("no token just now"))
    assert list(Arrivals(tmp_path).left_for(down)) == []  # type: ignore[arg-type]
    assert len(list(Arrivals(tmp_path).left_for(mine))) == 1


@pytest.mark.parametrize(
    ("change", "days"),
    [
        (lambda data: data.replace(b'"texts"', b'"wexts"'), 0),
        (lambda data: data.replace(b'["31"]', b'["3"] '), 0),
        (lambda data: data.replace(b'["31"]', b"[    ]"), 0),
        (lambda data: data.replace(b"libretranslate-1", b"libretranslate-0"), 31),
    ],
    ids=["a label of another version", "a torn label", "other keys", "settings that are gone"],
)
def test_a_tape_that_nobody_understands_is_put_aside(tmp_path: Path, change, days: int) -> None:  # noqa: ANN001
    folder = tmp_path / "replies.arriving"
    settings = Settings(name="d", type="libretranslate", transport=httpx.MockTransport(_echo))
    mine = provider(settings)
    _leave(folder, mine.identity, _plain("Hello"), settings)
    (tape,) = folder.glob("*.tape")
    tape.write_bytes(change(tape.read_bytes()))
    _age(folder, days)
    assert list(Arrivals(folder).left_for(mine)) == []
    assert not list(folder.glob("*"))
    assert len(list((tmp_path / "replies.unread").glob("*.tape"))) == 1


def test_a_tape_of_another_address_is_put_aside(tmp_path: Path) -> None:
    folder = tmp_path / "replies.arriving"
    transport = httpx.MockTransport(_echo)
    settings = Settings(name="d", type="libretranslate", transport=transport)
    _leave(folder, provider(settings).identity, _plain("Hello"), settings)
    moved = replace(settings, endpoint="https://elsewhere.example.com")
    assert list(Arrivals(folder).left_for(provider(moved))) == []
    assert len(list((tmp_path / "replies.unread").glob("*.tape"))) == 1


@pytest.mark.parametrize("kind", ["deepl", "amazon", "google-v3"])
def test_an_answer_is_read_from_its_tape_without_sending_anything(
    tmp_path: Path, kind: str
) -> None:
    """Neither glossaries are looked up nor tokens fetched, and no key is used."""
    kinds = {"deepl": DeepL, "amazon": Amazon, "google-v3": Google}
    shelf = shelf_of(kinds[kind])
    settings = shelf.service.settings()
    request = replace(_plain("Hello"), glossary=(Wanted(source="Erbil", target="اربیل"),))
    mine = provider(settings)
    _leave(tmp_path, mine.identity, request, settings)
    assert bool(shelf.made) == (kind != "deepl")
    shelf.service.asked.clear()
    again = provider(replace(settings, key=KEYS[kind]))
    ((_, reply),) = Arrivals(tmp_path).left_for(again)
    assert [one.target for one in reply.candidates] == ["<<Hello>>"]
    assert shelf.service.asked == []


def test_a_tape_that_is_being_made_is_nobodys_yet(tmp_path: Path) -> None:
    making = tmp_path / "1-2-3.tape.new"
    making.write_bytes(b"")
    mine = provider("pseudo")
    assert list(Arrivals(tmp_path).left_for(mine)) == []
    assert making.exists()
    _age(tmp_path, 1)
    assert list(Arrivals(tmp_path).left_for(mine)) == []
    assert not making.exists()


def test_the_tape_of_a_living_process_is_left_alone(tmp_path: Path) -> None:
    settings = Settings(name="d", type="libretranslate", transport=httpx.MockTransport(_echo))
    mine = provider(settings)
    asked = Asked(identity=mine.identity, keys=(b"1",), entry=0, request=_plain("Hello"))
    with Arrivals(tmp_path).recording(asked):
        mine.translate(asked.request)
        assert list(Arrivals(tmp_path).left_for(mine)) == []
        assert len(list(tmp_path.glob("*.tape"))) == 1


def test_a_tape_of_other_settings_waits_for_them(tmp_path: Path) -> None:
    settings = Settings(name="d", type="libretranslate", transport=httpx.MockTransport(_echo))
    mine = provider(settings)
    _leave(tmp_path, mine.identity, _plain("Hello"), settings)
    other = provider("pseudo")
    assert list(Arrivals(tmp_path).left_for(other)) == []
    ((asked, reply),) = Arrivals(tmp_path).left_for(mine)
    assert asked == Asked(identity=mine.identity, keys=(b"1",), entry=3, request=_plain("Hello"))
    assert [one.target for one in reply.candidates] == ["HELLO"]
    assert reply.usage.characters == Usage(characters=5).characters
    assert list(Arrivals(tmp_path).left_for(mine)) == []


def test_a_request_comes_back_from_its_label_as_it_was(tmp_path: Path) -> None:
    settings = Settings(name="d", type="deepl", key="k", transport=httpx.MockTransport(_deepl_echo))
    mine = provider(settings)
    _leave(tmp_path, mine.identity, REQUEST, settings)
    ((asked, reply),) = Arrivals(tmp_path).left_for(mine)
    assert asked.request == REQUEST
    assert [one.target for one in reply.candidates] == ["THE ROAD TO ERBIL", "A ? LONE SURROGATE"]


@pytest.mark.parametrize(
    "damage",
    [lambda data: data.rstrip(b"\0")[:-20], lambda data: data.replace(b"}", b"\0"), lambda _: b""],
    ids=["a tape that was cut", "an answer that is not whole", "an empty file"],
)
def test_a_damaged_tape_is_forgotten(tmp_path: Path, damage) -> None:  # noqa: ANN001
    settings = Settings(name="d", type="libretranslate", transport=httpx.MockTransport(_echo))
    mine = provider(settings)
    _leave(tmp_path, mine.identity, _plain("Hello"), settings)
    (tape,) = tmp_path.glob("*.tape")
    tape.write_bytes(damage(tape.read_bytes()))
    assert list(Arrivals(tmp_path).left_for(mine)) == []
    assert not list(tmp_path.glob("*.tape"))


KEYS = {
    "deepl": "any:fx",
    "amazon": "",
    "google-v3": json.dumps({"client_email": "desk@example.com", "private_key": "none"}),
}


def _age(folder: Path, days: int) -> None:
    """Let the files of a folder be so old."""
    then = time.time() - days * 86400
    for path in folder.glob("*"):
        os.utime(path, (then, then))


def _plain(text: str) -> Request:
    return Request(texts=(text,), source=Locale.parse("en"), target=Locale.parse("fa"))


def _leave(folder: Path, identity: str, request: Request, settings: Settings) -> None:
    """A tape as a killed process leaves it: a copy, whose lock nobody holds."""
    arrivals = Arrivals(folder)
    keys = tuple(b"%d" % n for n, _ in enumerate(request.texts, 1))
    with arrivals.recording(Asked(identity=identity, keys=keys, entry=3, request=request)):
        provider(settings).translate(request)
        (tape,) = folder.glob("*.tape")
        data = tape.read_bytes()
    arrivals.close()
    tape.write_bytes(data)


def _echo(request: httpx.Request) -> httpx.Response:
    texts = json.loads(request.content)["q"]
    return _answer({"translatedText": [text.upper() for text in texts]})


def _deepl_echo(request: httpx.Request) -> httpx.Response:
    texts = json.loads(request.content)["text"]
    return _answer({"translations": [{"text": text.upper()} for text in texts]})


def _answer(told: object) -> httpx.Response:
    packed = gzip.compress(json.dumps(told).encode())
    return httpx.Response(
        200, stream=httpx.ByteStream(packed), headers={"content-encoding": "gzip"}
    )
