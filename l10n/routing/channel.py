"""A provider behind all that stands around it: stored replies, limits, patience and the budget.

A text is sent once, in as large a request as the provider takes; several requests are under way at
once, and each reply is on disk before its slot sends the next. What fails is tried again, in smaller
requests where that can help, and in the end given back as the error that it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from itertools import islice
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
from l10n.routing.packing import Packer
from l10n.routing.patience import Breaker, Patience
from l10n.routing.portions import portions
from l10n.routing.prices import MICRO
from l10n.routing.slots import in_slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from l10n.model import Locale
    from l10n.providers import Provider
    from l10n.routing.ledger import Ledger
    from l10n.routing.pace import Pace
    from l10n.routing.prices import Price
    from l10n.routing.replies import Replies

_SMALLER = (RequestTooLarge, ReplyMalformed, RequestRefused)
_AT_ONCE = 100  # asks that are looked up together; the first of them wait for nothing else
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
        self, asks: Iterable[Ask], talk: Conversation, *, slots: int = 0
    ) -> Iterator[tuple[Ask, Answered]]:
        """An answer for each different ask, as they come in; what is stored comes first.

        Asks may take their time: the first are sent while the others are made, and all are made
        before the first answer is given. ``slots`` are the requests under way at once; 0 is as many as
        the provider may have. An interrupt lets the requests under way finish, and keeps what they bring.
        """
        self._recover()
        wholes = _Wholes(self, talk)
        there: list[tuple[Ask, Answered]] = []
        made = in_slots(
            self._batches(asks, wholes, there),
            lambda batch: self._settled(batch, wholes),
            slots or self.slots or self.provider.limits.slots,
            self.stop,
            finished=not self.price.free,
        )
        for first in islice(made, 1):
            yield from there
            yield from wholes.completed(first)
            for answers in made:
                yield from wholes.completed(answers)
            there = []
        yield from there
        yield from wholes.hopeless

    def _batches(
        self, asks: Iterable[Ask], wholes: _Wholes, there: list[tuple[Ask, Answered]]
    ) -> Iterator[tuple[Ask, ...]]:
        """What must be sent, in requests; stored answers are put into ``there``."""
        packer = Packer(self.provider.limits)
        coming = iter(asks)
        while some := list(islice(coming, _AT_ONCE)):
            new = wholes.new(some)
            stored = self.replies.known(new.values(), self.name)
            there += [(ask, stored[key]) for ask, key in new.items() if key in stored]
            parts = wholes.parted([ask for ask, key in new.items() if key not in stored])
            again = self.replies.known([k for p, k in parts.items() if p not in new], self.name)
            for part, key in parts.items():
                if key in again:
                    there += wholes.completed([(part, again[key])])
                else:
                    yield from packer.add(part)
        yield from packer.rest()

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

    def packed(self, asks: Iterable[Ask]) -> Iterator[tuple[Ask, ...]]:
        """Asks in requests, in order, each as full as the provider takes."""
        packer = Packer(self.provider.limits)
        for ask in asks:
            yield from packer.add(ask)
        yield from packer.rest()

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

    def _settled(
        self, batch: tuple[Ask, ...], wholes: _Wholes, tried: int = 1
    ) -> list[tuple[Ask, Answered]]:
        """The answers to a request, in smaller requests where it cannot be answered as it is."""
        try:
            return self._exchanged(batch, wholes)
        except _SMALLER as error:
            if len(batch) > 1:
                half = len(batch) // 2
                return [
                    *self._settled(batch[:half], wholes),
                    *self._settled(batch[half:], wholes),
                ]
            if isinstance(error, ReplyMalformed) and tried < _AGAIN:
                return self._settled(batch, wholes, tried + 1)
            return [(batch[0], error)]
        except ProviderError as error:
            return [(ask, error) for ask in batch]

    def _exchanged(self, batch: tuple[Ask, ...], wholes: _Wholes) -> list[tuple[Ask, Answered]]:
        """Send a request until it is answered, and keep the answer."""
        talk = wholes.talk
        pair = (talk.source.tag, talk.target.tag)
        tried = 0
        while True:
            if pair in self._unsupported:
                raise self._unsupported[pair]
            self.breaker.check()
            if not self.pace.take([ask.text for ask in batch], self.stop):
                raise ProviderUnavailable(f"{self.name}: interrupted", provider=self.name)
            try:
                made = self._paid(batch, wholes)
            except ProviderError as error:
                if isinstance(error, LocaleNotSupported):
                    self._unsupported[pair] = error
                if not self.stop.is_set():
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

    def _paid(self, batch: tuple[Ask, ...], wholes: _Wholes) -> Sequence[Candidate]:
        """One request, entered in the ledger before it goes, its reply on disk when this returns."""
        talk = wholes.talk
        most = self.most(batch, talk)
        charged = not self.price.free
        if charged and self.ledger.budget.money and not self.price.known:
            raise _priceless(self.name)
        entry = self.ledger.enter(self.name, most, self.price.of(most)) if charged else 0
        asked = Asked(
            identity=self.provider.identity,
            keys=tuple(wholes.keys[ask] for ask in batch),
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
    """Asks of which some go out in parts: a text is answered when all its parts are.

    ``keys`` are those of all asks and parts so far.
    """

    def __init__(self, channel: Channel, talk: Conversation) -> None:
        self.talk = talk
        self.keys: dict[Ask, bytes] = {}
        self.hopeless: list[tuple[Ask, Answered]] = []
        self._channel = channel
        self._asked: set[Ask] = set()
        self._wholes: dict[Ask, list[tuple[Ask, tuple[Ask, ...]]]] = {}
        self._answers: dict[Ask, Answered] = {}

    def new(self, asks: Iterable[Ask]) -> dict[Ask, bytes]:
        """The asks that have not been asked before, with their keys."""
        made = {ask: self._key(ask) for ask in asks if ask not in self._asked}
        self._asked.update(made)
        return made

    def parted(self, asks: Iterable[Ask]) -> dict[Ask, bytes]:
        """What must be asked for these, in parts where a text is too long, with the keys."""
        made: dict[Ask, bytes] = {}
        limits = self._channel.provider.limits
        for ask in asks:
            long = limits.longest and limits.size_of(ask.text) > limits.longest
            parts = self._cut(ask) if long else (ask,)
            if not parts:
                self.hopeless.append((ask, _too_long(self._channel.name, limits.size_of(ask.text))))
            for part in dict.fromkeys(parts):
                if part not in self._wholes:
                    made[part] = self._key(part)
                self._wholes.setdefault(part, []).append((ask, parts))
        return made

    def completed(self, answers: Iterable[tuple[Ask, Answered]]) -> Iterator[tuple[Ask, Answered]]:
        """The asks that these answers complete."""
        for part, answer in answers:
            self._answers[part] = answer
            for ask, parts in self._wholes[part]:
                if parts == (ask,):
                    yield ask, answer
                elif all(one in self._answers for one in parts):
                    yield ask, _joined([self._answers[one] for one in parts])

    def _cut(self, ask: Ask) -> tuple[Ask, ...]:
        limits = self._channel.provider.limits
        return tuple(
            Ask(text=part, markup=ask.markup, terms=ask.terms, place=ask.place)
            for part in portions(ask.text, self.talk.source.tag, limits, markup=ask.markup)
        )

    def _key(self, ask: Ask) -> bytes:
        if ask not in self.keys:
            self.keys[ask] = self._channel.key(ask, self.talk)
        return self.keys[ask]


def _too_long(name: str, size: int) -> RequestTooLarge:
    return RequestTooLarge(
        f"{name}: the text is too long, and there is no place to cut it", provider=name, size=size
    )


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
