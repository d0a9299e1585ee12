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
    """One spelling of a term in a locale (a BCP 47 tag)."""

    locale: str
    text: str
    status: TermStatus = TermStatus.PREFERRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One concept of a glossary: one row, one id.

    ``pos`` is the part of speech (``proper-name``, ``noun``, ``adjective``, ...); ``valid_from``
    and ``valid_until`` are ISO dates or empty; ``line`` is the row's line in its file.
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
    line: int = 0

    def forms(self, locale: str, *statuses: TermStatus) -> tuple[str, ...]:
        """The spellings of this status in exactly this locale, in the order of the glossary."""
        return tuple(
            designation.text
            for designation in self.designations
            if designation.locale == locale and designation.status in statuses
        )


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
    that must not stand there and does, at that span, or empty.
    """

    hit: TermHit
    verdict: Verdict
    start: int = 0
    end: int = 0
    wanted: tuple[str, ...] = ()
    forbidden: str = ""
