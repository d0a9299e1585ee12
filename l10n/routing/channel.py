"""A provider behind all that stands around it: stored replies, limits, patience and the budget.

A text is sent once, in as large a request as the provider takes; several requests are under way at
once, and each reply is on disk before its slot sends the next. What fails is tried again, in smaller
requests where that can help, and in the end given back as the error that it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from threading import Event, Lock
from typing import TYPE_CHECKING

from l10n.errors import (
    LocaleNotSupported,
    ProviderError,
    ProviderUnavailable,
    ReplyMalformed,
    RequestRefused,
    RequestTooLarge,
)
from l10n.model import Candidate
from l10n.model.request import NO_BACKGROUND, Background, Request, Usage, Wanted
from l10n.routing.arrivals import Asked
from l10n.routing.patience import Breaker, Patience
from l10n.routing.portions import portions
from l10n.routing.prices import MICRO
from l10n.routing.slots import in_slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from l10n.model import Locale
    from l10n.model.request import Limits
    from l10n.providers import Provider
    from l10n.routing.ledger import Ledger
    from l10n.routing.pace import Pace
    from l10n.routing.prices import Price
    from l10n.routing.replies import Replies

_SMALLER = (RequestTooLarge, ReplyMalformed, RequestRefused)
_AGAIN = 2  # times that a text alone is sent whose answer cannot be read
_PROMPT_TOKENS = 1500  # what a model is told beside the texts, at most, without the article
_OUT_PER_IN = 4  # tokens of an answer for a token of its text, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One text for a provider. ``place`` is where its sentence stands in the article; -1: nowhere.

    The same text at two places is one ask.
    """

    text: str
    markup: bool = False
    terms: tuple[Wanted, ...] = ()
    remark: str = ""
    place: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What all requests of one article in one locale share."""

    source: Locale
    target: Locale
    glossary: tuple[Wanted, ...] = ()
    around: Callable[[Sequence[int]], Background] = lambda _: NO_BACKGROUND


Answered = Candidate | ProviderError


@dataclass(slots=True, kw_only=True)
class Channel:
    """One provider, asked by everybody in this process through here."""

    name: str
    provider: Provider
    replies: Replies
    ledger: Ledger
    price: Price
    pace: Pace
    patience: Patience = field(default_factory=Patience)
    breaker: Breaker = field(default_factory=Breaker)
    slots: int = 0
    stop: Event = field(default_factory=Event)
    _unsupported: dict[tuple[str, str], ProviderError] = field(default_factory=dict)
    _recovered: bool = False
    _once: Lock = field(default_factory=Lock)

    def answers(
        self, asks: Sequence[Ask], talk: Conversation, *, slots: int = 0
    ) -> Iterator[tuple[Ask, Answered]]:
        """An answer for each different ask, as they come in; what is stored comes first.

        ``slots`` are the requests under way at once; 0 is as many as the provider may have.

        An interrupt lets the requests under way finish, and keeps what they bring.
        """
        self._recover()
        keys = {ask: self.key(ask, talk) for ask in dict.fromkeys(asks)}
        stored = self.replies.known(keys.values(), self.name)
        for ask, key in keys.items():
            if key in stored:
                yield ask, stored[key]
        wholes = _Wholes([ask for ask, key in keys.items() if key not in stored], self, talk)
        parts = {part: self.key(part, talk) for part in wholes.parts}
        there = self.replies.known([k for p, k in parts.items() if p not in keys], self.name)
        for part, key in parts.items():
            if key in there:
                yield from wholes.with_part(part, there[key])
        left = [part for part, key in parts.items() if key not in there]
        for part, answer in self._asked(left, talk, slots):
            yield from wholes.with_part(part, answer)
        yield from wholes.hopeless

    def unknown(self, asks: Sequence[Ask], talk: Conversation) -> list[Ask]:
        """The asks that would be sent."""
        self._recover()
        keys = {ask: self.key(ask, talk) for ask in dict.fromkeys(asks)}
        stored = self.replies.known(keys.values(), self.name)
        return [ask for ask, key in keys.items() if key not in stored]

    def most(self, batch: Sequence[Ask], talk: Conversation) -> Usage:
        """The most that a request can use: characters are exact, tokens are rather too many."""
        if not self.price.by_tokens:
            return Usage(characters=sum(len(ask.text) for ask in batch))
        texts = sum(self.provider.limits.size_of(ask.text) for ask in batch)
        around = talk.around([ask.place for ask in batch])
        told = sum(map(len, around.article)) + len(around.style)
        return Usage(
            characters=sum(len(ask.text) for ask in batch),
            tokens_in=_PROMPT_TOKENS + 2 * texts + told // 2,
            tokens_out=512 + _OUT_PER_IN * texts + 32 * len(batch),
        )

    def packed(self, asks: Sequence[Ask]) -> Iterator[tuple[Ask, ...]]:
        """Asks in requests, in order, each as full as the provider takes."""
        for markup in (False, True):
            yield from _packed([a for a in asks if a.markup is markup], self.provider.limits)

    def key(self, ask: Ask, talk: Conversation) -> bytes:
        """What a stored reply is found by: all that the answer was asked for."""
        terms = [part for term in ask.terms for part in (term.source, term.target)]
        parts = (
            self.provider.identity,
            talk.source.tag,
            talk.target.tag,
            "markup" if ask.markup else "",
            ask.remark,
            ask.text,
            *terms,
        )
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()

    def _recover(self) -> None:
        """Store what had come for a process that was killed before it could do so; once."""
        with self._once:
            if self._recovered:
                return
            for asked, reply in self.replies.arrivals.left_for(self.provider):
                self.replies.keep(list(zip(asked.keys, reply.candidates, strict=True)))
                if asked.entry:
                    self.ledger.settle(asked.entry, reply.usage, self.price.of(reply.usage))
            self._recovered = True

    def _asked(
        self, asks: Sequence[Ask], talk: Conversation, slots: int
    ) -> Iterator[tuple[Ask, Answered]]:
        slots = slots or self.slots or self.provider.limits.slots
        made = in_slots(
            self.packed(asks), lambda batch: self._settled(batch, talk), slots, self.stop
        )
        for answers in made:
            yield from answers

    def _settled(
        self, batch: tuple[Ask, ...], talk: Conversation, tried: int = 1
    ) -> list[tuple[Ask, Answered]]:
        """The answers to a request, in smaller requests where it cannot be answered as it is."""
        try:
            return self._exchanged(batch, talk)
        except _SMALLER as error:
            if len(batch) > 1:
                half = len(batch) // 2
                return [
                    *self._settled(batch[:half], talk),
                    *self._settled(batch[half:], talk),
                ]
            if isinstance(error, ReplyMalformed) and tried < _AGAIN:
                return self._settled(batch, talk, tried + 1)
            return [(batch[0], error)]
        except ProviderError as error:
            return [(ask, error) for ask in batch]

    def _exchanged(self, batch: tuple[Ask, ...], talk: Conversation) -> list[tuple[Ask, Answered]]:
        """Send a request until it is answered, and keep the answer."""
        pair = (talk.source.tag, talk.target.tag)
        tried = 0
        while True:
            if pair in self._unsupported:
                raise self._unsupported[pair]
            self.breaker.check()
            if not self.pace.take([ask.text for ask in batch], self.stop):
                raise ProviderUnavailable(f"{self.name}: interrupted", provider=self.name)
            try:
                made = self._paid(batch, talk)
            except ProviderError as error:
                if isinstance(error, LocaleNotSupported):
                    self._unsupported[pair] = error
                self.breaker.failed(error)
                tried += 1
                seconds = self.patience.wait(tried, error)
                if seconds is None:
                    raise
                if error.retry_after:
                    self.pace.pause(error.retry_after)
                self.stop.wait(seconds)
            else:
                self.breaker.succeeded()
                return list(zip(batch, made, strict=True))

    def _paid(self, batch: tuple[Ask, ...], talk: Conversation) -> Sequence[Candidate]:
        """One request, entered in the ledger before it goes, its reply on disk when this returns."""
        most = self.most(batch, talk)
        charged = not self.price.free
        if charged and self.ledger.budget.money and not self.price.known:
            raise _priceless(self.name)
        entry = self.ledger.enter(self.name, most, self.price.of(most)) if charged else 0
        asked = Asked(
            identity=self.provider.identity,
            keys=tuple(self.key(ask, talk) for ask in batch),
            entry=entry,
            request=_request(batch, talk),
        )
        with self.replies.arrivals.recording(asked):
            try:
                reply = self.provider.translate(asked.request)
            except ProviderError as error:
                if charged and not error.billed:
                    self.ledger.release(entry)
                elif charged:
                    self.ledger.settle(entry, most, self.price.of(most))
                raise
            self.replies.keep(list(zip(asked.keys, reply.candidates, strict=True)))
        if not charged:
            return reply.candidates
        money = self.price.of(reply.usage)
        self.ledger.settle(entry, reply.usage, money)
        return _shared(reply.candidates, batch, money / MICRO)


class _Wholes:
    """Asks of which some go out in parts: a text is answered when all its parts are."""

    def __init__(self, asks: Sequence[Ask], channel: Channel, talk: Conversation) -> None:
        self.parts: list[Ask] = []
        self.hopeless: list[tuple[Ask, Answered]] = []
        self._wholes: dict[Ask, list[tuple[Ask, tuple[Ask, ...]]]] = {}
        self._answers: dict[Ask, Answered] = {}
        limits = channel.provider.limits
        for ask in asks:
            parts: tuple[Ask, ...] = (ask,)
            if limits.longest and limits.size_of(ask.text) > limits.longest:
                cut = portions(ask.text, talk.source.tag, limits, markup=ask.markup)
                parts = tuple(
                    Ask(text=part, markup=ask.markup, terms=ask.terms, place=ask.place)
                    for part in cut
                )
            if not parts:
                error = RequestTooLarge(
                    f"{channel.name}: the text is too long, and there is no place to cut it",
                    provider=channel.name,
                    size=limits.size_of(ask.text),
                )
                self.hopeless.append((ask, error))
            for part in dict.fromkeys(parts):
                self._wholes.setdefault(part, []).append((ask, parts))
        self.parts = list(self._wholes)

    def with_part(self, part: Ask, answer: Answered) -> Iterator[tuple[Ask, Answered]]:
        """The asks that this answer completes."""
        self._answers[part] = answer
        for ask, parts in self._wholes[part]:
            if parts == (ask,):
                yield ask, answer
            elif all(one in self._answers for one in parts):
                yield ask, _joined([self._answers[one] for one in parts])


def _shared(
    candidates: Sequence[Candidate], batch: Sequence[Ask], usd: float
) -> tuple[Candidate, ...]:
    """The candidates with what each has cost, by the length of its text."""
    letters = sum(len(ask.text) for ask in batch) or 1
    return tuple(
        replace(one, cost=usd * len(ask.text) / letters)
        for one, ask in zip(candidates, batch, strict=True)
    )


def _joined(answers: Sequence[Answered]) -> Answered:
    """The parts of a text as one answer; an error in one is the text's."""
    made: list[Candidate] = []
    for one in answers:
        if isinstance(one, ProviderError):
            return one
        made.append(one)
    return Candidate(
        target="".join(one.target for one in made),
        origin=made[0].origin,
        cost=sum(one.cost for one in made),
    )


def _packed(asks: Sequence[Ask], limits: Limits) -> Iterator[tuple[Ask, ...]]:
    batch: list[Ask] = []
    size = 0
    for ask in asks:
        own = limits.size_of(ask.text)
        if batch and (len(batch) == limits.items or (limits.size and size + own > limits.size)):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(ask)
        size += own
    if batch:
        yield tuple(batch)


def _request(batch: Sequence[Ask], talk: Conversation) -> Request:
    return Request(
        texts=tuple(ask.text for ask in batch),
        source=talk.source,
        target=talk.target,
        markup=batch[0].markup,
        terms=tuple(dict.fromkeys(term for ask in batch for term in ask.terms)),
        glossary=talk.glossary,
        remarks=tuple(ask.remark for ask in batch) if any(ask.remark for ask in batch) else (),
        background=talk.around([ask.place for ask in batch if ask.place >= 0]),
    )


def _priceless(name: str) -> ProviderError:
    from l10n.errors import BudgetReached

    return BudgetReached(
        f"{name}: there is a budget in money, and nobody says what {name} costs",
        provider=name,
        hint=f"put a table [{name}] into prices.toml beside l10n.toml (docs/routing.md)",
    )
