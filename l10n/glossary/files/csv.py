"""Glossaries as CSV: one row a concept, one column a locale; other rows keep their bytes.

Columns: ``id, source, variants, pos, note, case_sensitive, dnt, valid_from, valid_until``, then for a
locale ``ar`` (the preferred form, and after ``|`` admitted ones), ``ar:accept``, ``ar:forbidden``,
``ar:deprecated``, ``ar:first`` and ``ar:alias`` (``source alias = target alias``). Columns that are
none of these are kept as they are.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import TYPE_CHECKING

from l10n.errors import ConfigError, GlossaryError
from l10n.model.locale import Locale
from l10n.model.term import Designation, Term, TermStatus
from l10n.text.lines import not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FIELDS = ("id", "source", "variants", "pos", "note", "case_sensitive", "dnt")
VALIDITY = ("valid_from", "valid_until")
_YES = frozenset({"yes", "true", "1", "y", "x"})
_NO = frozenset({"no", "false", "0", "n", ""})
_YES_OR_NO = _YES | _NO
_STATUSES = {
    "": TermStatus.PREFERRED,
    "accept": TermStatus.ACCEPTED,
    "forbidden": TermStatus.FORBIDDEN,
    "deprecated": TermStatus.DEPRECATED,
    "first": TermStatus.FIRST,
    "alias": TermStatus.ADMITTED,
}
_COLUMN = re.compile(r"(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)(?::(?P<kind>[a-z]+))?")
# A bar between spellings; one that belongs to a spelling has a backslash.
_BAR = re.compile(r"(?<!\\)\|")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def read_csv(path: Path) -> tuple[Term, ...]:
    """All terms of a CSV file; a row that cannot be used is a `GlossaryError` with line and id."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message, line = not_utf8(error)
        hint = "save the spreadsheet as CSV UTF-8"
        raise GlossaryError(message, path=path, line=line, hint=hint) from error
    rows = _rows(text, path)
    line, header = next(rows, (1, []))
    columns = _columns(header, path)
    terms: list[Term] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        term = _term(cells, columns, path, line)
        if term.id in seen:
            raise GlossaryError(
                f"the id {term.id!r} stands in line {seen[term.id]} already",
                path=path,
                line=line,
                concept=term.id,
                hint="give each row an id of its own",
            )
        seen[term.id] = line
        terms.append(term)
    return tuple(terms)


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(
            f"the row cannot be read as CSV: {error}",
            path=path,
            line=line,
            hint="look for a quotation mark that is not closed or not doubled",
        ) from error


def _columns(header: list[str], path: Path) -> tuple[str, ...]:
    columns = tuple(name.strip() for name in header)
    if "source" not in columns:
        raise GlossaryError(
            f"there is no column 'source' (found: {', '.join(columns) or 'nothing'})",
            path=path,
            line=1,
            hint="the first row names the columns: id, source, variants, pos, note, ar, fr, ...",
        )
    doubled = {name for name in columns if name and columns.count(name) > 1}
    if doubled:
        raise GlossaryError(
            f"the column {min(doubled)!r} stands twice",
            path=path,
            line=1,
            hint="remove one of them",
        )
    return columns


def _term(cells: list[str], columns: tuple[str, ...], path: Path, line: int) -> Term:
    row = dict(zip(columns, map(str.strip, cells), strict=False))
    concept = row.get("id") or _slug(row.get("source", ""))
    if len(cells) > len(columns) and any(map(str.strip, cells[len(columns) :])):
        raise GlossaryError(
            f"the row has {len(cells)} cells, the header {len(columns)}",
            path=path,
            line=line,
            concept=concept,
            hint="put cells that hold a comma in quotation marks",
        )
    if not row.get("source"):
        raise GlossaryError(
            "the row has no source", path=path, line=line, concept=concept, hint="fill in 'source'"
        )
    designations: list[Designation] = []
    properties: list[tuple[str, str]] = []
    for name, column in _beside_fields(columns):
        value = row.get(name)
        if value and column:
            designations.extend(_designations(column, value, path, line, concept))
        elif value:
            properties.append((name, value))
    return Term(
        id=concept,
        source=row["source"],
        variants=_split(row.get("variants", "")),
        pos=row.get("pos", ""),
        note=row.get("note", ""),
        case_sensitive=_flag(row, "case_sensitive", path, line, concept),
        do_not_translate=_do_not_translate(row.get("dnt", "")),
        designations=tuple(designations),
        valid_from=_date(row, "valid_from", path, line, concept),
        valid_until=_date(row, "valid_until", path, line, concept),
        path=str(path),
        line=line,
        properties=tuple(properties) + _unusual_dnt(row.get("dnt", "")),
    )


@cache
def _beside_fields(columns: tuple[str, ...]) -> tuple[tuple[str, tuple[str, str] | None], ...]:
    """The columns that are no field of a term, and of which locale and kind each is."""
    others = (name for name in columns if name not in FIELDS and name not in VALIDITY)
    return tuple((name, _locale_column(name)) for name in others)


def _designations(
    column: tuple[str, str], value: str, path: Path, line: int, concept: str
) -> list[Designation]:
    """The spellings in a locale's column."""
    tag, kind = column
    if kind == "alias":
        return [_alias(pair, tag, path, line, concept) for pair in _split(value)]
    status = _STATUSES[kind]
    return [
        Designation(
            locale=tag,
            text=text,
            status=TermStatus.ADMITTED if not kind and index else status,
        )
        for index, text in enumerate(_split(value))
    ]


