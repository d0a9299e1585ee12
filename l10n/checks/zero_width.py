"""No invisible characters, except the joiners that a script is written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_SPACE, _NO_BREAK = "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE}"
_NON_JOINER, _JOINER = "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"
_ALL = frozenset(
    (_SPACE, _NO_BREAK, _NON_JOINER, _JOINER, "\N{WORD JOINER}", "\u2061", "\u2063", "\u180e")
)
_BOTH = frozenset((_NON_JOINER, _JOINER))
_INDIC = ("Beng", "Deva", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Sinh", "Taml", "Telu")
_ALLOWED = {
    **dict.fromkeys(_INDIC, _BOTH),
    **dict.fromkeys(("Khmr", "Laoo", "Mymr", "Thai"), _BOTH | {_SPACE, "\N{WORD JOINER}"}),
    "Mong": _BOTH | {"\u180e"},
}
_ALLOWED_BY_LANGUAGE = {
    **dict.fromkeys(("fa", "prs", "ckb", "ur", "ps", "ug", "sd", "az", "ku"), _BOTH),
    "ar": frozenset({_JOINER}),
}
_LANGUAGE_OF_SCRIPT = {"hi": _BOTH, "mr": _BOTH, "ne": _BOTH, "bn": _BOTH, "ta": _BOTH, "te": _BOTH}
_LANGUAGE_OF_SCRIPT |= {
    "kn": _BOTH,
    "ml": _BOTH,
    "gu": _BOTH,
    "pa": _BOTH,
    "si": _BOTH,
    "or": _BOTH,
}
_EMOJI = 0x2190


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Emoji keep their joiners; what the source has may stay."""
    if unit.target.isascii() or _ALL.isdisjoint(read(unit.target, context.target.language).letters):
        return
    language = context.target.language
    allowed = (
        _ALLOWED.get(context.target.script, frozenset())
        | _ALLOWED_BY_LANGUAGE.get(language, frozenset())
        | _LANGUAGE_OF_SCRIPT.get(language, frozenset())
    )
    for n, letter in enumerate(unit.target):
        if letter in _ALL and letter not in allowed and letter not in unit.source:
            if letter == _JOINER and _joins_emoji(unit.target, n):
                continue
            yield Finding(
                severity=Severity.ERROR,
                message=say("an invisible character: {found}", found=f"U+{ord(letter):04X}"),
                start=n,
                end=n + 1,
                fix=Fix(start=n, end=n + 1, text=""),
            )
            return


def _joins_emoji(text: str, at: int) -> bool:
    before = ord(text[at - 1]) if at else 0
    return before >= _EMOJI and not text[at - 1].isalpha()
