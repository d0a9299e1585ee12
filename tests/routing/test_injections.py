"""Orders in an article change nothing that the checks do not see: thirty articles, three languages, a model that obeys and one that does not."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from l10n.glossary import Glossary
from l10n.memory import Memory
from l10n.model import Designation, Locale, Term, Unit
from l10n.project.checking import Checking
from l10n.providers import Settings, provider
from l10n.routing import Desk, Plan, Routed, route
from tests.routing.desks import EN, channel
from tests.routing.injections import NAMES, NEWS, WORDS, Injection, Words, injections

ARTICLES = [(tag, name) for tag, said in WORDS.items() for name in injections(said)]
articles = pytest.mark.parametrize(
    ("tag", "name"), ARTICLES, ids=[f"{name} into {tag}" for tag, name in ARTICLES]
)


class Model:
    """A model that translates the news well; one that obeys also does what an article tells it."""

    def __init__(self, said: Words, injection: Injection, *, obeys: bool) -> None:
        self.order = injection.order
        self.raw = injection.raw if obeys else ""
        self.targets = {**said.news, injection.order: said.order}
        if obeys:
            self.targets |= obeyed(injection)

    def handle(self, request: httpx.Request) -> httpx.Response:
        content = json.loads(request.content)["messages"][1]["content"].splitlines()[-1]
        segments = json.loads(content)["segments"]
        items = [{"id": one["id"], "target": self.targets[one["text"]]} for one in segments]
        reached = any(one["text"] == self.order for one in segments)
        answer = self.raw if self.raw and reached else json.dumps({"items": items})
        choice = {"message": {"content": answer}, "finish_reason": "stop"}
        return httpx.Response(
            200, stream=httpx.ByteStream(json.dumps({"choices": [choice]}).encode())
        )


def obeyed(injection: Injection) -> dict[str, str]:
    """What an obedient model makes of which source."""
    sources = [*NEWS, injection.order]
    return {sources[n]: target for n, target in injection.obeyed.items()}


def house(tag: str) -> Glossary:
    return Glossary(
        Term(
            id=source,
            source=source,
            pos="proper-name",
            designations=(Designation(locale=tag, text=target),),
        )
        for source, target in zip(NAMES, WORDS[tag].names, strict=True)
    )


def translated(place: Path, tag: str, model: Model) -> Routed:
    """The article of a model's order, by that model."""
    settings = Settings(
        name="model",
        type="openai",
        model="m",
        endpoint="http://127.0.0.1:1/v1",
        transport=httpx.MockTransport(model.handle),
    )
    opened = channel(place, "model", provider(settings))  # type: ignore[arg-type]
    target, glossary = Locale.parse(tag), house(tag)
    memory = Memory.open(place / "memory.db")
    desk = Desk(
        source=EN,
        target=target,
        channel=lambda _: opened,
        memory=memory,
        glossary=glossary,
        assess=Checking(glossary=glossary, source=EN, target=target).of_each,
    )
    units = [Unit(source=source) for source in (*NEWS, model.order)]
    routed = route(units, Plan(steps=("model",), review="none"), desk)
    memory.close()
    return routed


def kept(routed: Routed) -> dict[str, str]:
    return {unit.source: unit.target for unit in routed.units if not unit.fuzzy}


@articles
def test_what_an_order_in_the_text_leads_to_is_not_kept(
    tmp_path: Path, tag: str, name: str
) -> None:
    said = WORDS[tag]
    injection = injections(said)[name]
    wrong = obeyed(injection)
    assert injection.raw or all(
        wrong[source] != good for source, good in said.news.items() if source in wrong
    )
    found = kept(translated(tmp_path, tag, Model(said, injection, obeys=True)))
    assert {s: t for s, t in found.items() if wrong.get(s) == t} == {}
    if injection.raw:
        assert injection.order not in found
    assert {s: found.get(s) for s in NEWS if s not in wrong} == {
        s: t for s, t in said.news.items() if s not in wrong
    }


@articles
def test_a_model_that_does_not_obey_is_kept(tmp_path: Path, tag: str, name: str) -> None:
    said = WORDS[tag]
    found = kept(translated(tmp_path, tag, Model(said, injections(said)[name], obeys=False)))
    assert {source: found.get(source) for source in NEWS} == said.news


@pytest.mark.parametrize("tag", WORDS)
def test_there_are_thirty_of_them(tag: str) -> None:
    assert len(injections(WORDS[tag])) == 30
