"""The glossary measured: cases, two full translations, and speed beside ahocorasick_rs.

    python benchmarks/glossary.py [cases] [translations] [speed] [opening] [verifying]

The peer for speed is Weblate's way of finding terms: ahocorasick_rs over the lower-cased text,
overlapping, both edges at characters that are no word's. It does not fold diacritics, apostrophes or
hyphens, knows no plural and keeps nested terms, so it does less; ratios are of CPU time in one run.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from l10n.glossary import Glossary, Prepared, forbidden, verify  # noqa: E402
from l10n.model import Term, Verdict  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = ROOT.parent / "shared" / "data"
GLOSSARY = ROOT / "glossaries" / "middle-east-security.csv"
MEGABYTE = 1_000_000


def clocked(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU seconds of several runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def read(name: str) -> list[dict[str, object]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def cases() -> None:
    rows = read("glossary/cases.jsonl")
    glossary = Glossary(case_terms())
    source = [row for row in rows if row["type"] == "source"]
    hit = found = wanted = right = 0
    for row in source:
        got = {(h.term.id, h.start, h.end) for h in glossary.find(row["text"])}
        want = {(e["id"], e["start"], e["end"]) for e in row["expect"]}
        hit, found, wanted = hit + len(got & want), found + len(got), wanted + len(want)
        right += got == want
    print(f"finding: precision {hit / found:.3f} recall {hit / wanted:.3f}", end=" ")
    print(f"texts entirely right {right}/{len(source)}")
    target = [row for row in rows if row["type"] == "target"]
    wrong: Counter[str] = Counter()
    counts: Counter[tuple[bool, bool]] = Counter()
    for row in target:
        verdict = verify(row["text"], row["term"], row["lang"]).verdict
        pair = (verdict is Verdict.PRESENT, row["expect"] == "present")
        counts[pair] += 1
        wrong[row["lang"]] += pair[0] != pair[1]
    true = counts[True, True]
    print(f"verifying: precision {true / (true + counts[True, False]):.3f}", end=" ")
    print(f"recall {true / (true + counts[False, True]):.3f} of {len(target)};", dict(+wrong))


def case_terms() -> list[Term]:
    raw = json.loads((DATA / "glossary" / "source_glossary.json").read_text(encoding="utf-8"))
    return [
        Term(
            id=one["id"],
            source=one["term"],
            variants=tuple(one["variants"]),
            pos="proper-name" if one["pos"] == "name" else one["pos"],
            case_sensitive=one["case_sensitive"],
        )
        for one in raw
    ]


def translations() -> None:
    glossary = Glossary.open(GLOSSARY)
    for locale in ("ar", "fr"):
        for accept in (True, False):
            counts: Counter[Verdict] = Counter()
            bad = 0
            for row in read(f"seed/translation.{locale}.jsonl"):
                prepared = Prepared.of(row["target"], locale)
                hits = glossary.find(row["source"])
                bad += len(forbidden(prepared, hits, locale))
                for hit in hits:
                    forms = glossary.forms(hit, locale)
                    forms = forms if accept else replace(forms, accepted=())
                    counts[verify(prepared, forms, locale, pos=hit.term.pos).verdict] += 1
            what = "with :accept" if accept else "without it"
            told = ", ".join(f"{verdict} {counts[verdict]}" for verdict in Verdict)
            print(f"{locale} {what}: {told} of {counts.total()}; forbidden hits {bad}")


def speed() -> None:
    sentences = [str(row["source"]) for row in read("seed/translation.ar.jsonl")]
    print("terms   MB/s here  MB/s peer  ratio  hits here / peer")
    for size in (1_000, 10_000, 100_000):
        terms = random_terms(size)
        text = article(sentences, terms)
        glossary = Glossary(terms)
        hits = len(glossary.find(text))  # and the tables are made
        here = clocked(partial(glossary._look, text, "en"))  # noqa: SLF001 - find() remembers texts
        there, peer_hits = peer(terms, text)
        mine, other = MEGABYTE / here / 1e6, MEGABYTE / there / 1e6 if there else 0.0
        ratio = mine / other if other else 0.0
        print(f"{size:6}  {mine:9.2f}  {other:9.2f}  {ratio:.3f}  {hits} / {peer_hits}")


def peer(terms: list[Term], text: str) -> tuple[float, int]:
    try:
        import ahocorasick_rs
    except ImportError:
        return 0.0, 0
    machine = ahocorasick_rs.AhoCorasick([term.source.lower() for term in terms])

    def find() -> list[tuple[int, int, int]]:
        lower = text.lower()
        return [
            one
            for one in machine.find_matches_as_indexes(lower, overlapping=True)
            if not (lower[one[1] - 1 : one[1]].isalnum() or lower[one[2] : one[2] + 1].isalnum())
        ]

    return clocked(find), len(find())


def random_terms(size: int) -> list[Term]:
    dice = random.Random(11)  # noqa: S311 - names for a benchmark
    syllables = "al ba da fa ga ha ja ka la ma na qa ra sa ta wa ya za bi di fi hi ki li mi ni ri si ti bu du hu ku".split()

    def name() -> str:
        return "".join(dice.choices(syllables, k=dice.randint(2, 4))).capitalize()

    return [
        Term(
            id=f"t{number}",
            source=" ".join(name() for _ in range(dice.randint(1, 3))),
            pos="proper-name",
        )
        for number in range(size)
    ]


def article(sentences: list[str], terms: list[Term]) -> str:
    dice = random.Random(12)  # noqa: S311
    pieces: list[str] = []
    length = 0
    while length < MEGABYTE:
        piece = f"{dice.choice(sentences)} {dice.choice(terms).source} said so. "
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces)[:MEGABYTE]


def opening() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["id", "source", "variants", "pos", "ar", "fr"])
            for term in random_terms(100_000):
                writer.writerow(
                    [term.id, term.source, "", term.pos, "س" + term.source, term.source]
                )
        cache = Path(folder) / "cache"
        for turn in ("first", "second"):
            start = time.process_time()
            glossary = Glossary.open(path, cache_dir=cache)
            hits = glossary.find("They met Kadafi Bala there.")
            print(
                f"opening 100,000 terms, {turn} time: {time.process_time() - start:.2f} s",
                len(hits),
            )


def verifying() -> None:
    """Each pair verified once (as a check does), each term compiled before."""
    glossary = Glossary.open(GLOSSARY)
    for locale in ("ar", "fr"):
        rows = read(f"seed/translation.{locale}.jsonl")
        terms = [(glossary.forms(term, locale), term.pos) for term in glossary.terms]
        texts = [str(row["target"]) for row in rows]

        def work(texts: list[str] = texts, terms: list = terms, locale: str = locale) -> None:
            for text in texts:
                prepared = Prepared.of(text, locale)
                for forms, pos in terms:
                    verify(prepared, forms, locale, pos=pos)

        def weblate(texts: list[str] = texts, terms: list = terms) -> None:
            for text in texts:
                for forms, _ in terms:
                    for form in forms.preferred:
                        re.search(rf"\b{re.escape(form)}\b", text, re.IGNORECASE)

        work()
        weblate()
        pairs = len(texts) * len(terms)
        mine, other = clocked(work) / pairs * 1e6, clocked(weblate) / pairs * 1e6
        print(
            f"verifying {locale}: {mine:.1f} us a term and segment; regex peer {other:.1f}; ratio {mine / other:.2f}"
        )


if __name__ == "__main__":
    for name in sys.argv[1:] or ["cases", "translations", "speed", "opening", "verifying"]:
        globals()[name]()
