"""How a text ends, and which signs end, part and space clauses in which script."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.text.codes import CODE_BLANK, TAG_BLANK
from l10n.text.scripts import script_of

if TYPE_CHECKING:
    from l10n.text.reading import Reading

STOP = "full stop"
QUESTION = "question mark"
EXCLAMATION = "exclamation mark"
COLON = "colon"
SEMICOLON = "semicolon"
COMMA = "comma"
ELLIPSIS = "ellipsis"
CODE = "code"
NONE = "none"

_KINDS = {
    **dict.fromkeys(
        (
            *(".", "。", "．", "｡", "।", "॥", "።", "။", "།"),
            *("\N{ARABIC FULL STOP}", "\N{ARMENIAN FULL STOP}", "\N{KHMER SIGN KHAN}"),
        ),
        STOP,
    ),
    **dict.fromkeys(
        ("?", "？", "\N{ARABIC QUESTION MARK}", "\N{GREEK QUESTION MARK}", "⁇", "⁈", "⁉", "‽"),
        QUESTION,
    ),
    **dict.fromkeys(("!", "！", "‼", "\N{ARMENIAN EXCLAMATION MARK}"), EXCLAMATION),
    **dict.fromkeys((":", "：", "\N{ETHIOPIC COLON}"), COLON),
    **dict.fromkeys((";", "；", "\N{ARABIC SEMICOLON}"), SEMICOLON),
    **dict.fromkeys((",", "，", "、", "\N{ARABIC COMMA}"), COMMA),
    **dict.fromkeys(("…", "⋯"), ELLIPSIS),
}
# what may stand behind the sign that ends a sentence
_CLOSING = frozenset("\"'’”“»«›‹」』）)]】}〉》`*_~\u00a0\u202f \t\n\r" + TAG_BLANK).union(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_QUOTES = frozenset("\"”“»«」』’'")
_SHORT = re.compile(
    r"(?:(?<!\w)(?:\w\.\s?)+|(?<!\w)(?:Inc|Ltd|Co|Corp|Jr|Sr|St|No|Nos|vs|etc|Mr|Mrs|Dr|usw|bzw|ca|др|гг|руб|"
    r"тыс|млн|млрд|стр|vb|vs|al|cf|env|Cie|av|apr|min|max|resp|Mio|Mrd|Tsd|EE\.\s?UU|A\.\s?I|pág|núm)\.)$",
    re.IGNORECASE,
)
_LONGER = 5  # letters: more than any abbreviation above has between two full stops
# scripts that write no sign where a sentence ends
WITHOUT_STOP = frozenset({"th", "lo", "km", "my", "bo"})
# languages in which a Western full stop behind their own letters is not their full stop
_OWN_STOP = {"ur": ("Arab", "\N{ARABIC FULL STOP}"), "zh": ("Hani", "。"), "ja": ("Jpan", "。")}


class Ending(NamedTuple):
    """What ends a text: its kind, the span of the sign, and whether a quotation mark follows it."""

    kind: str
    start: int
    end: int
    quoted: bool = False
    short: bool = False


def kind_of(sign: str) -> str:
    """The kind of a sign; `NONE` for any other character."""
    return _KINDS.get(sign, NONE)


@lru_cache(maxsize=1024)  # an article with its source
def ending(reading: Reading) -> Ending:
    """How a text ends; ``short`` says that the full stop may be that of an abbreviation."""
    text = reading.prose
    end = len(text)
    while end and text[end - 1] in _CLOSING:
        end -= 1
    if not end:
        return Ending(NONE, 0, 0)
    quoted = not _QUOTES.isdisjoint(text[end:])
    last = text[end - 1]
    if last == CODE_BLANK:
        return Ending(CODE, end - 1, end, quoted)
    if last == "." and text[:end].endswith(("..", ". .")):
        return Ending(ELLIPSIS, end - (3 if text[:end].endswith("...") else 2), end, quoted)
    kind = _KINDS.get(last, NONE)
    if kind is SEMICOLON and reading.language == "el":
        kind = QUESTION
    if kind is STOP and end > 1 and text[end - 2] in "?!？！\N{ARABIC QUESTION MARK}":
        return Ending(_KINDS[text[end - 2]], end - 2, end, quoted)
    if kind is QUESTION and text[end - 2 : end - 1] in {"!", "！"}:
        return Ending(QUESTION, end - 2, end, quoted)
    if kind is EXCLAMATION and _KINDS.get(text[end - 2 : end - 1]) is QUESTION:
        return Ending(QUESTION, end - 2, end, quoted)
    if kind is NONE:
        return Ending(NONE, end, end, quoted)
    return Ending(kind, end - 1, end, quoted, kind is STOP and _may_be_short(text, end))


def _may_be_short(text: str, end: int) -> bool:
    """Whether the full stop may be that of an abbreviation: it is not behind a longer word."""
    if end > _LONGER and text[end - 1 - _LONGER : end - 1].isalnum():
        return False
    return _SHORT.search(text[max(0, end - 12) : end]) is not None


def foreign_stop(reading: Reading, found: Ending) -> str:
    """The locale's own full stop where a Western one ends a text in its letters; else empty."""
    own = _OWN_STOP.get(reading.language)
    if own is None or found.kind is not STOP or reading.prose[found.start] != ".":
        return ""
    before = script_of(reading.prose[found.start - 1]) if found.start else ""
    return own[1] if before in {"Arab", "Hani", "Kana"} and not found.short else ""
