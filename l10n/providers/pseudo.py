"""Pseudo-translation: en-XA with accents and expansion, ar-XB mirrored; shows what is hard-coded.

As Android's pseudo-locales do: accented Latin letters with doubled vowels (a third more text) for
``en-XA``, right-to-left runs for ``ar-XB``. Tags, numbers, addresses and placeholders stay, and so
does a word before a full stop inside the text: it may be an abbreviation, and the sentences of the
pseudo-translation must be those of the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.model import Candidate
from l10n.providers import PLAIN_MARKUP, Limits, Markup, Protection, Reply, Request, Settings
from l10n.text.inline import pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from l10n.model import Locale

_PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_ACCENTED = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž"
_ACCENTS = {
    ord(plain): accented * 2 if plain in "aeiou" else accented
    for plain, accented in zip(_PLAIN, _ACCENTED, strict=True)
}
_KEPT = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|[#@]\w+|\{\{?[^{}]*\}?\}"
    r"|%(?:\(\w+\))?[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|&\w+;|\w+\.(?=.*\w)",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+")
_OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
_POP = "\N{POP DIRECTIONAL FORMATTING}"
_MARK = "\N{RIGHT-TO-LEFT MARK}"

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
    return "".join(
        piece.text if piece.tag else _around_kept(piece.text, rewrite) for piece in pieces(content)
    )


def _around_kept(text: str, rewrite: Callable[[str], str]) -> str:
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(text):
        parts += (_WORD.sub(lambda word: rewrite(word[0]), text[at : kept.start()]), kept[0])
        at = kept.end()
    parts.append(_WORD.sub(lambda word: rewrite(word[0]), text[at:]))
    return "".join(parts)


def _accented(word: str) -> str:
    return word.translate(_ACCENTS)


def _mirrored(word: str) -> str:
    return f"{_MARK}{_OVERRIDE}{word}{_POP}{_MARK}"
