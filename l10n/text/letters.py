"""Letters: folding per script, with a map back to the offsets of the original.

A fold is a table that makes spellings equal which readers take for the same word: a dropped hamza,
a Persian yeh typed as an Arabic one, a curly apostrophe. What changes a word (hamza on waw or yeh,
the tilde of n, Turkish dotless i) is in no table. Case is kept in `Folded.cased` and removed in
`Folded.lower`; both have the same length.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

# Vowel signs, points and combining accents are no letters for Python's \w, but they are for us.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u3099\u309a"
)
LETTER = rf"[\w{MARKS}]"
# Arabic tatweel counts as a mark: it is drawn, not read.
_READING_AIDS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u3099\u309a"
)
_INVISIBLE = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\N{COMBINING GRAPHEME JOINER}"
)
_SPACES = (
    "\t\n\r\v\f\N{NO-BREAK SPACE}\N{EN QUAD}\N{EM QUAD}\N{EN SPACE}\N{EM SPACE}"
    "\N{THREE-PER-EM SPACE}\N{FOUR-PER-EM SPACE}\N{SIX-PER-EM SPACE}\N{FIGURE SPACE}"
    "\N{PUNCTUATION SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}"
    "\N{IDEOGRAPHIC SPACE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
)
_DASHES = (
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
    "\N{HEBREW PUNCTUATION MAQAF}\N{FULLWIDTH HYPHEN-MINUS}\N{SMALL HYPHEN-MINUS}"
)
_APOSTROPHES = (
    "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
    "\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER REVERSED COMMA}"
    "\N{MODIFIER LETTER LEFT HALF RING}\N{MODIFIER LETTER RIGHT HALF RING}"
    "\N{MODIFIER LETTER GLOTTAL STOP}\N{MODIFIER LETTER PRIME}\N{GRAVE ACCENT}\N{ACUTE ACCENT}"
    "\N{PRIME}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}\N{FULLWIDTH APOSTROPHE}"
    "\N{HEBREW PUNCTUATION GERESH}"
)
_MIDDLE_DOTS = (
    "\N{MIDDLE DOT}\N{BULLET}\N{HYPHENATION POINT}\N{BULLET OPERATOR}\N{DOT OPERATOR}"
    "\N{HALFWIDTH KATAKANA MIDDLE DOT}\N{GREEK ANO TELEIA}"
)
_YEH = "\N{ARABIC LETTER YEH}"
_FARSI_YEH = "\N{ARABIC LETTER FARSI YEH}"
_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
_KAF = "\N{ARABIC LETTER KAF}"
_KEHEH = "\N{ARABIC LETTER KEHEH}"
_HEH = "\N{ARABIC LETTER HEH}"
_HEH_GOAL = "\N{ARABIC LETTER HEH GOAL}"
_AE = "\N{ARABIC LETTER AE}"
_ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
_ALEFS = dict.fromkeys("أإآٱ", "ا")
_HEHS = (
    "\N{ARABIC LETTER TEH MARBUTA}\N{ARABIC LETTER TEH MARBUTA GOAL}"
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}\N{ARABIC LETTER HEH GOAL WITH HAMZA ABOVE}"
)
_NO_ACCENT_LOST = "\N{LATIN SMALL LETTER N WITH TILDE}\N{LATIN CAPITAL LETTER N WITH TILDE}"
_NASALS = "न म ङ ञ ण".split()
_HALANT = "\N{DEVANAGARI SIGN VIRAMA}"
_ANUSVARA = "\N{DEVANAGARI SIGN ANUSVARA}"

# One row a fold: what is read as what. Values longer or shorter than one character are allowed.
TABLES: dict[str, dict[str, str]] = {
    "arabic": {
        **_ALEFS,
        _MAKSURA: _YEH,
        _FARSI_YEH: _YEH,
        _KEHEH: _KAF,
        "\N{ARABIC LETTER TEH MARBUTA}": _HEH,
        _ZWNJ: "",
    },
    "persian": {
        **_ALEFS,
        "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}",
        **dict.fromkeys((_YEH, _MAKSURA), _FARSI_YEH),
        **dict.fromkeys(_HEHS, _HEH),
        _KAF: _KEHEH,
        _HEH_GOAL: _HEH,
        "\N{ARABIC LETTER AE}": _HEH,
    },
    "urdu": {
        **_ALEFS,
        "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}",
        **dict.fromkeys((_YEH, _MAKSURA), _FARSI_YEH),
        **dict.fromkeys(_HEHS, _HEH_GOAL),
        _KAF: _KEHEH,
        _HEH: _HEH_GOAL,
        _AE: _HEH_GOAL,
    },
    "sorani": {
        _HEH + _ZWNJ: _HEH,
        # written with a plain heh where fonts or keyboards lack the letter
        **dict.fromkeys((_AE, "\N{ARABIC LETTER HEH DOACHASHMEE}"), _HEH),
        **dict.fromkeys((_YEH, _MAKSURA), _FARSI_YEH),
        "\N{ARABIC LETTER TEH MARBUTA}": _HEH,
        _KAF: _KEHEH,
        _ZWNJ: "",
    },
    "hebrew": {
        **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
        **dict.fromkeys(
            (
                "\N{HEBREW PUNCTUATION GERSHAYIM}",
                "\N{RIGHT DOUBLE QUOTATION MARK}",
                "\N{LEFT DOUBLE QUOTATION MARK}",
            ),
            '"',
        ),
    },
    "german": {
        **{"ß": "ss", "ẞ": "SS", "ä": "ae", "ö": "oe", "ü": "ue"},
        **{"Ä": "Ae", "Ö": "Oe", "Ü": "Ue"},
    },
    "ligatures": {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"},
    "cyrillic": {
        "ё": "е",
        "Ё": "Е",
    },  # the accent of a stressed vowel is a mark, and goes with them
    "no-apostrophe": {"'": "", **dict.fromkeys(_APOSTROPHES, "")},
    "turkish": {"â": "a", "î": "i", "û": "u", "Â": "A", "Î": "İ", "Û": "U"},
    "devanagari": {
        "\N{DEVANAGARI SIGN CANDRABINDU}": _ANUSVARA,
        "\N{DEVANAGARI SIGN NUKTA}": "",
        _ZWNJ: "",
        **{nasal + _HALANT: _ANUSVARA for nasal in _NASALS},
    },
    "ideographic": {
        **dict.fromkeys(_MIDDLE_DOTS, "\N{KATAKANA MIDDLE DOT}"),
        "ヴァ": "バ",
        "ヴィ": "ビ",
        "ヴェ": "ベ",
        "ヴォ": "ボ",
        "ヴ": "ブ",
    },
}
_LIGATURES = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "Æ": "Ae", "Œ": "Oe"}
_TURKIC = frozenset({"tr", "az"})


class _Letters(dict[int, "str | int"]):
    """What letters become; one that was not told stays, which `str.translate` is slow to find out."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


