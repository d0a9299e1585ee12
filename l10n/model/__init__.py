"""The nouns: frozen dataclasses without input or output."""

from l10n.model.alignment import Alignment
from l10n.model.article import Article
from l10n.model.document import Block, BlockKind, Document, Tag
from l10n.model.finding import Finding, Fix, Severity
from l10n.model.locale import Locale
from l10n.model.match import Candidate, Match, MatchKind
from l10n.model.segment import Segment
from l10n.model.term import (
    Designation,
    TargetForms,
    Term,
    TermHit,
    TermMention,
    TermStatus,
    TermUse,
    Verdict,
)
from l10n.model.unit import Key, State, Unit

__all__ = [
    "Alignment",
    "Article",
    "Block",
    "BlockKind",
    "Candidate",
    "Designation",
    "Document",
    "Finding",
    "Fix",
    "Key",
    "Locale",
    "Match",
    "MatchKind",
    "Segment",
    "Severity",
    "State",
    "Tag",
    "TargetForms",
    "Term",
    "TermHit",
    "TermMention",
    "TermStatus",
    "TermUse",
    "Unit",
    "Verdict",
]
