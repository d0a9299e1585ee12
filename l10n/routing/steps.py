"""What one step proposes: the memory, a provider on its ladder of protection, or the best of several."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from l10n.errors import ProviderError
from l10n.model.request import NO_BACKGROUND, Wanted
from l10n.routing.accept import objections
from l10n.routing.channel import Conversation
from l10n.routing.flat import flatten
from l10n.routing.ladder import Sentence, ladder
from l10n.routing.names import NAMES, names_in
from l10n.routing.plan import BEST_OF
from l10n.text.chrf import chrf

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from l10n.glossary import Glossary
    from l10n.memory import Memory
    from l10n.model import Candidate, Locale, Unit
    from l10n.routing.accept import Assess
    from l10n.routing.background import Surroundings
    from l10n.routing.channel import Ask, Channel
    from l10n.routing.ladder import Rung
    from l10n.routing.outcomes import Outcomes


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a route works with, for one language pair.

    ``channel`` opens a provider by the name of its step; ``assess`` gives the findings about
    each of some units by itself; ``style`` are the house's notes for the locale; ``outcomes`` know
    what came of sentences before.
    """

    source: Locale
    target: Locale
    channel: Callable[[str], Channel]
    memory: Memory
    glossary: Glossary
    assess: Assess
    style: str = ""
    outcomes: Outcomes | None = None

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        """Every name of the glossary with its form in the target locale."""
        made: dict[str, str] = {}
        for term in self.glossary.terms:
            forms = self.glossary.forms(term, self.target.tag)
            form = term.source if term.do_not_translate else next(iter(forms.approved), "")
            if form and term.pos in NAMES:
                made |= dict.fromkeys(term.spellings, form)
        return tuple(Wanted(source=source, target=form) for source, form in made.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A step's answer for one unit: a target (empty: none), and what is wrong with it already.

    ``by`` is who made it, ``how`` the way in which its names were carried through, ``cost`` in USD.
    """

    target: str = ""
    problem: str = ""
    by: str = ""
    how: str = ""
    cost: float = 0.0
    error: ProviderError | None = None


def proposals(
    step: str, units: Sequence[Unit], desk: Desk, accept: int, around: Surroundings
) -> Generator[tuple[Unit, Proposal], None, None]:
    """A proposal for each unit, as they come in; who takes no more closes it."""
    if step == "memory":
        yield from _from_memory(units, desk, accept, around)
    elif step.startswith(BEST_OF):
        yield from _best_of(step.removeprefix(BEST_OF).split(), units, desk, around)
    else:
        yield from _from_provider(step, units, desk, around)


def _from_memory(
    units: Sequence[Unit], desk: Desk, accept: int, around: Surroundings
) -> Iterator[tuple[Unit, Proposal]]:
    """What the memory has for each unit."""
    for unit in units:
        yield unit, Proposal(target=remembered(unit, desk, accept, around), by="memory")


def remembered(unit: Unit, desk: Desk, accept: int, around: Surroundings) -> str:
    """The best match of a unit between its neighbours, if it is at least ``accept`` like it; or ""."""
    before, after = around.neighbours(unit.key)
    found = desk.memory.recall(
        unit.source,
        desk.target.tag,
        source=desk.source.tag,
        at_least=accept,
        most=1,
        before=before,
        after=after,
    )
    return found[0].target if found else ""


def sentences(units: Iterable[Unit], desk: Desk, around: Surroundings) -> Iterator[Sentence]:
    """The units as a provider's ladder takes them, made as they are wanted."""
    for unit in units:
        flat = flatten(unit.source)
        names = names_in(flat.text, desk.glossary, desk.source, desk.target)
        yield Sentence(unit=unit, flat=flat, names=names, place=around.place(unit.key))


def rungs(channel: Channel, desk: Desk) -> tuple[Rung, ...]:
    """The ladder of a provider at this desk."""
    provider = channel.provider
    return ladder(
        provider.protection,
        provider.markup,
        (desk.source.language, desk.target.language),
        lambda unit, target: objections(unit, target, desk.assess, desk.target),
    )


def conversation(channel: Channel, desk: Desk, around: Surroundings | None) -> Conversation:
    """What the requests of this route to a provider share."""
    return Conversation(
        source=desk.source,
        target=desk.target,
        glossary=desk.wanted if channel.provider.markup.glossaries else (),
        around=around.around if around else lambda _: NO_BACKGROUND,
    )


def _from_provider(
    name: str, units: Sequence[Unit], desk: Desk, around: Surroundings
) -> Iterator[tuple[Unit, Proposal]]:
    """A provider's answers, each sentence as far down the ladder as it needs."""
    channel = desk.channel(name)
    talk = conversation(channel, desk, around)
    waiting: Iterable[Sentence] = sentences(units, desk, around)
    failed: dict[int, ProviderError] = {}
    for rung in rungs(channel, desk):
        left: list[Sentence] = []
        for sentence, answer in _on_rung(rung, waiting, channel, talk):
            if isinstance(answer, ProviderError):
                failed[id(sentence)] = answer
            elif answer is not None:
                sentence.cost += sum(one.cost for one in answer)
                sentence.keep(rung.read(sentence, answer), rung.name)
            if sentence.best and sentence.best.is_whole:
                yield sentence.unit, _proposal(sentence, name, None)
            elif isinstance(answer, ProviderError):
                yield sentence.unit, _proposal(sentence, name, answer)
            else:
                left.append(sentence)
        waiting = left
    for sentence in waiting:
        yield sentence.unit, _proposal(sentence, name, failed.get(id(sentence)))


@dataclass(slots=True)
class _Collected:
    """The answers to one sentence's asks, until all are there."""

    sentence: Sentence
    asks: tuple[Ask, ...]
    answers: dict[Ask, Candidate | ProviderError] = field(default_factory=dict)

    def all(self) -> tuple[Candidate, ...] | ProviderError:
        made: list[Candidate] = []
        for ask in self.asks:
            answer = self.answers[ask]
            if isinstance(answer, ProviderError):
                return answer
            made.append(answer)
        return tuple(made)


def _on_rung(
    rung: Rung, waiting: Iterable[Sentence], channel: Channel, talk: Conversation
) -> Iterator[tuple[Sentence, tuple[Candidate, ...] | ProviderError | None]]:
    """Each sentence with the answers to what the rung asks for it; None where it asks nothing."""
    by_ask: dict[Ask, list[_Collected]] = {}
    unasked: list[Sentence] = []

    def asked() -> Iterator[Ask]:
        for sentence in waiting:
            asks = rung.asks(sentence)
            collected = _Collected(sentence, asks)
            for ask in dict.fromkeys(asks):
                by_ask.setdefault(ask, []).append(collected)
                yield ask
            if not asks:
                unasked.append(sentence)

    for ask, answer in channel.answers(asked(), talk):
        for collected in by_ask[ask]:
            collected.answers[ask] = answer
            if len(collected.answers) == len(set(collected.asks)):
                yield collected.sentence, collected.all()
    for sentence in unasked:
        yield sentence, None


def _proposal(sentence: Sentence, name: str, error: ProviderError | None) -> Proposal:
    best = sentence.best
    if best is None or not best.content:
        problem = str(error) if error else (best.problem if best else "no answer")
        return Proposal(problem=problem or "its names were lost", by=name, error=error)
    return Proposal(
        target=best.content,
        problem=best.problem,
        by=name,
        how=sentence.rung,
        cost=sentence.cost,
    )


def _best_of(
    names: Sequence[str], units: Sequence[Unit], desk: Desk, around: Surroundings
) -> Iterator[tuple[Unit, Proposal]]:
    """Of several providers' answers the one with the fewest objections, then the most agreement."""
    made: dict[int, list[Proposal]] = {id(unit): [] for unit in units}
    for name in names:
        for unit, proposal in _from_provider(name, units, desk, around):
            made[id(unit)].append(proposal)
    for unit in units:
        answers = [one for one in made[id(unit)] if one.target]
        yield unit, _best(unit, answers, desk) if answers else made[id(unit)][0]


def _best(unit: Unit, answers: Sequence[Proposal], desk: Desk) -> Proposal:
    def merit(one: Proposal) -> tuple[int, float]:
        wrong = len(objections(unit, one.target, desk.assess, desk.target)) + bool(one.problem)
        others = [other for other in answers if other is not one]
        agreement = sum(chrf(one.target, other.target) for other in others)
        return wrong, -agreement

    best = min(answers, key=merit)
    told = ", ".join(one.by for one in answers)
    cost = sum(one.cost for one in answers)
    return replace(best, how=f"best of {told}; {best.how}", cost=cost)
