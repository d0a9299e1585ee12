"""Segmentation: right on cases and news, and how fast beside sentencex and choppa in the same run.

    python benchmarks/segmentation.py [cases] [ntrex] [golden] [speed] [linear] [srx]

``cases`` scores ../shared/data/segmentation/cases.jsonl; ``ntrex`` cuts paragraphs of news that are
built from single lines (up to six of a document, headlines dropped) and counts the boundaries found
again, beside sentencex and choppa if installed; ``golden`` runs the English golden rules that pysbd
brings, quotations whole; ``speed`` is CPU time on paragraphs against sentencex; ``linear`` doubles
hostile input up to 10 MB; ``srx`` runs choppa's own rules in both engines. Peers that are not
installed are skipped with a word.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.segmentation import boundaries, split, srx

if TYPE_CHECKING:
    from types import ModuleType

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
NTREX = DATA / "formats" / "ntrex"
LOCALES = "en ar fa prs ckb ps ur he fr es pt pt-BR ru tr de zh-Hans zh-Hant".split()
STOPS = ".!?\u2026\u061f\u06d4\u3002\uff01\uff1f"
CLOSERS = "\"'\u201d\u2019\u00bb)]\u201c\u201e\u300d\u300f\uff09\u200e\u200f "

Cutter = Callable[[str, str], Sequence[int]]


def peer(name: str) -> ModuleType | None:
    if importlib.util.find_spec(name) is None:
        print(f"  {name} is not installed: skipped")
        return None
    return importlib.import_module(name)


def cases() -> None:
    path = DATA / "segmentation" / "cases.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wrong = Counter(r["lang"] for r in rows if list(split(r["text"], r["lang"])) != r["segments"])
    right = len(rows) - wrong.total()
    print(f"cases: {right}/{len(rows)} right ({right / len(rows):.1%}); wrong {dict(wrong)}")


def paragraphs(locale: str, *, ended: bool) -> Iterator[list[str]]:
    """Up to six lines of one document; ``ended`` keeps only lines that end in a stop."""
    documents = (NTREX / "document_ids.tsv").read_text(encoding="utf-8").splitlines()
    lines = (NTREX / f"{locale}.txt").read_text(encoding="utf-8").splitlines()
    current: list[str] = []
    before = ""
    for document, line in zip(documents, map(str.strip, lines), strict=True):
        if document != before or len(current) == 6:
            yield from [current] if current else []
            current = []
        if document == before and (not ended or line.rstrip(CLOSERS)[-1:] in STOPS):
            current.append(line)
        before = document
    yield from [current] if current else []


def spacing(locale: str) -> str:
    return "" if locale.startswith("zh") else " "


def f1(
    locale: str, cutter: Cutter, *, ended: bool, witnesses: Sequence[Cutter] = ()
) -> tuple[float, int, int]:
    """Boundary F1 in per cent, then how many were invented and how many missed.

    A line may hold two sentences; a break within a line that a witness makes, too, is not counted.
    """
    found = invented = missed = 0
    space = spacing(locale)
    for lines in paragraphs(locale, ended=ended):
        text, gold, place = space.join(lines), set(), 0
        for line in lines[:-1]:
            place += len(line) + len(space)
            gold.add(place)
        got = {behind_space(text, cut) for cut in cutter(text, locale)} - {0, len(text)}
        for witness in witnesses:
            got -= {behind_space(text, cut) for cut in witness(text, locale)} - gold
        found += len(gold & got)
        invented += len(got - gold)
        missed += len(gold - got)
    return 200 * found / (2 * found + invented + missed), invented, missed


def behind_space(text: str, cut: int) -> int:
    while cut < len(text) and text[cut].isspace():
        cut += 1
    return cut


def lengths_to_cuts(segments: Sequence[str]) -> list[int]:
    cuts, place = [], 0
    for segment in segments:
        place += len(segment)
        cuts.append(place)
    return cuts[:-1]


def sentencex_cuts(text: str, locale: str) -> Sequence[int]:
    module = importlib.import_module("sentencex")
    return lengths_to_cuts(module.segment(locale.split("-", maxsplit=1)[0], text))


def choppa_cuts(text: str, locale: str) -> Sequence[int]:
    module = importlib.import_module("choppa")
    code = f"{locale.split('-', maxsplit=1)[0]}_two"
    return lengths_to_cuts(list(module.SrxTextIterator(reference(), code, text)))


@cache
def reference() -> object:
    module = importlib.import_module("choppa")
    return module.SrxDocument(ruleset=rules_of_choppa())


def rules_of_choppa() -> Path:
    module = importlib.import_module("choppa")
    return Path(str(module.__file__)).parent / "data" / "srx" / "languagetool_segment.srx"


def ntrex() -> None:
    cutters: dict[str, Cutter] = {"l10n": boundaries}
    if peer("sentencex"):
        cutters["sentencex"] = sentencex_cuts
    if peer("choppa"):
        cutters["choppa"] = choppa_cuts
    print("ntrex boundary F1 (invented/missed); * lines without a stop at the end dropped too")
    for locale in LOCALES:
        for ended in (False, True):
            cells = []
            for name, cutter in cutters.items():
                score, invented, missed = f1(locale, cutter, ended=ended)
                cells.append(f"{name} {score:5.2f} ({invented}/{missed})")
            others = [cutter for name, cutter in cutters.items() if name != "l10n"]
            score, invented, _ = f1(locale, boundaries, ended=ended, witnesses=others)
            cells.append(f"l10n, but for breaks that a peer makes, too: {score:5.2f} ({invented})")
            print(f"  {locale + '*' * ended:9} {'  '.join(cells)}")


def golden() -> None:
    spec = importlib.util.find_spec("benchmarks.english_golden_rules") if peer("pysbd") else None
    if spec is None or spec.origin is None:
        return
    found = importlib.util.spec_from_file_location("golden_rules", spec.origin)
    if found is None or found.loader is None:
        return
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    rules = module.GOLDEN_EN_RULES
    right = sum(
        [part.strip() for part in split(text, "en", quotes="whole")]
        == [part.strip() for part in wanted]
        for text, wanted in rules
    )
    print(
        f"golden rules (English, quotations whole): {right}/{len(rules)} ({right / len(rules):.1%})"
    )


def fastest(action: Callable[[str], object], texts: Sequence[str], rounds: int = 9) -> float:
    """The least CPU seconds that a pass over the texts took."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        for text in texts:
            action(text)
        best = min(best, time.process_time() - begin)
    return best


