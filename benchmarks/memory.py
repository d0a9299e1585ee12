"""The memory measured: recall and speed beside rapidfuzz, tantivy and pg_trgm on real segments.

    python benchmarks/memory_corpus.py FOLDER          # once
    python benchmarks/memory.py FOLDER [COUNT] [search] [peers] [life] [processes] [postgres]
        [exchange]

COUNT (1,000,000) segments of FOLDER are fed into a memory in SQLite, which is kept there for the next run.
Queries are stored segments with a changed name, number, inserted clause, deletion, typos or replaced
words, and held-out ones; the seed is fixed before anything is looked at. Truth is brute force: every
segment in the length window whose Levenshtein similarity of signatures is 70 or more, by rapidfuzz, whose
time is the peer's. Times are CPU times of one process (wall times with a server): the machine is shared, trust the ratios.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from l10n.memory import Entry, Memory  # noqa: E402
from l10n.text.similarity import Comparable  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SEED = 20_261_124
QUERIES = 320
AT_LEAST = 70
PLAIN = str.maketrans("&<>;", "    ")
NAMES = "Erbil Baghdad Anbar Haditha Washington Tehran Kirkuk Basra Mosul Ankara".split()


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0])
    numbers = [int(one) for one in arguments[1:] if one.isdecimal()]
    count = numbers[0] if numbers else 1_000_000
    wanted = [one for one in arguments[1:] if not one.isdecimal()]
    parts: dict[str, Callable[[Bench], None]] = {
        "search": search,
        "peers": peers,
        "life": life,
        "processes": processes,
        "postgres": postgres,
        "exchange": exchange,
    }
    bench = Bench(folder, count)
    for name in wanted or parts:
        parts[name](bench)


class Bench:
    """A corpus in a memory, and questions to it."""

    def __init__(self, folder: Path, count: int) -> None:
        lines = (folder / "segments.txt").read_text("utf-8").splitlines()
        self.segments = lines[:count]
        self.folder = folder
        self.path = folder / f"memory-{count}.db"
        self.queries = list(
            questions(self.segments, (folder / "held_out.txt").read_text("utf-8").splitlines())
        )
        if not self.path.exists():
            self._feed()
        self._truth: list[set[str]] | None = None
        self.brute: list[float] = []

    def open(self) -> Memory:
        return Memory.open(self.path)

    def _feed(self) -> None:
        memory = self.open()
        started = time.process_time()
        entries = (
            Entry(source_lang="en", target_lang="ar", source=text, target=f"T{n}")
            for n, text in enumerate(self.segments)
        )
        memory.take_in(entries, "corpus.tmx")
        fed = time.process_time()
        memory.catch_up()
        print(f"fed {len(self.segments)} rows in {fed - started:.0f} s of CPU,", end=" ")
        print(f"index built in {time.process_time() - fed:.1f} s of CPU (60 wanted)")
        memory.close()

    def truth(self) -> list[set[str]]:
        """For each query the signatures that brute force finds; its times are kept."""
        if self._truth is None:
            print("brute force ...", file=sys.stderr)
            self._truth = [set(found) for found in map(self._found_by_brute_force, self._windows())]
        return self._truth

    def _windows(self) -> Iterator[tuple[str, list[str]]]:
        signatures = sorted({Comparable.of(one).signature for one in self.segments}, key=len)
        sizes = [len(one) for one in signatures]
        from bisect import bisect_left, bisect_right

        for query in self.queries:
            text = Comparable.of(query).signature
            low, high = -(-AT_LEAST * len(text) // 100), len(text) * 100 // AT_LEAST
            yield text, signatures[bisect_left(sizes, low) : bisect_right(sizes, high)]

    def _found_by_brute_force(self, window: tuple[str, list[str]]) -> list[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        text, near = window
        started = time.process_time()
        found = process.extract(
            text,
            near,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=AT_LEAST / 100,
            limit=None,
        )
        self.brute.append(time.process_time() - started)
        return [one for one, _, _ in found]


def questions(segments: Sequence[str], held_out: Sequence[str]) -> Iterator[str]:
    """Stored segments changed in one of seven ways, some left as they are, and held-out ones."""
    chance = random.Random(SEED)  # noqa: S311
    words = [word for one in chance.sample(segments, 2000) for word in one.split()]
    changes: Sequence[Callable[[list[str], int], list[str]]] = (
        lambda parts, at: [*parts[:at], chance.choice(NAMES), *parts[at + 1 :]],
        lambda parts, at: [*parts[:at], str(chance.randrange(10_000)), *parts[at:]],
        lambda parts, at: [*parts[:at], *chance.choices(words, k=1 + len(parts) // 5), *parts[at:]],
        lambda parts, at: [*parts[:at], *parts[at + 1 + len(parts) // 6 :]],
        lambda parts, _: mistyped(" ".join(parts), chance).split(),
        lambda parts, _: [
            chance.choice(words) if chance.random() < 1 / 6 else part for part in parts
        ],
        lambda _, __: chance.choice(held_out).split(),
        lambda parts, _: parts,
    )
    for n in range(QUERIES):
        parts = chance.choice(segments).split()
        changed = changes[n % len(changes)](parts, chance.randrange(len(parts)))
        yield " ".join(changed or parts)


def mistyped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(1 + len(letters) // 20):
        letters[chance.randrange(len(letters))] = chance.choice("aeinorst")
    return "".join(letters)


def search(bench: Bench) -> None:
    """Recall and speed of the index beside brute force in a length window."""
    truth = bench.truth()
    brute = statistics.median(bench.brute)
    print(f"rapidfuzz in a length window: {told(bench.brute)}")
    memory = bench.open()
    index = memory._index(memory._store.pairs()[0][0])  # noqa: SLF001 - the part that is measured
    signatures = {number: text for number, text in memory._store.forms(1, 0)}  # noqa: SLF001, C416
    for name, sure in (("fast", False), ("sure", True)):
        times: list[float] = []
        hit = first = firsts = 0
        for query, wanted in zip(bench.queries, truth, strict=True):
            text = Comparable.of(query).signature
            started = time.process_time()
            near = index.near(text, AT_LEAST, sure=sure)
            times.append(time.process_time() - started)
            found = {signatures[one.id] for one in near}
            hit += len(found & wanted)
            firsts += bool(wanted)
            first += bool(wanted) and best_of(text, found) == best_of(text, wanted)
        total = sum(map(len, truth))
        ratio = brute / statistics.median(times)
        print(
            f"index, {name}: {told(times)}; recall {hit}/{total} = {hit / total:.4%},"
            f" recall@1 {first}/{firsts}; {ratio:.0f}x rapidfuzz at the median"
            f" ({60 if name == 'fast' else 8} wanted)"
        )
    times = []
    for query in bench.queries:
        started = time.process_time()
        memory.recall(query, "ar", at_least=AT_LEAST)
        times.append(time.process_time() - started)
    print(f"recall() with rows from SQLite: {told(times)}")
    memory.close()


def best_of(text: str, found: set[str]) -> float:
    from rapidfuzz.distance import Levenshtein

    return max((Levenshtein.normalized_similarity(text, one) for one in found), default=0.0)


def peers(bench: Bench) -> None:
    """Tantivy: words, BM25, the best 200, then Levenshtein."""
    import tantivy
    from rapidfuzz.distance import Levenshtein

    schema = tantivy.SchemaBuilder().add_text_field("text", stored=True).build()
    with tempfile.TemporaryDirectory() as place:
        index = tantivy.Index(schema, path=place)
        writer = index.writer(200_000_000, 1)
        signatures = {Comparable.of(one).signature for one in bench.segments}
        for text in signatures:
            writer.add_document(tantivy.Document(text=text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()
        times: list[float] = []
        hit = 0
        for query, wanted in zip(bench.queries, bench.truth(), strict=True):
            text = Comparable.of(query).signature
            started = time.process_time()
            words = "".join(one if one.isalnum() else " " for one in text).lower()
            parsed = index.parse_query(words, ["text"]) if words.strip() else None
            hits = searcher.search(parsed, 200).hits if parsed else []
            near = [searcher.doc(address)["text"][0] for _, address in hits]
            found = {
                one
                for one in near
                if Levenshtein.normalized_similarity(text, one, score_cutoff=0.7)
            }
            times.append(time.process_time() - started)
            hit += len(found & wanted)
    total = sum(map(len, bench.truth()))
    print(
        f"tantivy, top 200, then Levenshtein: {told(times)}; recall {hit}/{total} = {hit / total:.2%}"
    )


def life(bench: Bench) -> None:
    """Memory, opening, and taking in more."""
    code = (
        "import re,sys,time;sys.path.insert(0,sys.argv[1]);"
        "from l10n.memory import Memory;import numpy,rapidfuzz.process,l10n.memory.index;"
        "t=time.perf_counter();m=Memory.open(sys.argv[2]);m.recall(sys.argv[3],'ar');"
        "print(time.perf_counter()-t)\n"
        "for q in open(sys.argv[4]).read().splitlines(): m.recall(q,'ar')\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)',open('/proc/self/status').read())[1])"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as asked:
        asked.write("\n".join(bench.queries))
        asked.flush()
        for _ in range(2):
            done = subprocess.run(
                [
                    sys.executable,
                    "-c",
                    code,
                    str(ROOT),
                    str(bench.path),
                    bench.queries[0],
                    asked.name,
                ],
                capture_output=True,
                text=True,
                check=True,
            )
        opening, resident = map(float, done.stdout.split())
    resident /= 1024
    print(f"open and first lookup, warm: {opening * 1000:.0f} ms (50 wanted)")
    print(f"resident after {QUERIES} lookups: {resident:.0f} MiB (650 wanted)")
    memory = bench.open()
    fresh = [
        Entry(source_lang="en", target_lang="ar", source=f"{text} {n}th time", target=str(n))
        for n, text in enumerate(bench.segments[:1000])
    ]
    started = time.perf_counter()
    memory.take_in(fresh, "fresh.tmx")
    memory.recall(fresh[7].source, "ar")
    print(f"1,000 more and a lookup: {time.perf_counter() - started:.2f} s (1 wanted)")
    memory.take_in([], "fresh.tmx")
    memory.close()


def processes(bench: Bench) -> None:
    """How many more questions two processes answer; by CPU time, and by the clock."""
    clock, cpu = {}, {}
    for jobs in (1, 2):
        with ProcessPoolExecutor(jobs, initializer=begin, initargs=(bench.path,)) as pool:
            list(pool.map(ask, bench.queries[:40], chunksize=4))
            started = time.perf_counter()
            cpu[jobs] = sum(pool.map(ask, bench.queries * 4, chunksize=16))
            clock[jobs] = time.perf_counter() - started
    print(
        f"two processes answer {2 * cpu[1] / cpu[2]:.2f}x as many questions by CPU time,"
        f" {clock[1] / clock[2]:.2f}x by the clock of this machine (1.7 wanted)"
    )


_opened: list[Memory] = []


def begin(path: Path) -> None:
    _opened.append(Memory.open(path))


def ask(query: str) -> float:
    """Answer a question; the CPU time that it took."""
    started = time.process_time()
    _opened[0].recall(query, "ar", at_least=AT_LEAST)
    return time.process_time() - started


def postgres(bench: Bench) -> None:
    """pg_trgm on the same forms: ``%`` at 0.5, a length window, then Levenshtein."""
    import pgserver

    from l10n.memory.postgres import Postgres
    from l10n.memory.trigrams import TrigramIndex

    memory = bench.open()
    with tempfile.TemporaryDirectory() as place:
        server = pgserver.get_server(place, cleanup_mode="delete")
        database = Postgres(server.get_uri() + "&index=pg_trgm", Path(place))
        database.run("INSERT INTO pair (source_lang, target_lang) VALUES ('en', 'ar')")
        forms = list(memory._store.forms(1, 0))  # noqa: SLF001 - the part that is measured
        for at in range(0, len(forms), 2000):
            some = forms[at : at + 2000]
            marks = ", ".join(["(?, 1, ?, ?)"] * len(some))
            values = [value for number, text in some for value in (number, str(number), text)]
            database.run(f"INSERT INTO form (id, pair, digest, signature) VALUES {marks}", values)  # noqa: S608
        database.run("ANALYZE form")
        trigrams = TrigramIndex(database, 1, shared=0.5)
        index = memory._index(1)  # noqa: SLF001
        theirs, ours, subset, missed = [], [], True, 0
        for query in bench.queries[::8]:
            text = Comparable.of(query).signature
            started = time.perf_counter()
            found = {one.id for one in trigrams.near(text, AT_LEAST, sure=False)}
            middle = time.perf_counter()
            mine = {one.id for one in index.near(text, AT_LEAST, sure=False)}
            ours.append(time.perf_counter() - middle)
            theirs.append(middle - started)
            subset = subset and found <= mine
            missed += len(mine - found)
        database.close()
        server.cleanup()
    ratio = statistics.median(theirs) / statistics.median(ours)
    print(f"pg_trgm: {told(theirs)}; the index is {ratio:.0f}x faster at the median (50 wanted)")
    print(f"  its matches are a subset of ours: {subset}; it misses {missed}")
    memory.close()


def exchange(bench: Bench) -> None:
    """A TMX file of a gigabyte taken in, and given out again, by the command line."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as place:
        file = Path(place) / "large.tmx"
        units = write_large(file, bench.segments)
        (Path(place) / "l10n.toml").write_text('[project]\nsource = "en"\nlocales = ["ar"]\n')
        size = file.stat().st_size / 2**30
        for command in (["import", "large.tmx"], ["export", "again.tmx"]):
            started = time.perf_counter()
            peak = peak_of([sys.executable, "-m", "l10n", "memory", *command], Path(place))
            spent = time.perf_counter() - started
            print(
                f"memory {command[0]}: {units} units, {size:.2f} GiB, in {spent:.0f} s,"
                f" at most {peak:.0f} MiB resident"
            )


