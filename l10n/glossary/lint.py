"""What is wrong with a glossary itself: doubled spellings, contradictions, wrong letters, gaps."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from l10n.glossary.forms import forms
from l10n.glossary.index import words_of
from l10n.glossary.languages import language
from l10n.model.finding import Finding, Severity
from l10n.model.locale import Locale
from l10n.model.term import Designation, Term, TermStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BASE = frozenset({TermStatus.PREFERRED, TermStatus.ADMITTED})
_APPROVED = _BASE | {TermStatus.ACCEPTED, TermStatus.FIRST}
_REJECTED = frozenset({TermStatus.FORBIDDEN, TermStatus.DEPRECATED})
# Unicode names its letters by script: the first word of the name is enough to tell them apart.
_SCRIPT_WORDS = {
    "Arab": {"ARABIC"},
    "Hebr": {"HEBREW"},
    "Cyrl": {"CYRILLIC"},
    "Grek": {"GREEK"},
    "Deva": {"DEVANAGARI"},
    "Latn": {"LATIN"},
    "Hans": {"CJK", "KATAKANA"},
    "Hant": {"CJK", "KATAKANA"},
    "Jpan": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    "Kore": {"HANGUL", "CJK"},
}
_ARABIC_KEYBOARD = {
    "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
}
# Letters that look right and are another language's: what the language writes instead.
_WRONG_LETTERS = {
    "fa": _ARABIC_KEYBOARD,
    "ckb": _ARABIC_KEYBOARD,
    "ur": {**_ARABIC_KEYBOARD, "\N{ARABIC LETTER HEH}": "\N{ARABIC LETTER HEH GOAL}"},
    "ar": {
        "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
        "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
        "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    },
    "ro": {
        "\N{LATIN SMALL LETTER S WITH CEDILLA}": "\N{LATIN SMALL LETTER S WITH COMMA BELOW}",
        "\N{LATIN SMALL LETTER T WITH CEDILLA}": "\N{LATIN SMALL LETTER T WITH COMMA BELOW}",
    },
}
_INVISIBLE_ALLOWED = frozenset({"\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"})


def lint(terms: Iterable[Term], locales: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Everything that is wrong with these terms, in the order of their rows.

    ``locales`` are those that every term must have a form in; none are asked for when it is empty.
    """
    rows = tuple(terms)
    found = [
        *_doubled_spellings(rows),
        *_shared_forms(rows),
        *_contradictions(rows),
        *(finding for term in rows for finding in _of_term(term, tuple(locales))),
    ]
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.check, one.locale)))


def _finding(term: Term, check: str, message: str, severity: Severity, locale: str = "") -> Finding:
    return Finding(
        severity=severity,
        message=f"{term.id}: {message}",
        check=check,
        source=term.source,
        locale=locale,
        path=term.path,
        line=term.line,
    )


def _doubled_spellings(terms: tuple[Term, ...]) -> Iterator[Finding]:
    """One source spelling in two rows: only one of them can be found."""
    owners: dict[tuple[str, ...], Term] = {}
    for term in terms:
        for spelling in dict.fromkeys(term.spellings):
            owner = owners.setdefault(words_of(spelling), term)
            if owner is term or not _may_meet(owner, term):
                continue
            message = f"the spelling {spelling!r} belongs to {owner.id!r} as well"
            yield _finding(term, "doubled-spelling", message, Severity.WARNING)


def _may_meet(one: Term, other: Term) -> bool:
    """Whether both rows are valid on some day."""
    starts = max(one.valid_from, other.valid_from)
    ends = min(one.valid_until or "9999", other.valid_until or "9999")
    return starts <= ends


def _shared_forms(terms: tuple[Term, ...]) -> Iterator[Finding]:
    """One preferred form for two terms: a reader cannot tell them apart."""
    owners: dict[tuple[str, str], Term] = {}
    for term in terms:
        for one in term.designations:
            if one.status is not TermStatus.PREFERRED or _kept(one.text, term):
                continue
            owner = owners.setdefault((one.locale, _folded(one)), term)
            if owner is not term and _may_meet(owner, term):
                message = f"{one.text!r} is the form of {owner.id!r} as well"
                yield _finding(term, "shared-form", message, Severity.WARNING, one.locale)


