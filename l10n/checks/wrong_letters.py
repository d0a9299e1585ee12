"""Arabic, Persian, Urdu and Kurdish each write their own kaf, yeh and heh."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.quotes import enclosed
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_YEH, _KAF = "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER KAF}"
_FARSI_YEH, _KEHEH = "\N{ARABIC LETTER FARSI YEH}", "\N{ARABIC LETTER KEHEH}"
_HEH, _GOAL = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER HEH GOAL}"
_EASTERN = {_YEH: _FARSI_YEH, _KAF: _KEHEH}
_WESTERN = {_FARSI_YEH: _YEH, _KEHEH: _KAF, _GOAL: _HEH}
_WRONG = {
    "ar": _WESTERN,
    "arz": _WESTERN,
    **dict.fromkeys(("fa", "prs", "ckb"), _EASTERN),
    "ur": {**_EASTERN, _HEH: _GOAL},
}
_WORD = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u06d5\u200c]+")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """The letters look alike and are not found when searched; a quotation keeps its own."""
    if context.target.script != "Arab":
        return
    wrong = _WRONG.get(context.target.language)
    if wrong is None:
        return
    target = read(unit.target, context.target.language)
    if target.letters.isdisjoint(wrong):
        return
    for word in _WORD.finditer(target.prose):
        if wrong.keys().isdisjoint(word[0]) or enclosed(target, *word.span()):
            continue
        found = next(letter for letter in word[0] if letter in wrong)
        right = "".join(wrong.get(letter, letter) for letter in word[0])
        # an Arabic heh may have been typed for either of two Urdu letters
        unsure = _HEH in word[0] and context.target.language == "ur"
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "{word} has a letter of another language: {name}",
                word=word[0],
                name=f"U+{ord(found):04X}",
            ),
            start=word.start(),
            end=word.end(),
            fix=None if unsure else Fix(start=word.start(), end=word.end(), text=right),
        )