def speed() -> None:
    sentencex = peer("sentencex")
    for locale in ["en", "ar", "fa", "ur", "ru", "tr", "zh-Hans"]:
        code = locale.split("-")[0]
        texts = [spacing(locale).join(lines) for lines in paragraphs(locale, ended=False)]
        size = sum(len(text.encode()) for text in texts) / 1e6
        ours = fastest(lambda text, code=code: split(text, code), texts)  # type: ignore[misc]
        line = f"speed {locale:7} l10n {size / ours:6.1f} MB/s"
        if sentencex:
            theirs = fastest(lambda text, code=code: sentencex.segment(code, text), texts)  # type: ignore[misc]
            line += f"  sentencex {size / theirs:6.1f} MB/s  ratio {theirs / ours:.2f}"
        print(line)


LINE = "He said so to the man in U.S. courts (see p. 12). \u201cYes!\u201d she said. Dr. Who? "
HOSTILE = {
    "one line": LINE,
    "dots": ".",
    "quotes": '"',
    "dots and quotes": '."',
    "dots and spaces": ". ",
    "capitals": "A. ",
    "open brackets": "(A. B ",
    "Arabic letters": "\u062f. ",
}


def linear() -> None:
    for code in ("en", "ar", "zh", "so"):
        for name, unit in HOSTILE.items():
            seconds = []
            for size in (2_500_000, 5_000_000, 10_000_000):
                text = unit * (size // len(unit))
                begin = time.process_time()
                boundaries(text, code)
                seconds.append(time.process_time() - begin)
            growth = seconds[2] / max(seconds[0], 0.001)
            print(
                f"linear {code} {name:16} 2.5/5/10 M characters: "
                f"{' / '.join(f'{second:.2f}' for second in seconds)} s, 4x the text costs {growth:.1f}x"
            )


def srx_files() -> None:
    choppa = peer("choppa")
    if choppa is None:
        return
    begin = time.process_time()
    rules = srx.read([rules_of_choppa()])
    print(f"srx: choppa's rule file read and checked in {time.process_time() - begin:.2f} s")
    ratios = []
    for locale in ["en", "ar", "fa", "ru", "fr", "es", "pt", "de", "zh-Hans", "ur", "tr"]:
        code = f"{locale.split('-')[0]}_two"
        texts = [" ".join(lines) for lines in paragraphs(locale, ended=False)]
        size = sum(len(text.encode()) for text in texts) / 1e6
        same = sum(
            list(rules.boundaries(text, code)) == list(choppa_cuts(text, locale)) for text in texts
        )
        ours = fastest(lambda text, code=code: rules.boundaries(text, code), texts, 5)  # type: ignore[misc]
        theirs = fastest(lambda text, locale=locale: choppa_cuts(text, locale), texts, 2)  # type: ignore[misc]
        ratios.append(theirs / ours)
        print(
            f"srx {locale:7} identical {same}/{len(texts)}  l10n {size / ours:6.2f} MB/s  "
            f"choppa {size / theirs:5.2f} MB/s  ratio {theirs / ours:.1f}"
        )
    print(f"srx: median ratio {sorted(ratios)[len(ratios) // 2]:.1f}, least {min(ratios):.1f}")


PARTS: dict[str, Callable[[], None]] = {
    "cases": cases,
    "ntrex": ntrex,
    "golden": golden,
    "speed": speed,
    "linear": linear,
    "srx": srx_files,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    chosen = parser.parse_args().parts or list(PARTS)
    if not DATA.exists():
        sys.exit("../shared/data is not here: nothing to measure")
    for part in chosen:
        PARTS[part]()


if __name__ == "__main__":
    main()
