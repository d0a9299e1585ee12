"""A language's data file, read once and turned into the tables that the rules ask.

The keys of a file are explained in `docs/segmentation.md`; `languages/en.toml` is the fullest example.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from l10n.errors import ConfigError

FOLDER: Final = Path(__file__).parent / "languages"

# Languages that are written like another one in everything that segmentation asks.
ALIASES: Final = {
    "prs": "fa",
    "pes": "fa",
    "tg-arab": "fa",
    "arb": "ar",
    "arz": "ar",
    "apc": "ar",
    "ary": "ar",
    "acm": "ar",
    "ku-arab": "ckb",
    "sdh": "ckb",
    "kmr": "ku",
    "pbt": "ps",
    "pbu": "ps",
    "azj": "az",
    "iw": "he",
    "in": "id",
    "ms": "id",
    "cmn": "zh",
    "yue": "zh",
    "wuu": "zh",
    "hyw": "hy",
}

# What an abbreviation can be; a word may be several of these at once.
TITLE: Final = 1
NEVER: Final = 2
NUMBER: Final = 4
UNIT: Final = 8
CLOCK: Final = 16
MAYBE: Final = 32
ENDING: Final = 64

_WORD_LISTS: Final = {
    "titles": TITLE,
    "abbreviations": NEVER,
    "numbers": NUMBER,
    "months": NUMBER,
    "units": UNIT,
    "clock": CLOCK,
    "maybe": MAYBE,
    "endings": ENDING,
}
_WORD_SETS: Final = (
    "starters",
    "speech",
    "complementizers",
    "continuers",
    "letters",
    "honorifics",
    "clock_followers",
    "exclaiming_names",
    "always_capital",
    "short_words",
    "conjunctions",
    "counted",
)
_PLAIN: Final = {
    "name": str,
    "capitals": bool,
    "spaces": bool,
    "ordinals": bool,
    "elision": bool,
    "glued": bool,
    "stops": str,
    "points": str,
    "unspaced": str,
    "points_yield_to": str,
    "fallback_stops": str,
    "doubled_stops": str,
    "number_suffixes": str,
    "starter_prefixes": str,
    "clitics": str,
    "particles": str,
    "inherit": str,
}

# Quotation marks and brackets that may close between a stop and the white space after it. Where
# the mark stands against the stop it closes, whichever way its glyph looks.
_CLOSERS: Final = "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_ANY_QUOTE: Final = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
)
_WIDE_CLOSERS: Final = (
    "\N{RIGHT CORNER BRACKET}\N{RIGHT WHITE CORNER BRACKET}\N{FULLWIDTH RIGHT PARENTHESIS}"
    "\N{RIGHT BLACK LENTICULAR BRACKET}\N{RIGHT DOUBLE ANGLE BRACKET}\N{RIGHT ANGLE BRACKET}"
    "\N{FULLWIDTH RIGHT SQUARE BRACKET}\N{RIGHT TORTOISE SHELL BRACKET}"
    "\N{HALFWIDTH RIGHT CORNER BRACKET}\N{FULLWIDTH QUOTATION MARK}"
)
_MARKS: Final = (
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{POP DIRECTIONAL FORMATTING}\N{POP DIRECTIONAL ISOLATE}\N{WORD JOINER}"
)
_SPACED_CLOSERS: Final = (
    '"\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}'
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
)
_ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"
_FOREIGN: Final = r"[^\W\d_A-Za-z]"
_NO_BREAK: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The tables of one language; ``kinds`` maps an abbreviation without its last point."""

    code: str
    name: str
    capitals: bool
    spaces: bool
    ordinals: bool
    elision: bool
    stops: str
    points: str
    plain_stops: frozenset[str]
    """Stops that no rule but one about names and quotations doubts."""
    plain_points: frozenset[str]
    """Points that end a sentence after an ordinary word."""
    unspaced: str
    points_yield_to: str
    fallback_stops: str
    doubled_stops: str
    number_suffixes: tuple[str, ...]
    starter_prefixes: tuple[str, ...]
    clitics: tuple[str, ...]
    particles: tuple[str, ...]
    kinds: dict[str, int]
    starters: frozenset[str]
    speech: frozenset[str]
    complementizers: frozenset[str]
    continuers: frozenset[str]
    letters: frozenset[str]
    honorifics: frozenset[str]
    clock_followers: frozenset[str]
    exclaiming_names: frozenset[str]
    always_capital: frozenset[str]
    short_words: frozenset[str]
    conjunctions: frozenset[str]
    counted: frozenset[str]
    scan: re.Pattern[str]
    gap: tuple[str, str]
    marks: str
    """All that can stop a sentence."""


@lru_cache(maxsize=1024)
def scan_for(code: str, mark: str) -> re.Pattern[str]:
    """Return the scan for texts of a language that hold but this one kind of stop."""
    return _scanner(mark, _load(code).gap)


def find(lang: str) -> str:
    """Return the code of the data file for a BCP 47 tag, or "" where no file knows it."""
    tag = lang.replace("_", "-").lower()
    parts = tag.split("-")
    for size in range(min(len(parts), 2), 0, -1):
        code = "-".join(parts[:size])
        code = ALIASES.get(code, code)
        if code.isalpha() and (FOLDER / f"{code}.toml").is_file():
            return code
    return ""


