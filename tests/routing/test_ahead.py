"""What several routes ask at once before each of them runs: all slots are used, nothing is asked twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from l10n.errors import ProviderUnavailable
from l10n.memory import Memory
from l10n.model import Locale, Unit
from l10n.providers import Limits, Protection
from l10n.routing import Desk, Plan, route
from l10n.routing.ahead import Ahead, ToRoute
from tests.routing.desks import Scripted, desk

THREE = Limits(items=50, slots=3)
ARTICLES = {
    "one": ("The fair opened.", "Rain came."),
    "two": ("Schools reopened.", "Rain came."),
    "three": ("The road is closed.",),
}
ARABIC = {
    "The fair opened.": "افتُتح المعرض.",
    "Rain came.": "هطل المطر.",
    "Schools reopened.": "أعيد فتح المدارس.",
    "The road is closed.": "الطريق مغلق.",
}


class _OfAllPairs(Scripted):
    def supports(self, source: Locale, target: Locale) -> bool:
        return source != target


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory.open(tmp_path / "memory.db")


def to_route(at: Desk, sources: Sequence[str], *steps: str) -> ToRoute:
    units = [Unit(source=source) for source in sources]
    return ToRoute(units, units, Plan(steps=steps or ("x",), review="none"), at)


def together(parties: int, answer: Callable[[str], str]) -> Callable[[str], str]:
    """Answers only while so many requests are under way; otherwise the barrier breaks."""
    barrier = Barrier(parties, timeout=10)

    def wait(text: str) -> str:
        barrier.wait()
        return answer(text)

    return wait


def test_requests_of_several_articles_are_under_way_at_once(tmp_path: Path, memory: Memory) -> None:
    at = desk(tmp_path, memory, x=Scripted(together(3, ARABIC.__getitem__), limits=THREE))
    articles = (["The fair opened."], ["Schools reopened."], ["The road is closed."])
    done: list[int] = []
    coming = Ahead(to_route(at, sources) for sources in articles)
    assert coming.texts == 3
    coming.ask(done.append)
    assert sum(done) == 3


def test_several_providers_are_asked_at_once(tmp_path: Path, memory: Memory) -> None:
    answer = together(2, ARABIC.__getitem__)
    two = Limits(items=1, slots=2)
    x, y = Scripted(answer, limits=two), Scripted(answer, limits=two, identity="other")
    at = desk(tmp_path, memory, x=x, y=y)
    Ahead([to_route(at, ARTICLES["one"], "x"), to_route(at, ARTICLES["two"], "y")]).ask()
    assert (len(x.requests), len(y.requests)) == (2, 2)


def test_a_text_is_asked_once_and_its_routes_send_nothing(tmp_path: Path, memory: Memory) -> None:
    provider = Scripted(ARABIC, limits=THREE)
    at = desk(tmp_path, memory, x=provider)
    routes = [to_route(at, sources) for sources in ARTICLES.values()]
    Ahead(routes).ask()
    assert sorted(provider.asked) == sorted(ARABIC)
    sent = len(provider.requests)
    for units, _, plan, _ in routes:
        assert route(units, plan, at).kept == len(units)
    assert len(provider.requests) == sent
    assert Ahead(routes).texts == 0, "what is stored is not asked again"


def test_two_languages_are_two_questions(tmp_path: Path, memory: Memory) -> None:
    provider = _OfAllPairs(str.upper, limits=THREE)
    hebrew = Locale.parse("he")
    arabic = desk(tmp_path, memory, x=provider)
    routes = [to_route(one, ["Rain."]) for one in (arabic, replace(arabic, target=hebrew))]
    Ahead(routes).ask()
    assert {request.target.tag for request in provider.requests} == {"ar", "he"}


def test_a_later_request_knows_what_the_earlier_ones_of_its_article_became(
    tmp_path: Path, memory: Memory
) -> None:
    provider = Scripted(ARABIC, limits=Limits(items=1, slots=2), protection=Protection.TERMS)
    at = desk(tmp_path, memory, x=provider)
    Ahead([to_route(at, tuple(ARABIC))]).ask()
    (last,) = (one for one in provider.requests if one.texts == (tuple(ARABIC)[-1],))
    known = {source: target for source, target in last.background.before if target}
    assert len(known) >= 2
    assert known.items() <= ARABIC.items()


def test_a_route_that_fills_the_slots_by_itself_asks_for_itself(
    tmp_path: Path, memory: Memory
) -> None:
    at = desk(tmp_path, memory, x=Scripted(ARABIC, limits=Limits(items=1, slots=2)))
    long = [f"Sentence {n}." for n in range(8)]
    coming = Ahead([to_route(at, long), to_route(at, ARTICLES["one"])])
    assert coming.texts == 2


@pytest.mark.parametrize(
    ("slots", "articles"),
    [(1, ["one", "two"]), (3, ["three"])],
    ids=["a provider with one slot", "a single request"],
)
def test_what_gains_nothing_is_left_to_the_routes(
    tmp_path: Path, memory: Memory, slots: int, articles: list[str]
) -> None:
    provider = Scripted(ARABIC, limits=Limits(items=50, slots=slots))
    at = desk(tmp_path, memory, x=provider)
    coming = Ahead(to_route(at, ARTICLES[name]) for name in articles)
    coming.ask()
    assert coming.texts == 0
    assert not provider.requests


def test_an_error_is_left_to_the_routes(tmp_path: Path, memory: Memory) -> None:
    provider = Scripted(ARABIC, limits=THREE, broken=ProviderUnavailable("down", provider="x"))
    at = desk(tmp_path, memory, x=provider)
    routes = [to_route(at, sources) for sources in ARTICLES.values()]
    Ahead(routes).ask()
    assert [list(route(units, plan, at).failures) for units, _, plan, _ in routes] == [["x"]] * 3


def test_an_interrupt_ends_it_after_what_is_under_way(tmp_path: Path, memory: Memory) -> None:
    asked: list[str] = []

    def interrupted(text: str) -> str:
        asked.append(text)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return f"{text} كلمة"

    limits = Limits(items=1, slots=2)
    x, y = (Scripted(interrupted, limits=limits, identity=name) for name in "xy")
    at = desk(tmp_path, memory, x=x, y=y)
    at.channel("y").stop = at.channel("x").stop  # as in a project
    sources = [[f"{name} {n}." for n in range(7)] for name in "abcdefgh"]
    routes = [to_route(at, some, "xy"[n % 2]) for n, some in enumerate(sources)]
    with pytest.raises(KeyboardInterrupt):
        Ahead(routes).ask()
    assert len(asked) < 20
