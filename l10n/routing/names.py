"""Which names of a sentence an engine must render as the house does."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from l10n.glossary import verify
from l10n.model import TermHit, Verdict
from l10n.routing.rendered import Name

if TYPE_CHECKING:
    from l10n.glossary import Glossary
    from l10n.model import Locale

NAMES = frozenset({"", "proper-name", "name", "acronym"})


def names_in(text: str, glossary: Glossary, source: Locale, target: Locale) -> tuple[Name, ...]:
    """The names and terms of a literal text with the forms that they have in the target locale.

    Proper names must stand. Nouns and titles in the wording of their term, or shortened to its head,
    are put right where the alignment finds them; the form of plurals, other wordings and adjectives is
    the sentence's own matter.
    """
    return tuple(
        name
        for hit in glossary.find(text, lang=source.tag)
        if (name := _name(text[hit.start : hit.end], hit, glossary, target)) is not None
    )


def _name(spelling: str, hit: TermHit, glossary: Glossary, target: Locale) -> Name | None:
    forms = glossary.forms(hit, target.tag)
    wanted = spelling if hit.term.do_not_translate else next(iter(forms.approved), "")
    is_name = hit.term.pos in NAMES
    if not wanted or not (is_name or _may_be_replaced(spelling, hit)):
        return None

    def right(piece: str) -> bool:
        found = verify(piece, forms, target.tag, pos=hit.term.pos or "proper-name")
        return found.verdict is Verdict.PRESENT and not _is_respelled(
            piece[found.start : found.end], found.form
        )

    return Name(start=hit.start, end=hit.end, wanted=wanted, right=right, optional=not is_name)


def _may_be_replaced(spelling: str, hit: TermHit) -> bool:
    """A noun in the wording of its term, or shortened to its head: "coalition" for the whole."""
    said, term = spelling.casefold(), hit.term.source.casefold()
    return hit.term.pos in {"noun", "title"} and (said == term or term.endswith(f" {said}"))


def _is_respelled(written: str, form: str) -> bool:
    """Whether a name stands with other apostrophes, hyphens or accents than the house writes.

    Checks admit that in a person's text; a machine's is put right. Another ending is no respelling.
    """
    if written.casefold() == form.casefold():
        return False
    return _letters(written) == _letters(form)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if c.isalnum())
