"""CSV and XLSX: a catalog as a table for people without tools, and rows of what they send back.

Columns: ``id``, ``context``, ``source``, ``target``, ``state``, ``notes``, ``sent``. Only ``target`` and ``state`` are
for people; a form of a message with plurals has a row of its own. Texts that a spreadsheet would
take for a formula get an apostrophe before them, and lose it when they return.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final

from l10n.catalog.exchange.returned import Batch, Row, forms, identity, joined, sent_mark, state_of
from l10n.disk import write_atomic
from l10n.errors import CatalogError
from l10n.model import State
from l10n.text.lines import not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from l10n.catalog import Catalog

COLUMNS: Final = ("id", "context", "source", "target", "state", "notes", "sent")
SUFFIXES: Final = (".csv", ".xlsx")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_WIDTHS: Final = {"source": 60, "target": 60, "notes": 40}
_STATES: Final = {**{state.value: state for state in State}, "fuzzy": State.TRANSLATED}
_NEEDED: Final = ("source", "target")
# Of a workbook, unpacked; and how far into a part a document type would stand.
_MOST_BYTES, _MOST_PARTS, _PROLOGUE = 100_000_000, 1_000, 4_096
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
    out = io.BytesIO()
    workbook.save(out)
    write_atomic(path, out.getvalue())


def read_sheet(path: Path) -> Batch:
    """The rows of a table; `CatalogError` with the line where it cannot be used."""
    rows = _xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    line, header = next(rows, (1, []))
    names = [name.strip().lower() for name in header]
    if not set(_NEEDED) <= set(names):
        raise CatalogError(
            f"has no columns 'source' and 'target' (found: {', '.join(filter(None, names)) or 'nothing'})",
            path=path,
            line=line,
            hint=f"the first row names the columns: {', '.join(COLUMNS)}",
        )
    found = (
        _row(dict(zip(names, cells, strict=False)), path, line)
        for line, cells in rows
        if any(map(str.strip, cells))
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
        state = "fuzzy" if unit.fuzzy and unit.target else state_of(unit).value
        for suffix, source, target in forms(unit):
            told = f"u{identity(unit.key)}{suffix}"
            yield (
                told,
                unit.context,
                source,
                target,
                state,
                "\n".join(unit.notes),
                sent_mark(unit),
            )


def _row(cells: dict[str, str], path: Path, line: int) -> tuple[str, Row]:
    text = {name: unguarded(value) for name, value in cells.items()}
    told, _, form = text.get("id", "").partition(".")
    state = text.get("state", "").strip().casefold()
    if state and state not in _STATES:
        raise CatalogError(
            f"has the state {state!r}",
            path=path,
            line=line,
            hint=f"write one of {', '.join(_STATES)}",
        )
    sent = text.get("sent", "")
    return form, Row(
        source=text.get("source", ""),
        context=text.get("context", ""),
        target=text.get("target", ""),
        state=_STATES.get(state),
        identity=told.removeprefix("u") if sent else "",
        sent=sent,
        line=line,
    )


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows with the lines that they end in; a first line ``sep=;`` is a spreadsheet's own."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        first, _, rest = text.partition("\n")
        own = re.fullmatch("sep=(.)", first.strip())
        delimiter = own[1] if own else max(",;\t", key=first.count)
        reader = csv.reader(
            io.StringIO(rest if own else text, newline=""), delimiter=delimiter, strict=True
        )
        for cells in reader:
            yield reader.line_num + bool(own), cells
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        message, line = not_utf8(error)
        hint = "save the spreadsheet as CSV UTF-8"
        raise CatalogError(message, path=path, line=line, hint=hint) from error
    except csv.Error as error:
        raise CatalogError(f"cannot be read as CSV: {error}", path=path) from error


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet that has the columns; of the first sheet if none has."""
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile

    module = _openpyxl(path)
    try:
        _refuse_bombs(path)
        workbook = module.load_workbook(path, read_only=True)
        sheets = [sheet for sheet in workbook.worksheets if _has_columns(sheet)]
        for sheet in (sheets or workbook.worksheets)[:1]:
            for line, cells in enumerate(sheet.iter_rows(), 1):
                yield line, [_cell_text(cell, path, line) for cell in cells]
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=path) from error
    except (
        BadZipFile,
        ParseError,
        KeyError,
        ValueError,
        module.utils.exceptions.InvalidFileException,
    ) as error:
        raise CatalogError(f"is no workbook: {error}", path=path) from error


def _has_columns(sheet: Any) -> bool:
    first = next(sheet.iter_rows(max_row=1, values_only=True), ())
    return set(_NEEDED) <= {str(cell).strip().lower() for cell in first}


def _cell_text(cell: Any, path: Path, line: int) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        raise CatalogError(
            f"has a formula in {cell.coordinate}",
            path=path,
            line=line,
            hint="put the text itself there",
        )
    if cell.is_date or isinstance(cell.value, bool):
        # the spreadsheet took what was typed for a date or a truth value, and shows it otherwise
        raise CatalogError(
            f"has no text in {cell.coordinate} but {cell.value}",
            path=path,
            line=line,
            hint="format the cell as text and type it again",
        )
    return _returned(str(cell.value))


def _refuse_bombs(path: Path) -> None:
    """Bounds on what a workbook unpacks to, and no entities in it."""
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
            raise CatalogError(
                f"unpacks to more than {_MOST_BYTES // 1_000_000} MB or {_MOST_PARTS} parts",
                path=path,
            )
        for part in parts:
            with archive.open(part) as stream:
                if b"<!DOCTYPE" in stream.read(_PROLOGUE):
                    raise CatalogError(f"declares a document type in {part.filename}", path=path)


_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _printable(text: str) -> str:
    """What a workbook's XML cannot hold as ECMA-376 writes it: ``_x0007_``."""
    return _ESCAPE.sub(
        lambda found: f"_x{ord(found[0]):04X}_" if len(found[0]) == 1 else f"_x005F{found[0]}", text
    )


def _returned(cell: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)


def _openpyxl(path: Path) -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise CatalogError(
            "needs openpyxl, which is not installed",
            path=path,
            hint="pip install 'l10n-desk[xlsx]', or exchange it as .csv",
        ) from error
    return openpyxl
