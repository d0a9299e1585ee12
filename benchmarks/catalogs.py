"""PO files against polib and gettext: loading, saving one change, compiling, layout, merging.

    benchmarks/catalogs.py [FOLDER...] [SENTENCES.txt]

FOLDERS hold PO files (those of installed packages are found without it). SENTENCES, one a line (see
`memory_corpus.py`), make a catalog of running text to compile, and a template to merge. CPU seconds in one run,
ratios against the named peer; files are joined into one of about 58,000 entries for the large one.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.catalog import open_catalog, save_catalog
from l10n.catalog.layout import Habit, lay_out
from l10n.catalog.mo import compiled
from l10n.catalog.po import unit_of
from l10n.catalog.reader import PoFile, parse
from l10n.model import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.catalog.reader import Entry

WANTED = 58_000
AR = Locale("ar")


def main() -> None:
    given = [Path(name) for name in sys.argv[1:]]
    corpus = next((path for path in given if path.is_file()), None)
    folders = [path for path in given if path.is_dir()]
    files = po_files(folders or [Path(sys.prefix), Path("/usr")])
    print(f"{len(files)} PO files")
    identity(files)
    if shutil.which("msgcat"):
        layout(files)
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.po"
        count = join(files, large)
        print(f"one file of {count} entries, {large.stat().st_size / 1e6:.1f} MB")
        loading(large)
        saving(large)
        if shutil.which("msgfmt"):
            compiling(large, Path(folder))
            if corpus is not None:
                news = article_text(corpus, Path(folder) / "text.po", 49_600)
                compiling(news, Path(folder))
                merging(corpus, Path(folder))


def po_files(folders: list[Path]) -> list[Path]:
    found = {path.resolve() for folder in folders for path in folder.rglob("*.po")}
    return sorted(path for path in found if path.is_file())


def identity(files: list[Path]) -> None:
    """Untouched files come back byte for byte; one changed entry changes its own lines only."""
    same = one = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.po"
        for path in files:
            raw = path.read_bytes()
            copy.write_bytes(raw)
            catalog = open_catalog(copy, AR)
            same += catalog.data == raw
            units = [unit for unit in catalog.units if unit.target and not unit.target_plurals]
            if not units:
                continue
            tried += 1
            unit = random.Random(path.name).choice(units)  # noqa: S311 - a sample
            entry = next(e for e in catalog.file.entries if e.key == unit.key and not e.obsolete)
            save_catalog(catalog.with_units([replace(unit, target=f"{unit.target} !")]))
            text, now = (
                raw.decode(catalog.file.encoding),
                copy.read_bytes().decode(catalog.file.encoding),
            )
            at = text.index(entry.raw)
            one += now.startswith(text[:at]) and now.endswith(text[at + len(entry.raw) :])
    print(f"saved untouched, byte-identical: {same}/{len(files)} = {same / len(files):.2%}")
    print(f"one entry changed, only its lines differ: {one}/{tried} = {one / max(1, tried):.2%}")


def layout(files: list[Path]) -> None:
    """Entries laid out as msgcat lays them out."""
    right = total = 0
    for path in random.Random(1).sample(files, min(len(files), 800)):  # noqa: S311
        done = subprocess.run(["msgcat", str(path)], capture_output=True, check=False)
        if done.returncode:
            continue
        for entry in parse(done.stdout).entries:
            if not entry.obsolete:
                total += 1
                right += lay_out(entry.fields, Habit()) == entry.raw
    print(f"laid out as msgcat does: {right}/{total} = {right / total:.3%} (want >= 99.9 %)")


def join(files: list[Path], large: Path) -> int:
    """One large file; entries of one file get that file's number as context, to be unique."""
    seen: set[tuple[str, str]] = set()
    parts = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for number, path in enumerate(files):
        file = parse(path.read_bytes())
        for entry in file.entries:
            key = (str(number), entry.key[1])
            if entry.obsolete or entry.is_header or key in seen or file.newline != "\n":
                continue
            if entry.key[0] or file.encoding != "utf-8" or entry.fields.plural:
                continue
            seen.add(key)
            parts.append(entry.raw.replace("msgid ", f'msgctxt "{number}"\nmsgid ', 1))
            if len(seen) >= WANTED:
                break
        if len(seen) >= WANTED:
            break
    large.write_text("\n".join(parts), encoding="utf-8")
    return len(seen)


def loading(large: Path) -> None:
    import polib

    raw = large.read_bytes()
    ours = cpu(lambda: decoded(parse(raw)))
    spans = cpu(lambda: parse(raw))
    theirs = cpu(lambda: polib.pofile(str(large)))
    print(
        f"load, all fields decoded: {ours:.2f} s, polib {theirs:.2f} s: {theirs / ours:.1f}x (want >= 5)"
    )
    print(f"load, fields on demand: {spans:.2f} s: {theirs / spans:.1f}x")
    read = f"from l10n.catalog.reader import parse; f = parse(open({str(large)!r}, 'rb').read())"
    for label, code in (
        ("ours", read),
        ("ours, all fields decoded and kept", f"{read}; [e.fields for e in f.entries]"),
        ("polib", f"import polib; f = polib.pofile({str(large)!r})"),
    ):
        # not ru_maxrss, which a child inherits from its parent
        told = f"{code}; print(open('/proc/self/status').read())"
        done = subprocess.run(
            [sys.executable, "-c", told], capture_output=True, check=True, text=True
        )
        resident, peak = (
            int(done.stdout.split(name)[1].split()[0]) / 1024 for name in ("VmRSS:", "VmHWM:")
        )
        print(f"memory after loading, {label}: {resident:.0f} MB, at the peak {peak:.0f} MB")


