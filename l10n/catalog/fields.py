"""The fields of a PO entry: quoted strings read, their escapes decoded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"[ \t]*+(?:\r?\n|\Z)'
STRINGS = rf"(?:[ \t]*+{STRING})++"
_TARGET = re.compile(rf"msgstr\[([0-9]+)\][ \t]+({STRINGS})")
_QUOTED = re.compile(r'"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))", re.DOTALL)
_MEANING = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_BLANKS = " \t\r\n"
SPACE = " \t\r"  # not str.strip(): a no-break space at a comment's end is text


def unquote(strings: str) -> str:
    """The text of one or more quoted PO strings, escapes read."""
    body = strings.strip(_BLANKS)[1:-1]
    joined = body.replace('"\n"', "")
    if len(body) - len(joined) != 3 * body.count("\n"):  # not laid out as gettext does
        joined = "".join(_QUOTED.findall(strings))
    return unescaped(joined) if "\\" in joined else joined


def unescaped(text: str) -> str:
    """Text with its escapes read: the three usual ones at once, if there are no others."""
    if "\\\\" not in text:
        usual = text.replace('\\"', '"').replace("\\n", "\n").replace("\\t", "\t")
        if "\\" not in usual:
            return usual
    return _ESCAPE.sub(_meaning, text)


def _meaning(found: re.Match[str]) -> str:
    octal, hexadecimal, letter = found.groups()
    if letter is not None:
        return _MEANING.get(letter, letter)
    return chr(int(octal, 8) if octal else int(hexadecimal, 16))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """An entry, decoded. ``comments`` are all comment lines as written, without line ends."""

    comments: tuple[str, ...] = ()
    context: str | None = None
    source: str = ""
    plural: str | None = None
    targets: tuple[str, ...] = ("",)
    obsolete: bool = False


class Texts(NamedTuple):
    """An entry's texts, decoded: what a compiled catalog needs."""

    context: str | None
    source: str
    plural: str | None
    targets: tuple[str, ...]


def decode_fields(match: re.Match[str] | None) -> Fields:
    """All fields of a regular entry's match; empty ones without a match."""
    if match is None:
        return Fields()
    context, source, plural, targets = decode_texts(match)
    lines = match["comments"].split("\n")
    return Fields(
        comments=tuple(filter(None, (line.strip(SPACE) for line in lines))),
        context=context,
        source=source,
        plural=plural,
        targets=targets,
    )


def decode_texts(match: re.Match[str]) -> Texts:
    """Only the texts of a regular entry's match."""
    context, source, plural, forms, target = match.group(
        "context", "source", "plural", "targets", "target"
    )
    targets = (
        tuple(unquote(strings) for _, strings in _TARGET.findall(forms))
        if forms
        else (unquote(target),)
    )
    return Texts(
        unquote(context) if context else None,
        unquote(source),
        unquote(plural) if plural else None,
        targets,
    )
