"""XML in tokens with their offsets; no entities, no network, no files.

Only what a document of ours may hold is understood: tags, text, CDATA sections, comments,
processing instructions. A document type that declares anything is refused.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from l10n.text.encoding import Decoded, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, START, END, CDATA, OTHER = range(5)

_MARKUP = re.compile(
    r"""<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>|(?P<doctype><!DOCTYPE[^\[\]>]*(?P<subset>\[)?>?)
    |</(?P<close>[^\s<>/]+)\s*>|<(?P<open>[^\s<>/!?=]+)(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+(?<!/)>
    |<(?P<alone>[^\s<>/!?=]+)(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s=<>"'/]+)\s*=\s*(?:"(?P<double>[^"<]*)"|'(?P<single>[^'<]*)')"""
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{2,40})["']""")


class NotXml(Exception):  # noqa: N818 - internal news, translated at the door that knows the file
    """Text that is not well-formed, or not wanted; ``at`` is the offset."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at

    def place(self, text: str) -> tuple[int, int]:
        """Line and column, from 1."""
        return text.count("\n", 0, self.at) + 1, self.at - text.rfind("\n", 0, self.at)


class XmlToken(NamedTuple):
    """A token: ``start`` and ``end`` are those of the text inside, for CDATA."""

    kind: int
    start: int
    end: int
    name: str = ""


def decode_xml(raw: bytes) -> Decoded:
    """The text of an XML file in the encoding that it declares."""
    declared = _DECLARED.match(raw.removeprefix(codecs.BOM_UTF8))
    return decode(raw, declared[1].decode("ascii") if declared else "")


def xml_tokens(text: str) -> Iterator[XmlToken]:
    """The tokens of a document in order; `NotXml` where it is not well-formed."""
    at = 0
    names: list[str] = []
    if "<" not in text:
        raise NotXml("has no element", 0)
    while (start := text.find("<", at)) >= 0:
        found = _MARKUP.match(text, start)
        if found is None:
            raise NotXml("has a tag that is not well-formed", start)
        if start > at:
            yield XmlToken(TEXT, at, start)
        at = found.end()
        yield from _token(found, names)
    if names:
        raise NotXml(f"ends inside <{names[-1]}>", len(text))


def _token(found: re.Match[str], names: list[str]) -> Iterator[XmlToken]:
    start, end = found.span()
    if name := found["open"]:
        names.append(name)
        yield XmlToken(START, start, end, name)
    elif name := found["close"]:
        if not names or names.pop() != name:
            raise NotXml(f"closes <{name}>, which is not open", start)
        yield XmlToken(END, start, end, name)
    elif name := found["alone"]:
        yield XmlToken(START, start, end, name)
        yield XmlToken(END, end, end, name)
    elif found["cdata"] is not None:
        yield XmlToken(CDATA, *found.span("cdata"))
    elif found["subset"]:
        raise NotXml("declares entities, which are not read", start)
    else:
        yield XmlToken(OTHER, start, end)


def xml_attributes(text: str, token: XmlToken) -> dict[str, tuple[str, int, int]]:
    """The attributes of a start tag: value as written, and its span."""
    told: dict[str, tuple[str, int, int]] = {}
    for found in _ATTRIBUTE.finditer(text, token.start + 1 + len(token.name), token.end):
        group = "double" if found["double"] is not None else "single"
        told[found["name"]] = (found[group], *found.span(group))
    return told


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]
