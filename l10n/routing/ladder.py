"""The ladder of protection: ways to carry names and tags through a provider, the gentlest first.

What a provider can do decides where its ladder begins (`Protection`). A sentence goes a rung down only
if something of it was lost; the last rung cuts it up around what must stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from l10n.model.request import Protection, Wanted
from l10n.routing.channel import Ask
from l10n.routing.markup import read, written
from l10n.routing.masks import SHAPES, masked, unmasked
from l10n.routing.protect import hidden, masks_returned, rendered
from l10n.routing.rendered import Rendered, absent
from l10n.text.inline import escape, pieces, same_tags, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from l10n.model import Candidate, Unit
    from l10n.model.request import Markup
    from l10n.routing.flat import Flat
    from l10n.routing.rendered import Name

_WORD = re.compile(r"[^\W_]")
IN_PIECES = "translated in pieces around its names and tags"


@dataclass(slots=True, kw_only=True)
class Sentence:
    """One unit on its way through a provider; ``best`` is the best that came of it so far.

    ``cost`` is what was paid for its answers (USD); a stored answer costs nothing.
    """

    unit: Unit
    flat: Flat
    names: tuple[Name, ...]
    place: int = -1
    best: Rendered | None = None
    rung: str = ""
    remark: str = ""
    cost: float = 0.0

    @property
    def firm(self) -> tuple[Name, ...]:
        """The names that must stand."""
        return tuple(name for name in self.names if not name.optional)

    @property
    def terms(self) -> tuple[Wanted, ...]:
        """The names as terms for a provider that is told them."""
        text = self.flat.text
        told = (Wanted(source=text[n.start : n.end], target=n.wanted) for n in self.names)
        return tuple(dict.fromkeys(told))

    def keep(self, made: Rendered, rung: str) -> None:
        """Remember what a rung gave if nothing better is there."""
        if self.best is None or made.rank < self.best.rank:
            self.best, self.rung = made, rung


class Rung(Protocol):
    """One way: what is asked for a sentence (nothing: not this way), and what the answers give."""

    @property
    def name(self) -> str: ...

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]: ...

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered: ...


def ladder(
    protection: Protection,
    markup: Markup,
    pair: tuple[str, str],
    assess: Callable[[Unit, str], tuple[str, ...]],
) -> tuple[Rung, ...]:
    """The rungs for a provider and a pair of languages; ``assess`` says what is wrong with a target."""
    language = pair[1]
    by_masks = tuple(_Masks(shape=shape) for shape in SHAPES)
    elements = (_Elements(markup=markup, names=True),)
    ladders: dict[Protection, tuple[Rung, ...]] = {
        Protection.NATIVE: (_Native(),),
        Protection.TERMS: (_Told(assess=assess), _ToldAgain(assess=assess)),
        Protection.MARKUP: (
            *(
                (_Elements(markup=markup, names=False),)
                if markup.glossaries.issuperset(pair)
                else ()
            ),
            *elements,
            *by_masks[:2],
            _Pieces(),
        ),
        Protection.ALIGNMENT: (
            _Aligned(language=language),
            *(_Hidden(language=language, shape=shape) for shape in SHAPES[:2]),
        ),
        Protection.MASKS: (*by_masks, _Pieces()),
    }
    return ladders[protection]


@dataclass(frozen=True, slots=True)
class _Native:
    """The content as it is."""

    name: str = "native"

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]:
        return (Ask(text=sentence.unit.source, place=sentence.place),)

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered:
        del sentence
        return Rendered(content=answers[0].target)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The content, with the terms told; what is wrong with the answer is remembered."""

    assess: Callable[[Unit, str], tuple[str, ...]]
    name: str = "terms"

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]:
        source = sentence.unit.source
        return (Ask(text=source, terms=sentence.terms, place=sentence.place),)

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered:
        content = answers[0].target
        lost = tuple(absent(content, sentence.firm))
        wrong = [f"{n.wanted} must stand in it" for n in lost]
        if not same_tags(sentence.unit.source, content):
            wrong.append("each tag must stand in it exactly once")
        wrong += self.assess(sentence.unit, content)
        sentence.remark = "; ".join(wrong)[:500]
        return Rendered(content=content, lost=lost, doubts=len(wrong) - len(lost))


