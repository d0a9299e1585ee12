"""A text looked at once: its characters, codes, prose, words; each made when first asked for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from l10n.text.codes import Code, blanked, codes
from l10n.text.digits import fold, foreign_digits

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")

# letters, digits and the marks that Python does not count as letters: Hebrew, Arabic and Indic
# vowel signs, and the joiners of Persian
MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962"
    r"\u0963\u0980-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
_WORD = re.compile(rf"[\w{MARKS}]+(?:['’״׳][\w{MARKS}]+)*")
_WORD_WITHOUT_MARKS = re.compile(r"\w+(?:['’״׳]\w+)*")  # several times as fast
_MARK = re.compile(f"[{MARKS}]")
_DIGIT = re.compile(r"\d")
_GERSHAYIM = re.compile("(?<=[\u05d0-\u05ea])[\u201c\u201d\u201f\u05f4](?=[\u05d0-\u05ea])")


class Word(NamedTuple):
    """One word of the prose with its span."""

    text: str
    start: int
    end: int


class _Fact(Generic[Made]):
    """What is made once, when first asked for; ``cached_property`` of Python 3.11 takes a lock."""

    def __init__(self, make: Callable[[Reading], Made]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type[Reading], name: str) -> None:
        self._name = name

    def __get__(self, reading: Reading, owner: type[Reading] | None = None) -> Made:
        made = reading.__dict__[self._name] = self._make(reading)
        return made


class Reading:
    """What every check asks about a text. ``language`` is the primary subtag."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language

    @_Fact
    def letters(self) -> frozenset[str]:
        """The set of characters."""
        return frozenset(self.text)

    @_Fact
    def codes(self) -> tuple[Code, ...]:
        return codes(self.text, self.letters)

    @_Fact
    def prose(self) -> str:
        """The text with codes blanked out; same length."""
        return blanked(self.text, self.codes)

    @_Fact
    def folded(self) -> str:
        """The prose with ASCII digits and one sign for gershayim; same length."""
        text = self.prose
        if self.has_digits and not foreign_digits().isdisjoint(self.letters):
            text = fold(text)
        return _GERSHAYIM.sub('"', text) if self.language == "he" else text

    @_Fact
    def has_digits(self) -> bool:
        return _DIGIT.search(self.text) is not None

    @_Fact
    def words(self) -> tuple[Word, ...]:
        return tuple(Word(m[0], *m.span()) for m in _WORD.finditer(self.prose))

    @_Fact
    def tokens(self) -> tuple[str, ...]:
        """The words without their places, which is much cheaper."""
        has_marks = not self.text.isascii() and _MARK.search("".join(self.letters))
        return tuple((_WORD if has_marks else _WORD_WITHOUT_MARKS).findall(self.prose))

    @_Fact
    def lowered(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(map(str.lower, self.tokens))

    def of_kind(self, kind: str) -> tuple[Code, ...]:
        return tuple(code for code in self.codes if code.kind == kind)


@lru_cache(maxsize=4096)
def read(text: str, language: str) -> Reading:
    """The reading of a text; one and the same while its unit is being checked."""
    return Reading(text, language)


def is_copy(source: str, target: str) -> bool:
    """Whether two texts are the same but for white space."""
    if source[:1] != target[:1] and not (source[:1].isspace() or target[:1].isspace()):
        return False
    return squeezed(source) == squeezed(target)


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """A text with single spaces, and none at its ends."""
    # of all white space only the space is printable
    if "  " not in text and text.isprintable() and text.strip(" ") == text:
        return text
    return " ".join(text.split())
