"""Writing TMX 1.4b, one unit at a time; what a unit was read with is written again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from l10n.memory.entry import UNKNOWN
from l10n.memory.tmx import OUR_PROPS
from l10n.memory.tmx_codes import as_seg, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.memory.entry import Entry
    from l10n.model import Locale


def write(entries: Iterable[Entry], source: Locale) -> Iterator[str]:
    """The lines of a TMX file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4">'
    yield (
        '  <header creationtool="l10n" creationtoolversion="1" segtype="sentence" o-tmf="l10n"'
        f' adminlang="en" srclang={quoteattr(source.tag)} datatype="plaintext"/>'
    )
    yield "  <body>"
    for entry in entries:
        yield from _unit(entry)
    yield "  </body>"
    yield "</tmx>"


def _unit(entry: Entry) -> Iterator[str]:
    extra: dict[str, Any] = json.loads(entry.extra) if entry.extra else {}
    by = entry.author or entry.origin
    told = {
        **({"creationdate": _moment(entry.date)} if entry.date else {}),
        **({"creationid": by} if by else {}),
        **extra.get("told", {}),
    }
    yield f"    <tu{_attributes(told)}>"
    for name, attributes, text in extra.get("beside", ()):
        yield f"      <{name}{_attributes(attributes)}>{escape(writable(text))}</{name}>"
    for name, attribute in OUR_PROPS.items():
        value = getattr(entry, attribute)
        if value not in {UNKNOWN, ""} or (value == "" and attribute != "kind"):
            yield f"      <prop type={quoteattr(name)}>{escape(value)}</prop>"
    yield from _side(entry.source_lang, entry.source, extra.get("source", {}))
    yield from _side(entry.target_lang, entry.target, extra.get("target", {}))
    yield "    </tu>"


def _side(lang: str, content: str, extra: dict[str, Any]) -> Iterator[str]:
    told = {"xml:lang": lang, **extra.get("told", {})}
    seg = f"<seg>{as_seg(content, extra.get('codes', {}))}</seg>"
    if not extra.get("beside"):
        yield f"      <tuv{_attributes(told)}>{seg}</tuv>"
        return
    yield f"      <tuv{_attributes(told)}>"
    for name, attributes, text in extra["beside"]:
        yield f"        <{name}{_attributes(attributes)}>{escape(writable(text))}</{name}>"
    yield f"        {seg}"
    yield "      </tuv>"


def _attributes(told: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(writable(value))}" for name, value in told.items())


def _moment(day: str) -> str:
    return f"{day.replace('-', '')}T000000Z"