def decoded(file: PoFile) -> int:
    return sum(len(entry.fields.targets) for entry in file.entries)


def saving(large: Path) -> None:
    from dataclasses import replace

    import polib

    catalog = open_catalog(large, AR)
    unit = replace(catalog.units[len(catalog.units) // 2], target="changed")
    ours = cpu(lambda: save_catalog(catalog.with_units([unit])))
    book = polib.pofile(str(large))
    theirs = cpu(lambda: book.save(str(large.with_suffix(".polib"))))
    print(
        f"save one changed entry: {ours:.2f} s, polib {theirs:.2f} s: {theirs / ours:.1f}x (want >= 10)"
    )


def compiling(large: Path, folder: Path) -> None:
    file = parse(large.read_bytes())
    ours = cpu(lambda: compiled(file))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        ["msgfmt", "-o", str(folder / "theirs.mo"), str(large)], check=False, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    whole = cpu(lambda: compiled(parse(large.read_bytes())))
    print(
        f"compile: {ours:.2f} s from a read catalog, {whole:.2f} s with reading,"
        f" msgfmt {theirs:.2f} s: {whole / theirs:.2f}x msgfmt (want <= 1)"
    )


def article_text(corpus: Path, path: Path, count: int) -> Path:
    """A PO file of paragraphs: one to five sentences of the corpus, with others as their target."""
    with corpus.open(encoding="utf-8") as stream:
        lines = [line.rstrip("\n") for line in islice(stream, 20 * count)]
    dice = random.Random(3)  # noqa: S311
    prose = [line for line in lines if len(line) > 60 and line.count(" ") > 8]
    dice.shuffle(prose)  # no sentence stands in two paragraphs
    texts = {" ".join(islice(deal, dice.randint(1, 5))) for deal in [iter(prose)] * count}
    write_po(path, [(text, text[::-1]) for text in sorted(texts)])
    return path


def write_po(path: Path, pairs: list[tuple[str, str]]) -> None:
    from l10n.catalog import Catalog, new_catalog, save_catalog
    from l10n.catalog.po import entry_of
    from l10n.model import Unit

    empty: Catalog = new_catalog(path, AR, source=Locale("en"))
    entries = tuple(
        entry_of(Unit(source=source, target=target), None, Habit()) for source, target in pairs
    )
    made = tuple(entry.with_gap("\n") for entry in entries)
    save_catalog(replace(empty, file=replace(empty.file, entries=empty.file.entries + made)))


def merging(corpus: Path, folder: Path) -> None:
    """An updated template as from one version of a manual to the next; ours beside msgmerge.

    Of 4,767 paragraphs 49 were edited and 225 gave way to new ones: a third of what an update of
    Python's documentation had, as msgmerge's time grows with the square.
    """
    from l10n.catalog.merge import update

    both = article_text(corpus, folder / "both.po", 4_767 + 225)
    texts = [entry.key[1] for entry in parse(both.read_bytes()).entries if not entry.is_header]
    dice = random.Random(4)  # noqa: S311
    dice.shuffle(texts)
    before, fresh = texts[:4_767], texts[4_767:]
    old = folder / "old.po"
    write_po(old, [(text, text[::-1]) for text in before])
    edited = [edit(text, dice) for text in before[:49]]
    new = [(text, "") for text in (*edited, *fresh, *before[49 + len(fresh) :])]
    write_po(folder / "new.pot", new)
    units = open_catalog(folder / "new.pot", AR).units
    merged = []
    ours = cpu(lambda: merged.append(update(open_catalog(old, AR), units, everywhere=True).catalog))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        ["msgmerge", "--previous", "-q", str(old), str(folder / "new.pot")],
        capture_output=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    record = {key: previous(entry) for key, entry in keyed(parse(done.stdout).entries)}
    here = {key: previous(entry) for key, entry in keyed(merged[0].file.entries)}
    told = {key: source for key, source in record.items() if source}
    same = sum(here.get(key) == source for key, source in told.items())
    print(
        f"merge with fuzzy: {ours:.2f} s, msgmerge {theirs:.1f} s: {ours / theirs:.3f}x (want <= 0.05);"
        f" previous messages as msgmerge records them {same}/{len(told)},"
        f" of ours alone {sum(bool(source) and not told.get(key) for key, source in here.items())}"
    )
    for key, source in list(told.items()):
        if here.get(key) != source and os.environ.get("SHOW"):
            print("  theirs", source, "| ours", here.get(key), "| now", key[1])


def edit(sentence: str, dice: random.Random) -> str:
    """A sentence with a word changed, dropped or added."""
    words = sentence.split(" ")
    at = dice.randrange(len(words))
    words[at : at + 1] = dice.choice([["another"], [], [words[at], "also"]])
    return " ".join(words)


def keyed(entries: Iterable[Entry]) -> list[tuple[tuple[str, str], Entry]]:
    return [(one.key, one) for one in entries if not one.obsolete and not one.is_header]


def previous(entry: Entry) -> str:
    """The previous msgid that an entry records."""
    return unit_of(entry).previous_source


def cpu(work: object) -> float:
    """CPU seconds of one call."""
    assert callable(work)  # noqa: S101
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