def _kept(text: str, term: Term) -> bool:
    return text == term.source


def _folded(one: Designation) -> str:
    return language(one.locale).fold(one.text).lower


def _contradictions(terms: tuple[Term, ...]) -> Iterator[Finding]:
    """A spelling that is forbidden here and approved there."""
    approved: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        for one in term.designations:
            if one.status in _APPROVED:
                approved[one.locale, one.text].append(term)
    for term in terms:
        for one in term.designations:
            if one.status not in _REJECTED:
                continue
            for owner in approved.get((one.locale, one.text), ()):
                where = "in its own row" if owner is term else f"for {owner.id!r}"
                severity = Severity.ERROR if owner is term else Severity.WARNING
                message = f"{one.text!r} is forbidden, and approved {where}"
                yield _finding(term, "forbidden-and-approved", message, severity, one.locale)


def _of_term(term: Term, locales: tuple[str, ...]) -> Iterator[Finding]:
    if term.valid_from and term.valid_until and term.valid_from > term.valid_until:
        message = f"valid from {term.valid_from} until {term.valid_until}"
        yield _finding(term, "validity", message, Severity.ERROR)
    for spelling, count in ((s, term.spellings.count(s)) for s in dict.fromkeys(term.spellings)):
        if count > 1:
            message = f"the spelling {spelling!r} stands twice"
            yield _finding(term, "doubled-spelling", message, Severity.INFO)
    for locale in locales:
        if not term.do_not_translate and not forms(term, locale).preferred:
            yield _finding(term, "missing-locale", f"no form in {locale}", Severity.WARNING, locale)
    for one in term.designations:
        yield from _letters(term, one)


def _letters(term: Term, one: Designation) -> Iterator[Finding]:
    locale = Locale.parse(one.locale)
    for letter, right in _WRONG_LETTERS.get(locale.language, {}).items():
        if letter in one.text:
            message = f"{one.text!r} has {_name(letter)} where {locale} writes {_name(right)}"
            yield _finding(term, "wrong-letter", message, Severity.ERROR, one.locale)
    hidden = [
        letter
        for letter in one.text
        if unicodedata.category(letter) in {"Cf", "Cc"} and letter not in _INVISIBLE_ALLOWED
    ]
    if hidden:
        message = f"{one.text!r} holds an invisible character: {_name(hidden[0])}"
        yield _finding(term, "invisible-character", message, Severity.ERROR, one.locale)
    foreign = _foreign_letter(one.text, locale, term)
    if foreign:
        message = f"{one.text!r} holds {_name(foreign)}, which {locale} does not write"
        yield _finding(term, "wrong-script", message, Severity.ERROR, one.locale)


def _foreign_letter(text: str, locale: Locale, term: Term) -> str:
    """A letter of another script; a form that is Latin throughout is a name kept as it is."""
    expected = _SCRIPT_WORDS.get(locale.script)
    if expected is None:
        return ""
    scripts = {letter: _name(letter).split(" ", 1)[0] for letter in text if letter.isalpha()}
    scripts = {letter: word.removesuffix("-WIDTH") for letter, word in scripts.items()}
    others = [
        letter for letter, word in scripts.items() if word not in expected and word != "MODIFIER"
    ]
    kept = locale.script != "Latn" and set(scripts.values()) == {"LATIN"}
    mixed = locale.script != "Latn" and all(scripts[letter] == "LATIN" for letter in others)
    if not others or kept or (mixed and _latin_words_are_whole(text)) or text == term.source:
        return ""
    return others[0]


def _latin_words_are_whole(text: str) -> bool:
    """Whether no word mixes Latin letters with others."""
    return all(
        len({_name(letter).split(" ", 1)[0] == "LATIN" for letter in word if letter.isalpha()}) <= 1
        for word in text.replace("-", " ").split()
    )


def _name(letter: str) -> str:
    return unicodedata.name(letter, f"U+{ord(letter):04X}")
