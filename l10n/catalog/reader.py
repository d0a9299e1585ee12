"""Reading PO files without losing a byte: entries with their spans, fields decoded on demand.

One regular expression takes a whole regular entry at once; obsolete entries and odd spellings that
gettext accepts (``msgid"a"``, two keywords on one line) take a slower way. The format is that of
the GNU gettext manual, chapter "PO Files".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from l10n.catalog.fields import SPACE, STRINGS, Fields, Texts, decode_fields, decode_texts, unquote
from l10n.text.encoding import Undecodable, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTRY = re.compile(
    rf"""(?P<gap>(?:[ \t]*+\r?\n)*+)
    (?P<comments>(?:[ \t]*+(?:\#(?!~)[^\n]*+)?\n)*+)
    (?:[ \t]*+msgctxt[ \t]++(?P<context>{STRINGS}))?+
    [ \t]*+msgid[ \t]++(?P<source>{STRINGS})
    (?:[ \t]*+msgid_plural[ \t]++(?P<plural>{STRINGS})
       (?P<targets>(?:[ \t]*+msgstr\[[0-9]++\][ \t]++{STRINGS})++)
    |[ \t]*+msgstr[ \t]++(?P<target>{STRINGS}))""",
    re.VERBOSE,
)
_BLANK = re.compile(r"(?:[ \t]*+\r?\n)*+")
_REST = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?(?:\r?\n|\Z))*?\Z")
_OBSOLETE = re.compile(r"(?:[ \t]*+(?:#(?!~)[^\n]*+)?\n)*+(?:#~[^\n]*+(?:\n|\Z))++")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_ODD = re.compile(
    r"[ \t\r\n]*(?:(?P<comment>#[^\n]*)|(?P<keyword>msgctxt|msgid_plural|msgid|msgstr|domain)\b"
    r'[ \t]*(?:\[(?P<index>[0-9]+)\])?|(?P<string>"[^"\\\n]*(?:\\.[^"\\\n]*)*"))'
)
_MSGID = re.compile(r"^(?:#~)?[ \t]*(?P<msgid>msgid)\b", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # not splitlines(): U+2028 ends no PO line
_MARKER = re.compile(r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$")


class Lines:
    """Where the lines of a text begin, counted when a line is first asked for."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def at(self, offset: int) -> int:
        """The line (from 1) of an offset."""
        if not self._starts:
            self._starts = [found.end() for found in re.finditer("\n", self._text)] or [
                len(self._text) + 1
            ]
        return bisect_right(self._starts, offset) + 1


class Entry:
    """One entry in its file: ``gap`` (blank lines before it) and ``raw`` are its very text.

    Of an entry that was read, text, line and fields are told from its match when they are asked.
    """

    __slots__ = ("_fields", "_gap", "_line", "_lines", "_match", "_raw", "obsolete")

    def __init__(
        self,
        gap: str,
        raw: str,
        line: int = 0,
        *,
        obsolete: bool = False,
        fields: Fields | None = None,
    ) -> None:
        self._gap: str | None = gap
        self._raw: str | None = raw
        self._line = line
        self._fields = fields
        self._match: re.Match[str] | None = None
        self._lines: Lines | None = None
        self.obsolete = obsolete

    @classmethod
    def of_match(cls, match: re.Match[str], lines: Lines) -> Entry:
        """A regular entry as the file holds it."""
        made = cls.__new__(cls)
        made._gap = made._raw = made._fields = None  # noqa: SLF001 - its own class
        made._line = 0  # noqa: SLF001
        made._match = match  # noqa: SLF001
        made._lines = lines  # noqa: SLF001
        made.obsolete = False
        return made

    def with_gap(self, gap: str) -> Entry:
        """The same entry with other blank lines before it."""
        made = Entry(gap, self.raw, self.line, obsolete=self.obsolete, fields=self._fields)
        made._match = self._match
        return made

    @property
    def gap(self) -> str:
        if self._gap is None and self._match is not None:
            self._gap = self._match["gap"]
        return self._gap or ""

    @property
    def raw(self) -> str:
        if self._raw is None and self._match is not None:
            self._raw = self._match.string[self._match.end("gap") : self._match.end()]
        return self._raw or ""

    @property
    def line(self) -> int:
        """The line of its first character; 0 for an entry that was not read."""
        if not self._line and self._lines is not None and self._match is not None:
            self._line = self._lines.at(self._match.end("gap"))
        return self._line

    @property
    def msgid_line(self) -> int:
        """The line of its ``msgid``, which editors and people look for."""
        if self._lines is not None and self._match is not None:
            return self._lines.at(self._match.start("source"))
        found = _MSGID.search(self.raw)
        return self.line + (self.raw.count("\n", 0, found.start("msgid")) if found else 0)

    @property
    def key(self) -> tuple[str, str]:
        """``(msgctxt, msgid)``; a missing context is empty."""
        if self._match is not None and self._fields is None:
            context = self._match["context"]
            return (unquote(context) if context else "", unquote(self._match["source"]))
        return (self.fields.context or "", self.fields.source)

    @property
    def is_header(self) -> bool:
        match = self._match
        if self.obsolete or (
            match is not None and (match["context"] or not match["source"].startswith('""'))
        ):
            return False
        return self.key == ("", "") and self.fields.context is None

    @property
    def fields(self) -> Fields:
        """All fields, decoded once."""
        if self._fields is None:
            self._fields = (
                _decode_obsolete(self.raw) if self.obsolete else decode_fields(self._match)
            )
        return self._fields

    @property
    def texts(self) -> Texts:
        """Context, source, plural and targets; of an entry that was read, decoded without its comments."""
        if self._match is not None and self._fields is None and not self.obsolete:
            return decode_texts(self._match)
        fields = self.fields
        return Texts(fields.context, fields.source, fields.plural, fields.targets)

    @property
    def comments(self) -> str:
        """The comment lines as they are written."""
        if self._match is not None and not self.obsolete:
            return self._match["comments"]
        return "\n".join(self.fields.comments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A place that is no PO: where, and what stands there."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PoFile:
    """A PO file: its entries in order, ``rest`` what follows the last, and how it was encoded."""

    entries: tuple[Entry, ...] = field(repr=False)
    rest: str = ""
    encoding: str = "utf-8"
    bom: bytes = b""
    newline: str = "\n"
    problems: tuple[Problem, ...] = ()

    @property
    def header(self) -> Entry | None:
        return next((entry for entry in self.entries[:1] if entry.is_header), None)


def parse(raw: bytes) -> PoFile:
    """Read a PO file; what cannot be read is in ``problems``, everything else in ``entries``.

    The charset is the header's; a missing or unknown one is UTF-8, as gettext's tools assume.
    """
    declared = _CHARSET.search(raw[:4096])
    charset = declared[1].decode("ascii") if declared else ""
    try:
        decoded = decode(raw, "" if charset == "CHARSET" else charset)
    except Undecodable as error:
        problem = Problem(line=error.line, message=str(error))
        return PoFile(entries=(), rest="", problems=(problem,))
    text = decoded.text
    entries, problems, end = _entries(text)
    return PoFile(
        entries=tuple(entries),
        rest=text[end:],
        encoding=decoded.encoding,
        bom=decoded.bom,
        newline="\r\n" if "\r\n" in text else "\n",
        problems=tuple(problems),
    )


def _entries(text: str) -> tuple[list[Entry], list[Problem], int]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    lines = Lines(text)
    match, made = _ENTRY.match, Entry.of_match
    at, size = 0, len(text)
    while at < size:
        found = match(text, at)
        if found is not None:
            entries.append(made(found, lines))
            at = found.end()
            continue
        begin = _end_of_blank(text, at)
        if _REST.match(text, begin) and not _OBSOLETE.match(text, begin):
            break
        if obsolete := _OBSOLETE.match(text, begin):
            end = obsolete.end()
            entries += _obsolete(text[at:begin], obsolete[0], lines.at(begin))
        else:
            odd, problem, end = _odd(text, at, begin, lines.at(begin))
            entries += odd
            problems += problem
        at = end
    return entries, problems, at


def _end_of_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _obsolete(gap: str, raw: str, line: int) -> Iterator[Entry]:
    """The obsolete entries of a run of ``#~`` lines: each ends with the strings of its msgstr."""
    lines = _LINE.findall(raw)
    begin, seen_target = 0, False
    for n, one in enumerate(lines):
        body = one[2:].lstrip() if one.startswith("#~") else ""
        starts = one.startswith("#~|") or body.startswith(("msgctxt", "msgid ", 'msgid"'))
        if seen_target and (starts or not body):
            yield _obsolete_entry(gap, lines, begin, n, line)
            gap, begin, seen_target = "", n, False
        seen_target = seen_target or body.startswith("msgstr")
    yield _obsolete_entry(gap, lines, begin, len(lines), line)


def _obsolete_entry(gap: str, lines: list[str], begin: int, end: int, line: int) -> Entry:
    return Entry(gap, "".join(lines[begin:end]), line + begin, obsolete=True)


def _odd(text: str, at: int, begin: int, line: int) -> tuple[list[Entry], list[Problem], int]:
    """An entry spelled as gettext accepts it though nobody writes it so; or a problem."""
    fields, end = _tokens(text, begin)
    if fields is not None:
        return [Entry(text[at:begin], text[begin:end], line, fields=fields)], [], end
    stop = re.compile(r"\n[ \t]*\r?\n|\Z").search(text, begin)
    end = stop.end() if stop else len(text)
    where, what = _blame(text[begin:end])
    return [], [Problem(line=line + where, message=what)], end


def _blame(damaged: str) -> tuple[int, str]:
    """The line (from 0) of a damaged entry that is most likely at fault, and what to say."""
    if marker := _MARKER.search(damaged):
        return damaged.count("\n", 0, marker.start()), "a conflict marker of git"
    lines = damaged.split("\n")
    for n, one in enumerate(lines):
        body = one.strip()
        if body and not body.startswith("#") and not _ODD.fullmatch(body + " "):
            tokens = "".join(found[0] for found in _ODD.finditer(body))
            if tokens.strip() != body:
                return n, f"not a PO line: {body[:60]!r}"
    first = next((n for n, one in enumerate(lines) if one.lstrip().startswith("msg")), 0)
    return first, "the entry is not complete: msgid or msgstr is missing"


def _tokens(text: str, begin: int) -> tuple[Fields | None, int]:
    """The fields of one entry read token by token, and where it ends."""
    got: dict[str, str] = {}
    comments: list[str] = []
    current, at = "", begin
    while found := _ODD.match(text, at):
        if found["comment"] is not None:
            if got:
                break
            comments.append(found["comment"])
        elif keyword := found["keyword"]:
            name = keyword + (found["index"] or "")
            if name in got or (name in {"msgctxt", "msgid"} and "msgstr" in current):
                break
            current = name
            got[current] = ""
        elif not current:
            break
        else:
            got[current] += found["string"]
        at = found.end()
    targets = [value for name, value in got.items() if name.startswith("msgstr")]
    if "msgid" not in got or not targets or not all(got.values()):
        return None, at
    line_end = text.find("\n", at)
    if line_end >= 0 and not text[at:line_end].strip():
        at = line_end + 1
    return (
        Fields(
            comments=tuple(comments),
            context=unquote(got["msgctxt"]) if "msgctxt" in got else None,
            source=unquote(got["msgid"]),
            plural=unquote(got["msgid_plural"]) if "msgid_plural" in got else None,
            targets=tuple(unquote(target) for target in targets),
        ),
        at,
    )


def _decode_obsolete(raw: str) -> Fields:
    comments: list[str] = []
    body: list[str] = []
    for line in raw.split("\n"):
        if line.startswith("#~|"):
            comments.append("#|" + line[3:].rstrip(SPACE))
        elif line.startswith("#~"):
            body.append(line[2:].strip(SPACE))
        elif line.strip(SPACE):
            comments.append(line.strip(SPACE))
    fields, _ = _tokens("\n".join(body) + "\n", 0)
    if fields is None:
        return Fields(comments=tuple(comments), obsolete=True)
    return Fields(
        comments=tuple(comments),
        context=fields.context,
        source=fields.source,
        plural=fields.plural,
        targets=fields.targets,
        obsolete=True,
    )
