"""What is wrong with a PO file as a file: what ``msgfmt -c`` would say, as findings.

Header, charset, language, plural forms, duplicates; docs/catalog-findings.md explains each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.catalog.header import header_fields
from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.plural_forms import plural_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.catalog.reader import Entry, PoFile
    from l10n.model import Locale
    from l10n.text.message import Message

NAMES = tuple(
    f"catalog-{what}"
    for what in ("charset", "duplicate", "header", "language", "obsolete", "plural-forms")
)
_CHARSET = re.compile(r"charset=([\w-]+)", re.IGNORECASE)
_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")


def catalog_findings(file: PoFile, locale: Locale) -> Iterator[Finding]:
    """Findings about the file, each at the line of the entry that it is about."""
    fields = header_fields(file.header)
    if file.header is None:
        yield _finding("catalog-header", Severity.WARNING, say("there is no header"))
    else:
        yield from _header(fields, file.header, locale)
    yield from _plurals(file, fields.get("Plural-Forms", ""), locale)
    yield from _duplicates(file)


def _header(fields: dict[str, str], header: Entry, locale: Locale) -> Iterator[Finding]:
    told = _CHARSET.search(fields.get("Content-Type", ""))
    if told is None or told[1] == "CHARSET":
        yield _finding(
            "catalog-charset", Severity.ERROR, say("the header names no charset"), header
        )
    elif told[1].lower().replace("-", "") != "utf8":
        message = say("the charset is {found}; use UTF-8", found=told[1])
        yield _finding("catalog-charset", Severity.WARNING, message, header)
    language = fields.get("Language", "")
    if not language:
        yield _finding(
            "catalog-language", Severity.WARNING, say("the header names no language"), header
        )
    elif language.replace("_", "-").split("-")[0].split("@")[0] != locale.language:
        message = say("the header says {found}, the file {wanted}", found=language, wanted=locale)
        yield _finding("catalog-language", Severity.WARNING, message, header)


def _plurals(file: PoFile, told: str, locale: Locale) -> Iterator[Finding]:
    """The header's count against the language's and that of each entry with plural forms."""
    found = _COUNT.search(told)
    counts = {len(entry.fields.targets) for entry in _live(file) if entry.fields.plural is not None}
    if not counts:
        return
    if found is None:
        message = say("the header has no Plural-Forms")
        yield _finding("catalog-plural-forms", Severity.ERROR, message, file.header)
        return
    wanted = int(found[1])
    known = plural_counts(locale.tag, "")
    if (
        known
        and wanted not in known
        and wanted not in plural_counts(locale.tag, locale.plural_forms)
    ):
        message = say(
            "nplurals={found}; {locale} has {wanted}",
            found=wanted,
            locale=locale,
            wanted=max(known),
        )
        yield _finding("catalog-plural-forms", Severity.WARNING, message, file.header)
    for entry in _live(file):
        given = len(entry.fields.targets)
        if entry.fields.plural is not None and given != wanted and any(entry.fields.targets):
            message = say("{found} forms, the header says {wanted}", found=given, wanted=wanted)
            yield _finding("catalog-plural-forms", Severity.ERROR, message, entry)


def _duplicates(file: PoFile) -> Iterator[Finding]:
    seen: dict[tuple[str, str], int] = {}
    for entry in _live(file):
        line = entry.msgid_line
        first = seen.setdefault(entry.key, line)
        if first != line:
            message = say("the same entry stands in line {first}", first=first)
            yield _finding("catalog-duplicate", Severity.ERROR, message, entry)
    for entry in file.entries:
        if entry.obsolete and entry.key in seen:
            message = say("obsolete, but in use in line {first}", first=seen[entry.key])
            yield _finding("catalog-obsolete", Severity.INFO, message, entry)


def _live(file: PoFile) -> Iterator[Entry]:
    return (entry for entry in file.entries if not entry.obsolete and not entry.is_header)


def _finding(
    check: str, severity: Severity, message: Message, entry: Entry | None = None
) -> Finding:
    """A finding at the line of an entry's ``msgid``; at the first line where there is no entry."""
    fields = entry.fields if entry is not None else None
    return Finding(
        check=check,
        severity=severity,
        message=message,
        source=fields.source if fields else "",
        target=fields.targets[0] if fields and fields.source and fields.targets else "",
        line=entry.msgid_line if entry is not None else 1,
    )
