"""What had come for a killed process is stored by the next one; nothing is asked again."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from l10n.model import Locale
from l10n.model.request import Background, Request, Usage, Wanted
from l10n.project import open_project
from l10n.providers import Settings, provider
from l10n.routing.arrivals import Arrivals, Asked
from l10n.routing.channel import Ask, Conversation
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
    with contextlib.suppress(KeyboardInterrupt), arrivals.recording(asked):
        mine.translate(asked.request)
        raise KeyboardInterrupt
    (tape,) = tmp_path.glob("*.tape")
    assert not any(tape.read_bytes())
    arrivals.close()
    assert not tape.exists()


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


def _plain(text: str) -> Request:
    return Request(texts=(text,), source=Locale.parse("en"), target=Locale.parse("fa"))


def _leave(folder: Path, identity: str, request: Request, settings: Settings) -> None:
    """A tape as a killed process leaves it: a copy, whose lock nobody holds."""
    arrivals = Arrivals(folder)
    with arrivals.recording(Asked(identity=identity, keys=(b"1",), entry=3, request=request)):
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
