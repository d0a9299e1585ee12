"""A machine did not fall into a loop: no word or phrase stands three times in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_WORDS = re.compile(
    r"(?<!\w)(\w[\w'’\u064b-\u0652\u200c-]*(?:[\s,.;:!?،۔。]+[\w'’\u064b-\u0652\u200c-]+){0,11})(?:[\s,.;:!?،۔。]+\1(?!\w)){2,}",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"([\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f][^\d\s]{1,15}?)\1{2,}"
)


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """A phrase of up to twelve words; unless the source itself repeats."""
    target = read(unit.target, context.target.language)
    words = target.lowered
    spaceless = not context.target.spaces_sentences
    if not spaceless and len(words) - len(set(words)) < 2:
        return
    pattern = _LETTERS if spaceless else _WORDS
    found = pattern.search(target.prose)
    if found and not found[1].isdigit() and not _WORDS.search(unit.source):
        yield Finding(
            severity=Severity.ERROR,
            message=say("{words} stands three times or more in a row", words=found[1]),
            start=found.start(),
            end=found.end(),
        )
