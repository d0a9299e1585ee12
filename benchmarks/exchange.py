"""Exchange formats measured: the XLIFF suites of OASIS, and round trips of real PO files.

    python benchmarks/exchange.py [FOLDER_WITH_PO_FILES]

The suites are under ../shared/data/formats/exchange. A round trip is lossless when every text
returns as it left and the catalog keeps every byte; what is written as XLIFF 2.1 must be valid. The
peer for validation, if it is installed, is translate-toolkit, which only parses.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from l10n.catalog.exchange.returned import merge  # noqa: E402
from l10n.catalog.exchange.sheet import read_sheet, write_csv, write_xlsx  # noqa: E402
from l10n.catalog.exchange.xliff import VERSIONS, read_xliff, write_xliff  # noqa: E402
from l10n.catalog.exchange.xliff2_validate import validate  # noqa: E402
from l10n.errors import L10nError  # noqa: E402
from l10n.project.checking_sources import open_any  # noqa: E402

if TYPE_CHECKING:
    from l10n.catalog import Catalog

SUITES = ROOT.parent / "shared" / "data" / "formats" / "exchange"


def suites() -> None:
    for name in ("xliff-21", "xliff-22"):
        counted: Counter[str] = Counter()
        for path in SUITES.joinpath(name).glob("*/*/*.xlf"):
            faults = validate(path.read_bytes())
            unreadable = bool(faults) and "well-formed" in faults[0].message
            told = "not well-formed" if unreadable else "rejected" if faults else "accepted"
            counted[f"{path.parent.name}, {told}"] += 1
        print(name, dict(sorted(counted.items())))


def round_trips(folder: Path) -> None:
    counted: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.po")):
        try:
            catalog = open_any(path)
        except L10nError:
            counted["no catalog, or it does not say its language"] += 1
            continue
        counted["catalogs"] += 1
        counted["units"] += len(catalog.units)
        with tempfile.TemporaryDirectory() as place:
            for kind in (*VERSIONS, "csv", "xlsx"):
                if not lossless(catalog, kind, Path(place)):
                    counted[f"{kind}: not the same"] += 1
                    print("not the same:", kind, path)
    print("round trips", dict(counted))


def lossless(catalog: Catalog, kind: str, place: Path) -> bool:
    path = place / f"x.{'xlf' if kind in VERSIONS else kind}"
    if kind in VERSIONS:
        text = write_xliff(catalog, source="en", original="x.po", version=kind)
        path.write_text(text, encoding="utf-8")
        rows = read_xliff(path)[0].rows
        if kind == "2.1" and validate(text.encode()):
            return False
    else:
        if kind == "csv":
            path.write_bytes(write_csv(catalog).encode("utf-8-sig"))
        else:
            write_xlsx(catalog, path)
        rows = read_sheet(path).rows
    back = [(row.source, row.context, row.target, row.plurals) for row in rows]
    here = [(u.source, u.context, u.target, u.target_plurals) for u in catalog.units]
    result = merge(catalog, rows)
    return back == here and result.catalog.data == catalog.data and not result.problems


if __name__ == "__main__":
    suites()
    round_trips(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "locales")
