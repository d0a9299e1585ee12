"""What a language writes onto a name: the small words of Arabic and Hebrew, the endings of cases."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAM = "\N{ARABIC LETTER LAM}"
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"

# "and", "then" come before "in", "as", "for"; the article is treated apart, for it may be a part
# of the name.
_ARABIC = tuple(
    first + second
    for first in ("", "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}")
    for second in ("", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER KAF}", _LAM)
    if first + second
)
# "and", "that" before "in", "to", "from", "as", the article.
_HEBREW = tuple(
    first + second
    for first in (
        "",
        "\N{HEBREW LETTER VAV}",
        "\N{HEBREW LETTER SHIN}",
        "\N{HEBREW LETTER VAV}\N{HEBREW LETTER SHIN}",
    )
    for second in (
        "",
        "\N{HEBREW LETTER BET}",
        "\N{HEBREW LETTER LAMED}",
        "\N{HEBREW LETTER MEM}",
        "\N{HEBREW LETTER KAF}",
        "\N{HEBREW LETTER HE}",
    )
    if first + second
)
_PROCLITICS = {"ar": _ARABIC, "he": _HEBREW}

# Spellings that differ from hand to hand: hamza carriers, final yeh, teh marbuta.
_SAME_LETTER = str.maketrans(
    {
        "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
        "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC TATWEEL}": "",
    }
)
# Languages that decline names. The letters that a nominative loses when another ending comes are
# vowels and, in Cyrillic, the two half-letters.
_DECLINING = frozenset(
    ("be", "bs", "cs", "el", "et", "fi", "hr", "hu", "lt", "lv", "pl", "ru", "sk", "sl", "sr", "uk")
)
_LOST = frozenset(
    "aeiouy\N{LATIN SMALL LETTER A WITH ACUTE}\N{LATIN SMALL LETTER E WITH ACUTE}"
    "\N{LATIN SMALL LETTER I WITH ACUTE}\N{LATIN SMALL LETTER Y WITH ACUTE}"
    "\N{LATIN SMALL LETTER E WITH DOT ABOVE}\N{LATIN SMALL LETTER A WITH MACRON}"
    "\N{CYRILLIC SMALL LETTER A}\N{CYRILLIC SMALL LETTER IE}\N{CYRILLIC SMALL LETTER IO}"
    "\N{CYRILLIC SMALL LETTER I}\N{CYRILLIC SMALL LETTER SHORT I}\N{CYRILLIC SMALL LETTER O}"
    "\N{CYRILLIC SMALL LETTER U}\N{CYRILLIC SMALL LETTER YERU}"
    "\N{CYRILLIC SMALL LETTER SOFT SIGN}\N{CYRILLIC SMALL LETTER E}"
    "\N{CYRILLIC SMALL LETTER YU}\N{CYRILLIC SMALL LETTER YA}"
    "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}\N{CYRILLIC SMALL LETTER YI}"
    "\N{CYRILLIC SMALL LETTER UKRAINIAN IE}"
)
QUOTES = (
    "\"'\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_LONGEST_ENDING = 4
_LEAST_STEM = 3

_ALIKE = 0.75  # of 1: two spellings of one word; below, the engine chose another word


@dataclass(frozen=True, slots=True, kw_only=True)
class Affix:
    """What stands before a name in its first word; ``article``: the name itself had one."""

    prefix: str = ""
    article: bool = False

    def put_onto(self, name: str) -> str:
        """The name with the affix, contracted as Arabic writes it (li + al- = lil-)."""
        if self.article and not name.startswith(_ARTICLE):
            name = _ARTICLE + name
        if self.prefix.endswith(_LAM) and name.startswith(_ARTICLE):
            name = name[1:]
        return self.prefix + name


def without_quotes(name: str, *, before: str, after: str) -> str:
    """An approved name that has quotation marks, for a place that is quoted already."""
    quoted = before[-1:] and before[-1:] in QUOTES and after[:1] and after[:1] in QUOTES
    return name.strip(QUOTES) if quoted else name


def is_inflected(found: str, name: str, *, language: str) -> bool:
    """Whether the engine wrote the approved name itself, in another case than the nominative."""
    if language.split("-", maxsplit=1)[0] not in _DECLINING:
        return False
    ours, theirs = name.strip(QUOTES).split(), found.strip(QUOTES).split()
    return len(ours) == len(theirs) and all(map(_is_declined, theirs, ours))


def _is_declined(found: str, word: str) -> bool:
    pairs = zip(found.casefold(), word.casefold(), strict=False)
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if stem < min(_LEAST_STEM, len(word)) or len(found) - stem > _LONGEST_ENDING:
        return False
    return len(word) - stem <= 2 and set(word[stem:].casefold()) <= _LOST


def read_affix(found: str, name: str, *, language: str, before: str = "") -> Affix:
    """What of ``found``, as the engine wrote it, is not the name but belongs to the sentence.

    ``name`` is the approved form, ``before`` the letters at the start of ``found`` that the
    alignment did not give to the name. A first letter is taken for a small word only if what
    follows is the more like the name for it, or if the alignment says so: many names begin with
    such letters.
    """
    proclitics = _PROCLITICS.get(language.split("-", maxsplit=1)[0], ())
    if not proclitics or not found.strip() or not name.strip():
        return Affix()
    word, wanted = found.split(maxsplit=1)[0], name.split(maxsplit=1)[0]
    best = max(_readings(word, proclitics), key=lambda reading: _likeness(reading, wanted))
    if _likeness(best, wanted) >= _ALIKE:
        prefix, rest = best
        return Affix(prefix=prefix, article=_has_extra_article(rest, wanted, name))
    return Affix(prefix=before if before in proclitics else "")


def _readings(word: str, proclitics: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each way to read a word as a small word and a name; the article is restored after lam."""
    yield "", word
    for prefix in proclitics:
        rest = word.removeprefix(prefix)
        if rest == word or not rest:
            continue
        yield prefix, rest
        if prefix.endswith(_LAM) and rest.startswith(_LAM):
            yield prefix, _ARTICLE + rest[1:]


def _likeness(reading: tuple[str, str], wanted: str) -> float:
    """How like the name the rest is, 0-1, with or without the article; less letters taken off."""
    prefix, rest = reading
    forms = (rest, rest.removeprefix(_ARTICLE))
    likeness = max(SequenceMatcher(a=_folded(f), b=_folded(wanted)).ratio() for f in forms)
    return likeness - 0.001 * len(prefix)


def _has_extra_article(rest: str, wanted: str, name: str) -> bool:
    """A common noun that the sentence needs definite; names of several words stand as approved."""
    if not rest.startswith(_ARTICLE) or wanted.startswith(_ARTICLE) or wanted != name:
        return False
    bare = rest.removeprefix(_ARTICLE)
    return SequenceMatcher(a=_folded(bare), b=_folded(wanted)).ratio() >= _ALIKE


def _folded(word: str) -> str:
    plain = (letter for letter in word if not unicodedata.combining(letter))
    return "".join(plain).translate(_SAME_LETTER)