def canonical(name: str) -> str:
    """A column's name as `cell` and `columns_of` spell it: ``pt-BR:accept`` for ``pt_BR:accept``."""
    column = _locale_column(name)
    return name if column is None else ":".join(part for part in column if part)


@cache
def _locale_column(name: str) -> tuple[str, str] | None:
    """The locale and the kind of spelling that a column is for; None for any other column."""
    column = _COLUMN.fullmatch(name)
    kind = (column["kind"] or "") if column else ""
    if column is None or kind not in _STATUSES or not _is_locale(column["tag"]):
        return None
    return Locale.parse(column["tag"]).tag, kind


def _alias(pair: str, tag: str, path: Path, line: int, concept: str) -> Designation:
    source, equals, target = (part.strip() for part in pair.partition("="))
    if not (source and equals and target):
        raise GlossaryError(
            f"{pair!r} in the column '{tag}:alias' is not a pair",
            path=path,
            line=line,
            concept=concept,
            hint="write: source alias = target alias, and | between pairs",
        )
    return Designation(locale=tag, text=target, status=TermStatus.ADMITTED, answers=source)


def _is_locale(tag: str) -> bool:
    try:
        Locale.parse(tag)
    except ConfigError:
        return False
    return (
        len(tag.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0]) == 2
        or tag[:3].lower() in _THREE_LETTERS
    )


# Of the three-letter codes only those that newsrooms use; "row" or "ref" is a column of somebody's.
_THREE_LETTERS = frozenset("arz apc ary ckb kmr fil haw prs pes yue sdh zgh und".split())


def _split(value: str) -> tuple[str, ...]:
    if "|" not in value:
        return (value,) if (value := value.strip()) else ()
    pieces = (part.replace(r"\|", "|").strip() for part in _BAR.split(value))
    return tuple(piece for piece in pieces if piece)


def _cell_of(spellings: Iterable[str]) -> str:
    return "|".join(one.replace("|", r"\|") for one in spellings)


def _flag(row: dict[str, str], name: str, path: Path, line: int, concept: str) -> bool:
    value = row.get(name, "").lower()
    if value not in _YES_OR_NO:
        raise GlossaryError(
            f"{row[name]!r} in the column '{name}' is neither yes nor no",
            path=path,
            line=line,
            concept=concept,
            hint="write yes or no",
        )
    return value in _YES


def _do_not_translate(value: str) -> bool:
    return value.lower() in _YES


def _unusual_dnt(value: str) -> tuple[tuple[str, str], ...]:
    """``latin-script locales`` and the like are kept for people."""
    return () if value.lower() in _YES_OR_NO else (("dnt", value),)


def _date(row: dict[str, str], name: str, path: Path, line: int, concept: str) -> str:
    value = row.get(name, "")
    if value and not _DATE.fullmatch(value):
        raise GlossaryError(
            f"{value!r} in the column '{name}' is not a date",
            path=path,
            line=line,
            concept=concept,
            hint="write 2024-01-31",
        )
    return value


def _slug(source: str) -> str:
    return re.sub(r"\W+", "-", source.casefold()).strip("-")


def write_csv(terms: Iterable[Term]) -> str:
    """The terms as the text of a CSV file that `read_csv` reads back to the same terms."""
    rows = list(terms)
    columns = columns_of(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(term, column) for column in columns] for term in rows)
    return out.getvalue()


def columns_of(terms: list[Term]) -> list[str]:
    """The columns that these terms need, the usual ones first."""
    columns = list(FIELDS)
    columns += [n for n in VALIDITY if any(getattr(term, n) for term in terms)]
    used = {(one.locale, _kind(one)): None for term in terms for one in term.designations}
    order = list(_STATUSES)
    for locale in dict.fromkeys(locale for locale, _ in used):
        kinds = sorted({kind for tag, kind in used if tag == locale} | {""}, key=order.index)
        columns += [f"{locale}:{kind}" if kind else locale for kind in kinds]
    properties = (name for term in terms for name, _ in term.properties if name != "dnt")
    return columns + list(dict.fromkeys(properties))


def _kind(designation: Designation) -> str:
    if designation.answers:
        return "alias"
    if designation.status is TermStatus.ADMITTED:
        return ""
    return next(kind for kind, status in _STATUSES.items() if status is designation.status)


def cell(term: Term, column: str) -> str:
    """What a term has in a column."""
    plain = {
        "id": term.id,
        "source": term.source,
        "variants": _cell_of(term.variants),
        "pos": term.pos,
        "note": term.note,
        "case_sensitive": "yes" if term.case_sensitive else "no",
        "dnt": dict(term.properties).get("dnt", "yes" if term.do_not_translate else "no"),
        "valid_from": term.valid_from,
        "valid_until": term.valid_until,
    }
    if column in plain:
        return plain[column]
    locale, _, kind = column.partition(":")
    texts = [
        f"{one.answers} = {one.text}" if one.answers else one.text
        for one in term.designations
        if one.locale == locale and _kind(one) == kind
    ]
    return _cell_of(texts) or dict(term.properties).get(column, "")


def term_of(row: dict[str, str], path: Path) -> Term:
    """A term from cells by column, as a row of this file would give it."""
    columns = _columns(list(row), path)
    term = _term(list(row.values()), columns, path, 0)
    unknown = next((name for name, _ in term.properties if name != "dnt"), "")
    if unknown:
        raise GlossaryError(
            f"{unknown!r} is no column that a glossary has",
            path=path,
            concept=term.id,
            hint="a locale (ar), with :accept, :forbidden, :deprecated, :first or :alias",
        )
    return term
