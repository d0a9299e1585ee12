"""What one step proposes for a batch of units: the memory, or a provider behind its protection."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from l10n.providers import Protection
from l10n.routing.flat import flatten
from l10n.routing.names import names_in
from l10n.routing.protect import masked, masks_returned, rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from l10n.glossary import Glossary
    from l10n.memory import Memory
    from l10n.model import Locale, Unit
    from l10n.providers import Provider
    from l10n.routing.accept import Assess
    from l10n.routing.flat import Flat
    from l10n.routing.protect import Name, Rendered
    from l10n.routing.replies import Replies


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a route works with, for one language pair.

    ``provider`` opens a provider by the name of its step; ``assess`` gives the findings about a
    unit as if its target were kept.
    """

    source: Locale
    target: Locale
    provider: Callable[[str], Provider]
    memory: Memory
    glossary: Glossary
    replies: Replies
    assess: Assess


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A step's answer for one unit: a target (empty: none), and what is wrong with it already."""

    target: str = ""
    problem: str = ""


@dataclass(slots=True)
class _Sentence:
    """One unit on its way through an engine without tags."""

    flat: Flat
    names: tuple[Name, ...]
    done: Rendered | None = field(default=None)


def from_memory(units: Sequence[Unit], desk: Desk, accept: int) -> list[Proposal]:
    """The best match of each unit, if it is at least ``accept`` like it."""
    proposals: list[Proposal] = []
    for unit in units:
        matches = desk.memory.recall(
            unit.source, desk.target.tag, source=desk.source.tag, at_least=accept, most=1
        )
        proposals.append(Proposal(target=matches[0].target) if matches else Proposal())
    return proposals


def from_provider(name: str, units: Sequence[Unit], desk: Desk) -> list[Proposal]:
    """A provider's answers; raises `ProviderError` when it does not do its work."""
    provider = desk.provider(name)
    if provider.protection is Protection.NATIVE:
        texts = [unit.source for unit in units]
        answers = desk.replies.ask(name, provider, texts, desk.source, desk.target)
        return [Proposal(target=answer.target) for answer in answers]
    return _protected(name, provider, units, desk)


def _protected(name: str, provider: Provider, units: Sequence[Unit], desk: Desk) -> list[Proposal]:
    """Real names first where the engine gives alignments, masks for what that leaves open."""
    flats = [flatten(unit.source) for unit in units]
    sentences = [
        _Sentence(flat, names_in(flat.text, desk.glossary, desk.source, desk.target))
        for flat in flats
    ]
    if provider.protection is Protection.ALIGNMENT:
        _ask_openly(name, provider, sentences, desk)
    for plain in (False, True):
        _ask_masked(name, provider, [s for s in sentences if _is_open(s)], desk, plain=plain)
    return [_proposal(sentence) for sentence in sentences]


def _ask_openly(name: str, provider: Provider, sentences: Sequence[_Sentence], desk: Desk) -> None:
    texts = [sentence.flat.text for sentence in sentences]
    answers = desk.replies.ask(name, provider, texts, desk.source, desk.target)
    for sentence, answer in zip(sentences, answers, strict=True):
        sentence.done = rendered(sentence.flat, answer, sentence.names, desk.target.language)


def _ask_masked(
    name: str, provider: Provider, sentences: Sequence[_Sentence], desk: Desk, *, plain: bool
) -> None:
    hidden = [
        masked(s.flat, [one for one in s.names if not one.optional], plain=plain) for s in sentences
    ]
    texts = [flat.text for flat, _ in hidden]
    answers = desk.replies.ask(name, provider, texts, desk.source, desk.target)
    for sentence, (flat, names), answer in zip(sentences, hidden, answers, strict=True):
        if masks_returned(flat.text, answer.target, names):
            done = rendered(flat, answer, names, desk.target.language)
            if sentence.done is None or (not done.problem and not done.lost):
                sentence.done = done


def _is_open(sentence: _Sentence) -> bool:
    """Whether a name that must stand has not been placed yet."""
    return sentence.done is None or any(not name.optional for name in sentence.done.lost)


def _proposal(sentence: _Sentence) -> Proposal:
    if sentence.done is None:
        return Proposal(problem="the names could not be carried through")
    return Proposal(target=sentence.done.content, problem=sentence.done.problem)
