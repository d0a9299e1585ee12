"""The glossary: names and terms, found in a source and verified in a target."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.errors import GlossaryError
from l10n.glossary.forbidden import ForbiddenUse, forbidden
from l10n.glossary.forms import forms
from l10n.glossary.verifier import Prepared, Verification, occurrences, verify
from l10n.model.term import TermHit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.glossary.candidates import NameCandidate, candidates
    from l10n.glossary.finder import Finder
    from l10n.glossary.lint import lint
    from l10n.glossary.mentions import Mention, mentions
    from l10n.glossary.replacement import Replaced, Replacement, replace_form
    from l10n.glossary.report import Rendering, TermReport, report
    from l10n.model.term import TargetForms, Term

__all__ = [
    "ForbiddenUse",
    "Glossary",
    "Mention",
    "NameCandidate",
    "Prepared",
    "Rendering",
    "Replaced",
    "Replacement",
    "TermReport",
    "Verification",
    "add_row",
    "candidates",
    "forbidden",
    "forms",
    "lint",
    "mentions",
    "occurrences",
    "replace_form",
    "report",
    "verify",
]

_RECENT = 4096  # texts
_FORMS = 50_000  # of terms in locales

# What only some commands need is imported when it is asked for.
_LAZY = {
    "Mention": "mentions",
    "NameCandidate": "candidates",
    "Rendering": "report",
    "Replaced": "replacement",
    "Replacement": "replacement",
    "TermReport": "report",
    "candidates": "candidates",
    "lint": "lint",
    "mentions": "mentions",
    "replace_form": "replacement",
    "report": "report",
}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    globals()[name] = found  # in place of the module of the same name, which an import puts there
    return found


class Glossary:
    """A set of terms that can be found in texts."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._terms: Sequence[Term] = tuple(terms)
        self._by_id: dict[str, Term] | None = None
        self._finder: Finder | None = None
        self._recent: dict[tuple[str, str], tuple[TermHit, ...]] = {}
        self._forms: dict[tuple[str, str, str], tuple[Term, TargetForms]] = {}

    @classmethod
    def open(cls, *paths: str | Path, cache_dir: str | Path | None = None) -> Glossary:
        """Read CSV and TBX files; an unusable row is a `GlossaryError` with path, line, concept.

        With ``cache_dir`` a large glossary is kept there compiled, and opens at once the next time.
        """
        files = [Path(path) for path in paths]
        if cache_dir is None:
            return cls(_read(files))
        from l10n.glossary import compiled

        kept = compiled.compiled_path(files, Path(cache_dir))
        stored = compiled.load(kept) if kept else None
        if stored is None:
            with _collector_paused():
                made = cls(_read(files))
                if kept:
                    compiled.save(kept, made.terms, made.finder.index)
            return made
        from l10n.glossary.finder import Finder

        opened = cls()
        opened._terms, index = stored
        opened._finder = Finder(index, opened._terms)
        return opened

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, in the order of their files."""
        if not isinstance(self._terms, tuple):
            self._terms = tuple(self._terms)
        return self._terms

    @property
    def is_empty(self) -> bool:
        """Whether it has no terms at all."""
        return len(self._terms) == 0

    def get(self, id_: str) -> Term | None:
        """The term with this id, or None."""
        if self._by_id is None:
            self._by_id = {term.id: term for term in self.terms}
        return self._by_id.get(id_)

    def find(self, text: str, *, lang: str = "en") -> tuple[TermHit, ...]:
        """The terms that a source text holds, longest first where they overlap, from the left.

        What the last texts hold is remembered: an article is asked about once for each locale.
        """
        found = self._recent.get((text, lang))
        if found is None:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            found = self._recent[text, lang] = self._look(text, lang)
        return found

    def _look(self, text: str, lang: str) -> tuple[TermHit, ...]:
        if lang.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0] != "en":
            from l10n.glossary.inflected import find_inflected

            return find_inflected(text, self.terms, lang)
        return tuple(
            TermHit(
                term=(term := self._terms[hit.term]),
                start=hit.start,
                end=hit.end,
                spelling=term.spellings[hit.spelling],
            )
            for hit in self.finder.find(text)
        )

    @property
    def finder(self) -> Finder:
        """What searches English sources, made when first needed."""
        if self._finder is None:
            from l10n.glossary.finder import Finder
            from l10n.glossary.index import SourceIndex

            self._finder = Finder(SourceIndex.of(self._terms), self._terms)
        return self._finder

    def forms(self, term: Term | TermHit, locale: str) -> TargetForms:
        """What a target in this locale may and must not call the term (or this hit of it)."""
        own, spelling = (term.term, term.spelling) if isinstance(term, TermHit) else (term, "")
        key = own.id, spelling, locale
        known = self._forms.get(key)
        if known is None or known[0] is not own:
            if len(self._forms) >= _FORMS:
                self._forms.clear()
            known = self._forms[key] = own, forms(term, locale)
        return known[1]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A glossary is many small objects without cycles; looking for some takes a tenth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read(paths: Iterable[Path]) -> Iterable[Term]:
    """The terms of all files; one id in two of them is an error."""
    from l10n.glossary.files import read_terms

    terms: dict[str, Term] = {}
    for path in paths:
        for term in read_terms(path):
            if term.id in terms:
                raise GlossaryError(
                    f"the id {term.id!r} stands in {terms[term.id].path} already",
                    path=path,
                    line=term.line,
                    concept=term.id,
                    hint="give each term an id of its own",
                )
            terms[term.id] = term
    return terms.values()


def add_row(path: str | Path, term: Term) -> None:
    """Add a term to a CSV glossary (made if it does not exist); all other rows keep their bytes."""
    from l10n.disk import write_atomic
    from l10n.glossary.files.rows import with_row

    write_atomic(Path(path), with_row(Path(path), term))
