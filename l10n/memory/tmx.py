"""Translation Memory eXchange (TMX 1.4b), in and out, one unit at a time.

https://www.gala-global.org/tmx-14b. Inline codes become our numbered tags: ``bpt`` and ``ept`` a
pair, ``ph``, ``it`` and ``ut`` a standalone tag, ``hi`` plain text. Entities are refused, nothing is
fetched, and a file of any size takes little memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from l10n.errors import FormatError
from l10n.text.inline import TAG, pieces, unescape
from l10n.text.inline import escape as as_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from l10n.model import Locale

_CHUNK = 1 << 16
_ALONE = frozenset({"ph", "it", "ut"})
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})T\d{6}Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One translation unit in one language pair; tags are the locales as the file spells them."""

    source_lang: str
    target_lang: str
    source: str
    target: str
    origin: str = ""
    date: str = ""


@dataclass(slots=True)
class Skipped:
    """How many units of a file could not be used, and where the first one stands."""

    count: int = 0
    first_line: int = 0


def read(path: Path, skipped: Skipped | None = None) -> Iterator[Pair]:
    """The pairs of a TMX file; a unit with several targets gives several.

    A file that is no XML is a `FormatError` with line; units without two usable sides are counted
    in ``skipped``.
    """
    reader = _Reader(str(path), skipped or Skipped())
    try:
        with path.open("rb") as stream:
            yield from reader.pairs(stream)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", path=path) from error


def write(pairs: Iterable[Pair], source: Locale) -> Iterator[str]:
    """The lines of a TMX file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4">'
    yield (
        '  <header creationtool="l10n" creationtoolversion="1" segtype="sentence" o-tmf="l10n"'
        f' adminlang="en" srclang={quoteattr(source.tag)} datatype="plaintext"/>'
    )
    yield "  <body>"
    for pair in pairs:
        dated = f' creationdate="{pair.date.replace("-", "")}T000000Z"' if pair.date else ""
        by = f" creationid={quoteattr(pair.origin)}" if pair.origin else ""
        yield f"    <tu{dated}{by}>"
        for lang, text in ((pair.source_lang, pair.source), (pair.target_lang, pair.target)):
            yield f"      <tuv xml:lang={quoteattr(lang)}><seg>{_seg(text)}</seg></tuv>"
        yield "    </tu>"
    yield "  </body>"
    yield "</tmx>"


def _seg(content: str) -> str:
    """Content with our tags as TMX codes; the tag's own text is the code's content."""
    parts: list[str] = []
    for piece in pieces(content):
        number = re.sub(r"\D", "", piece.tag)
        if not piece.tag:
            parts.append(escape(_writable(unescape(piece.text))))
        elif piece.alone:
            parts.append(f'<ph x="{number}">{escape(piece.text)}</ph>')
        else:
            name = "ept" if piece.closes else "bpt"
            place = "" if piece.closes else f' x="{number}"'
            parts.append(f'<{name} i="{number}"{place}>{escape(piece.text)}</{name}>')
    return "".join(parts)


def _writable(text: str) -> str:
    """Text without the control characters that XML 1.0 has no way to write."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")


@dataclass(slots=True)
class _Unit:
    line: int
    origin: str = ""
    date: str = ""
    source_lang: str = ""
    sides: list[tuple[str, str]] = field(default_factory=list)


