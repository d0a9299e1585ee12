"""Inline codes of a TMX segment as our numbered tags, and back.

Pairs are numbered by ``x``, which tells what belongs together across languages, else by ``i``; a code
that holds one of our own tags becomes just that tag.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from l10n.text.inline import TAG, pieces, unescape
from l10n.text.inline import escape as as_content

_ALONE = frozenset({"ph", "it", "ut"})
_MOST = 99_999  # the largest number that a tag may have


class Segment:
    """One ``seg``, filled as it is read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.codes: dict[str, list[Any]] = {}
        self._code: tuple[str, dict[str, str]] | None = None
        self._inner: list[str] = []
        self._plain: list[str] = []
        self._depth = 0
        self._open: dict[str, str] = {}
        self._marks: list[str] = []
        self._taken: set[int] = set()

    @property
    def content(self) -> str:
        return "".join(self._parts)

    def begin(self, name: str, told: dict[str, str]) -> None:
        if self._code is not None:
            self._depth += 1
            self._inner.append(_opened(name, told))
        elif name == "hi":
            tag = f"hi{self._number(told.get('x', ''))}"
            self._marks.append(tag)
            self._put(f"<{tag}>", name, told, "")
        elif name in _ALONE or name in {"bpt", "ept"}:
            self._code, self._inner, self._plain, self._depth = (name, dict(told)), [], [], 0

    def end(self, name: str) -> None:
        if self._code is None:
            if name == "hi" and self._marks:
                self._parts.append(f"</{self._marks.pop()}>")
        elif self._depth:
            self._depth -= 1
            self._inner.append(f"</{name}>")
        else:
            kind, told = self._code
            self._code = None
            own = TAG.fullmatch("".join(self._plain))
            tag = own[0] if own else self._tag(kind, told)
            self._put(tag, kind, told, "".join(self._inner))

    def text(self, data: str) -> None:
        if self._code is None:
            self._parts.append(as_content(data))
        else:
            self._inner.append(escape(data))
            self._plain.append(data)

    def _tag(self, kind: str, told: dict[str, str]) -> str:
        if kind in _ALONE:
            return f"<{kind}{self._number(told.get('x', ''))}/>"
        pair = told.get("i", "")
        if kind == "bpt":
            self._open[pair] = f"x{self._number(told.get('x') or pair)}"
            return f"<{self._open[pair]}>"
        return f"</{self._open.get(pair) or f'x{self._number(pair)}'}>"

    def _number(self, told: str) -> int:
        """The number that a code tells, if it is free, else the next that is."""
        wanted = int(told) if told.isdecimal() and 0 < int(told) <= _MOST else 0
        if not wanted or wanted in self._taken:
            wanted = max(self._taken, default=0) + 1
        self._taken.add(wanted)
        return wanted

    def _put(self, tag: str, kind: str, told: dict[str, str], inner: str) -> None:
        self._parts.append(tag)
        self.codes[tag] = [kind, told, inner]


def as_seg(content: str, codes: dict[str, list[Any]]) -> str:
    """Content with our tags as TMX codes: those that it came with, or the tag's own text."""
    parts: list[str] = []
    for piece in pieces(content):
        if not piece.tag:
            parts.append(escape(writable(unescape(piece.text))))
        elif piece.text in codes:
            kind, told, inner = codes[piece.text]
            closed = "" if kind == "hi" else f"{inner}</{kind}>"
            parts.append(_opened(kind, told) + closed)
        elif f"<{piece.tag}>" in codes and codes[f"<{piece.tag}>"][0] == "hi":
            parts.append("</hi>")
        else:
            parts.append(_own(piece.text, piece.tag, alone=piece.alone, closes=piece.closes))
    return "".join(parts)


def writable(text: str) -> str:
    """Text without the control characters that XML 1.0 has no way to write."""
    return "".join(one for one in text if one >= " " or one in "\t\n\r")


def _own(text: str, tag: str, *, alone: bool, closes: bool) -> str:
    number = re.sub(r"\D", "", tag)
    if alone:
        return f'<ph x="{number}">{escape(text)}</ph>'
    if closes:
        return f'<ept i="{number}">{escape(text)}</ept>'
    return f'<bpt i="{number}" x="{number}">{escape(text)}</bpt>'


def _opened(name: str, told: dict[str, str]) -> str:
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in told.items())}>"
