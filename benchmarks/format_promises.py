"""How many real articles come back byte for byte, and how many keep their units when translated.

Usage: ``python benchmarks/format_promises.py [FOLDER...]``. Every HTML and Markdown file below the
folders (``../shared/data/formats`` without any) goes through reading, segmentation, a PO file on
disk and building: once with each target equal to its source (the bytes must be the same), once
pseudo-translated and read again (exactly the pseudo units must come out, in order).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.build import build
from l10n.catalog import new_catalog, open_catalog, save_catalog
from l10n.catalog.merge import template_units, update
from l10n.errors import FormatError
from l10n.formats import parse
from l10n.model import Key, Locale, Unit
from l10n.providers import Request, Settings
from l10n.providers.pseudo import provider
from l10n.segmentation.document import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from l10n.model import Document, Segment

DATA = Path(__file__).resolve().parent.parent / ".." / "shared" / "data" / "formats"
SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown", ".mdx"), "markdown"),
}
EN, XA = Locale.parse("en"), Locale.parse("en-XA")
LARGEST = 2_000_000  # bytes; larger files are lists or dumps
SHOWN = 20  # files named for each broken promise


def main() -> int:
    folders = [Path(name) for name in sys.argv[1:]] or [DATA]
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for path in files(folders):
            name = SUFFIXES[path.suffix.lower()]
            started = time.process_time()
            outcome = tried(path, Path(scratch) / "catalog.po")
            slow = time.process_time() - started
            counts[name, "files"] += 1
            for said in outcome:
                counts[name, said] += 1
                if said not in {"identical", "stable"} and counts[name, said] <= SHOWN:
                    print(f"{said}: {path}")
            if slow > 10:
                print(f"slow ({slow:.1f} s): {path}")
    for name in sorted(set(SUFFIXES.values())):
        if total := counts[name, "files"]:
            rest = ", ".join(
                f"{said} {count} ({count / total:.2%})"
                for (of, said), count in sorted(counts.items())
                if of == name and said != "files"
            )
            print(f"{name}: {total} files, {rest}")
    return 0


def files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if (
                path.suffix.lower() in SUFFIXES
                and path.is_file()
                and path.stat().st_size <= LARGEST
            ):
                yield path


def tried(path: Path, catalog: Path) -> tuple[str, ...]:
    """What was found of a file: refused, or whether it is identical and stable."""
    raw = path.read_bytes()
    try:
        document, segments = read(raw, str(path))
    except FormatError:
        return ("refused",)
    same = through(document, segments, catalog, lambda source: source)
    changed = through(document, segments, catalog, pseudo)
    again = read(changed, str(path))[1]
    wanted = [(one.kind.context, pseudo(one.source)) for one in segments]
    given = [(one.kind.context, one.source) for one in again]
    return (
        "identical" if same == raw else "NOT IDENTICAL",
        "stable" if given == wanted else "NOT STABLE",
    )


def read(raw: bytes, path: str) -> tuple[Document, tuple[Segment, ...]]:
    document = replace(parse(raw, path), locale="en")
    return document, segment(document)


def through(
    document: Document,
    segments: tuple[Segment, ...],
    path: Path,
    translate: Callable[[str], str],
) -> bytes:
    """The article built from a catalog on disk."""
    units = template_units(Unit(source=s.source, context=s.kind.context) for s in segments)
    path.unlink(missing_ok=True)
    catalog = update(new_catalog(path, XA, source=EN), units).catalog
    translated = [replace(unit, target=translate(unit.source)) for unit in catalog.units]
    save_catalog(catalog.with_units(translated))
    targets = {Key(unit.context, unit.source): unit.target for unit in open_catalog(path, XA).units}
    return build(document, segments, targets, source=EN, target=XA, attributes="keep").data


def pseudo(source: str) -> str:
    request = Request(texts=(source,), source=EN, target=XA)
    return PSEUDO.translate(request).candidates[0].target


PSEUDO = provider(Settings(name="pseudo", type="pseudo"))

if __name__ == "__main__":
    sys.exit(main())
