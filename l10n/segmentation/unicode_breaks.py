"""Sentence breaks by Unicode's default rules, for languages without a data file.

https://www.unicode.org/reports/tr29/#Sentence_Boundary_Rules
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from l10n.segmentation import language
from l10n.segmentation.decision import Decision
from l10n.segmentation.paragraphs import blank_lines

if TYPE_CHECKING:
    from regex import Pattern

# What SB5 makes invisible, and one character of each kind with it.
_IGNORED: Final = r"[\p{SB=Extend}\p{SB=Format}]*+"
_PARAGRAPH: Final = r"(?:\r\n|[\p{SB=Sep}\r\n])"

# A break stands behind each match. Alternative 1 is SB4; 2 ends in ParaSep (SB9-SB11); 3 is a
# full stop that SB6, SB7, SB8 and SB8a let go; 4 another terminator, which only SB8a can hold.
_BREAKS: Final = rf"""
  {_PARAGRAPH}
| [\p{{SB=ATerm}}\p{{SB=STerm}}] {_IGNORED} (?:\p{{SB=Close}} {_IGNORED})*+ (?:\p{{SB=Sp}} {_IGNORED})*+ {_PARAGRAPH}
| (?: (?<![\p{{SB=Upper}}\p{{SB=Lower}}][\p{{SB=Extend}}\p{{SB=Format}}]*) \p{{SB=ATerm}} {_IGNORED} (?!\p{{SB=Numeric}})
    | \p{{SB=ATerm}} {_IGNORED} (?![\p{{SB=Numeric}}\p{{SB=Upper}}])
  )
  (?:\p{{SB=Close}} {_IGNORED})*+ (?:\p{{SB=Sp}} {_IGNORED})*+
  (?! [^\p{{SB=OLetter}}\p{{SB=Upper}}\p{{SB=Lower}}\p{{SB=Sep}}\r\n\p{{SB=STerm}}\p{{SB=ATerm}}]*+ \p{{SB=Lower}} )
  (?! [\p{{SB=SContinue}}\p{{SB=STerm}}\p{{SB=ATerm}}] )
| \p{{SB=STerm}} {_IGNORED} (?:\p{{SB=Close}} {_IGNORED})*+ (?:\p{{SB=Sp}} {_IGNORED})*+
  (?! [\p{{SB=SContinue}}\p{{SB=STerm}}\p{{SB=ATerm}}] )
"""
_LINE_ENDS: Final = str.maketrans(
    dict.fromkeys("\r\n\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", " ")
)


@lru_cache(maxsize=1)
def _pattern() -> Pattern[str]:
    import regex

    return regex.compile(_BREAKS, regex.VERBOSE | regex.VERSION1)


def unicode_breaks(text: str) -> tuple[int, ...]:
    """Return the breaks exactly as UAX 29 defines them, without the two ends of the text."""
    return tuple(match.end() for match in _pattern().finditer(text) if match.end() < len(text))


def boundaries(text: str) -> tuple[int, ...]:
    """Return the breaks that a translator would make too.

    A single line end is white space here; and no sentence ends behind a title that the press of the
    whole world uses (Dr., Prof.) or behind an initial.
    """
    cuts: list[int] = []
    begin = 0
    for end in (*blank_lines(text), len(text)):
        block = text[begin:end]
        breaks = unicode_breaks(block.translate(_LINE_ENDS))
        cuts += [begin + cut for cut in breaks if not _held(block, cut)]
        cuts.append(end)
        begin = end
    return tuple(cuts[:-1])


def _held(text: str, cut: int) -> bool:
    word = text[max(0, cut - 24) : cut].rstrip()
    if not word.endswith("."):
        return False
    token = word[:-1].split()[-1:] or [""]
    initial = len(token[0]) == 1 and token[0].isupper()
    known = language.load("en")
    return initial or bool(known and known.kinds.get(token[0], 0) & language.TITLE)


def explain(text: str) -> tuple[Decision, ...]:
    """Return the breaks; Unicode's rules name no place where they considered one and refused."""
    return tuple(
        Decision(
            offset=offset,
            breaks=True,
            rule="unicode-sentence-break",
            evidence=f"{text[max(0, offset - 20) : offset]!r} before {text[offset : offset + 20]!r}",
        )
        for offset in boundaries(text)
    )