def write_large(file: Path, segments: Sequence[str]) -> int:
    count = 0
    with file.open("w", encoding="utf-8") as stream:
        stream.write('<tmx version="1.4"><header srclang="en"/><body>\n')
        while stream.tell() < 2**30:
            for _ in range(10_000):
                text = escape(segments[count % len(segments)])
                stream.write(
                    f'<tu creationdate="20250101T101112Z" creationid="desk{count % 7}"'
                    f' tuid="{count}"><prop type="domain">news</prop>'
                    f'<tuv xml:lang="en"><seg>{text} ({count // len(segments)})</seg></tuv>'
                    f'<tuv xml:lang="ar"><seg>{text[::-1].translate(PLAIN)}</seg></tuv></tu>\n'
                )
                count += 1
        stream.write("</body></tmx>\n")
    return count


def peak_of(command: Sequence[str], place: Path) -> float:
    """The most resident memory of a process, in MiB."""
    peak = 0.0
    with subprocess.Popen(command, cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}) as one:
        while one.poll() is None:
            told = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{one.pid}/status").read_text())
            peak = max(peak, int(told[1]) / 1024) if told else peak
            time.sleep(0.2)
    return peak


def told(times: Sequence[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"p50 {statistics.median(ordered) * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms"


if __name__ == "__main__":
    main(sys.argv[1:])
