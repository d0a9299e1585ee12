"""Reading TOML tables strictly: each value has a kind, each mistake a line and a way out."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from l10n.errors import ConfigError
from l10n.model import Locale
from l10n.text.lines import not_utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_T = TypeVar("_T")
_SYNTAX = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?")
PATTERNS = "patterns of files in the project, such as 'articles/**/*' (** stands alone in its part)"
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=""")


@dataclass(slots=True, kw_only=True)
class Table:
    """A table of a configuration file; each ``take`` consumes a key, `finish` refuses the rest."""

    values: dict[str, Any]
    path: Path
    text: str = field(repr=False)
    name: str = ""
    _known: list[str] = field(default_factory=list)

    def text_of(self, key: str, default: str, allowed: Sequence[str] = ()) -> str:
        """A string, one of ``allowed`` if there are any."""
        value = self._take(key, default)
        if not isinstance(value, str):
            raise self.error(key, value, "a string")
        if allowed and value not in allowed:
            raise self.error(key, value, "one of " + ", ".join(f'"{one}"' for one in allowed))
        return value

    def texts_of(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of strings."""
        value = self._take(key, list(default))
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(key, value, "a list of strings")
        return tuple(value)

    def number_of(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number between ``low`` and ``high``."""
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(key, value, f"a whole number from {low} to {high}")
        return value

    def flag_of(self, key: str, *, default: bool) -> bool:
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.error(key, value, "true or false")
        return value

    def table_of(self, key: str) -> Table:
        """A sub-table; an absent one is empty."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            raise self.error(key, value, "a table")
        return self._inner(key, value)

    def tables_of(self, key: str) -> tuple[Table, ...]:
        """A list of tables (``[[name]]``)."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.error(key, value, f"tables written [[{self._dotted(key)}]]")
        return tuple(self._inner(key, one) for one in value)

    def sub_tables(self) -> Iterator[tuple[str, Table]]:
        """The tables below that have not been taken yet, by name."""
        for key, value in list(self.values.items()):
            if isinstance(value, dict):
                yield key, self.table_of(key)

    def rest(self) -> dict[str, Any]:
        """All that has not been taken, for somebody else to understand."""
        rest, self.values = self.values, {}
        return rest

    def converted(self, key: str, value: str, convert: Callable[[str], _T], wanted: str) -> _T:
        """``convert(value)``; what it refuses is a mistake at this key."""
        try:
            return convert(value)
        except (ValueError, ConfigError) as error:
            raise self.error(key, value, wanted) from error

    def finish(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self.values:
            near = difflib.get_close_matches(key, self._known, 1)
            known = (
                f'did you mean "{near[0]}"?'
                if near
                else f"known here: {', '.join(self._known) or 'tables of one locale each'}"
            )
            raise ConfigError(
                f"{self._dotted(key)} is not a setting",
                path=self.path,
                line=self.line_of(key),
                key=self._dotted(key),
                hint=known,
            )

    def error(self, key: str, value: object, wanted: str) -> ConfigError:
        """What stands at a key, and what could."""
        shown = (
            {True: "true", False: "false"}.get(value) if isinstance(value, bool) else repr(value)
        )
        return ConfigError(
            f"{self._dotted(key)} = {shown} cannot be used",
            path=self.path,
            line=self.line_of(key),
            key=self._dotted(key),
            hint=f"{self._dotted(key)} takes {wanted}",
        )

    def line_of(self, key: str) -> int:
        """The line of a key of this table, or of the table itself; 0 if it is not in the file."""
        return line_of(self.text, self._dotted(key)) or line_of(self.text, self.name)

    def _take(self, key: str, default: object) -> Any:
        self._known.append(key)
        return self.values.pop(key, default)

    def _dotted(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def _inner(self, key: str, values: dict[str, Any]) -> Table:
        return Table(values=dict(values), path=self.path, text=self.text, name=self._dotted(key))


def read_table(path: Path) -> Table:
    """The root table of a TOML file; `ConfigError` with the line where it is no TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        message, line = not_utf8(error)
        raise ConfigError(message, path=path, line=line, hint="save it as UTF-8") from error
    try:
        return Table(values=tomllib.loads(text), path=path, text=text)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX.fullmatch(str(error))
        message, line = (found[1], int(found[2])) if found else (str(error), 0)
        raise ConfigError(f"is not TOML: {message}", path=path, line=line) from error


def locale_of(table: Table, key: str, tag: str) -> Locale:
    """The locale that a tag at a key stands for."""
    return table.converted(key, tag, Locale.parse, "BCP 47 tags such as ar, pt-BR, zh-Hans")


def own_locale(table: Table, name: str, locales: Sequence[Locale]) -> str:
    """The tag of a table that one locale has for itself."""
    tag = locale_of(table, name, name).tag
    known = [locale.tag for locale in locales]
    if tag not in known:
        raise table.error(name, name, f"a locale of this project ({', '.join(known)})")
    return tag


def checked_pattern(pattern: str) -> str:
    """A pattern of files; `ValueError` for one that names no files, or is no pattern at all."""
    path = PurePosixPath(pattern)
    if not path.parts or any("**" in part and part != "**" for part in path.parts):
        raise ValueError(pattern)
    return pattern


def line_of(text: str, dotted: str) -> int:
    """The line (from 1) where a dotted key, or its table's header, stands in a TOML text; or 0."""
    table = ""
    for n, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            table = _plain(header[1])
            if table == dotted:
                return n
        elif key := _KEY.match(line):
            name = _plain(key[1])
            if (f"{table}.{name}" if table else name) == dotted:
                return n
    return 0


def _plain(key: str) -> str:
    return re.sub(r"""["'\s]""", "", key)
