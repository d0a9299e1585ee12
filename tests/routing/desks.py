"""A desk with scripted providers, and a check that objects to one word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from l10n.errors import ProviderError
from l10n.glossary import Glossary
from l10n.memory import Memory
from l10n.model import Candidate, Finding, Locale, Severity, Unit
from l10n.providers import PLAIN_MARKUP, Limits, Markup, Protection, Rate, Reply, Request
from l10n.routing import Desk
from l10n.routing.channel import Channel
from l10n.routing.ledger import Ledger
from l10n.routing.pace import Pace
from l10n.routing.patience import Breaker, Patience
from l10n.routing.prices import Price
from l10n.routing.replies import Replies

EN, AR = Locale.parse("en"), Locale.parse("ar")
AT_ONCE = Patience(first=0.0, longest=0.0)


@dataclass
class Scripted:
    """A provider that answers from a table or a function, and remembers what it was asked."""

    answers: dict[str, str] | Callable[[str], str]
    identity: str = "scripted"
    protection: Protection = Protection.NATIVE
    markup: Markup = PLAIN_MARKUP
    limits: Limits = field(default_factory=lambda: Limits(items=50, slots=1))
    errors: list[ProviderError] = field(default_factory=list)
    broken: ProviderError | None = None
    requests: list[Request] = field(default_factory=list)
    pair: tuple[Locale, Locale] = (EN, AR)

    @property
    def asked(self) -> list[str]:
        return [text for request in self.requests for text in request.texts]

    def supports(self, source: Locale, target: Locale) -> bool:
        return (source, target) == self.pair

    def translate(self, request: Request) -> Reply:
        self.requests.append(request)
        if self.broken:
            raise self.broken
        if self.errors:
            raise self.errors.pop(0)
        answer = self.answers if callable(self.answers) else lambda t: self.answers.get(t, "")
        return Reply(
            candidates=tuple(
                Candidate(target=answer(text), origin="scripted") for text in request.texts
            )
        )


def objecting(unit: Unit) -> tuple[Finding, ...]:
    """Objects to every target with the word خطأ in it."""
    if "خطأ" in unit.target:
        return (Finding(severity=Severity.ERROR, message="wrong", check="scripted"),)
    return ()


def channel(
    folder: Path,
    name: str,
    provider: Scripted,
    *,
    ledger: Ledger | None = None,
    price: Price | None = None,
    breaker: Breaker | None = None,
    rate: Rate | None = None,
) -> Channel:
    return Channel(
        name=name,
        provider=provider,
        replies=Replies(folder / "replies.db"),
        ledger=ledger or Ledger(folder / "ledger.db"),
        price=price or Price(),
        pace=Pace(rate or Rate()),
        patience=AT_ONCE,
        breaker=breaker or Breaker(),
    )


def desk(
    folder: Path,
    memory: Memory,
    *,
    glossary: Glossary | None = None,
    target: Locale = AR,
    **providers: Scripted,
) -> Desk:
    channels = {name: channel(folder, name, one) for name, one in providers.items()}
    return Desk(
        source=EN,
        target=target,
        channel=channels.__getitem__,
        memory=memory,
        glossary=glossary or Glossary(),
        assess=lambda units: [objecting(unit) for unit in units],
    )
