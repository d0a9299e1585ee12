"""Whether a target text holds a term: present, derived, or absent, with the span that decides."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.glossary.languages import language
from l10n.glossary.patterns import case_holds, folded_places, longer_names, patterns
from l10n.model.term import TargetForms, Verdict
from l10n.text.letters import LETTER, Folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.glossary.pattern import Pattern, Place

_LETTER = re.compile(LETTER)
_WORDS = re.compile(rf"{LETTER}+(?: {LETTER}+)*")
_APOSTROPHE_WITHIN = re.compile(rf"{LETTER}'{LETTER}")
# what stands beside most words; no language folds it, or lets it join a word to another
_BESIDE = frozenset(" .,:;!?()")


@dataclass(slots=True)
class Prepared:
    """A segment, normalised once for any number of terms."""

    text: str
    lang: str
    _folded: Folded | None = None
    _bare: str | None = None
    _joined: Folded | None = None

    @classmethod
    def of(cls, text: str, lang: str) -> Prepared:
        """A target text, to be folded as its language compares words."""
        return cls(text, lang)

    @property
    def folded(self) -> Folded:
        """The text as its language compares words."""
        if self._folded is None:
            self._folded = language(self.lang).fold(self.text)
        return self._folded

    @property
    def bare(self) -> str:
        """The folded text, in lower case, without any apostrophe."""
        if self._bare is None:
            self._bare = self.folded.lower.replace("'", "")
        return self._bare

    @property
    def joined(self) -> Folded | None:
        """The text without the apostrophes inside its words (Kata'ib), if it has any."""
        if self._joined is None and _APOSTROPHE_WITHIN.search(self.folded.lower):
            self._joined = self.folded.without("'")
        return self._joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The verdict on one term, and where: code-point span of the word without its proclitics.

    ``lead`` is where the proclitics begin (``start`` when there are none); ``form`` is the spelling
    of the glossary that was found. An absent term has an empty span.
    """

    verdict: Verdict
    start: int = 0
    end: int = 0
    form: str = ""
    lead: int = 0


ABSENT = Verification(verdict=Verdict.ABSENT)


def verify(
    text: str | Prepared,
    forms: str | Iterable[str] | TargetForms,
    lang: str,
    *,
    pos: str = "proper-name",
) -> Verification:
    """The best verdict on a term in a target text, and the first place that decides it.

    Preferred and admitted forms in any inflection are present; accepted forms, demonyms and
    adjectives are derived. Stems and similar spellings never count. A form that stands in the text
    exactly as the glossary writes it decides, even if an inflected one stands before it.
    """
    prepared = text if isinstance(text, Prepared) else Prepared.of(text, lang)
    for spelling in _forms(forms)[0]:
        if (written := _as_written(prepared, spelling)) is not None:
            return written
    found = next(occurrences(prepared, forms, lang, pos=pos), None)
    return found or ABSENT


def _as_written(prepared: Prepared, form: str) -> Verification | None:
    """The form as the glossary writes it, if it is plain words and stands there: most do.

    Asked first because it needs no pattern, and mostly not even the text as it is compared.
    """
    text = prepared.text
    at = text.find(form)
    if at < 0 or not (lower := _plain_words(form, prepared.lang)):
        return None
    end = at + len(form)
    if (not at or text[at - 1] in _BESIDE) and (end == len(text) or text[end] in _BESIDE):
        return _written(at, end, form)
    at = prepared.folded.lower.find(lower)
    while at >= 0:
        end = at + len(lower)
        start, stop = prepared.folded.span(at, end)
        if text[start:stop] == form and _is_bounded(prepared, at, end):
            return _written(start, stop, form)
        at = prepared.folded.lower.find(lower, at + 1)
    return None


def _written(start: int, end: int, form: str) -> Verification:
    return Verification(verdict=Verdict.PRESENT, start=start, end=end, form=form, lead=start)


@lru_cache(maxsize=100_000)
def _plain_words(form: str, lang: str) -> str:
    """The form as it is compared; empty if only a pattern can say whether it is meant."""
    rules = language(lang)
    if not rules.spaces or not _WORDS.fullmatch(form):
        return ""
    lower = rules.fold(form).lower
    may_be_part = any(lower in word for word in rules.inside) or longer_names(rules.code, lower)
    return "" if may_be_part else lower


def _is_bounded(prepared: Prepared, start: int, end: int) -> bool:
    """Whether the words stand by themselves."""
    lower = prepared.folded.lower
    if start and _LETTER.match(lower, start - 1):
        return False
    closed = language(prepared.lang).closed
    joined = re.compile(closed).match(lower, end) if closed else None
    after = joined.end() if joined else end
    return not (_LETTER.match(lower, end) or _LETTER.match(lower, after))


def occurrences(
    text: str | Prepared,
    forms: str | Iterable[str] | TargetForms,
    lang: str,
    *,
    pos: str = "proper-name",
) -> Iterator[Verification]:
    """Every place of the best kind in which a term is written, from the left, without overlaps."""
    prepared = text if isinstance(text, Prepared) else Prepared.of(text, lang)
    base, accepted = _forms(forms)
    for verdict, spellings, derived in (
        (Verdict.PRESENT, base, False),
        (Verdict.DERIVED, accepted, False),
        (Verdict.DERIVED, base, True),
    ):
        found = [
            hit
            for spelling in spellings
            for pattern in patterns(spelling, lang, pos)
            for hit in _search(prepared, pattern, verdict, derived=derived)
        ]
        if found:
            yield from _without_overlaps(found)
            return


def _forms(forms: str | Iterable[str] | TargetForms) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if isinstance(forms, str):
        return (forms,), ()
    if isinstance(forms, TargetForms):
        return (*forms.preferred, *forms.admitted, *forms.first), forms.accepted
    return tuple(forms), ()


def _without_overlaps(found: list[Verification]) -> Iterator[Verification]:
    end = -1
    for hit in sorted(found, key=lambda one: (one.start, -one.end)):
        if hit.start >= end:
            yield hit
            end = hit.end


def _search(
    prepared: Prepared, pattern: Pattern, verdict: Verdict, *, derived: bool
) -> Iterator[Verification]:
    if derived and pattern.derived is None:
        return
    cores = pattern.derived_cores if derived else pattern.cores
    if not _may_stand(cores, prepared.bare):
        return
    if not pattern.joined:
        yield from _search_in(prepared.folded, prepared.lang, pattern, verdict, derived=derived)
    joined = prepared.joined if pattern.joined or "'" in prepared.folded.lower else None
    if pattern.joined and joined is None:
        joined = prepared.folded
    if joined is not None:
        yield from _search_in(joined, prepared.lang, pattern, verdict, derived=derived)


def _may_stand(cores: tuple[tuple[str, ...], ...], lower: str) -> bool:
    """Whether the text has some letters of each word."""
    for some in cores:
        for core in some:
            if core in lower:
                break
        else:
            return False
    return True


def _search_in(
    folded: Folded,
    lang: str,
    pattern: Pattern,
    verdict: Verdict,
    *,
    derived: bool,
) -> Iterator[Verification]:
    lower = folded.lower
    search = pattern.derived if derived else pattern.present
    if search is None or not _may_stand(pattern.derived_cores if derived else pattern.cores, lower):
        return
    for found in search.places(lower):
        if not derived and not case_holds(pattern, found, folded.cased):
            continue
        if (
            _inside_a_longer_word(pattern, found, lower)
            or _another_word(pattern, found, folded, lang, derived=derived)
            or _part_of_another_place(pattern, found, folded, lang)
            or _ordinary(pattern, found, folded, lang)
        ):
            continue
        start, end = folded.span(found.words[0], found.end)
        lead, _ = folded.span(found.start, found.end)
        yield Verification(verdict=verdict, start=start, end=end, form=pattern.form, lead=lead)


def _another_word(
    pattern: Pattern, found: Place, folded: Folded, lang: str, *, derived: bool
) -> bool:
    """Whether the word is another place's name (Niger, Nigeria), or no derivation but the name itself."""
    start, end = found.words[0], found.end
    rules = language(lang)
    if folded.lower[start:end] == rules.fold(pattern.form).lower:
        return derived
    return folded.cased[start:end] in folded_places(rules.code)


def _inside_a_longer_word(pattern: Pattern, found: Place, lower: str) -> bool:
    return any(
        lower.startswith(longer, found.start - offset)
        for longer, offset in pattern.inside
        if offset <= found.start and len(longer) > found.end - found.start
    )


def _part_of_another_place(pattern: Pattern, found: Place, folded: Folded, lang: str) -> bool:
    """Whether a longer country name stands here: South Sudan is not Sudan."""
    return any(
        other.start <= found.start and found.end <= other.end
        for name in pattern.longer
        for longer in patterns(name, lang, "proper-name")
        for other in longer.present.places(folded.lower)
    )


def _ordinary(pattern: Pattern, found: Place, folded: Folded, lang: str) -> bool:
    """Whether the text has a common word here that only folding makes equal to a name."""
    ordinary = language(lang).ordinary
    if not ordinary:
        return False
    written = without_reading_aids(folded.text[slice(*folded.span(found.start, found.end))])
    return written in ordinary and written != without_reading_aids(pattern.form)


def without_reading_aids(text: str) -> str:
    """The text without vowel signs and other marks that are not part of the spelling."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if not unicodedata.combining(letter))
