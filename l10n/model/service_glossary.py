"""The house's names as a service keeps them: rows, and a name by whose digest they are found again."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.model.request import Wanted

_DIGEST = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A glossary at a service: its id and name there, when it was made (since 1970; 0: not said)."""

    id: str
    name: str
    made: float = 0.0


@dataclass(frozen=True, kw_only=True)
class ServiceGlossary:
    """Names from one of a service's codes into another, each source once, in order."""

    source: str
    target: str
    rows: tuple[tuple[str, str], ...]

    @property
    def tsv(self) -> str:
        """A row a line, the two names with a tab between them."""
        return "\n".join(f"{source}\t{target}" for source, target in self.rows)

    def csv(self, *, head: bool) -> str:
        """Two columns; with ``head`` the codes stand above them."""
        text = io.StringIO()
        codes = [(self.source, self.target)] if head else []
        csv.writer(text, lineterminator="\n").writerows([*codes, *self.rows])
        return text.getvalue()

    def named(self, gap: str) -> str:
        """Its name at a service, in parts with ``gap`` between them: whose, the pair, the digest."""
        return f"{self._head(gap)}{self._digest}"

    def replaces(self, name: str, gap: str) -> bool:
        """Whether a glossary of that name is ours, for the same pair, with other rows."""
        head = self._head(gap)
        ours = name.startswith(head) and bool(_DIGEST.fullmatch(name[len(head) :]))
        return ours and name != self.named(gap)

    @cached_property
    def _digest(self) -> str:
        told = f"{self.source}\0{self.target}\0{self.tsv}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def _head(self, gap: str) -> str:
        return f"l10n{gap}{self.source}-{self.target}{gap}"


# by codes and length: the terms, and what was made of them; every request of a run has the same terms
_recent: dict[tuple[str, str, int], tuple[object, ServiceGlossary]] = {}


def service_glossary(
    terms: tuple[Wanted, ...], source: str, target: str, *, longest: int
) -> ServiceGlossary:
    """Terms between two codes; those with a side of more than ``longest`` bytes are left out."""
    known = _recent.get((source, target, longest))
    if known and known[0] is terms:
        return known[1]
    rows = {
        " ".join(term.source.split()): " ".join(term.target.split())
        for term in terms
        if max(len(term.source.encode()), len(term.target.encode())) <= longest
    }
    made = ServiceGlossary(source=source, target=target, rows=tuple(sorted(rows.items())))
    _recent[source, target, longest] = terms, made
    return made


def made_at(moment: object) -> float:
    """A moment as services write it (RFC 3339) in seconds since 1970; 0 if it is none."""
    try:
        return datetime.fromisoformat(str(moment)).timestamp()
    except ValueError:
        return 0.0
