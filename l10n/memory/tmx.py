"""Reading Translation Memory eXchange (TMX 1.4b), one unit at a time.

https://www.gala-global.org/tmx-14b. Inline codes become our numbered tags: ``bpt`` with ``ept`` and ``hi``
a pair, ``ph``, ``it`` and ``ut`` a standalone tag. What a unit tells beside (attributes, ``prop``, ``note``, what
its codes stood for) is kept in `Entry.extra` for the way back. Entities are refused, nothing is
fetched, and a file of any size takes little memory.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from l10n.errors import ConfigError, FormatError
from l10n.memory.entry import Entry
from l10n.memory.tmx_codes import Segment
from l10n.model import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_CHUNK = 1 << 16
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})T\d{6}Z")
OUR_PROPS = {"x-l10n:before": "before", "x-l10n:after": "after", "x-l10n:kind": "kind"}
"""Properties by which our own files keep what TMX has no attribute for."""


@dataclass(slots=True)
class Skipped:
    """How many units of a file could not be used, and where the first one stands."""

    count: int = 0
    first_line: int = 0


def read(path: Path, skipped: Skipped | None = None) -> Iterator[Entry]:
    """The entries of a TMX file; a unit with several targets gives several.

    A file that is no XML is a `FormatError` with line; units without two usable sides are counted
    in ``skipped``.
    """
    reader = _Reader(str(path), skipped or Skipped())
    try:
        with path.open("rb") as stream:
            yield from reader.entries(stream)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", path=path) from error


@dataclass(slots=True)
class _Side:
    """A ``tuv``: its language, its text, and what it tells beside."""

    told: dict[str, str]
    text: str = ""
    codes: dict[str, list[Any]] = field(default_factory=dict)
    beside: list[list[Any]] = field(default_factory=list)

    @property
    def lang(self) -> str:
        return self.told.get("xml:lang") or self.told.get("lang") or ""

    @property
    def usable(self) -> bool:
        try:
            Locale.parse(self.lang)
        except ConfigError:
            return False
        return bool(self.text.strip())

    def is_in(self, lang: str, *, loosely: bool) -> bool:
        own, wanted = self.lang.lower().replace("_", "-"), lang.lower().replace("_", "-")
        if loosely:
            own, wanted = own.partition("-")[0], wanted.partition("-")[0]
        return own == wanted

    def extra(self) -> dict[str, Any]:
        told = {
            name: value for name, value in self.told.items() if name not in {"xml:lang", "lang"}
        }
        return {
            name: value
            for name, value in (("told", told), ("beside", self.beside), ("codes", self.codes))
            if value
        }


@dataclass(slots=True)
class _Unit:
    line: int
    told: dict[str, str]
    beside: list[list[Any]] = field(default_factory=list)
    sides: list[_Side] = field(default_factory=list)


class _Reader:
    """Collects one ``tu`` after the other."""

    def __init__(self, path: str, skipped: Skipped) -> None:
        self.path = path
        self.skipped = skipped
        self._source_lang = "*all*"
        self._done: list[_Unit] = []
        self._unit: _Unit | None = None
        self._side: _Side | None = None
        self._segment: Segment | None = None
        self._beside: list[Any] | None = None
        self._root = ""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._refuse

    def entries(self, stream: BinaryIO) -> Iterator[Entry]:
        while True:
            data = stream.read(_CHUNK)
            try:
                self._parser.Parse(data, not data)
            except expat.ExpatError as error:
                raise FormatError(
                    f"is not XML: {expat.ErrorString(error.code)}",
                    path=self.path,
                    line=error.lineno,
                    column=error.offset + 1,
                ) from error
            ready, self._done = self._done, []
            for unit in ready:
                yield from self._entries_of(unit)
            if not data:
                return

    def _entries_of(self, unit: _Unit) -> Iterator[Entry]:
        sides = [side for side in unit.sides if side.usable]
        source = self._source_of(sides, unit.told.get("srclang") or self._source_lang)
        targets = [side for side in sides if side is not source]
        if source is None or not targets:
            self.skipped.count += 1
            self.skipped.first_line = self.skipped.first_line or unit.line
            return
        for target in targets:
            yield _entry(unit, source, target)

    @staticmethod
    def _source_of(sides: list[_Side], wanted: str) -> _Side | None:
        if wanted.lower() == "*all*":
            return sides[0] if sides else None
        exact = (side for side in sides if side.is_in(wanted, loosely=False))
        near = (side for side in sides if side.is_in(wanted, loosely=True))
        return next(exact, None) or next(near, None)

    def _begin(self, name: str, told: dict[str, str]) -> None:
        if not self._root:
            self._root = name
            if name != "tmx":
                raise FormatError("is no TMX: its root is not <tmx>", path=self.path, line=1)
        if self._segment is not None:
            self._segment.begin(name, told)
        elif name == "header":
            self._source_lang = told.get("srclang", "*all*")
        elif name == "tu":
            self._unit = _Unit(line=self._parser.CurrentLineNumber, told=dict(told))
        elif self._unit is None:
            return
        elif name == "tuv":
            self._side = _Side(told=dict(told))
        elif name in {"prop", "note"}:
            self._beside = [name, dict(told), ""]
        elif name == "seg" and self._side is not None:
            self._segment = Segment()

    def _end(self, name: str) -> None:
        if self._segment is not None and name != "seg":
            self._segment.end(name)
        elif self._segment is not None and self._side is not None:
            self._side.text, self._side.codes = self._segment.content, self._segment.codes
            self._segment = None
        elif name in {"prop", "note"} and self._beside is not None and self._unit is not None:
            (self._side or self._unit).beside.append(self._beside)
            self._beside = None
        elif name == "tuv" and self._unit is not None and self._side is not None:
            self._unit.sides.append(self._side)
            self._side = None
        elif name == "tu" and self._unit is not None:
            self._done.append(self._unit)
            self._unit = None

    def _text(self, data: str) -> None:
        if self._segment is not None:
            self._segment.text(data)
        elif self._beside is not None:
            self._beside[2] += data

    def _refuse(self, *_: object) -> None:
        raise FormatError(
            "declares entities, which translation memories do not need",
            path=self.path,
            line=self._parser.CurrentLineNumber,
        )


def _entry(unit: _Unit, source: _Side, target: _Side) -> Entry:
    told = unit.told
    ours = {
        OUR_PROPS[attributes["type"]]: text
        for name, attributes, text in unit.beside
        if name == "prop" and attributes.get("type") in OUR_PROPS
    }
    beside = [one for one in unit.beside if one[1].get("type") not in OUR_PROPS]
    extra = {
        name: value
        for name, value in (
            ("told", told),
            ("beside", beside),
            ("source", source.extra()),
            ("target", target.extra()),
        )
        if value
    }
    by = told.get("changeid") or told.get("creationid") or target.told.get("creationid") or ""
    return Entry(
        source_lang=source.lang,
        target_lang=target.lang,
        source=source.text,
        target=target.text,
        author=by,
        origin=by,
        date=_day(told.get("creationdate") or target.told.get("creationdate") or ""),
        changed=_day(told.get("changedate") or target.told.get("changedate") or ""),
        extra=json.dumps(extra, ensure_ascii=False) if extra else "",
        **ours,
    )


def _day(date: str) -> str:
    found = _DATE.fullmatch(date)
    return "-".join(found.groups()) if found else ""
