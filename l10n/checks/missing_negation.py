"""What the source denies, the target denies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.negation import denies, is_known
from l10n.text.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


# surely a denial, unless it is one of the phrases below
_STRONG = re.compile(
    r"\b(?:not|never|nobody|no[ -]one|neither|cannot|no|none)\b|\b(?:is|are|was|were|do|does|did|has|have|had|"
    r"ca|could|wo|would|should|must|ai|might|need)n['’]t\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"\bnot (?:only|just|merely|simply|least|to mention|until|surprisingly|unlike|uncommon)\b|\bno (?:longer|doubt|"
    r"matter|less|more|fewer|sooner|wonder|later|stranger|other|secret)\b|\bno\.? ?[0-9#]|\bNo\. |\bor not\b|"
    r"\bif not\b|\bwhy not\b|\bnot all\b|\bcannot (?:but|help)\b|\bcan't (?:help|wait)\b|n['’]t (?:you|he|she|it|they|we)\?|"
    r"\bnone other\b|\bnever before\b|\bnothing but\b|\bno-\w|\bnot[- ]for[- ]profit|\bdon['’]t forget\b|\bwhether\b|"
    r"\bnot in (?:a|the) \w+ sense\b|\bon a no\b|\bno [a-z]+ (?:than|but)\b|\bunless\b|\bwithout\b|\buntil\b",
    re.IGNORECASE,
)
_NEGATORS = frozenset("not never nobody no no-one neither cannot none".split())
_WORDS = 18  # in a longer sentence a translator has many other ways


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Short sentences from English into languages whose negators and denying verbs we list."""
    if context.source.language != "en" or not is_known(context.target.language):
        return
    source = read(unit.source, "en")
    if len(source.tokens) > _WORDS or not _may_deny(source):
        return
    found = _STRONG.search(unit.source)
    if found is None or _PHRASE.search(unit.source):
        return
    if denies(unit.target, context.target.language):
        return
    yield Finding(
        severity=Severity.INFO,
        message=say("the source denies ({found}), the target does not seem to", found=found[0]),
        end=len(unit.target),
        source_start=found.start(),
        source_end=found.end(),
    )


def _may_deny(source: Reading) -> bool:
    return "n't" in source.text or "n’t" in source.text or not _NEGATORS.isdisjoint(source.lowered)
