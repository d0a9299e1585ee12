"""A target is about as long as translations of such a source are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


# characters of a translation for one of English, in news (medians of human translations)
_EXPECTED = {
    **{"ar": 0.9, "he": 0.8, "fa": 0.98, "ckb": 1.0, "ur": 1.0, "hi": 1.0, "tr": 1.05},
    **{"zh": 0.31, "ja": 0.45, "ko": 0.5, "th": 0.95, "fr": 1.2, "es": 1.15, "pt": 1.1},
    **{"de": 1.18, "ru": 1.1, "it": 1.15, "nl": 1.1, "pl": 1.1, "uk": 1.08, "vi": 1.1},
}
_MOST = 2.2
_LEAST = 0.38
_SLACK = 20  # characters: below it a label may grow as it likes
_LONG = 40


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Prose only: addresses and tags have the same length everywhere."""
    if context.source.language != "en" and context.source.script != context.target.script:
        return
    wanted, given = len(unit.source), len(unit.target)
    if given < _SLACK and wanted < _LONG:
        return
    factor = _EXPECTED.get(context.target.language, 1.1) if context.source.language == "en" else 1.0
    if _LEAST * factor * wanted < given < _MOST * factor * wanted + _SLACK:
        return
    source = read(unit.source, context.source.language)
    target = read(unit.target, context.target.language)
    wanted = len(source.prose.strip()) - sum(code.end - code.start for code in source.codes)
    given = len(target.prose.strip()) - sum(code.end - code.start for code in target.codes)
    long = given > _MOST * factor * wanted + _SLACK and given > _SLACK
    if long or (wanted >= _LONG and given < _LEAST * factor * wanted):
        yield Finding(
            severity=Severity.WARNING,
            message=say(
                "{found} characters for {wanted} of the source", found=given, wanted=wanted
            ),
            end=len(unit.target),
            source_end=len(unit.source),
        )
