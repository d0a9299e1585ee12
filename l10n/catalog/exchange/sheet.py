"""CSV and XLSX: a catalog as a table for people without tools, and rows of what they send back.

Columns: ``id``, ``context``, ``source``, ``target``, ``state``, ``notes``, ``sent``. Only ``target`` and ``state`` are
for people; a form of a message with plurals has a row of its own. Texts that a spreadsheet would
take for a formula get an apostrophe before them, and lose it when they return.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from l10n.catalog.exchange.returned import Batch, Row, forms, identity, joined, sent_digest
from l10n.errors import CatalogError
from l10n.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from l10n.catalog import Catalog

COLUMNS: Final = ("id", "context", "source", "target", "state", "notes", "sent")
SUFFIXES: Final = (".csv", ".xlsx")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_WIDTHS: Final = {"source": 60, "target": 60, "notes": 40}
_STATES: Final = {state.value: state for state in State}
# What a cell of a spreadsheet can hold.
_LONGEST: Final = 32_767


def write_csv(catalog: Catalog) -> str:
    """The catalog as CSV; as a file it is UTF-8 with a BOM, which spreadsheets want."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in row] for row in _cells(catalog))
    return out.getvalue()


def write_xlsx(catalog: Catalog, path: Path) -> None:
    """The catalog as a workbook with one sheet; right-to-left for such a locale."""
    workbook = _openpyxl(path).Workbook(write_only=False)
    sheet = workbook.active
    sheet.title = catalog.locale.tag
    sheet.append(COLUMNS)
    sheet.freeze_panes = "A2"
    for number, cells in enumerate(_cells(catalog), 2):
        for column, text in enumerate(cells, 1):
            if len(text) > _LONGEST:
                raise CatalogError(
                    f"a text of {len(text):,} characters fits no cell of a workbook",
                    path=catalog.path,
                    hint="export it as .csv or XLIFF",
                )
            cell = sheet.cell(number, column)
            cell.value = _printable(guarded(text))
            cell.data_type = "s"
            cell.number_format = "@"
    for at, name in enumerate(COLUMNS):
        sheet.column_dimensions["ABCDEFG"[at]].width = _WIDTHS.get(name, 18)
    sheet.sheet_view.rightToLeft = catalog.locale.direction == "rtl"
    workbook.save(path)


def read_sheet(path: Path) -> Batch:
    """The rows of a table; `CatalogError` with the line where it cannot be used."""
    rows = list(_xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path))
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if not {"source", "target"} <= set(names):
        raise CatalogError(
            f"has no columns 'source' and 'target' (found: {', '.join(filter(None, names)) or 'nothing'})",
            path=path,
            line=1,
            hint=f"the first row names the columns: {', '.join(COLUMNS)}",
        )
    found = (
        _row(dict(zip(names, cells, strict=False)), line)
        for line, cells in enumerate(rows[1:], 2)
        if any(cells)
    )
    return Batch(rows=tuple(joined(found)))


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made this cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cells(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    for unit in catalog.units:
        state = "fuzzy" if unit.fuzzy and unit.target else unit.state.value
        for suffix, source, target in forms(unit):
            told = f"{identity(unit.key)}{suffix}"
            yield (
                told,
                unit.context,
                source,
                target,
                state,
                "\n".join(unit.notes),
                sent_digest(unit),
            )


def _row(cells: dict[str, str], line: int) -> tuple[str, Row]:
    told, _, form = unguarded(cells.get("id", "")).partition(".")
    text = {name: unguarded(value) for name, value in cells.items()}
    return form, Row(
        source=text["source"],
        context=text.get("context", ""),
        target=text.get("target", ""),
        state=State.TRANSLATED
        if text.get("state") == "fuzzy"
        else _STATES.get(text.get("state", "")),
        identity=told if text.get("sent") else "",
        sent=text.get("sent", ""),
        line=line,
    )


def _csv_rows(path: Path) -> Iterable[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        sample = text[: text.find("\n")]
        delimiter = max(",;\t", key=sample.count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        raise CatalogError(
            f"is not UTF-8 (byte {error.start})",
            path=path,
            hint="save the spreadsheet as CSV UTF-8",
        ) from error
    except csv.Error as error:
        raise CatalogError(f"cannot be read as CSV: {error}", path=path) from error


def _xlsx_rows(path: Path) -> Iterator[list[str]]:
    from zipfile import BadZipFile

    module = _openpyxl(path)
    try:
        workbook = module.load_workbook(path, read_only=True)
        for cells in workbook.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else _returned(str(cell)) for cell in cells]
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=path) from error
    except (
        BadZipFile,
        KeyError,
        ValueError,
        module.utils.exceptions.InvalidFileException,
    ) as error:
        raise CatalogError(f"is no workbook: {error}", path=path) from error


_ESCAPE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]|_x[0-9A-Fa-f]{4}_")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _printable(text: str) -> str:
    """What a workbook's XML cannot hold as ECMA-376 writes it: ``_x0007_``."""
    return _ESCAPE.sub(
        lambda found: f"_x{ord(found[0]):04X}_" if len(found[0]) == 1 else f"_x005F{found[0]}", text
    )


def _returned(cell: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)


def _openpyxl(path: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a module without types
    try:
        import openpyxl
    except ImportError as error:
        raise CatalogError(
            "needs openpyxl, which is not installed",
            path=path,
            hint="pip install 'l10n[xlsx]', or exchange it as .csv",
        ) from error
    return openpyxl
