"""Inflected country names: how many are recognised, and which other words are taken for them.

    python benchmarks/inflections.py [--show N] [LANGUAGE...]

Names come from CLDR, their forms and the 60,000 headwords from the hunspell dictionaries that are
installed (apt-get install hunspell-ru hunspell-uk hunspell-hu ...), for Finnish from Voikko. Recall is the share of forms that
count as present; a false match is a headword, unequal to the name, that does. The peer in the same
run is Weblate's rule: the exact form between word boundaries. Hunspell's affixes make derivations,
too (Iraqi, the wife of, -like); those that are recognised as derived are told apart, and the last
column is the recall of what is left.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from hunspell import FILES, Dictionary, dictionary
from voikko import Voikko, voikko

from l10n.glossary import Prepared, occurrences, verify
from l10n.glossary.languages import language
from l10n.model import Verdict
from l10n.text.places import place_names

HEADWORDS = 60_000
SEPARATOR = "|"


class Recall(NamedTuple):
    """Of ``total`` forms: counted as inflections, as derivations, by the peer; and the rest."""

    present: int
    derived: int
    exact: int
    total: int
    missed: list[tuple[str, str]]


def names(code: str) -> list[str]:
    return sorted(name for name in place_names(code) if re.fullmatch(r"[^\W\d_]{3,}", name))


def recall(code: str, book: Dictionary | Voikko, longest: int) -> Recall:
    found = derived = exact = total = 0
    missed = []
    for name in names(code):
        forms = sorted(book.forms(name, longest))
        total += len(forms)
        whole = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
        exact += sum(bool(whole.search(form)) for form in forms)
        recognised = present(name, SEPARATOR.join(forms), code)
        found += len(recognised)
        for form in (form for form in forms if form not in recognised):
            if verify(form, name, code).verdict is Verdict.DERIVED:
                derived += 1
            else:
                missed.append((name, form))
    return Recall(found, derived, exact, total, missed)


def present(name: str, text: str, code: str) -> set[str]:
    """Which of the words between separators count as the name."""
    hits = occurrences(Prepared.of(text, code), name, code)
    return {
        text[text.rfind(SEPARATOR, 0, hit.start) + 1 : (text + SEPARATOR).find(SEPARATOR, hit.end)]
        for hit in hits
        if hit.verdict is Verdict.PRESENT
    }


def false_matches(code: str, book: Dictionary | Voikko) -> tuple[list[tuple[str, str]], int]:
    rules = language(code)
    words = sorted(book.words)
    if len(words) > HEADWORDS:
        words = random.Random(7).sample(words, HEADWORDS)  # noqa: S311 - a sample, no secret
    folded_words = [(word, rules.fold(word).lower) for word in words]
    lower = SEPARATOR.join(folded for _, folded in folded_words)
    wrong = []
    for name in names(code):
        folded = rules.fold(name).lower
        start = folded.removeprefix(rules.article)[:2]
        text = SEPARATOR.join(word for word, other in folded_words if start in other)
        wrong += [
            (name, word)
            for word in sorted(present(name, text, code))
            if rules.fold(word).lower != folded and word not in book.forms(name)
        ]
    raw = sum(lower.count(rules.fold(name).lower) for name in names(code))
    return wrong, raw


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("languages", nargs="*", default=[])
    options.add_argument("--show", type=int, default=0)
    options.add_argument("--no-false", action="store_true")
    asked = options.parse_args()
    print("lang  letters  forms  present  present or derived  exact-form peer")
    for code in asked.languages or (*FILES, "fi"):
        book = voikko() if code == "fi" else dictionary(code)
        if book is None:
            print(f"{code}: no dictionary")
            continue
        for longest in (3, 6) if code == "hu" else (99,):
            seen = recall(code, book, longest)
            if seen.total:
                shares = (seen.present, seen.present + seen.derived, seen.exact)
                inflections = seen.present / max(1, seen.total - seen.derived)
                told = "  ".join(f"{share / seen.total:.3f}" for share in shares)
                told += f"  of the inflections {inflections:.3f}"
                print(f"{code:5} <={longest:2}  {seen.total:8}  {told}")
            for name, form in seen.missed[: asked.show]:
                print("      missed", name, form)
        if asked.no_false:
            continue
        wrong, raw = false_matches(code, book)
        print(
            f"{code:5} false matches {len(wrong)} (raw substring {raw}):",
            *(f"{a}~{b}" for a, b in wrong),
        )


if __name__ == "__main__":
    main()
