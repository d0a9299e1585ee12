"""The house's names as a service keeps them: rows, and a name by whose digest they are found again.

A service's own calls are a `Shelf`'s; when to make, find, use and remove a glossary is the same everywhere.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar

from l10n.errors import (
    AuthenticationFailed,
    ProviderError,
    QuotaExceeded,
    ReplyMalformed,
    RequestRefused,
    RequestTooLarge,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from l10n.model.request import Markup, Wanted

_Told = TypeVar("_Told")
_REFUSALS = (QuotaExceeded, RequestRefused, RequestTooLarge, AuthenticationFailed, ReplyMalformed)
_KEPT_FOR = 86_400.0  # seconds that an earlier glossary stays: a run that is under way may name it
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
    mark: str = ""  # whose it is

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
        """Its name at a service, in small letters: the pair, whose it is, the digest, ``gap`` between them."""
        return f"{self._head(gap)}{self._digest}"

    def replaces(self, name: str, gap: str) -> bool:
        """Whether a glossary of that name bears our mark, for the same pair, with other rows.

        Without a mark nobody knows whose it is.
        """
        head = self._head(gap)
        ours = name.startswith(head) and bool(_DIGEST.fullmatch(name[len(head) :]))
        return bool(self.mark) and ours and name != self.named(gap)

    @cached_property
    def _digest(self) -> str:
        told = f"{self.source}\0{self.target}\0{self.tsv}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def _head(self, gap: str) -> str:
        pair = f"{self.source}-{self.target}".lower()
        return gap.join(filter(None, ["l10n", pair, self.mark])) + gap


# what it was made for: the terms, and what was made of them; every request of a run has the same terms
_recent: dict[tuple[str, str, int, str], tuple[object, ServiceGlossary]] = {}


def service_glossary(
    terms: tuple[Wanted, ...], source: str, target: str, *, longest: int, mark: str = ""
) -> ServiceGlossary:
    """Terms between two codes; those with a side of more than ``longest`` bytes are left out."""
    known = _recent.get((source, target, longest, mark))
    if known and known[0] is terms:
        return known[1]
    rows = {
        " ".join(term.source.split()): " ".join(term.target.split())
        for term in terms
        if max(len(term.source.encode()), len(term.target.encode())) <= longest
    }
    made = ServiceGlossary(
        source=source, target=target, rows=tuple(sorted(rows.items())), mark=mark
    )
    _recent[source, target, longest, mark] = terms, made
    return made


def made_at(moment: object) -> float:
    """A moment as services write it (RFC 3339) in seconds since 1970; 0 if it is none."""
    try:
        return datetime.fromisoformat(str(moment)).timestamp()
    except ValueError:
        return 0.0


class Shelf(Protocol):
    """A service's own glossaries; nothing that is asked about them is billed."""

    def there(self) -> Iterable[Kept]: ...

    def put(self, glossary: ServiceGlossary, name: str) -> str:
        """Make a glossary of this name; its id."""
        ...

    def drop(self, earlier: Kept) -> object: ...


@dataclass(slots=True, kw_only=True)
class Glossaries:
    """The house's names on a service's shelf: made once, found again by the digest in their name.

    They are made between two of the ``languages``, of terms up to ``longest`` bytes. ``refused`` becomes
    true where the account has no room or the key may not do it: names travel in elements then, and a
    wrong key is told by the translation.
    """

    shelf: Shelf
    gap: str
    languages: frozenset[str]
    longest: int
    mark: str
    refused: bool = False
    _ids: dict[str, str] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def told(self, markup: Markup) -> Markup:
        """How names are written where those of the glossary may stay in the text."""
        return replace(markup, glossaries=frozenset() if self.refused else self.languages)

    def ask(
        self, terms: tuple[Wanted, ...], source: str, target: str, send: Callable[[str], _Told]
    ) -> _Told:
        """Send what names the glossary with exactly these terms by its id; an empty id: there is none.

        One that somebody has taken away meanwhile is made again.
        """
        if not terms or not self.languages.issuperset(
            code.partition("-")[0] for code in (source, target)
        ):
            return send("")
        wanted = service_glossary(terms, source, target, longest=self.longest, mark=self.mark)
        known = self._id_of(wanted)
        try:
            return send(known)
        except RequestRefused:
            if not known or any(one.id == known for one in self.shelf.there()):
                raise
        with self._lock:
            self._ids.pop(wanted.named(self.gap), None)
        return send(self._id_of(wanted))

    def _id_of(self, glossary: ServiceGlossary) -> str:
        """The id of the glossary with exactly these rows; empty if the service will not have it."""
        name = glossary.named(self.gap)
        with self._lock:  # slots that start together make one glossary
            if name not in self._ids:
                self._ids[name] = self._found_or_made(glossary, name)
            return self._ids[name]

    def _found_or_made(self, glossary: ServiceGlossary, name: str) -> str:
        try:
            there = tuple(self.shelf.there())
            found = next((one.id for one in there if one.name == name), "")
            made = found or self.shelf.put(glossary, name)
        except _REFUSALS:
            self.refused = True
            return ""
        except ProviderError as error:
            error.billed = False  # no text went out
            raise
        for one in () if found else there:
            if glossary.replaces(one.name, self.gap) and 0 < one.made < time.time() - _KEPT_FOR:
                with suppress(ProviderError):  # it is in nobody's way
                    self.shelf.drop(one)
        return made