@dataclass(frozen=True, slots=True)
class _Fold:
    """One compiled table: what changes the length, and what does not.

    ``rare`` finds a letter with which a change may begin or end, quickly; most texts hold none.
    """

    rare: re.Pattern[str]
    changes: re.Pattern[str]
    replacements: dict[str, str]
    one_to_one: _Letters
    turkic: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and the way back to its original offsets (code points)."""

    text: str
    cased: str
    lower: str
    # Of each stretch: its start in the folded text, its start and end in the original.
    _folded: tuple[int, ...] = ()
    _stretches: tuple[tuple[int, int, bool], ...] = ()

    @classmethod
    def of(cls, text: str, folds: tuple[str, ...], language: str = "") -> Folded:
        """Fold by the named tables (keys of `TABLES`, ``latin`` or ``latin-all``)."""
        fold = _compiled(folds, language in _TURKIC)
        if fold.rare.search(text) is None or fold.changes.search(text) is None:
            cased = text.translate(fold.one_to_one)
            return cls(text, cased, _lower(cased, turkic=fold.turkic))
        return _fold_in_stretches(text, fold)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of ``folded[start:end]``, which must not be empty."""
        if not self._folded:
            return start, end
        first = bisect_right(self._folded, start) - 1
        last = bisect_right(self._folded, end - 1) - 1
        opening, _, atomic = self._stretches[first]
        begin = opening if atomic else opening + start - self._folded[first]
        opening, closing, atomic = self._stretches[last]
        return begin, closing if atomic else opening + end - self._folded[last]

    def without(self, characters: str) -> Folded:
        """The same text with these characters left out, mapped to the same original."""
        if not self._folded:
            return self._runs_without(characters)
        kept = [index for index, letter in enumerate(self.cased) if letter not in characters]
        spans = [self.span(index, index + 1) for index in kept]
        return Folded(
            self.text,
            "".join(self.cased[index] for index in kept),
            "".join(self.lower[index] for index in kept),
            tuple(range(len(kept))),
            tuple((start, end, True) for start, end in spans),
        )

    def _runs_without(self, characters: str) -> Folded:
        """What is left of a text that has kept its offsets, which is much faster."""
        kept = re.compile(f"[^{re.escape(characters)}]+")
        spans = [found.span() for found in kept.finditer(self.cased)]
        starts = accumulate((end - start for start, end in spans), initial=0)
        return Folded(
            self.text,
            "".join(self.cased[start:end] for start, end in spans),
            "".join(self.lower[start:end] for start, end in spans),
            tuple(starts)[:-1],
            tuple((start, end, False) for start, end in spans),
        )


