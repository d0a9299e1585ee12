"""The strings of a JSON text with their paths and offsets; nothing is ever dumped."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from l10n.text.views import View

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r'"(?P<string>(?:[^"\\]|\\.)*+)"|(?P<mark>[{}\[\],:])|(?P<bare>[^\s"{}\[\],:]+)', re.DOTALL
)
_ESCAPE = re.compile(
    r"\\(?:u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|u(?P<code>[0-9a-fA-F]{4})|(?P<one>.))",
    re.DOTALL,
)
_ONE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class NotJson(Exception):  # noqa: N818 - internal news, translated at the door that knows the file
    """Text that is not JSON; ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(slots=True)
class JsonObject:
    """An object or array: its key in what holds it, and the strings that are its own values."""

    key: str
    outer: JsonObject | None
    is_array: bool = False
    strings: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> tuple[str, ...]:
        """The keys from the root to here; items of an array add none."""
        keys: list[str] = []
        at: JsonObject | None = self
        while at is not None:
            if at.key:
                keys.append(at.key)
            at = at.outer
        return tuple(reversed(keys))

    @property
    def record(self) -> JsonObject:
        """The nearest object: itself, or the one around an array."""
        at = self
        while at.is_array and at.outer is not None:
            at = at.outer
        return at


@dataclass(frozen=True, slots=True)
class JsonString:
    """A string value: its key, where it is, and its span between the quotes."""

    key: str
    holder: JsonObject
    start: int
    end: int

    @property
    def path(self) -> tuple[str, ...]:
        """The keys from the root to the value."""
        path = self.holder.path
        return path if self.holder.is_array else (*path, self.key)


def check_json(text: str, start: int = 0, end: int | None = None) -> None:
    """Raise `NotJson` where the text is not JSON."""
    try:
        json.loads(text[start:end])
    except json.JSONDecodeError as error:
        line = text.count("\n", 0, start) + error.lineno
        raise NotJson(error.msg, line, error.colno) from error
    except RecursionError as error:
        raise NotJson("is nested too deeply", 1, 1) from error


def strings(text: str, start: int = 0, end: int | None = None) -> Iterator[JsonString]:
    """The string values of a JSON text in order."""
    holder = JsonObject("", None)
    key = ""
    pending: tuple[int, int] | None = None
    for token in _TOKEN.finditer(text, start, len(text) if end is None else end):
        mark = token["mark"]
        if token["string"] is not None:
            pending = token.span("string")
        elif mark == ":" and pending:
            key, pending = read_string(text, *pending), None
        elif mark in {"{", "["} if mark else False:
            holder = JsonObject("" if holder.is_array else key, holder, is_array=mark == "[")
            key = ""
        if mark in {",", "}", "]"} and pending:
            if len(holder.strings) < _REMEMBERED:
                holder.strings[key] = read_string(
                    text, pending[0], min(pending[1], pending[0] + 200)
                )
            yield JsonString(key, holder, *pending)
            pending = None
        if mark in {"}", "]"} and holder.outer is not None:
            holder = holder.outer
        if mark == "," and not holder.is_array:
            key = ""


_REMEMBERED = 500  # strings of one object that later decisions may ask for


def read_string(text: str, start: int, end: int) -> str:
    """The value of a JSON string."""
    return _ESCAPE.sub(_unescaped, text[start:end]) if "\\" in text[start:end] else text[start:end]


def view_of(text: str, start: int, end: int) -> View:
    """The value of a JSON string, with a map to where it is written."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = [(0, start)]
    length, at = 0, start
    for found in _ESCAPE.finditer(text, start, end):
        literal = _unescaped(found)
        parts += (text[at : found.start()], literal)
        length += found.start() - at
        marks += ((length, found.start()), (length + len(literal), found.end()))
        length += len(literal)
        at = found.end()
    parts.append(text[at:end])
    return View(text="".join(parts), marks=tuple(dict(marks).items()), end=end)


def _unescaped(found: re.Match[str]) -> str:
    if found["high"]:
        units = bytes.fromhex(found["high"] + found["low"])
        return units.decode("utf-16-be")
    if found["code"]:
        return chr(int(found["code"], 16))
    return _ONE.get(found["one"], found["one"])
