"""Bold, italic, struck and code passages are those of the source."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_MARKS = "*_~`"
_PASSAGES = (
    ("bold italic", re.compile(r"(?<!\*)\*{3}(?=[^\s*])[^*\n]*[^\s*]\*{3}(?!\*)")),
    (
        "bold",
        re.compile(
            r"(?<!\*)\*\*(?=[^\s*])(?:[^*\n]|(?<!\*)\*(?!\*))*?\*\*(?!\*)|(?<![\w_])__(?=[^\s_])[^\n]+?__(?![\w_])"
        ),
    ),
    (
        "italic",
        re.compile(
            r"(?<![*\w])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![*\w])|(?<![\w_])_(?=[^\s_])[^_\n]*[^\s_]_(?![\w_])"
        ),
    ),
    ("struck", re.compile(r"(?<!~)~~(?=\S)[^~\n]+~~(?!~)")),
    ("code", re.compile(r"`[^`\n]+`")),
)


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """As many of each kind; what they enclose is the translator's.

    The strings of programs (``python-format`` and its like) are not Markdown.
    """
    if not any(mark in unit.source or mark in unit.target for mark in _MARKS):
        return
    if any(flag.endswith("-format") and flag[:3] != "no-" for flag in unit.flags):
        return
    wanted = _passages(unit.source, context.source.language)
    given = _passages(unit.target, context.target.language)
    if wanted == given:
        return
    for kind in sorted((wanted - given) | (given - wanted)):
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "{found} {kind} passages, the source has {wanted}",
                kind=kind,
                found=given[kind],
                wanted=wanted[kind],
            ),
            end=len(unit.target),
        )
        return


def _passages(text: str, language: str) -> Counter[str]:
    found: Counter[str] = Counter()
    rest = read(text, language).prose if "`" not in text else text
    for kind, pattern in _PASSAGES:
        if kind != "code":
            rest, times = pattern.subn(lambda at: re.sub(r"^[*_~]+|[*_~]+$", " ", at[0]), rest)
            found[kind] += times
    found["code"] = len(_PASSAGES[-1][1].findall(text))
    return +found
