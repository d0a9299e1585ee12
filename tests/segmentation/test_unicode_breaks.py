"""Unicode's sentence breaks: the rules one by one, and an independent implementation as oracle."""

from __future__ import annotations

import random

import pytest

from l10n.segmentation import split
from l10n.segmentation.unicode_breaks import unicode_breaks

# The rule of UAX 29, then the text with | where it breaks.
RULES = {
    "SB3 keeps CR and LF together": "a.\r\n|B",
    "SB4 breaks after a paragraph separator": "a\n|b\u2029|c",
    "SB5 ignores what combines": "a.\u0301 |B",
    "SB6 keeps decimals": "3.4",
    "SB7 keeps capitals after a point": "U.S.A",
    "SB8 looks ahead for a small letter": 'etc.) "(the',
    "SB8a keeps a comma after a stop": "etc., he",
    "SB9 keeps what closes": "a.) |B",
    "SB10 keeps spaces": "a.  |B",
    "SB11 breaks after a stop": "a! |b",
    "SB11 breaks in Arabic": "نعم؟ |لا",
    "SB11 breaks in Urdu": "ہاں۔ |نہیں",
    "SB11 breaks in Chinese": "是。|不",
    "SB998 breaks nowhere else": "a b",
}
LETTERS = "aB.?!。 \n\r\u2029\u00a01,;:-\"')(\u201c\u0301\u200d\u05d0\u0627\u4e00\u0308x9Z\u0964\u061f\u02bc\u00ad\u2024\u0085"


@pytest.mark.parametrize("marked", RULES.values(), ids=RULES)
def test_a_rule_of_the_annex_holds(marked: str) -> None:
    parts = marked.split("|")
    text = "".join(parts)
    places = [len("".join(parts[: index + 1])) for index in range(len(parts) - 1)]
    assert list(unicode_breaks(text)) == places


def test_an_independent_implementation_breaks_the_same_texts_the_same_way() -> None:
    oracle = pytest.importorskip("uniseg.sentencebreak", reason="uniseg is an optional peer")
    source = random.Random(29)  # noqa: S311 - a fixed sequence, nothing secret
    for _ in range(2_000):
        text = "".join(source.choice(LETTERS) for _ in range(source.randint(1, 14)))
        theirs = [place for place in oracle.sentence_boundaries(text) if 0 < place < len(text)]
        assert list(unicode_breaks(text)) == theirs, repr(text)


def test_a_language_without_a_file_keeps_titles_initials_and_line_ends() -> None:
    text = "Dr. Axmed wuu\nyimid. J. Smith ma yimid. Haa!\n\nMaya."
    assert split(text, "so") == (
        "Dr. Axmed wuu\nyimid. ",
        "J. Smith ma yimid. ",
        "Haa!\n\n",
        "Maya.",
    )
