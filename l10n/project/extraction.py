"""From a document to the units of its catalogs, with the notes that help a translator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.catalog.merge import template_units
from l10n.model import BlockKind, Key, Unit
from l10n.text.digits import numbers
from l10n.text.inline import plain
from l10n.text.negation import negations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from l10n.glossary import Glossary
    from l10n.model import Document, Locale, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """An article as it is now: its document, its segments in order, and what is left out of it."""

    document: Document
    segments: tuple[Segment, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the article's units, each once, in order."""
        return tuple(dict.fromkeys(Key(s.kind.context, s.source) for s in self.segments))

    @property
    def boilerplate(self) -> tuple[str, ...]:
        """Blocks recognised as page residue: kept, not translated."""
        return tuple(
            block.content
            for block in self.document.blocks
            if block.kind is BlockKind.BOILERPLATE and not block.translate
        )


def units_of(
    segments: Iterable[Segment], reference: str, note: Callable[[str], Sequence[str]]
) -> tuple[Unit, ...]:
    """Template units in order, each key once.

    The first note is the block's kind, then the legend of its tags and what the format noted; last
    come the lines that ``note`` gives for the source text, such as the house's terms.
    """
    return template_units(
        Unit(
            source=segment.source,
            context=segment.kind.context,
            notes=(
                str(segment.kind),
                *(
                    f"<{tag.name}> = {' '.join((tag.opening or tag.closing).split())}"
                    for tag in segment.tags
                ),
                *segment.notes,
                *note(segment.source),
            ),
            references=(reference,),
        )
        for segment in segments
    )


def term_notes(glossary: Glossary, source: Locale, target: Locale) -> Callable[[str], list[str]]:
    """``name = form`` for each term of a text that has a form in the target locale."""

    def notes(text: str) -> list[str]:
        lines: dict[str, None] = {}
        literal = plain(text)
        for hit in glossary.find(literal, lang=source.tag):
            spelling = literal[hit.start : hit.end]
            preferred = next(iter(glossary.forms(hit, target.tag).approved), "")
            wanted = spelling if hit.term.do_not_translate else preferred
            if wanted:
                lines[f"{spelling} = {wanted}"] = None
        return list(lines)

    return notes


def refusal(glossary: Glossary, source: Locale) -> Callable[[str, str], str]:
    """Why a translation must not follow an edited source: a number, a name or a denial changed."""

    def reason(old: str, new: str) -> str:
        if fact := changed_facts(old, new, source.language):
            return fact
        if _names(glossary, old, source) != _names(glossary, new, source):
            return "a name changed"
        return ""

    return reason


def changed_facts(old: str, new: str, language: str = "en") -> str:
    """Which fact of a sentence changed, number or denial; empty if neither did."""
    if sorted(numbers(old)) != sorted(numbers(new)):
        return "a number changed"
    if negations(old, language) != negations(new, language):
        return "a negation changed"
    return ""


def _names(glossary: Glossary, text: str, source: Locale) -> list[str]:
    hits = glossary.find(plain(text), lang=source.tag)
    return sorted(hit.term.id for hit in hits if hit.term.pos in {"", "proper-name", "name"})
