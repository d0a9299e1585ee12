"""Unit texts as XLIFF content and back: our numbered tags are its inline codes.

`<a1>the office</a1>` is ``<pc id="a1">`` in XLIFF 2 and ``<g id="a1">`` in 1.2, `<br3/>` is ``<ph id="br3"/>``
and ``<x id="br3"/>``. Tags that do not nest are single starts and ends. Codes of other tools become tags
numbered by their place. Escapes in the text stay as they are, so that what returns is what left.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from l10n.text.inline import pieces, well_formed
from l10n.text.xml_elements import NotWellFormed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.text.xml_elements import Element

_OURS = re.compile(r"[a-z]{1,12}[0-9]{1,5}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What an XLIFF code is, by the letters of our tag; anything else that is emphasis is formatting.
_TYPES: Final = {"a": "link", "img": "image", "q": "quote", "ph": "other", "code": "other"}
_FORMATS: Final = {
    "b": "xlf:b",
    "strong": "xlf:b",
    "i": "xlf:i",
    "em": "xlf:i",
    "u": "xlf:u",
    "br": "xlf:lb",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one version of XLIFF names a pair, a single code, and the ends of a pair that does not nest."""

    pair: str
    single: str
    start: str
    end: str


V2 = Dialect('<pc id="{id}"{kind} dispStart={open} dispEnd={close}>', '<ph id="{id}"{kind} disp={open}/>',
             '<sc id="{id}" isolated="yes"{kind} disp={open}/>', '<ec id="{id}-end" isolated="yes"{kind} disp={close}/>')  # fmt: skip
V12 = Dialect('<g id="{id}" equiv-text={open}>', '<x id="{id}" equiv-text={open}/>',
              '<bx id="{id}" equiv-text={open}/>', '<ex id="{id}" equiv-text={close}/>')  # fmt: skip


def to_content(text: str, dialect: Dialect) -> str:
    """A unit's text as the inside of ``<source>`` or ``<target>``."""
    nested = well_formed(text) and not _repeated(text)
    closing = "</pc>" if dialect is V2 else "</g>"
    out: list[str] = []
    for piece in pieces(text):
        if not piece.tag:
            out.append(_characters(piece.text, dialect))
        elif piece.closes and nested:
            out.append(closing)
        else:
            form = (
                dialect.pair
                if nested and piece.opens
                else _single(piece.alone, piece.closes, dialect)
            )
            out.append(
                form.format(
                    id=piece.tag,
                    kind=_kind(piece.tag) if dialect is V2 else "",
                    open=quoteattr(f"<{piece.tag}{'/' if piece.alone else ''}>"),
                    close=quoteattr(f"</{piece.tag}>"),
                )
            )
    return "".join(out)


def _single(alone: bool, closes: bool, dialect: Dialect) -> str:  # noqa: FBT001 - two facts of one piece
    if alone:
        return dialect.single
    return dialect.end if closes else dialect.start


def _repeated(text: str) -> bool:
    opened = [piece.tag for piece in pieces(text) if piece.tag and not piece.closes]
    return len(opened) != len(set(opened))


def _kind(tag: str) -> str:
    letters = tag.rstrip("0123456789")
    if letters in _FORMATS:
        return f' type="fmt" subType="{_FORMATS[letters]}"'
    return f' type="{_TYPES[letters]}"' if letters in _TYPES else ""


def _characters(text: str, dialect: Dialect) -> str:
    """Text with what XML cannot hold as ``<cp>``; version 1.2 has no way and gets U+FFFD."""
    kept = escape(text, {"\r": "&#13;"})  # which a reader would take for a line end
    if dialect is V2:
        return _CONTROL.sub(lambda found: f'<cp hex="{ord(found[0]):04X}"/>', kept)
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", kept)


def _control(element: Element) -> str:
    """The character of a ``<cp>``: one that a catalog can hold, or the document is `NotWellFormed`."""
    told = element.get("hex")
    code = int(told, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", told) else 0
    if not 0 < code <= sys.maxunicode or 0xD800 <= code <= 0xDFFF:
        raise NotWellFormed(element.line, f"<cp hex={told!r}> is no character that a text can hold")
    return chr(code)


def from_content(element: Element) -> str:
    """The text of a ``<source>`` or ``<target>`` with our tags; marks leave their text."""
    return "".join(_parts(element, _Numbers()))


class _Numbers:
    """Names for the codes of other tools: the first is ph1; an id keeps its name."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def name(self, told: str) -> str:
        if _OURS.fullmatch(told):
            return told
        return self._known.setdefault(told, f"ph{len(self._known) + 1}")


_PAIRS = frozenset({"pc", "g"})
_SINGLES = frozenset({"ph", "x", "it"})
_STARTS = frozenset({"sc", "bx", "bpt"})
_ENDS = frozenset({"ec", "ex", "ept"})


def _parts(element: Element, numbers: _Numbers) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name == "cp":
            yield _control(child)
        elif child.name in _PAIRS:
            name = numbers.name(child.get("id"))
            yield f"<{name}>"
            yield from _parts(child, numbers)
            yield f"</{name}>"
        elif child.name in _SINGLES:
            yield f"<{numbers.name(child.get('id'))}/>"
        elif child.name in _STARTS:
            yield f"<{numbers.name(child.get('rid') or child.get('id'))}>"
        elif child.name in _ENDS:
            told = child.get("startRef") or child.get("rid") or child.get("id")
            yield f"</{numbers.name(told.removesuffix('-end'))}>"
        else:  # a mark, a comment, an extension: its text counts
            yield from _parts(child, numbers)
