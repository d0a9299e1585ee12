"""A decision: one place where a segment could begin, and why it does or does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Verdict(NamedTuple):
    """What a rule says of a place. A tuple, not a dataclass: verdicts are made once, at import."""

    breaks: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One candidate: ``offset`` (code points) is where the next segment would begin."""

    offset: int
    breaks: bool
    rule: str
    """The name of the rule that decided, as `docs/segmentation.md` lists them."""
    evidence: str
    """What the rule saw, for a person: the word before, the word after, the quotation."""