@dataclass(frozen=True, slots=True, kw_only=True)
class _ToldAgain:
    """Once more, with what was wrong before."""

    assess: Callable[[Unit, str], tuple[str, ...]]
    name: str = "terms, again"

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]:
        (ask,) = _Told(assess=self.assess).asks(sentence)
        again = Ask(text=ask.text, terms=ask.terms, remark=sentence.remark, place=ask.place)
        return (again,) if sentence.remark else ()

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered:
        return _Told(assess=self.assess).read(sentence, answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Elements:
    """Tags as elements; with ``names`` those too, otherwise the provider's glossary sees to them."""

    markup: Markup
    names: bool

    @property
    def name(self) -> str:
        return "elements" if self.names else "glossary"

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]:
        flat, names = sentence.flat, self._names(sentence)
        if not flat.tags and not names:
            return (Ask(text=flat.text, place=sentence.place),)
        return (Ask(text=written(flat, names, self.markup), markup=True, place=sentence.place),)

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered:
        flat, names = sentence.flat, self._names(sentence)
        if not flat.tags and not names:
            made = Rendered(content=escape(answers[0].target))
        else:
            made = read(answers[0].target, flat, names, self.markup)
        if not made.content:
            return made
        lost = dict.fromkeys((*made.lost, *absent(made.content, sentence.firm)))
        return Rendered(content=made.content, lost=tuple(lost), problem=made.problem)

    def _names(self, sentence: Sentence) -> tuple[Name, ...]:
        """The names that are whole within their tags."""
        if not self.names:
            return ()
        edges = {edge for tag in sentence.flat.tags for edge in (tag.start, tag.end)}
        return tuple(n for n in sentence.firm if not any(n.start < edge < n.end for edge in edges))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aligned:
    """The real names; the alignment says what became of them."""

    language: str
    name: str = "alignment"

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]:
        return (Ask(text=sentence.flat.text, place=sentence.place),)

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered:
        return rendered(sentence.flat, answers[0], sentence.names, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hidden:
    """Names behind masks, tags by alignment."""

    language: str
    shape: str

    @property
    def name(self) -> str:
        return f"masks ({self.shape})"

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]:
        flat, _ = hidden(sentence.flat, sentence.firm, self.shape)
        return (Ask(text=flat.text, place=sentence.place),) if sentence.firm else ()

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered:
        flat, names = hidden(sentence.flat, sentence.firm, self.shape)
        if not masks_returned(flat.text, answers[0].target, names):
            return Rendered(content="", lost=sentence.firm, problem="a mask did not come back")
        return rendered(flat, answers[0], names, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Masks:
    """Names as words; contents of tags asked for by themselves and looked for in the answer."""

    shape: str

    @property
    def name(self) -> str:
        return f"masks ({self.shape})"

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]:
        sent = masked(sentence.flat, sentence.firm, self.shape)
        if not sent.masks and self.shape != SHAPES[0]:
            return ()  # nothing is masked: another shape changes nothing
        return tuple(Ask(text=text, place=sentence.place) for text in (sent.text, *sent.probes))

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered:
        sent = masked(sentence.flat, sentence.firm, self.shape)
        probes = {text: one.target for text, one in zip(sent.probes, answers[1:], strict=True)}
        return unmasked(sent, answers[0].target, probes)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The last resort: each run of text between names and tags by itself."""

    name: str = "pieces"

    def asks(self, sentence: Sentence) -> tuple[Ask, ...]:
        if not sentence.firm and not sentence.flat.tags:
            return ()
        return tuple(Ask(text=text, place=sentence.place) for text in self._texts(sentence))

    def read(self, sentence: Sentence, answers: Sequence[Candidate]) -> Rendered:
        texts = self._texts(sentence)
        made = {text: one.target for text, one in zip(texts, answers, strict=True)}
        content = "".join(text if fixed else escape(made[text]) for text, fixed in _runs(sentence))
        return Rendered(content=content, problem=IN_PIECES)

    def _texts(self, sentence: Sentence) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for text, fixed in _runs(sentence) if not fixed))


def _runs(sentence: Sentence) -> Iterator[tuple[str, bool]]:
    """A sentence as runs: content that stays (tags, names, spaces, signs), and text to translate."""
    at = 0
    for piece in pieces(sentence.unit.source):
        if piece.tag:
            yield piece.text, True
            continue
        text = unescape(piece.text)
        done = 0
        for name in sentence.firm:
            if at + done <= name.start and name.end <= at + len(text):
                yield from _around(text[done : name.start - at])
                yield escape(name.wanted), True
                done = name.end - at
        yield from _around(text[done:])
        at += len(text)


def _around(text: str) -> Iterator[tuple[str, bool]]:
    core = text.strip()
    if not _WORD.search(core):
        yield escape(text), True
        return
    begin = text.index(core)
    yield text[:begin], True
    yield core, False
    yield text[begin + len(core) :], True
