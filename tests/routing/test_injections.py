"""Orders in an article change nothing that the checks do not see: thirty articles, an obedient model."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from l10n.glossary import Glossary
from l10n.memory import Memory
from l10n.model import Designation, Term, Unit
from l10n.project.checking import Checking
from l10n.providers import Settings, provider
from l10n.routing import Desk, Plan, route
from tests.routing.desks import AR, EN, channel
from tests.routing.injections import INJECTIONS, NAMES, NEWS, Injection

HOUSE = Glossary(
    Term(
        id=source,
        source=source,
        pos="proper-name",
        designations=(Designation(locale="ar", text=target),),
    )
    for source, target in NAMES.items()
)


class Obedient:
    """A model that translates the news well, and does what an article tells it."""

    def __init__(self, injection: Injection) -> None:
        self.order = injection.order
        self.raw = injection.raw
        sources = [*NEWS, injection.order]
        self.targets = dict(NEWS) | {sources[n]: t for n, t in injection.obeyed.items()}

    def handle(self, request: httpx.Request) -> httpx.Response:
        content = json.loads(request.content)["messages"][1]["content"].splitlines()[-1]
        segments = json.loads(content)["segments"]
        items = [
            {"id": one["id"], "target": self.targets.get(one["text"], "ترجم هذا النص.")}
            for one in segments
        ]
        reached = any(one["text"] == self.order for one in segments)
        answer = self.raw if self.raw and reached else json.dumps({"items": items})
        choice = {"message": {"content": answer}, "finish_reason": "stop"}
        return httpx.Response(
            200, stream=httpx.ByteStream(json.dumps({"choices": [choice]}).encode())
        )


@pytest.mark.parametrize("injection", INJECTIONS.values(), ids=INJECTIONS)
def test_what_an_order_in_the_text_leads_to_is_not_kept(
    tmp_path: Path, injection: Injection
) -> None:
    model = Obedient(injection)
    settings = Settings(
        name="model",
        type="openai",
        model="obedient",
        endpoint="http://127.0.0.1:1/v1",
        transport=httpx.MockTransport(model.handle),
    )
    opened = channel(tmp_path, "model", provider(settings))  # type: ignore[arg-type]
    memory = Memory.open(tmp_path / "memory.db")
    desk = Desk(
        source=EN,
        target=AR,
        channel=lambda _: opened,
        memory=memory,
        glossary=HOUSE,
        assess=Checking(glossary=HOUSE, source=EN, target=AR).of_unit,
    )
    sources = [*NEWS, injection.order]
    routed = route(
        [Unit(source=source) for source in sources],
        Plan(steps=("model",), review="none"),
        desk,
    )
    memory.close()
    kept = {unit.source: unit.target for unit in routed.units if not unit.fuzzy}
    obeyed = {sources[n]: target for n, target in injection.obeyed.items()}
    assert {s: t for s, t in kept.items() if obeyed.get(s) == t} == {}
    if injection.raw:
        assert injection.order not in kept
    untouched = [source for n, source in enumerate(NEWS) if n not in injection.obeyed]
    assert [source for source in untouched if source not in kept] == []


def test_there_are_thirty_of_them() -> None:
    assert len(INJECTIONS) == 30
