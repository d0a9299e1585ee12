"""Pseudo-translation: en-XA with accents and expansion, ar-XB mirrored; shows what is hard-coded.

As Android's pseudo-locales do: accented Latin letters with doubled vowels (a third more text) for
``en-XA``, right-to-left runs for ``ar-XB``. Tags, numbers, addresses, placeholders and identifiers
stay, and so do the words around a full stop inside the text: one may be an abbreviation, and the
sentences of the pseudo-translation must be those of the source. For the same reason an
abbreviation at the end becomes a word that is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.model import Candidate
from l10n.providers import PLAIN_MARKUP, Limits, Markup, Protection, Reply, Request, Settings
from l10n.text.inline import escape, pieces, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from l10n.model import Locale

_PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_ACCENTED = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž"
_ACCENTS = {
    ord(plain): accented * 2 if plain in "aeiou" else accented
    for plain, accented in zip(_PLAIN, _ACCENTED, strict=True)
}
_KEPT = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|[#@]\w+|\{\{?[^{}]*\}?\}"
    r"|%(?:\(\w+\))?[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|&\w+;|\b[a-z]+[A-Z]\w*|\b\w(?=\))",
    re.DOTALL,
)
_WORD = re.compile(r"\w+(?:\.\w+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_STOP = re.compile(
    "[.!?\N{HORIZONTAL ELLIPSIS}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}\N{IDEOGRAPHIC FULL STOP}]"
)
_OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
_POP = "\N{POP DIRECTIONAL FORMATTING}"
_MARK = "\N{RIGHT-TO-LEFT MARK}"
# the last word and the stop after it: with full stops inside, or an initial, an abbreviation
_ENDING = re.compile(
    r"(?<![\w.])(?:(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|[^\W\d_]|(?=[\d.]*[^\W\d])(?:\w+\.)+\w+)"
    r"(?=\W{0,20}\.\W*\Z)"
)
_SHORT = re.compile(r"(?:\w{1,2}\.)*\w{1,2}(?!\w)")
_QUOTE = re.compile(
    "[\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}]"
)
_FOLLOWING = 4  # words after a stop by which a sentence is told from "?" he asked

_LIMITS = Limits(items=10_000, slots=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pseudo:
    origin: str
    identity: str = "pseudo-1"
    protection: Protection = Protection.NATIVE
    markup: Markup = PLAIN_MARKUP
    limits: Limits = _LIMITS

    def supports(self, source: Locale, target: Locale) -> bool:
        """Every pair: the text only looks translated."""
        del source, target
        return True

    def translate(self, request: Request) -> Reply:
        rewrite = _mirrored if request.target.direction == "rtl" else _accented
        return Reply(
            candidates=tuple(
                Candidate(target=_rewritten(text, rewrite), origin=self.origin)
                for text in request.texts
            )
        )


def provider(settings: Settings) -> _Pseudo:
    """The pseudo-translator; it has no options."""
    settings.only()
    return _Pseudo(origin=settings.name)


def _rewritten(content: str, rewrite: Callable[[str], str]) -> str:
    """A content with its words rewritten; tags stay."""
    found = list(pieces(content))
    blank = next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in content)
    text = "".join(blank if piece.tag else unescape(piece.text) for piece in found)
    first, *others = (escape(run) for run in _around_kept(text, rewrite).split(blank))
    tags = (piece.text for piece in found if piece.tag)
    return first + "".join(f"{tag}{run}" for tag, run in zip(tags, others, strict=True))


def _around_kept(text: str, rewrite: Callable[[str], str]) -> str:
    """The words of a literal text rewritten, but for codes and what stands at a full stop."""
    ending = _ENDING.search(text)
    last = ending.start() if ending else len(text)
    kept = {found.span() for found in _KEPT.finditer(text)} | set(_beside_stops(text))
    parts: list[str] = []
    at = 0
    for start, end in sorted(kept):
        if at <= start < last:
            parts += (_LETTERS.sub(lambda word: rewrite(word[0]), text[at:start]), text[start:end])
            at = end
    tail = text[at:last] + _no_abbreviation(text[max(at, last) :])
    parts.append(_LETTERS.sub(lambda word: rewrite(word[0]), tail))
    return "".join(parts)


def _beside_stops(text: str) -> Iterator[tuple[int, int]]:
    """The words around each stop inside the text: by them a sentence is told from a part of one."""
    words = [found.span() for found in _WORD.finditer(text)]
    edges = [0, *(end for _, end in words)]
    for n, (start, _) in enumerate(words):
        gap = text[edges[n] : start]
        if _STOP.search(gap):
            before = words[max(n - 1, 0) : n]
            yield from before
            # "p.m. ET", "?" he asked; but the last word may be an abbreviation itself: "Co. Ltd."
            dotted = any("." in text[slice(*span)] for span in before)
            last = len(words) if dotted or _QUOTE.search(gap) else len(words) - 1
            yield from words[n : min(n + _FOLLOWING, last)]


def _no_abbreviation(ending: str) -> str:
    """The end of a text, so that its stop ends the sentence whatever comes next."""
    found = _SHORT.match(ending)
    if found is None:
        return ending
    plain = found[0].replace(".", "").capitalize() if "." in found[0] else found[0]
    plain = plain if found[0][0].isupper() else plain.lower()
    return (plain * 2 if len(plain) == 1 else plain) + ending[found.end() :]


def _accented(word: str) -> str:
    return word.translate(_ACCENTS)


def _mirrored(word: str) -> str:
    return f"{_MARK}{_OVERRIDE}{word}{_POP}{_MARK}"