@lru_cache(maxsize=512)
def load(lang: str) -> Language | None:
    """Return the language of a BCP 47 tag, or None where Unicode's default rules have to do."""
    code = find(lang)
    return _load(code) if code else None


@lru_cache(maxsize=128)
def _load(code: str) -> Language:
    return build(code, _read(FOLDER / f"{code}.toml"))


def _read(path: Path) -> dict[str, Any]:
    """Parse a data file and its ``inherit``ed one (word lists only), checking every key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(error), path=path, hint="see docs/segmentation.md") from error
    known = _PLAIN | dict.fromkeys((*_WORD_LISTS, *_WORD_SETS), str)
    for key, value in data.items():
        if not isinstance(value, known.get(key, type(None))):
            raise ConfigError(
                f"{key} = {value!r} is not a key, or not a value, of a language file",
                path=path,
                key=key,
                hint=f"known keys: {', '.join(sorted(known))}",
            )
    return data


def build(code: str, data: dict[str, Any]) -> Language:
    """Turn the parsed file of a language into its tables."""
    parent = _read(FOLDER / f"{data['inherit']}.toml") if data.get("inherit") else {}
    stops = "".join(data.get("stops", "! ? \N{HORIZONTAL ELLIPSIS}").split())
    points = "".join(data.get("points", ".").split())
    unspaced = "".join(data.get("unspaced", "").split())
    fallback = "".join(data.get("fallback_stops", "").split())
    doubled = "".join(data.get("doubled_stops", "").split())
    spaces = data.get("spaces", True)
    yields = bool(data.get("points_yield_to"))
    gap = _gap(unspaced, glued=data.get("glued", False), spaces=spaces)
    marks = stops + points + fallback + doubled
    return Language(
        code=code,
        name=data["name"],
        capitals=data.get("capitals", True),
        spaces=spaces,
        ordinals=data.get("ordinals", False),
        elision=data.get("elision", False),
        stops=stops,
        points=points,
        plain_stops=frozenset(stops) - frozenset(points + fallback + doubled + _ELLIPSIS),
        plain_points=frozenset(points) - frozenset(_ELLIPSIS + "." * yields),
        unspaced=unspaced,
        points_yield_to="".join(data.get("points_yield_to", "").split()),
        fallback_stops=fallback,
        doubled_stops=doubled,
        number_suffixes=tuple(data.get("number_suffixes", "").replace(".", "").split()),
        starter_prefixes=tuple(data.get("starter_prefixes", "").split()),
        clitics=tuple(data.get("clitics", "").split()),
        particles=tuple(data.get("particles", "").split()),
        kinds=_kinds(parent) | _kinds(data),
        **{key: frozenset(data.get(key, "").casefold().split()) for key in _WORD_SETS},
        scan=_scanner(marks, gap),
        gap=gap,
        marks=marks,
    )


def _kinds(data: dict[str, Any]) -> dict[str, int]:
    """Map each abbreviation to what it is.

    One written in small letters stands for its capitalised form too. Titles and what stands before
    a number are also known in capitals (DR. NO. 5); other words in capitals are acronyms.
    """
    kinds: dict[str, int] = {}
    for key, kind in _WORD_LISTS.items():
        for entry in data.get(key, "").split():
            word = entry.removesuffix(".") or entry
            shouted = word.upper() if kind in (TITLE, NUMBER) else word
            for form in {word, word[:1].upper() + word[1:], shouted}:
                kinds[form] = kinds.get(form, 0) | kind
    return kinds


def _scanner(stops: str, gap: tuple[str, str]) -> re.Pattern[str]:
    """Compile the one scan: a run of stops, what closes after it, the gap to the next segment.

    Group 1 ends after the stops, group 2 after the closers. Possessive, and started only where no
    stop stands before, so that every character is read a bounded number of times.
    """
    stop = f"[{re.escape(stops)}]"
    closing, space = gap
    return re.compile(rf"({stop}(?<!{stop}{stop}){stop}*+(?: \.)*+)({closing}*+)(?:{space})")


def _gap(unspaced: str, *, glued: bool, spaces: bool) -> tuple[str, str]:
    """Return the patterns of one closer, and of what can separate two segments.

    That is white space; or nothing, behind a mark that needs none; or nothing, behind a stop
    between two words of three letters or more that are not Latin (``glued``: a space was forgotten).
    """
    closers = re.escape(_CLOSERS + _WIDE_CLOSERS + ("" if not spaces else _ANY_QUOTE) + _MARKS)
    closing = rf"(?:[{closers})\]}}]|\[\d{{1,4}}\]|[ {_NO_BREAK}][{_SPACED_CLOSERS}](?!\w))"
    # A direction mark between two spaces is trailing white space too.
    gap = rf"[\s\N{{ZERO WIDTH SPACE}}]++(?:[{_MARKS}]++[\s\N{{ZERO WIDTH SPACE}}]++)*+"
    if unspaced:
        hard = f"[{re.escape(unspaced)}]"
        shut = f"[{re.escape(_CLOSERS + _WIDE_CLOSERS + _MARKS)})]"
        gap += rf"|(?:(?<={hard})|(?<={hard}{shut})|(?<={hard}{shut}{shut}))(?=\S)"
    if glued:
        gap += rf"|(?<={_FOREIGN}{_FOREIGN}{_FOREIGN}[.!?])(?={_FOREIGN}{{3}})"
    return closing, gap
