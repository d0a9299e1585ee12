"""chrF is the one that others compute."""

from __future__ import annotations

import pytest

from l10n.text.chrf import chrf, corpus_chrf

PAIRS = [
    ("وصل ألف جندي إلى أربيل", "وصل 1000 جندي إلى مدينة أربيل"),
    ("سربازان به اربیل رسیدند", "هزار سرباز به اربیل رسید"),
    ("فوجی اربیل پہنچ گئے", "ایک ہزار فوجی اربیل پہنچے"),
    ("سەربازەکان گەیشتنە هەولێر", "هەزار سەرباز گەیشتنە هەولێر"),
    ("החיילים הגיעו לארביל", "אלף חיילים הגיעו לארביל"),
    ("The soldiers came.", "A thousand soldiers came to Erbil."),
    ("", "something"),
    ("same", "same"),
]


def test_the_corpus_score_is_sacrebleus() -> None:
    sacrebleu = pytest.importorskip("sacrebleu")
    ours = corpus_chrf(PAIRS)
    theirs = sacrebleu.corpus_chrf([one for one, _ in PAIRS], [[other for _, other in PAIRS]])
    assert ours == pytest.approx(theirs.score, abs=0.01)


@pytest.mark.parametrize("pair", PAIRS, ids=[one or "nothing" for one, _ in PAIRS])
def test_the_score_of_a_sentence_is_sacrebleus(pair: tuple[str, str]) -> None:
    sacrebleu = pytest.importorskip("sacrebleu")
    theirs = sacrebleu.sentence_chrf(pair[0], [pair[1]]).score
    assert chrf(*pair) == pytest.approx(theirs, abs=0.01)
