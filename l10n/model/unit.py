"""Unit: a segment with its target, state and origin in one locale; the row a translator edits."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How far a unit is (XLIFF 2's four words)."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class Key(NamedTuple):
    """What identifies a unit in its catalog: ``msgctxt`` and ``msgid``."""

    context: str
    source: str


def digest(text: str) -> str:
    """The eight hexadecimal digits by which a machine's text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A row of a catalog.

    ``fuzzy`` says that a person is needed. ``origin`` is ``human``, ``memory`` or the name of a
    provider; ``machine_digest`` is the `digest` of the last machine text, or empty. Unless the
    target still has that digest, a person wrote it, and nothing may replace it. ``notes`` are the
    extracted comments; ``proposal`` is a machine's text that was offered beside a person's.
    ``waited`` says that the target waited for a person already before its source changed.
    ``locale`` is the BCP 47 tag of the target, where it is known.
    """

    source: str
    context: str = ""
    target: str = ""
    fuzzy: bool = False
    state: State = State.INITIAL
    origin: str = ""
    machine_digest: str = ""
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    previous_source: str = ""
    waited: bool = False
    proposal: str = ""
    ignored_checks: tuple[str, ...] = ()
    source_plural: str = ""
    target_plurals: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    locale: str = ""
    line: int = 0

    @property
    def key(self) -> Key:
        return Key(self.context, self.source)

    @property
    def machine_owned(self) -> bool:
        """Whether the target is exactly what a machine last wrote here."""
        return bool(self.machine_digest) and self.machine_digest == digest(self.target)

    @property
    def may_be_routed(self) -> bool:
        """Whether a machine may write the target: it is empty, or fuzzy and a machine's own."""
        return not self.target or (self.fuzzy and self.machine_owned)

    def confirmed(self) -> Unit:
        """The unit after a person has said that its target is right."""
        return replace(
            self, fuzzy=False, machine_digest="", previous_source="", proposal="", waited=False
        )

    @property
    def kind(self) -> str:
        """The block kind: the context, or the first word of the first note for running text."""
        return self.context or (self.notes[0].split(" ", 1)[0] if self.notes else "paragraph")
