"""A text is sent once, within every limit; what fails is tried as long as that can help, no longer."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from l10n.errors import (
    AuthenticationFailed,
    BudgetReached,
    LocaleNotSupported,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
    RateLimited,
    ReplyMalformed,
    RequestRefused,
    RequestTooLarge,
)
from l10n.model import Candidate
from l10n.model.request import Usage
from l10n.providers import Limits, Measure, Rate, Reply, Request
from l10n.routing.channel import Ask, Conversation
from l10n.routing.ledger import Budget, Ledger
from l10n.routing.pace import Pace
from l10n.routing.patience import Breaker, Patience
from l10n.routing.prices import Price
from tests.routing.desks import AR, EN, Scripted, channel

TALK = Conversation(source=EN, target=AR)
PRICE = Price(characters=20.0)


def asked(at, texts: list[str]) -> dict[str, str]:  # noqa: ANN001
    """Targets by text; an error as the name of its kind."""
    made = at.answers([Ask(text=text) for text in texts], TALK)
    return {
        ask.text: one.target if isinstance(one, Candidate) else type(one).__name__
        for ask, one in made
    }


def echo(text: str) -> str:
    return f"<{text}>"


PASSING = [
    RateLimited("slow"),
    ProviderUnavailable("down"),
    ProviderUnavailable("cut", billed=True),
]


@pytest.mark.parametrize("error", PASSING, ids=lambda error: error.message)
def test_what_passes_is_tried_again(tmp_path: Path, error: ProviderError) -> None:
    provider = Scripted(echo, errors=[error] * 5)
    assert asked(channel(tmp_path, "x", provider), ["a"]) == {"a": "<a>"}
    assert len(provider.requests) == 6


STAYING = [
    AuthenticationFailed("key"),
    QuotaExceeded("quota"),
    LocaleNotSupported("pair"),
    RateLimited("final", final=True),
    RateLimited("for an hour", retry_after=3600),
]


@pytest.mark.parametrize("error", STAYING, ids=lambda error: error.message)
def test_what_stays_is_not_tried_again(tmp_path: Path, error: ProviderError) -> None:
    provider = Scripted(echo, broken=error)
    assert asked(channel(tmp_path, "x", provider), ["a"]) == {"a": type(error).__name__}
    assert len(provider.requests) == 1


@pytest.mark.parametrize(
    "error", [AuthenticationFailed("k"), QuotaExceeded("q"), LocaleNotSupported("p")]
)
def test_without_key_quota_or_pair_no_more_is_sent(tmp_path: Path, error: ProviderError) -> None:
    provider = Scripted(echo, broken=error, limits=Limits(items=1, slots=1))
    made = asked(channel(tmp_path, "x", provider), list("abcdef"))
    assert set(made.values()) == {type(error).__name__}
    assert len(provider.requests) == 1


def test_a_provider_that_is_down_is_left_alone_and_tried_again_later(tmp_path: Path) -> None:
    now = [0.0]
    breaker = Breaker(most=4, cool=60, clock=lambda: now[0])
    provider = Scripted(echo, broken=ProviderUnavailable("down"), limits=Limits(items=1, slots=1))
    at = channel(tmp_path, "x", provider, breaker=breaker)
    asked(at, list("abcdef"))
    assert len(provider.requests) == 4
    now[0] = 61
    provider.broken = None
    assert asked(at, ["a"]) == {"a": "<a>"}
    assert asked(at, ["b"]) == {"b": "<b>"}


@pytest.mark.parametrize("kind", [ReplyMalformed, RequestTooLarge, RequestRefused])
def test_one_bad_text_does_not_take_the_others_with_it(
    tmp_path: Path, kind: type[ProviderError]
) -> None:
    class Picky(Scripted):
        def translate(self, request: Request) -> Reply:
            if "bad" in request.texts:
                self.requests.append(request)
                raise kind("no")
            return super().translate(request)

    provider = Picky(echo)
    texts = [f"t{n}" for n in range(20)] + ["bad"] + [f"u{n}" for n in range(20)]
    made = asked(channel(tmp_path, "x", provider), texts)
    assert [text for text, target in made.items() if target != f"<{text}>"] == ["bad"]
    assert len(provider.requests) < 16


def test_a_text_is_sent_once_however_often_it_stands(tmp_path: Path) -> None:
    provider = Scripted(echo)
    at = channel(tmp_path, "x", provider)
    assert asked(at, ["a", "b", "a"]) == {"a": "<a>", "b": "<b>"}
    assert asked(at, ["b", "c"]) == {"b": "<b>", "c": "<c>"}
    assert provider.asked == ["a", "b", "c"]


def test_another_model_or_other_terms_are_another_question(tmp_path: Path) -> None:
    provider = Scripted(echo)
    at = channel(tmp_path, "x", provider)
    asked(at, ["a"])
    provider.identity = "another model"
    asked(at, ["a"])
    assert provider.asked == ["a", "a"]


class Slow(Scripted):
    """Answers only when so many requests are under way as there are slots."""

    barrier = threading.Barrier(4, timeout=10)

    def translate(self, request: Request) -> Reply:
        self.barrier.wait()
        return super().translate(request)


def test_as_many_requests_are_under_way_as_there_are_slots(tmp_path: Path) -> None:
    provider = Slow(echo, limits=Limits(items=1, slots=4))
    texts = [f"t{n}" for n in range(16)]
    assert asked(channel(tmp_path, "x", provider), texts) == {t: f"<{t}>" for t in texts}


def test_an_interrupt_keeps_what_was_under_way(tmp_path: Path) -> None:
    provider = Scripted(echo, limits=Limits(items=1, slots=4))
    at = channel(tmp_path, "x", provider)
    answers = at.answers([Ask(text=f"t{n}") for n in range(100)], TALK)
    next(answers)
    with pytest.raises(KeyboardInterrupt):
        answers.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    sent = list(provider.asked)
    stored = at.replies.known([at.key(Ask(text=text), TALK) for text in sent], "x")
    assert len(stored) == len(sent)
    assert len(sent) < 100
    assert len(asked(at, ["one more", "and another"])) == 2  # the next question is answered
    assert "ProviderUnavailable" not in asked(at, ["one more", "and another"]).values()


@pytest.mark.parametrize("measure", list(Measure))
def test_a_request_is_as_full_as_the_provider_takes_and_no_fuller(
    tmp_path: Path, measure: Measure
) -> None:
    limits = Limits(items=7, size=120, text=60, measure=measure, overhead=2, slots=1)
    provider = Scripted(lambda text: text, limits=limits)
    words = "بەغدا Erbil \N{GRINNING FACE} الأسد ירושלים تهران "
    texts = [f"{n} {words * (n % 9)}".strip() for n in range(60)]
    made = asked(channel(tmp_path, "x", provider), texts)
    assert made == {text: text for text in texts}
    for request in provider.requests:
        sizes = [limits.size_of(text) for text in request.texts]
        assert len(sizes) <= 7
        assert max(sizes) <= 60
        assert sum(sizes) <= 120


class Billing(Scripted):
    def translate(self, request: Request) -> Reply:
        made = super().translate(request)
        return Reply(
            candidates=made.candidates, usage=Usage(characters=sum(map(len, request.texts)))
        )


def test_a_request_over_the_budget_is_not_sent(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db", Budget(characters=25))
    provider = Billing(echo, limits=Limits(items=1, slots=4))
    at = channel(tmp_path, "x", provider, ledger=ledger, price=PRICE)
    made = asked(at, [f"ten chars{n}" for n in range(6)])
    assert sorted(made.values()).count("BudgetReached") == 4
    assert ledger.spent().characters == 20


def test_two_processes_share_a_budget(tmp_path: Path) -> None:
    budget = Budget(money=1000)
    one, other = (Ledger(tmp_path / "ledger.db", budget) for _ in range(2))
    one.enter("x", Usage(characters=30), 600)
    with pytest.raises(BudgetReached, match="the next request may cost"):
        other.enter("x", Usage(characters=30), 600)
    assert other.spent().open == 1


def test_what_failed_for_nothing_is_not_spent_and_what_may_be_charged_is(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    errors: list[ProviderError] = [RateLimited("a"), ProviderUnavailable("cut", billed=True)]
    provider = Billing(echo, errors=errors)
    asked(channel(tmp_path, "x", provider, ledger=ledger, price=PRICE), ["ten chars!"])
    assert ledger.spent().characters == 20
    assert ledger.spent().money == 400


@pytest.mark.parametrize("said", [-7, 10**30], ids=["less than nothing", "more than there is"])
def test_what_a_service_says_that_it_used_is_made_a_possible_number(
    tmp_path: Path, said: int
) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    entry = ledger.enter("x", Usage(characters=10), 100)
    ledger.settle(entry, Usage(characters=said, tokens_in=said, tokens_out=said), said)
    assert ledger.spent().open == 0
    assert 0 <= ledger.spent().characters < 10**13
    assert 0 <= ledger.spent().money < 10**13


def test_a_budget_in_money_needs_a_price(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db", Budget(money=1000))
    at = channel(tmp_path, "x", Scripted(echo), ledger=ledger, price=Price(known=False))
    assert asked(at, ["a"]) == {"a": "BudgetReached"}


PERIODS = {
    "day": ("2026-11-24T23:00:00", "2026-11-25T01:00:00"),
    "month": ("2026-11-30T23:00:00", "2026-12-01T01:00:00"),
    "year": ("2026-12-31T23:00:00", "2027-01-01T01:00:00"),
}


@pytest.mark.parametrize("per", PERIODS)
def test_a_budget_begins_anew_with_its_period(tmp_path: Path, per: str) -> None:
    from datetime import UTC, datetime

    before, after = (
        datetime.fromisoformat(t).replace(tzinfo=UTC).timestamp() for t in PERIODS[per]
    )
    now = [before]
    ledger = Ledger(tmp_path / "l.db", Budget(characters=10, per=per), lambda: now[0])
    ledger.enter("x", Usage(characters=10), 0)
    with pytest.raises(BudgetReached):
        ledger.enter("x", Usage(characters=1), 0)
    now[0] = after
    ledger.enter("x", Usage(characters=10), 0)


class Clock(threading.Event):
    """A clock that waiting moves."""

    now = 0.0

    def wait(self, timeout: float | None = None) -> bool:
        self.now += timeout or 0.0
        return False


RATES = {
    "requests": Rate(requests=5),
    "characters": Rate(characters=500),
    "tokens": Rate(tokens=170),
}


@pytest.mark.parametrize("rate", RATES.values(), ids=RATES)
def test_no_minute_holds_more_than_the_rate_allows(rate: Rate) -> None:
    clock = Clock()
    pace = Pace(rate, lambda: clock.now)
    sent = []
    for _ in range(23):
        assert pace.take(["x" * 100], clock)
        sent.append(clock.now)
    for begin in sent:
        assert sum(begin <= moment < begin + 60 for moment in sent) <= 5
    assert clock.now <= 4 * 60 + 1


def test_a_pause_that_a_provider_asks_for_holds_for_all(tmp_path: Path) -> None:
    del tmp_path
    clock = Clock()
    pace = Pace(Rate(), lambda: clock.now)
    pace.pause(12.5)
    pace.take(["x"], clock)
    assert clock.now == pytest.approx(12.5)


def test_waits_grow_and_never_fall_below_what_is_asked_for() -> None:
    patience = Patience(first=1, longest=10)
    waits = [patience.wait(n, RateLimited("x")) or 0 for n in range(1, 6)]
    assert all(0.8 * 2**n <= wait <= 1.2 * 2**n for n, wait in enumerate(waits) if 2**n < 10)
    assert max(waits) <= 12
    assert (patience.wait(1, RateLimited("x", retry_after=50)) or 0) >= 50
    assert patience.wait(6, RateLimited("x")) is None


def test_each_answer_says_what_it_has_cost_once(tmp_path: Path) -> None:
    at = channel(tmp_path, "x", Billing(echo), price=PRICE)
    asks = [Ask(text="a" * 30), Ask(text="b" * 10)]
    first = {ask.text[0]: one.cost for ask, one in at.answers(asks, TALK)}  # type: ignore[union-attr]
    again = [one.cost for _, one in at.answers(asks, TALK)]  # type: ignore[union-attr]
    assert first == {"a": pytest.approx(0.0006), "b": pytest.approx(0.0002)}
    assert again == [0, 0]
