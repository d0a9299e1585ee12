"""Pseudo-translation: en-XA with accents and expansion, ar-XB mirrored; shows what is hard-coded.

As Android's pseudo-locales do: accented Latin letters with doubled vowels (a third more text) for
``en-XA``, right-to-left runs for ``ar-XB``. Tags, numbers, addresses, placeholders and identifiers
stay. The pseudo-translation of a sentence is one sentence, whoever reads it: a stop inside it, whether of an
abbreviation or a quotation, becomes a mark that only looks like one, and an abbreviation at the end
a word that is none.
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
# an address ends where a tag stands, whose blank is for private use
_KEPT = re.compile(
    r"(?:https?://|www\.)[^\s\ue000-\uf8ff]*[^\s\ue000-\uf8ff.,:;!?'\")\]]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[#@]\w+|\{\{?[^{}]*\}?\}"
    r"|%(?:\(\w+\))?[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|&\w+;|\b[a-z]+[A-Z]\w*|\b\w(?=\))",
    re.DOTALL,
)
_LETTERS = re.compile(r"[^\W\d_]+")
# what ends a sentence in some language, and what only looks so
_LOOKALIKES = {
    **{".": "\N{ONE DOT LEADER}", "!": "\N{INVERTED EXCLAMATION MARK}"},
    "?": "\N{INVERTED QUESTION MARK}",
    "\N{HORIZONTAL ELLIPSIS}": "\N{MIDLINE HORIZONTAL ELLIPSIS}",
    "\N{ARABIC QUESTION MARK}": "\N{REVERSED QUESTION MARK}",
    "\N{FULLWIDTH EXCLAMATION MARK}": "\N{INVERTED EXCLAMATION MARK}",
    "\N{FULLWIDTH QUESTION MARK}": "\N{INVERTED QUESTION MARK}",
    **dict.fromkeys(
        "\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH FULL STOP}\N{HALFWIDTH IDEOGRAPHIC FULL STOP}",
        "\N{KATAKANA MIDDLE DOT}",
    ),
    **dict.fromkeys(
        "\N{ARABIC FULL STOP}\N{DEVANAGARI DANDA}\N{DEVANAGARI DOUBLE DANDA}\N{ETHIOPIC FULL STOP}"
        "\N{ARMENIAN FULL STOP}\N{MYANMAR SIGN SECTION}\N{KHMER SIGN KHAN}\N{KHMER SIGN BARIYOOSAN}",
        "\N{MIDDLE DOT}",
    ),
}
_STOP = re.compile(f"[{re.escape(''.join(_LOOKALIKES))}](?!\\w)|[{''.join(_LOOKALIKES)[3:]}]")
# a number in square brackets may stand behind the last stop
_SPOKEN = re.compile(r"\[\W{0,3}\d{1,4}\W{0,3}\]|(?P<word>\w+)")
# behind the last word a tag, and the stop behind that
_TAG_BEFORE_STOP = re.compile(
    rf".*[\ue000-\uf8ff](?=[^\ue000-\uf8ff]*[{re.escape(''.join(_LOOKALIKES))}])", re.DOTALL
)
# "1." or "b)" numbers what follows
_LIST_MARK = re.compile(r"\W*(?:\d{1,3}|[a-z])(?:\.\)|[.)])(?=\s)")
_OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
_POP = "\N{POP DIRECTIONAL FORMATTING}"
_MARK = "\N{RIGHT-TO-LEFT MARK}"
# the last word, whose stop might be that of an abbreviation: an initial, or short parts
_SHORT_ENDING = re.compile(
    r"(?<![\w.])(?:[^\W\d_]{1,3}\.)*[^\W\d_]{1,3}(?=\W*\.(?:\W|\[\W{0,3}\d{1,4}\W{0,3}\])*\Z)"
)

_LIMITS = Limits(items=10_000, slots=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pseudo:
    origin: str
    identity: str = "pseudo-2"
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
    """The words and inner stops of a literal text rewritten, but for codes and the mark of a list."""
    parts: list[str] = []
    at = 0
    for start, end in _kept(text):
        if at <= start:
            parts += (_rewritten_run(text, at, start, rewrite), text[start:end])
            at = end
    parts.append(_rewritten_run(text, at, len(text), rewrite))
    return "".join(parts)


def _kept(text: str) -> Iterator[tuple[int, int]]:
    if mark := _LIST_MARK.match(text):
        yield mark.span()
    yield from (found.span() for found in _KEPT.finditer(text))


def _rewritten_run(text: str, start: int, end: int, rewrite: Callable[[str], str]) -> str:
    """A run between codes; where the text ends with it, its last stop is one."""
    run = text[start:end]
    last = len(run)
    if end == len(text):
        run = _SHORT_ENDING.sub(_no_abbreviation, run)
        last = max((word.end() for word in _SPOKEN.finditer(run) if word["word"]), default=0)
        if tag := _TAG_BEFORE_STOP.match(run, last):
            last = tag.end()
    inner = _STOP.sub(lambda stop: _LOOKALIKES[stop[0]], run[:last])
    return _LETTERS.sub(lambda word: rewrite(word[0]), inner + run[last:])


def _no_abbreviation(found: re.Match[str]) -> str:
    """A last word of which nobody would say that its stop is its own."""
    word = found[0]
    if "." in word:
        return word.replace(".", "").capitalize() if word[0].isupper() else word.replace(".", "")
    return word * 2 if len(word) == 1 else word


def _accented(word: str) -> str:
    return word.translate(_ACCENTS)


def _mirrored(word: str) -> str:
    return f"{_MARK}{_OVERRIDE}{word}{_POP}{_MARK}"
