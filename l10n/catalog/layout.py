"""Writing one PO entry the way gettext writes it, or the way the rest of its file is written.

Widths are display columns, line breaks those of GNU gettext's ``msgcat`` (page width 79): a text
that fits stands on its keyword's line, any other below an empty string, broken after its line feeds
and, where the file is wrapped at all, where Unicode's line breaking admits it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.text.line_breaks import break_offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.catalog.fields import Fields
    from l10n.catalog.reader import PoFile

PAGE_WIDTH = 79
_UNWRAPPED = 1_000_000
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
    }
)
_DIRECTIVE = re.compile(
    r"%(?:\([^)]*\))?[-+ #0]*(?:\d+|\*)?(?:\.\d+)?[hlLqjzt]*[a-zA-Z%]|\{[^{}]*\}"
)
_LONG_LINE = re.compile(r'(?m)^(?:msg[a-z_]+(?:\[[0-9]+\])? )?"([^\n]{80,})"\r?$')


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How a file is laid out: its line end, and the width (columns) at which it is wrapped."""

    newline: str = "\n"
    width: int = PAGE_WIDTH


def habit_of(file: PoFile) -> Habit:
    """Told from the file: lines far beyond the page that could have been broken mean "no wrap"."""
    for entry in file.entries[:400]:
        for found in _LONG_LINE.finditer(entry.raw):
            pieces = [piece for piece in _pieces(found[1], is_format=True) if piece]
            if len(pieces) > 2 and _columns("".join(pieces[:-1])) > PAGE_WIDTH:
                return Habit(newline=file.newline, width=_UNWRAPPED)
    return Habit(newline=file.newline)


def lay_out(fields: Fields, habit: Habit) -> str:
    """The text of an entry, line ends included."""
    prefix = "#~ " if fields.obsolete else ""
    lines = [
        f"#~{comment[1:]}" if fields.obsolete and comment.startswith("#|") else comment
        for comment in fields.comments
    ]
    is_format = any(one.startswith("#,") and "-format" in one for one in fields.comments)
    keywords: list[tuple[str, str]] = []
    if fields.context is not None:
        keywords.append(("msgctxt", fields.context))
    keywords.append(("msgid", fields.source))
    if fields.plural is None:
        keywords.append(("msgstr", fields.targets[0] if fields.targets else ""))
    else:
        keywords.append(("msgid_plural", fields.plural))
        keywords += [(f"msgstr[{n}]", target) for n, target in enumerate(fields.targets)]
    for keyword, text in keywords:
        lines += (
            prefix + line
            for line in strings(keyword, text, habit.width - len(prefix), is_format=is_format)
        )
    return "".join(line + habit.newline for line in lines)


def previous(keyword: str, text: str, habit: Habit) -> tuple[str, ...]:
    """A ``#|`` field as comment lines."""
    return tuple(f"#| {line}" for line in strings(keyword, text, habit.width - 3))


def references(places: tuple[str, ...], habit: Habit) -> tuple[str, ...]:
    """``#:`` lines with as many places as the width holds."""
    lines: list[str] = []
    for place in places:
        written = (
            f"\N{FIRST STRONG ISOLATE}{place}\N{POP DIRECTIONAL ISOLATE}" if " " in place else place
        )
        if lines and _columns(lines[-1]) + 1 + _columns(written) <= habit.width:
            lines[-1] += f" {written}"
        else:
            lines.append(f"#: {written}")
    return tuple(lines)


def strings(keyword: str, text: str, width: int, *, is_format: bool = False) -> Iterator[str]:
    """``keyword "text"`` as one line, or as an empty string with the text in lines below it."""
    parts = re.findall(r"[^\n]*\n|[^\n]+", text) or [""]
    single = f'{keyword} "{parts[0].translate(_ESCAPES)}"'
    if len(parts) == 1 and _columns(single) <= width:
        yield single
        return
    yield f'{keyword} ""'
    for part in parts:
        for line in _wrapped(part, width - 2, is_format=is_format):
            yield f'"{line}"'


def _wrapped(text: str, width: int, *, is_format: bool) -> Iterator[str]:
    """Escaped text in pieces of at most ``width`` columns where it can be broken at all."""
    escaped = text.translate(_ESCAPES)
    if _columns(escaped) <= width:
        yield escaped
        return
    line = ""
    columns = 0
    for piece in _pieces(text, is_format=is_format):
        size = _columns(piece)
        if line and columns + size > width:
            yield line
            line, columns = "", 0
        line += piece
        columns += size
    yield line


def _pieces(text: str, *, is_format: bool) -> Iterator[str]:
    """Literal text, escaped, cut wherever a line may be broken."""
    whole = [found.span() for found in _DIRECTIVE.finditer(text)] if is_format else []
    inside = {at for start, end in whole for at in range(start + 1, end)}
    at = 0
    for offset in break_offsets(text):
        if offset not in inside:
            yield text[at:offset].translate(_ESCAPES)
            at = offset
    yield text[at:].translate(_ESCAPES)


@lru_cache(maxsize=4096)
def _wide(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_wide, text))
