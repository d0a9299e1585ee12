"""How far an article is in a locale: units by state, words, findings, and what editing it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.model import Article, Finding, Key, Locale, Severity
from l10n.text.similarity import similarity
from l10n.text.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from l10n.model import Unit
    from l10n.routing.trace import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Counts of one article in one locale.

    ``stale`` says that the article changed since its catalog was last extracted; ``words`` are
    those of the source, ``words_done`` those that have a target no person is waited for.
    ``post_edited`` is how many machine texts a person has read, ``post_edit`` how much they changed
    them on average, 0-100 (0: nothing). ``published`` is ``current``, ``stale`` (made from an earlier
    article or catalog) or empty.
    """

    article: Article
    locale: Locale
    units: int = 0
    reviewed: int = 0
    translated: int = 0
    fuzzy: int = 0
    empty: int = 0
    words: int = 0
    words_done: int = 0
    errors: int = 0
    warnings: int = 0
    post_edited: int = 0
    post_edit: float = 0.0
    stale: bool = False
    published: str = ""


def standing(
    article: Article,
    locale: Locale,
    keys: Sequence[Key],
    units: Sequence[Unit],
    findings: Sequence[Finding],
    traces: Mapping[Key, Sequence[Attempt]],
) -> Standing:
    """Count the units of an article; ``traces`` tell what machines once answered."""
    wanted = set(keys)
    own = [unit for unit in units if unit.key in wanted]
    done = [unit for unit in own if unit.target]
    settled = [unit for unit in done if not unit.fuzzy]
    reviewed = [unit for unit in done if unit.state in {"reviewed", "final"}]
    edits = [
        edit for unit in reviewed if (edit := _edit(unit, traces.get(unit.key, ()))) is not None
    ]
    return Standing(
        article=article,
        locale=locale,
        units=len(keys),
        reviewed=len(reviewed),
        translated=len(settled) - len(reviewed),
        fuzzy=len(done) - len(settled),
        empty=len(keys) - len(done),
        words=sum(words(key.source) for key in keys),
        words_done=sum(words(unit.source) for unit in settled),
        errors=sum(finding.severity is Severity.ERROR for finding in findings),
        warnings=sum(finding.severity is Severity.WARNING for finding in findings),
        post_edited=len(edits),
        post_edit=sum(edits) / len(edits) if edits else 0.0,
        stale={unit.key for unit in units} != wanted,
    )


def _edit(unit: Unit, attempts: Sequence[Attempt]) -> int | None:
    """How much a person changed the text that a machine had written here, 0-100."""
    written = [one.target for one in attempts if one.outcome == "kept" and one.step != "memory"]
    return 100 - similarity(written[-1], unit.target) if written else None