class _Reader:
    """Collects one ``tu`` after the other."""

    def __init__(self, path: str, skipped: Skipped) -> None:
        self.path = path
        self.skipped = skipped
        self.source_lang = ""
        self.done: list[_Unit] = []
        self._unit: _Unit | None = None
        self._lang = ""
        self._seg: list[str] | None = None
        self._code: list[str] | None = None
        self._code_name = ""
        self._depth = 0
        self._pairs: dict[str, str] = {}
        self._count = 0
        self._root = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse

    def pairs(self, stream: BinaryIO) -> Iterator[Pair]:
        try:
            while data := stream.read(_CHUNK):
                self.parser.Parse(data, False)
                yield from self._drained()
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise FormatError(f"is not XML: {what}", path=self.path, line=error.lineno) from error
        yield from self._drained()

    def _drained(self) -> Iterator[Pair]:
        for unit in self.done:
            yield from self._of(unit)
        self.done.clear()

    def _of(self, unit: _Unit) -> Iterator[Pair]:
        wanted = _bare(unit.source_lang or self.source_lang)
        known = [side for side in unit.sides if side[1].strip()]
        first = next((s for s in known if wanted in {"*all*", _bare(s[0]), _bare(s[0])[:2]}), None)
        others = [side for side in known if side is not first]
        if first is None or not others:
            self.skipped.count += 1
            self.skipped.first_line = self.skipped.first_line or unit.line
            return
        for lang, target in others:
            yield Pair(
                source_lang=first[0],
                target_lang=lang,
                source=first[1],
                target=target,
                origin=unit.origin,
                date=unit.date,
            )

    def _begin(self, name: str, told: dict[str, str]) -> None:
        if not self._root:
            self._root = name
            if name != "tmx":
                raise FormatError("is no TMX: its root is not <tmx>", path=self.path, line=1)
        if self._seg is not None:
            self._begin_code(name, told)
        elif name == "header":
            self.source_lang = told.get("srclang", "*all*")
        elif name == "tu":
            found = _DATE.fullmatch(told.get("changedate") or told.get("creationdate") or "")
            self._unit = _Unit(
                line=self.parser.CurrentLineNumber,
                origin=told.get("changeid") or told.get("creationid") or "",
                date="-".join(found.groups()) if found else "",
                source_lang=told.get("srclang", ""),
            )
        elif name == "tuv":
            self._lang = told.get("xml:lang") or told.get("lang") or ""
        elif name == "seg":
            self._seg, self._pairs, self._count, self._depth = [], {}, 0, 0

    def _begin_code(self, name: str, told: dict[str, str]) -> None:
        if self._code is not None:
            self._depth += 1
        elif name in _ALONE or name in {"bpt", "ept"}:
            self._code, self._code_name, self._depth = [], name, 0
            if name == "bpt":
                self._pairs[told.get("i", "")] = told.get("x") or told.get("i", "")
                self._code_name = f"bpt {told.get('i', '')}"
            elif name == "ept":
                self._code_name = f"ept {told.get('i', '')}"

    def _end(self, name: str) -> None:
        if self._seg is not None and name != "seg":
            if self._code is not None:
                self._end_code()
        elif name == "seg" and self._seg is not None and self._unit is not None:
            self._unit.sides.append((self._lang, "".join(self._seg)))
            self._seg = None
        elif name == "tu" and self._unit is not None:
            self.done.append(self._unit)
            self._unit = None

    def _end_code(self) -> None:
        if self._depth:
            self._depth -= 1
            return
        kind, _, key = self._code_name.partition(" ")
        own = TAG.fullmatch("".join(self._code or ()))
        self._count += kind != "ept"
        if own:
            tag = own[0]
        elif kind in _ALONE:
            tag = f"<ph{self._count}/>"
        else:
            number = re.sub(r"\D", "", self._pairs.get(key, key)) or str(self._count)
            tag = f"<{'/' if kind == 'ept' else ''}x{number}>"
        (self._seg or []).append(tag)
        self._code = None

    def _text(self, data: str) -> None:
        if self._code is not None:
            self._code.append(data)
        elif self._seg is not None:
            self._seg.append(as_content(data))

    def _refuse(self, *_: object) -> None:
        raise FormatError(
            "declares entities, which translation memories do not need",
            path=self.path,
            line=self.parser.CurrentLineNumber,
        )


def _bare(lang: str) -> str:
    return lang.lower().replace("_", "-")
