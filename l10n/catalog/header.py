"""The header entry of a PO file: its fields in order, and the one that we write for a new file.

No field holds a time: a header that changes by itself makes noise in every version history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.catalog.fields import Fields
from l10n.catalog.layout import Habit, lay_out
from l10n.catalog.reader import Entry

if TYPE_CHECKING:
    from l10n.model import Locale


def header_fields(entry: Entry | None) -> dict[str, str]:
    """``Name: value`` pairs of a header; the first of a repeated name counts."""
    fields: dict[str, str] = {}
    if entry is None:
        return fields
    for line in entry.fields.targets[0].split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip(), value.strip())
    return fields


def new_header(locale: Locale | None, *, source: Locale, notes: str = "") -> Entry:
    """The header of a new catalog, or of a template when ``locale`` is None."""
    values = {
        "Project-Id-Version": "l10n",
        "Last-Translator": "l10n",
        "Language-Team": "none",
        **({"Language": locale.posix} if locale else {}),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **({"Plural-Forms": locale.plural_forms} if locale else {}),
        "X-Source-Language": source.posix,
        "X-Generator": "l10n",
    }
    fields = Fields(
        comments=tuple(f"# {line}".rstrip() for line in notes.splitlines()),
        targets=("".join(f"{name}: {value}\n" for name, value in values.items()),),
    )
    return Entry("", lay_out(fields, Habit()), 1, fields=fields)
