"""Term: who or what is meant, with a designation per locale; and how it was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TermStatus(StrEnum):
    """What the house thinks of one spelling (TBX ``administrativeStatus`` and our two more)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    ACCEPTED = "accepted"  # an adjective, short form or plural: right, but not the base form
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"
    FIRST = "first"  # the form wanted at the first mention in an article


class Verdict(StrEnum):
    """Whether a target holds a term."""

    PRESENT = "present"
    DERIVED = "derived"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """One spelling of a term in a locale (a BCP 47 tag).

    ``answers`` is the source alias that this spelling is for (a bare surname for a bare surname),
    or empty when it is for the term however the source spells it.
    """

    locale: str
    text: str
    status: TermStatus = TermStatus.PREFERRED
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One concept of a glossary: one row, one id.

    ``pos`` is the part of speech (``proper-name``, ``noun``, ``adjective``, ...); ``valid_from``
    and ``valid_until`` are ISO dates or empty; ``path`` and ``line`` say where the row
    stands; ``properties`` keep what a file says about the term and we have no field for.
    """

    id: str
    source: str
    variants: tuple[str, ...] = ()
    pos: str = ""
    note: str = ""
    case_sensitive: bool = False
    do_not_translate: bool = False
    designations: tuple[Designation, ...] = ()
    valid_from: str = ""
    valid_until: str = ""
    path: str = ""
    line: int = 0
    properties: tuple[tuple[str, str], ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The source and its variants."""
        return (self.source, *self.variants)

    def forms(self, locale: str, *statuses: TermStatus) -> tuple[str, ...]:
        """The spellings of this status in exactly this locale, in the order of the glossary."""
        return tuple(
            designation.text
            for designation in self.designations
            if designation.locale == locale
            and designation.status in statuses
            and not designation.answers
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetForms:
    """What a target may, should and must not call a term in one locale."""

    locale: str = ""
    preferred: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    first: tuple[str, ...] = ()

    @property
    def approved(self) -> tuple[str, ...]:
        """Every spelling that is right, the preferred one first."""
        return (*self.preferred, *self.admitted, *self.first, *self.accepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHit:
    """A term found in a text: code-point span into the original, and the spelling that matched."""

    term: Term
    start: int
    end: int
    spelling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """What became of one source hit in the target of its unit.

    ``start`` and ``end`` are the span in the target that decided (0, 0 when absent); ``wanted`` are
    the approved forms in the target locale, the preferred one first; ``forbidden`` is a spelling
    that must not stand there and does, at that span, or empty. ``form`` is the glossary's spelling
    that was found, ``first`` are those for a first mention.
    """

    hit: TermHit
    verdict: Verdict
    start: int = 0
    end: int = 0
    wanted: tuple[str, ...] = ()
    forbidden: str = ""
    form: str = ""
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMention:
    """A mention of a term in the wrong form for its place in an article.

    ``first`` says that it is the first one, which wants the long form; ``wanted`` are the forms to
    write, ``start`` and ``end`` the span of the other form in the target.
    """

    term: Term
    wanted: tuple[str, ...]
    first: bool
    start: int = 0
    end: int = 0
