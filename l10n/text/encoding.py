"""Bytes to text and back again, without losing one.

A byte-order mark wins, then what the file declares, then UTF-8.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what decoding leaves of bytes that are no text
LONE_BYTES = re.compile("[\udc80-\udcff]+")
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a]")
_CONTROL_LETTERS = re.compile(r"[\x00-\x06\x0e-\x1a]")
_FEW = 200  # bytes for each wrong one, in what is still UTF-8
_SAMPLE = 1 << 16  # bytes by which an encoding is told
# how a text of wide letters begins; bytes a letter; which of them is zero in ASCII
_WIDE = (
    (re.compile(rb"(?:[\t\n\r -~]\0\0\0){2}"), 4, 3, "utf-32-le"),
    (re.compile(rb"(?:\0\0\0[\t\n\r -~]){2}"), 4, 0, "utf-32-be"),
    (re.compile(rb"(?:[\t\n\r -~]\0){2}"), 2, 1, "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r -~]){2}"), 2, 0, "utf-16-be"),
)


class Undecodable(Exception):  # noqa: N818 - internal news, translated at the door that knows the file
    """Bytes that are not text in their encoding; ``line`` and ``column`` count from 1."""

    def __init__(self, encoding: str, found: str, line: int, column: int) -> None:
        super().__init__(f"{found} is not valid {encoding}")
        self.encoding = encoding
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """``bom + text.encode(encoding)`` is what was read, byte for byte."""

    text: str
    encoding: str
    bom: bytes


def decode(raw: bytes, declared: str = "") -> Decoded:
    """The text of a file; raises `Undecodable` where the bytes do not fit or would not return."""
    bom, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", ""))
    encoding = encoding or _known(declared) or "utf-8"
    body = raw[len(bom) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        before = body[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        found = f"byte 0x{body[error.start]:02X}"
        raise Undecodable(encoding, found, line, column) from error
    if text.encode(encoding, "surrogatepass") != body:
        raise Undecodable(encoding, "a byte sequence that cannot be written back", 1, 1)
    return Decoded(text=text, encoding=encoding, bom=bom)


def has_lone_bytes(text: str) -> bool:
    """Whether a text holds surrogates; asking the encoder takes a tenth of looking for them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def decode_page(raw: bytes, declared: str = "") -> Decoded:
    """The text of a page that browsers would show, whatever it says about its encoding.

    Without a mark, UTF-16 and UTF-32 are told by their zero bytes alone: a declaration that could be
    read as ASCII is not in them, and the page is UTF-8 then, as WHATWG has it.
    A few wrong bytes in UTF-8 become lone surrogates, which are written back as those bytes; a page
    that is no UTF-8 at all is read as Windows' Latin-1. Raises `Undecodable` for binary data.
    """
    told = wide(raw)
    if _known(declared).startswith(("utf-16", "utf-32")):
        declared = ""
    try:
        return decode(raw, told or declared)
    except Undecodable:
        if told or _CONTROLS.search(raw):
            raise
        wrong = len(_surrogates(raw))
        if wrong * _FEW <= len(raw):
            bom = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
            text = raw[len(bom) :].decode("utf-8", "surrogateescape")
            return Decoded(text=text, encoding="utf-8", bom=bom)
        try:
            return Decoded(text=raw.decode("cp1252"), encoding="cp1252", bom=b"")
        except UnicodeDecodeError:
            return Decoded(text=raw.decode("latin-1"), encoding="latin-1", bom=b"")


def wide(raw: bytes) -> str:
    """UTF-16 or UTF-32, if the zero bytes of a text's ASCII letters show that it is in one.

    Two such letters begin most pages. Where others begin it, spaces and marks must show it, and
    everything be letters that there are. No text holds a control character.
    """
    if b"\0" not in raw[:_SAMPLE]:
        return ""
    for beginning, width, zero, encoding in _WIDE:
        if beginning.match(raw):
            return encoding if _is_wide(raw, width, zero, encoding, few=1) else ""
    for _, width, zero, encoding in _WIDE:
        if _is_wide(raw, width, zero, encoding, few=3) and _is_text(raw[:_SAMPLE], encoding):
            return encoding
    return ""


def _is_wide(raw: bytes, width: int, zero: int, encoding: str, *, few: int) -> bool:
    """Whether the bytes that are zero in ASCII are so, ``few`` times as often as the others."""
    if len(raw) % width:
        return False
    head = raw[:_SAMPLE]
    zeros = [head[n::width].count(0) for n in range(width)]
    letters = zeros.pop(zero)
    if letters * 20 < len(head) or (width == 2 and zeros[0] * few >= letters):
        return False
    return not _CONTROL_LETTERS.search(head.decode(encoding, "ignore"))


def _is_text(head: bytes, encoding: str) -> bool:
    """Whether there is a space, and every letter is one of Unicode's."""
    try:
        letters = set(head.decode(encoding))
    except UnicodeDecodeError:
        return False
    return not letters.isdisjoint(" \n") and not any(
        unicodedata.category(letter) in {"Cn", "Co"} for letter in letters
    )


def _surrogates(raw: bytes) -> list[str]:
    return LONE_BYTES.findall(raw.decode("utf-8", "surrogateescape"))


def _known(declared: str) -> str:
    try:
        return codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""


class Misread(NamedTuple):
    """A span of a text that was decoded with the wrong encoding, and what it says."""

    start: int
    end: int
    text: str


# what UTF-8 bytes look like in Windows-1252 (and, for its five holes, in Latin-1)
_WESTERN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{2,}"
)
# the first byte of a letter, in this range, can only begin one; in 1251 it is a capital P or C
_LEAD = re.compile(  # the first byte of a letter and one more, quickly found
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_CYRILLIC = re.compile(
    "(?:[\u0420\u0421][\u0080-\u00bf\u0400-\u040f\u0450-\u045f\u0490\u0491\u2010-\u2122]){3,}"
)


def misread(text: str, *, cyrillic: bool) -> Iterator[Misread]:
    """Runs that are UTF-8 in disguise; ``cyrillic`` looks for Windows-1251 as well."""
    patterns = [(_WESTERN, "cp1252")] if _LEAD.search(text) else []
    if cyrillic:
        patterns.append((_CYRILLIC, "cp1251"))
    for pattern, encoding in patterns:
        for found in pattern.finditer(text):
            read_again = _decoded(found[0], encoding)
            if read_again and _is_plausible(read_again, text, found):
                yield Misread(found.start(), found.end(), read_again)


def _decoded(run: str, encoding: str) -> str:
    try:
        return b"".join(_byte(letter, encoding) for letter in run).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def _byte(letter: str, encoding: str) -> bytes:
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode(encoding)


def _is_plausible(read_again: str, text: str, found: re.Match[str]) -> bool:
    """Not two capitals before a closing quotation mark, and letters or signs that people use."""
    if found[0][-1] in "\u00bb\u201d\u2019" and len(found[0]) == 2:
        return text[: found.start()][-1:].islower()
    return not any("\u0800" <= letter <= "\u1fff" or letter > "\u2fff" for letter in read_again)
