"""How well providers translate what a person has translated already: likeness, names, findings, cost."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.catalog import open_catalog
from l10n.errors import ConfigError, ProviderError
from l10n.glossary.uses import term_uses
from l10n.memory import tmx
from l10n.model import Locale, Unit, Verdict
from l10n.routing import Plan, route
from l10n.routing.prices import MICRO
from l10n.text.chrf import corpus_chrf
from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from l10n.project import Project
    from l10n.routing import Desk

REFERENCE = "reference"
# how sacrebleu cuts words where a language has no spaces
_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char", "km": "char", "my": "char"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a provider made of the sentences; numbers are 0-100 where nothing else is said.

    ``bleu`` is None without sacrebleu, ``terms`` None where no sentence has a term. ``findings`` and
    ``errors`` are counted per 100 sentences. ``seconds`` and ``usd`` are those of this run: an answer
    that was stored costs nothing. ``failure`` is why some sentences have no answer.
    """

    provider: str
    sentences: int
    answered: int
    chrf: float
    bleu: float | None
    terms: float | None
    term_uses: int
    findings: float
    errors: float
    seconds: float
    usd: float
    failure: str = ""


def evaluate(
    project: Project, locale: Locale, pairs: Sequence[tuple[str, str]], providers: Sequence[str]
) -> tuple[Score, ...]:
    """A score for the reference itself (its names, its findings), then one for each provider."""
    desk = replace(project.desk(locale), outcomes=None)
    pairs = list(dict(pairs).items())  # one reference for a sentence
    first = _score(REFERENCE, desk, pairs, dict(pairs), seconds=0.0, usd=0.0)
    return (first, *(_asked(project, desk, name, pairs) for name in providers))


def reference(paths: Sequence[Path], source: Locale, locale: Locale) -> list[tuple[str, str]]:
    """Sentences with their translations: of a catalog, a TMX file, or two files of lines."""
    if len(paths) == 2:
        return _of_lines(*paths)
    (path,) = paths
    if path.suffix.lower() == ".tmx":
        return [
            (entry.source, entry.target)
            for entry in tmx.read(path)
            if _is_same(entry.source_lang, source) and _is_same(entry.target_lang, locale)
        ]
    units = open_catalog(path, locale).units
    return [(unit.source, unit.target) for unit in units if unit.target and not unit.fuzzy]


def _of_lines(one: Path, other: Path) -> list[tuple[str, str]]:
    texts = []
    for path in (one, other):
        try:
            texts.append(path.read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"cannot be read: {error}", path=path) from error
    if len(texts[0]) != len(texts[1]):
        raise ConfigError(
            f"has {len(texts[1])} lines, and {one} has {len(texts[0])}",
            path=other,
            hint="line n of the one must be the translation of line n of the other",
        )
    return [(a, b) for a, b in zip(*texts, strict=True) if a.strip() and b.strip()]


def _is_same(tag: str, locale: Locale) -> bool:
    told = Locale.parse(tag)
    return told == locale or (told.language == locale.language and told.script == locale.script)


def _asked(project: Project, desk: Desk, name: str, pairs: Sequence[tuple[str, str]]) -> Score:
    ledger = project.switchboard.ledger
    before, begun = ledger.spent().money, time.perf_counter()
    units = [Unit(source=source) for source, _ in pairs]
    routed = route(units, Plan(steps=(name,), review="none"), desk)
    made = {unit.source: unit.target for unit in routed.units}
    score = _score(
        name,
        desk,
        pairs,
        made,
        seconds=time.perf_counter() - begun,
        usd=(ledger.spent().money - before) / MICRO,
    )
    error: ProviderError | None = next(iter(routed.failures.values()), None)
    return replace(score, failure=str(error) if error else "")


def _score(
    name: str,
    desk: Desk,
    pairs: Sequence[tuple[str, str]],
    made: dict[str, str],
    *,
    seconds: float,
    usd: float,
) -> Score:
    rows = [(source, made[source], wanted) for source, wanted in pairs if made.get(source)]
    units = [Unit(source=source, target=target) for source, target, _ in rows]
    found = [one for own in desk.assess(units) for one in own]
    right, uses = _terms(desk, rows)
    compared = [(plain(target), plain(wanted)) for _, target, wanted in rows]
    per_hundred = 100 / max(1, len(rows))
    return Score(
        provider=name,
        sentences=len(pairs),
        answered=len(rows),
        chrf=round(corpus_chrf(compared), 2),
        bleu=_bleu(compared, desk.target),
        terms=round(100 * right / uses, 2) if uses else None,
        term_uses=uses,
        findings=round(len(found) * per_hundred, 2),
        errors=round(sum(one.severity == "error" for one in found) * per_hundred, 2),
        seconds=round(seconds, 2),
        usd=round(usd, 6),
    )


def _terms(desk: Desk, rows: Iterable[tuple[str, str, str]]) -> tuple[int, int]:
    """How many uses of terms are right, and how many there are; adjectives and plurals count too."""
    right = total = 0
    for source, target, _ in rows:
        uses = term_uses(desk.glossary, plain(source), plain(target), desk.source, desk.target)
        bad = {(use.hit.term.id, use.hit.start) for use in uses if use.forbidden}
        for use in uses:
            if not use.forbidden:
                total += 1
                good = use.verdict is not Verdict.ABSENT
                right += good and (use.hit.term.id, use.hit.start) not in bad
    return right, total


def _bleu(pairs: Sequence[tuple[str, str]], locale: Locale) -> float | None:
    """BLEU as sacrebleu computes it; None if it is not installed."""
    try:
        from sacrebleu.metrics.bleu import BLEU
    except ImportError:
        return None
    if not pairs:
        return 0.0
    metric = BLEU(tokenize=_TOKENIZERS.get(locale.language, "13a"))
    made = metric.corpus_score([one for one, _ in pairs], [[other for _, other in pairs]])
    return round(float(made.score), 2)
