"""Adding a term to a CSV glossary, so that all other rows keep their bytes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from l10n.errors import GlossaryError
from l10n.glossary.files.csv import canonical, cell, columns_of, read_csv

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.model.term import Term


def with_row(path: Path, term: Term) -> bytes:
    """The file's bytes with one more row; a column that the term needs and lacks is an error.

    Line ends, byte-order mark, quoting of the other rows: all kept. A file that does not exist
    yet is begun with the usual columns.
    """
    if not path.exists():
        columns = columns_of([term])
        return (_row(columns) + _row([cell(term, name) for name in columns])).encode()
    known = {one.id for one in read_csv(path)}
    if term.id in known:
        raise GlossaryError(
            f"the id {term.id!r} is taken",
            path=path,
            concept=term.id,
            hint="choose another id or edit the row",
        )
    data = path.read_bytes()
    text = data.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text, newline="")))
    columns = [canonical(name.strip()) for name in header]
    _refuse_lost_columns(term, columns, path)
    end = "\r\n" if b"\r\n" in data else "\n"
    gap = "" if data.endswith((b"\n", b"\r")) else end
    row = _row([cell(term, name) for name in columns], end)
    return data + (gap + row).encode()


def _refuse_lost_columns(term: Term, columns: list[str], path: Path) -> None:
    """What the file has no column for would be lost."""
    for name in columns_of([term]):
        if name not in columns and cell(term, name) not in {"", "no"}:
            raise GlossaryError(
                f"there is no column {name!r}",
                path=path,
                line=1,
                concept=term.id,
                hint=f"add it to the first row: ...,{name}",
            )


def _row(cells: list[str], end: str = "\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerow(cells)
    return out.getvalue()
