"""Checks: units a second beside pofilter on the same catalogs, both cores, a second run, memory.

    python benchmarks/checks_speed.py [--units 100000] [--pofilter PATH]

The catalogs are made from the human translations of ../shared/data/formats/ntrex: one file for a
hundred lines and a locale, as the articles of a site: a source comes again in each locale, a target
only after all locales, when no cache of ours knows it any more. The glossary has the thousand
commonest names of the sources; in each locale a name is what its translations have in common, if
they agree. CPU seconds are those of the whole process with its children, start-up included, of a
program whose modules are compiled, as they are where it is installed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "formats" / "ntrex"
LOCALES = "ar fa ur he tr ru fr es pt-BR de zh-Hans".split()
PER_FILE = 100
_NOT_INSTALLED = frozenset({"PYTHONDONTWRITEBYTECODE"})
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")


class Cost(NamedTuple):
    """What a command took: CPU and wall seconds, and the most memory of one process in MB."""

    cpu: float
    wall: float
    memory: float


def lines_of(locale: str) -> list[str]:
    return (DATA / f"{locale}.txt").read_text(encoding="utf-8").split("\n")[:1997]


def make(folder: Path, units: int) -> None:
    """Write the catalogs: all of a copy, then the next copy."""
    made = copy = 0
    sources = lines_of("en")
    while made < units:
        for locale in LOCALES:
            pairs = list(zip(sources, lines_of(locale), strict=True))
            for at in range(0, len(pairs), PER_FILE):
                if made >= units:
                    return
                some = pairs[at : at + PER_FILE][: units - made]
                path = folder / locale.replace("-", "_") / f"article-{copy}-{at:04}.po"
                path.parent.mkdir(exist_ok=True)
                path.write_text(catalog(locale, some), encoding="utf-8")
                made += len(some)
        copy += 1


def catalog(locale: str, pairs: Sequence[tuple[str, str]]) -> str:
    tag = locale.replace("-", "_")
    head = f'"Language: {tag}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return f'msgid ""\nmsgstr ""\n{head}\n' + "\n".join(
        f'msgctxt "{n}"\nmsgid {quoted(source)}\nmsgstr {quoted(target)}\n'
        for n, (source, target) in enumerate(pairs)
    )


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def make_glossary(path: Path, terms: int = 1000) -> None:
    sources = lines_of("en")
    where: dict[str, list[int]] = {}
    for n, source in enumerate(sources):
        for name in set(_NAME.findall(source)):
            where.setdefault(name, []).append(n)
    names = sorted(where, key=lambda name: (-len(where[name]), name))[:terms]
    columns = {locale: renderings(locale, names, where) for locale in LOCALES}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "source", "pos", *LOCALES])
        for n, name in enumerate(names):
            row = [columns[locale][name] for locale in LOCALES]
            writer.writerow([f"t{n}", name, "proper-name", *row])


def renderings(locale: str, names: Sequence[str], where: dict[str, list[int]]) -> dict[str, str]:
    """Each name as it is written in this locale; empty where translators do not agree."""
    targets = lines_of(locale)
    words = [set(_WORD.findall(target)) for target in targets]
    spread = Counter(word for some in words for word in some)
    found = {}
    for name in names:
        places = where[name]
        if all(name in targets[n] for n in places):
            found[name] = name
            continue
        counts = Counter(word for n in places for word in words[n])
        best = max(counts, key=lambda one: (counts[one], -spread[one], one), default="")
        agreed = len(places) > 1 and counts[best] >= 0.95 * len(places)
        found[name] = best if agreed else ""
    return found


def run(command: Sequence[str | Path], cwd: Path, cache: Path) -> Cost:
    """Run a command and ask the system what it took."""
    script = (
        "import json,resource,subprocess,sys,time;s=time.perf_counter();"
        "done=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.PIPE);"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "assert done.returncode<2,done.stderr.decode();"
        "print(u.ru_utime+u.ru_stime,time.perf_counter()-s,u.ru_maxrss/1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, command)],
        cwd=cwd,
        env={
            **{name: told for name, told in os.environ.items() if name not in _NOT_INSTALLED},
            "XDG_CACHE_HOME": str(cache),
            "PYTHONPYCACHEPREFIX": str(cwd / "compiled"),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return Cost(*map(float, done.stdout.split()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--pofilter", default=shutil.which("pofilter") or "")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "po").mkdir()
        make(folder / "po", told.units)
        make_glossary(folder / "terms.csv")
        files = len(list((folder / "po").rglob("*.po")))
        print(
            f"{told.units} units in {files} files, {len(LOCALES)} locales, {os.cpu_count()} cores"
        )
        l10n = [sys.executable, "-m", "l10n", "check", "po", "--format", "json"]
        terms = ["--glossary", "terms.csv"]
        one_file = next((folder / "po").rglob("*.po")).relative_to(folder)
        run([*l10n[:4], one_file, *l10n[5:], *terms], folder, folder / "none")  # compiles us
        theirs = None
        if told.pofilter:
            peer = [told.pofilter, "--progress=none", "po", "filtered"]
            run([*peer[:2], one_file, "once"], folder, folder / "none")  # compiles the peer
            theirs = run(peer, folder, folder / "none")
            said("pofilter", theirs, told.units)
        alone = run([*l10n, "--jobs", "1"], folder, folder / "cache-0")
        said("all checks, no glossary, one process", alone, told.units, theirs)
        one = run([*l10n, *terms, "--jobs", "1"], folder, folder / "cache-1")
        said("all checks, 1,000 terms, one process", one, told.units, theirs)
        again = run([*l10n, *terms, "--jobs", "1"], folder, folder / "cache-1")
        print(
            f"the same again, nothing changed: {again.cpu:.2f} s of CPU time, "
            f"{again.wall:.2f} s by the clock: {one.cpu / again.cpu:.0f} times as fast by CPU time, "
            f"{one.wall / again.wall:.0f} times by the clock"
        )
        both = run([*l10n, *terms], folder, folder / "cache-2")
        said("all checks, 1,000 terms, all cores", both, told.units, theirs)
        print(f"by the clock {one.wall / both.wall:.2f} times as fast as one process")
        for step in (10, 100):  # of all locales, as far as they go
            some = sorted((folder / "po").rglob("*.po"))[::step]
            paths = [path.relative_to(folder) for path in some]
            few = run([*l10n[:4], *paths, *l10n[5:], *terms, "--jobs", "1"], folder, folder / "c")
            print(
                f"memory: {few.memory:.0f} MB for {len(some)} files, {one.memory:.0f} for {files}"
            )


def said(what: str, cost: Cost, units: int, peer: Cost | None = None) -> None:
    ratio = f"; {peer.cpu / cost.cpu:.2f} times pofilter" if peer else ""
    print(
        f"{what}: {units / cost.cpu:.0f} units a second of CPU time, {cost.wall:.1f} s by the "
        f"clock, {cost.memory:.0f} MB{ratio}",
        flush=True,
    )


if __name__ == "__main__":
    main()
