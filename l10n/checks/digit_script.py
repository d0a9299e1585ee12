"""One system of digits in a text, and one that the locale uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_SYSTEMS = {
    "latn": "0123456789",
    "arab": "".join(chr(0x660 + n) for n in range(10)),
    "arabext": "".join(chr(0x6F0 + n) for n in range(10)),
    "deva": "".join(chr(0x966 + n) for n in range(10)),
    "beng": "".join(chr(0x9E6 + n) for n in range(10)),
}
_OF = {digit: (name, n) for name, digits in _SYSTEMS.items() for n, digit in enumerate(digits)}
# the systems a locale uses, its own first
_USED = {
    **dict.fromkeys(("ar", "arz", "ckb"), ("arab", "latn")),
    **dict.fromkeys(("fa", "prs", "ur", "ps", "ug", "sd"), ("arabext", "latn")),
    **dict.fromkeys(("hi", "mr", "ne"), ("deva", "latn")),
    "bn": ("beng", "latn"),
}
_RUN = re.compile(r"\d+(?:[.,:/\u066b\u066c]\d+)*")
_LATIN = re.compile(r"[A-Za-z\ue001][-\u2011.+]?$")
_LATIN_AFTER = re.compile(r"[-\u2011+]?[A-Za-z\ue001]")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Numbers only: the digits of addresses and of names such as F-16 stay as they are."""
    used = _USED.get(context.target.language)
    if used is None:
        return
    target = read(unit.target, context.target.language)
    if not target.has_digits:
        return
    runs = _runs(target)
    systems = {system for _, _, system in runs}
    if not systems or (len(systems) == 1 and systems <= {*used}):
        return
    counts = {name: sum(r[2] == name for r in runs) for name in systems & {*used}}
    kept = max(counts, key=lambda name: (counts[name], name == used[0]), default=used[0])
    for start, end, system in runs:
        if system != kept:
            yield _finding(unit.target, start, end, system, kept)


def _finding(target: str, start: int, end: int, system: str, kept: str) -> Finding:
    digits = "".join(_SYSTEMS[kept][_OF[c][1]] if c in _OF else c for c in target[start:end])
    return Finding(
        severity=Severity.WARNING,
        message=say("digits of {found} among those of {wanted}", found=system, wanted=kept),
        start=start,
        end=end,
        fix=Fix(start=start, end=end, text=digits),
    )


def _runs(target: Reading) -> list[tuple[int, int, str]]:
    """Numbers with the system of their first digit, without those joined to Latin letters."""
    text = target.prose
    return [
        (found.start(), found.end(), _OF[found[0][0]][0])
        for found in _RUN.finditer(text)
        if found[0][0] in _OF
        and not _LATIN.search(text[max(0, found.start() - 2) : found.start()])
        and not _LATIN_AFTER.match(text[found.end() : found.end() + 2])
    ]
