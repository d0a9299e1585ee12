"""Where a line may be broken: the pair table of Unicode 4.0's line breaking, as gettext uses it.

UAX #14 revision 14, section 7.3; https://www.unicode.org/reports/tr14/tr14-14.html. gettext's tools
still lay out PO files by that table (they break ``example.`` from ``com``, which later revisions
forbid), so files look the same whoever wrote them. Classes are today's, mapped to those of 4.0.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_COLUMNS: Final = "OP CL QU GL NS EX SY IS PR PO NU AL ID IN HY BA BB B2 ZW".split()
# ^ never, % only across spaces, _ always
_ROWS: Final = {
    "OP": "^^^^^^^^^^^^^^^^^^^",
    "CL": "_^%%^^^^_%____%%__^",
    "QU": "^^%%%^^^%%%%%%%%%%^",
    "GL": "%^%%%^^^%%%%%%%%%%^",
    "NS": "_^%%%^^^______%%__^",
    "EX": "_^%%%^^^______%%__^",
    "SY": "_^%%%^^^__%___%%__^",
    "IS": "_^%%%^^^__%___%%__^",
    "PR": "%^%%%^^^__%%%_%%__^",
    "PO": "_^%%%^^^__%___%%__^",
    "NU": "%^%%%^^^_%%%_%%%__^",
    "AL": "%^%%%^^^%%%%_%%%__^",
    "ID": "_^%%%^^^_%___%%%__^",
    "IN": "_^%%%^^^_____%%%__^",
    "HY": "_^%%%^^^__%___%%__^",
    "BA": "_^%%%^^^______%%__^",
    "BB": "%^%%%^^^%%%%%%%%%%^",
    "B2": "_^%%%^^^______%%_^^",
    "ZW": "__________________^",
}
_PAIRS: Final = {
    (before, after): verdict
    for before, row in _ROWS.items()
    for after, verdict in zip(_COLUMNS, row, strict=True)
}
_FREQUENT: Final = "SP AL ID CM NU IS QU CL OP CP HY SY EX PO PR".split()
_TODAYS: Final = {
    **dict.fromkeys("AL AI SA SG XX HL AK AP AS VF VI CB".split(), "AL"),
    **dict.fromkeys("ID EB EM H2 H3 JL JT JV RI".split(), "ID"),
    **{
        "CP": "CL",
        "CJ": "NS",
        "WJ": "GL",
        "HH": "BA",
        "ZWJ": "CM",
        "LF": "BK",
        "CR": "BK",
        "NL": "BK",
    },
}


def break_offsets(text: str) -> list[int]:
    """The code-point offsets before which a line may be broken, spaces staying on the line before."""
    offsets: list[int] = []
    before, spaces = "", False
    for at, letter in enumerate(text):
        kind = _kind(letter)
        if kind == "BK":
            before, spaces = "", False
            continue
        if kind == "SP":
            spaces = True
            continue
        if kind == "CM":
            kind = "AL" if spaces or not before else ""
            if not kind:
                continue
        if before:
            verdict = _PAIRS.get((before, kind), "%")
            if verdict == "_" or (verdict == "%" and spaces):
                offsets.append(at)
        before, spaces = kind, False
    return offsets


@lru_cache(maxsize=20_000)
def _kind(letter: str) -> str:
    """The class of a character, as Unicode 4.0 called it."""
    import regex

    if letter.isalpha() and letter.isascii():
        return "AL"
    for name in _names():
        if regex.match(rf"\p{{Line_Break={name}}}", letter):
            return _TODAYS.get(name, name)
    return "AL"


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """The classes that this version of ``regex`` knows, the frequent ones first."""
    import regex

    known: list[str] = []
    for name in dict.fromkeys([*_FREQUENT, *_COLUMNS, *_TODAYS]):
        try:
            regex.compile(rf"\p{{Line_Break={name}}}")
        except regex.error:
            continue
        known.append(name)
    return tuple(known)
