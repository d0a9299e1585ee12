"""Inflected country names: how many are recognised, and which other words are taken for them.

    python benchmarks/inflections.py [--show N] [LANGUAGE...]

Names come from CLDR, their forms and the 60,000 headwords from the hunspell dictionaries that are
installed (apt-get install hunspell-ru hunspell-uk hunspell-hu ...). Recall is the share of forms that
count as present; a false match is a headword, unequal to the name, that does. The peer in the same
run is Weblate's rule: the exact form between word boundaries.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from hunspell import FILES, Dictionary, dictionary

from l10n.glossary import Prepared, verify
from l10n.glossary.languages import language
from l10n.model import Verdict
from l10n.text.places import place_names

HEADWORDS = 60_000


def names(code: str) -> list[str]:
    return sorted(name for name in place_names(code) if re.fullmatch(r"[^\W\d_]{3,}", name))


def recall(
    code: str, book: Dictionary, longest: int
) -> tuple[int, int, int, list[tuple[str, str]]]:
    found = exact = total = 0
    missed = []
    for name in names(code):
        for form in sorted(book.forms(name, longest)):
            total += 1
            exact += bool(re.search(rf"\b{re.escape(name)}\b", form, re.IGNORECASE))
            if verify(form, name, code).verdict is Verdict.PRESENT:
                found += 1
            else:
                missed.append((name, form))
    return found, exact, total, missed


def false_matches(code: str, book: Dictionary) -> tuple[list[tuple[str, str]], int]:
    rules = language(code)
    words = sorted(book.words)
    if len(words) > HEADWORDS:
        words = random.Random(7).sample(words, HEADWORDS)  # noqa: S311 - a sample, no secret
    every = {name: rules.fold(name) for name in names(code)}
    wrong = []
    raw = 0
    text = [(word, Prepared.of(word, code)) for word in words]
    for name, folded in every.items():
        for word, prepared in text:
            if folded.lower[:2] not in prepared.folded.lower:
                continue
            raw += folded.lower in prepared.folded.lower
            if prepared.folded.lower == folded.lower or word in book.forms(name):
                continue
            if verify(prepared, name, code).verdict is Verdict.PRESENT:
                wrong.append((name, word))
    return wrong, raw


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("languages", nargs="*", default=[])
    options.add_argument("--show", type=int, default=0)
    options.add_argument("--no-false", action="store_true")
    asked = options.parse_args()
    print("lang  letters  names' forms  recognised  exact-form peer")
    for code in asked.languages or FILES:
        book = dictionary(code)
        if book is None:
            print(f"{code}: no dictionary")
            continue
        for longest in (3, 99) if code == "hu" else (99,):
            found, exact, total, missed = recall(code, book, longest)
            if total:
                print(
                    f"{code:5} <={longest:2}  {total:8}  {found / total:.3f}  {exact / total:.3f}"
                )
            for name, form in missed[: asked.show]:
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
