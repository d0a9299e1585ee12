"""PO files against polib and gettext: loading, saving one change, compiling, layout, merging.

    benchmarks/catalogs.py [FOLDER...]

FOLDERS hold PO files (those of installed packages are found without it). CPU seconds in one run,
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
from pathlib import Path

from l10n.catalog import open_catalog, save_catalog
from l10n.catalog.layout import Habit, lay_out
from l10n.catalog.mo import compiled
from l10n.catalog.reader import PoFile, parse
from l10n.model import Locale

WANTED = 58_000
AR = Locale("ar")


def main() -> None:
    files = po_files([Path(name) for name in sys.argv[1:]] or [Path(sys.prefix), Path("/usr")])
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
            from dataclasses import replace

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
    for label, code in (
        (
            "ours",
            f"from l10n.catalog.reader import parse; f = parse(open({str(large)!r}, 'rb').read()); [e.fields for e in f.entries]",
        ),
        ("polib", f"import polib; f = polib.pofile({str(large)!r})"),
    ):
        told = f"{code}; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True)
        print(f"peak memory, {label}: {int(done.stdout) / 1024:.0f} MB")


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


def cpu(work: object) -> float:
    """CPU seconds of one call."""
    assert callable(work)  # noqa: S101
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