def _lower(text: str, *, turkic: bool) -> str:
    """Lower case without a change of length."""
    if turkic:
        text = text.replace("I", "ı")
    return text.replace("İ", "i").lower()


def _fold_in_stretches(text: str, fold: _Fold) -> Folded:
    pieces: list[str] = []
    starts: list[int] = []
    stretches: list[tuple[int, int, bool]] = []
    length = done = 0

    def keep(piece: str, stretch: tuple[int, int, bool]) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            stretches.append(stretch)
            length += len(piece)

    for change in fold.changes.finditer(text):
        keep(text[done : change.start()].translate(fold.one_to_one), (done, change.start(), False))
        keep(_replaced(change.group(), fold), (change.start(), change.end(), True))
        done = change.end()
    keep(text[done:].translate(fold.one_to_one), (done, len(text), False))
    cased = "".join(pieces)
    return Folded(text, cased, _lower(cased, turkic=fold.turkic), tuple(starts), tuple(stretches))


def _replaced(cluster: str, fold: _Fold) -> str:
    """What a cluster that changes its length is read as: composed, mapped, without its marks."""
    if cluster in fold.replacements:
        return fold.replacements[cluster]
    composed = unicodedata.normalize("NFC", cluster)
    kept = _MARKS.sub("", composed).translate(fold.one_to_one)
    return "".join(fold.replacements.get(letter, letter) for letter in kept)


_MARKS = re.compile(rf"[{_READING_AIDS}{_INVISIBLE}]")


@cache
def _compiled(folds: tuple[str, ...], turkic: bool) -> _Fold:  # noqa: FBT001 - private and cached
    table = {
        **dict.fromkeys(_INVISIBLE, ""),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_APOSTROPHES, "'"),
    }
    for name in folds:
        table |= _table(name)
    changing = {key: value for key, value in table.items() if len(key) != 1 or len(value) != 1}
    keys = "|".join(re.escape(key) for key in sorted(changing, key=len, reverse=True))
    rare = "".join(re.escape(key[0]) for key in changing)
    return _Fold(
        rare=re.compile(f"[{rare}{_READING_AIDS}]"),
        changes=re.compile(rf"{keys}|[^\W\d_]?[{_READING_AIDS}]+"),
        replacements=changing,
        one_to_one=_Letters(
            (ord(key), value) for key, value in table.items() if key not in changing
        ),
        turkic=turkic,
    )


def _table(name: str) -> dict[str, str]:
    if name == "latin":
        return {key: value for key, value in _accents().items() if key not in _NO_ACCENT_LOST}
    if name == "latin-all":
        return {**_accents(), **_LIGATURES, **_TABLES_FOR_ALL}
    if name == "ideographic":
        return {**_widths(), **TABLES[name]}
    return TABLES[name]


_TABLES_FOR_ALL = {"ß": "ss"}


@cache
def _accents() -> dict[str, str]:
    """Each Latin letter with accents, and the letter without them (the dot of I is no accent)."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        bare = _MARKS.sub("", unicodedata.normalize("NFD", letter))
        if bare != letter and len(bare) == 1 and letter != "İ":
            table[letter] = bare
    return table


@cache
def _widths() -> dict[str, str]:
    """Full-width Latin and half-width katakana as their plain selves, voiced ones first."""
    halves = [chr(code) for code in range(0xFF66, 0xFF9E)]
    voiced = {
        half + mark: composed
        for half in halves
        for mark in "\N{HALFWIDTH KATAKANA VOICED SOUND MARK}\N{HALFWIDTH KATAKANA SEMI-VOICED SOUND MARK}"
        if len(composed := unicodedata.normalize("NFKC", half + mark)) == 1
    }
    wide = [chr(code) for code in range(0xFF01, 0xFF5F)]
    return {**voiced, **{one: unicodedata.normalize("NFKC", one) for one in (*halves, *wide)}}


_CLUSTER = re.compile(rf"\w[{_READING_AIDS}]+")


def composed(text: str) -> Folded:
    """The text in NFC, nothing else changed, with a map back."""
    if unicodedata.is_normalized("NFC", text):
        return Folded(text, text, text)
    pieces: list[str] = []
    starts: list[int] = []
    stretches: list[tuple[int, int, bool]] = []
    length = done = 0
    for cluster in (*_CLUSTER.finditer(text), None):
        start, end = cluster.span() if cluster else (len(text), len(text))
        for piece, stretch in (
            (text[done:start], (done, start, False)),
            (unicodedata.normalize("NFC", text[start:end]), (start, end, True)),
        ):
            if piece:
                pieces.append(piece)
                starts.append(length)
                stretches.append(stretch)
                length += len(piece)
        done = end
    whole = "".join(pieces)
    return Folded(text, whole, whole, tuple(starts), tuple(stretches))
