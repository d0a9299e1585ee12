"""What is asked of a provider and what comes back; what a provider can do and how much at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.model.locale import Locale
    from l10n.model.match import Candidate


class Protection(StrEnum):
    """How names and tags are best carried through a provider."""

    NATIVE = "native"  # it keeps our tags, and names need no help
    TERMS = "terms"  # it keeps our tags, is told the terms and inflects them itself
    MARKUP = "markup"  # it keeps elements; a name travels in one that is not translated
    ALIGNMENT = "alignment"  # it says which source word each target word came from
    MASKS = "masks"  # none of it: names travel as words that every engine leaves alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """How tags and names are written for a provider that keeps elements.

    ``opening`` and ``closing`` are a paired tag, ``alone`` one without content, ``name`` a name:
    templates with ``{id}``, ``{source}``, ``{wanted}``. A ``name`` without ``{id}`` comes back as
    its wanted form alone. Between two of the languages of ``glossaries`` names first stay in the text,
    because the provider has the glossary; only where that did not help they are written as elements.
    """

    opening: str = '<g id="{id}">'
    closing: str = "</g>"
    alone: str = '<x id="{id}"></x>'
    name: str = '<x id="{id}">{wanted}</x>'
    glossaries: frozenset[str] = frozenset()


PLAIN_MARKUP = Markup()


def spans(name: str) -> Markup:
    """Markup of a service that reads HTML; ``name`` is how a name is written for it."""
    return Markup(
        opening='<span id="{id}">', closing="</span>", alone='<span id="{id}"></span>', name=name
    )


class Measure(StrEnum):
    """The unit in which a provider counts a text."""

    BYTES = "bytes"  # of UTF-8
    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    TOKENS = "tokens"  # estimated, rather too many than too few

    def of(self, text: str) -> int:
        """The size of a text."""
        if self is Measure.CODE_POINTS:
            return len(text)
        size = len(text.encode("utf-8", "surrogatepass"))
        if self is Measure.UTF16:
            return len(text) + sum(letter > "\uffff" for letter in text)
        return size if self is Measure.BYTES else (size + 2) // 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a request may hold: ``items`` texts, together ``size``, each ``text`` (0: no limit).

    Each text counts ``overhead`` beside its own size. ``slots`` are the requests under way at once.
    """

    items: int = 1
    size: int = 0
    text: int = 0
    measure: Measure = Measure.CODE_POINTS
    overhead: int = 0
    slots: int = 4

    def size_of(self, text: str) -> int:
        """What a text counts in a request."""
        return self.measure.of(text) + self.overhead

    @property
    def longest(self) -> int:
        """The greatest size that one text may have; 0 if any may."""
        return min(filter(None, (self.text, self.size)), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A term of the source text and what the house calls it in the target locale."""

    source: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The article around a request; none of it is translated.

    ``article`` are its sentences from the beginning, as many as are useful. ``before`` are the
    sentences just before with what they became in the target (empty: nothing yet), ``after`` those
    that follow. ``style`` are the house's notes for the locale.
    """

    title: str = ""
    article: tuple[str, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[str, ...] = ()
    style: str = ""


NO_BACKGROUND = Background()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Texts to translate.

    A text is literal; content with our tags where protection is native or terms; XML with the
    provider's own elements if ``markup`` says so. ``terms`` are those of these texts, ``glossary``
    all that the house has for the pair. ``remarks`` are what was wrong with an earlier answer, one
    for each text, or none at all.
    """

    texts: tuple[str, ...]
    source: Locale
    target: Locale
    markup: bool = False
    terms: tuple[Wanted, ...] = ()
    glossary: tuple[Wanted, ...] = ()
    remarks: tuple[str, ...] = ()
    background: Background = NO_BACKGROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a provider says that it counted: characters, or tokens (``cached`` ones of those in)."""

    characters: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cached: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            characters=self.characters + other.characters,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            cached=self.cached + other.cached,
        )


NO_USAGE = Usage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One candidate a text, in order, and what was billed for it."""

    candidates: tuple[Candidate, ...]
    usage: Usage = NO_USAGE
