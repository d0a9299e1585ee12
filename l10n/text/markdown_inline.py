"""Markdown's inline structure: the parser's events become the pieces of a run, as HTML makes them.

An event tells a span. What it leaves out (a backslash, the marks of a quote between two lines) is
the gap to the event before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from l10n.model.document import Block, BlockKind
from l10n.text import html_elements as elements
from l10n.text.encoding import LONE_BYTES, has_lone_bytes
from l10n.text.html_attributes import attribute_blocks, translates
from l10n.text.html_runs import (
    ALONE,
    CLOSE,
    LETTER,
    LITERAL,
    OPEN,
    TEXT,
    Piece,
    block_of,
    bounded,
    code_kind,
)
from l10n.text.html_tokens import START, Token, attributes
from l10n.text.inline import plain
from l10n.text.markdown_codes import CODE, EXPRESSION, FOOTNOTE, LEADING, argument_blocks
from l10n.text.markdown_links import link_at

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_CODES = re.compile(
    rf"(?P<code>{CODE.pattern})|(?P<fn>{FOOTNOTE.pattern})|(?P<byte>{LONE_BYTES.pattern})",
    re.VERBOSE | re.DOTALL,
)
_WITH_EXPRESSIONS = re.compile(
    rf"{_CODES.pattern}|(?P<expression>{EXPRESSION.pattern})|(?P<open></?>)", re.VERBOSE | re.DOTALL
)
_CODE_STARTS = re.compile("[{[<\udc80-\udcff]")  # looked for first, because it is quickly found
_EMPHASIS = {"Emphasis": ("em", 1), "Strong": ("strong", 2), "Strikethrough": ("del", 2)}
_AUTOLINKS = frozenset({"Autolink", "Email"})


class Run:
    """The run of one leaf: what is told of it so far, until `take` gives the pieces.

    ``copy`` is what the parser reads, ``text`` what it stands for.
    """

    def __init__(self, text: str, copy: str, *, jsx: bool) -> None:
        self._text = text
        self._copy = copy
        self.nested: list[Block] = []
        self.until = 0  # what begins before is part of a code already
        self._pieces: list[Piece] = []
        self._start = self._end = -1  # text that is in no piece yet
        self._last = 0  # where the last event ended
        self._break = -1  # where a line ended, while the next one has not begun
        self._is_hard = False
        self._outer: list[tuple[int, list[Piece]]] = []  # around the images that are open
        has_codes = "{" in text or "[^" in text or has_lone_bytes(text)
        self._codes = (_WITH_EXPRESSIONS if jsx else _CODES) if has_codes or jsx else None

    @property
    def handlers(self) -> dict[str, Callable[[int, int, Any], object]]:
        """What to call for each kind of event, but for the beginnings and ends of elements."""
        return {
            "Text": self.on_text,
            "Code": self.on_code,
            "InlineHtml": self.on_html,
            "FootnoteReference": self.on_footnote,
        }

    def take(self) -> list[Piece]:
        """The pieces since the last call."""
        self._break = -1
        if self._end < 0 and not self._pieces and not self._outer:
            return self._pieces
        self._close_text()
        pieces, self._pieces = self._pieces, []
        self._outer.clear()
        if pieces:
            bounded(self._text, pieces)
            first = pieces[0]
            if self._text[first.start] == "[" and first.kind == TEXT:
                pieces[:1] = self._without_mark(first)
        return pieces

    def _without_mark(self, first: Piece) -> list[Piece]:
        """A callout's or task's mark is no text."""
        found = LEADING.match(self._text, first.start)
        if found is None or found.end() > first.end:
            return [first]
        mark = Piece(ALONE, first.start, found.end(), "mark")
        return [mark] if mark.end == first.end else [mark, first._replace(start=mark.end)]

    def on_text(self, start: int, end: int, value: str) -> None:
        if start < self.until:
            if end <= self.until:
                return
            start = self.until
        if self._break >= 0:
            self._end_line(start)
        copy = self._copy
        if copy[start] == "&" and value != copy[start:end]:
            self._add(Piece(LITERAL, start, end, value))
        elif start != self._last and copy[start - 1] == "\\":
            self._add(Piece(LITERAL, start - 1, start + 1, copy[start]))
            self._start, self._end = (start + 1, end) if end > start + 1 else (-1, -1)
        elif self._end == start:
            self._end = end
        else:
            self._close_text()
            self._start, self._end = start, end
        self._last = end

    def on_break(self, start: int, end: int, *, hard: bool) -> None:
        if start >= self.until:
            self._break = start if hard else max(self._last, self.until)
            self._is_hard = hard
            self._last = end

    def on_code(self, start: int, end: int, _: str) -> None:
        if start >= self.until:
            self._code("code", start, end)

    def on_footnote(self, start: int, end: int, _: str) -> None:
        if start >= self.until:
            self._code("fn", start, end)

    def on_html(self, start: int, end: int, _: str) -> None:
        text = self._text
        if start < self.until:
            return
        if text[start + 1] in "!?":
            self._code("comment", start, end)
        elif text[start + 1] == "/":
            name = _NAME.match(text, start + 2)
            self._piece(Piece(CLOSE, start, end, name[0].lower() if name else "x"))
        else:
            name = _NAME.match(text, start + 1)
            self._on_start_tag(Token(START, start, end, name[0].lower() if name else "x"))

    def _on_start_tag(self, token: Token) -> None:
        _, start, end, name, *_ = token
        told = {one.name: one for one in attributes(self._text, token)}
        is_text = translates(told, default=name not in elements.OPAQUE | elements.NOT_TEXT)
        if is_text and told:
            self.nested += attribute_blocks(self._text, name, told, ())
        if self._text[end - 2] == "/" or name in elements.VOID:
            self._code(name, start, end)
        elif is_text:
            self._piece(Piece(OPEN, start, end, name))
        else:
            closing = re.compile(rf"</{re.escape(name)}\s*>|\n[ \t]*\n", re.IGNORECASE)
            closed = closing.search(self._text, end)
            if closed and closed[0][0] == "<":
                end = closed.end()
            self._piece(Piece(code_kind(name, self._text[start:end]), start, end, name))
            self.until = end

    def on_start(self, start: int, end: int, tag: Any) -> bool:
        """Begin an inline element; False if the tag is none."""
        if tag.__class__ is str:
            if tag not in _EMPHASIS:
                return False
            if start >= self.until:
                name, width = self._emphasis(tag, start)
                self._piece(Piece(OPEN, start, start + width, name))
            return True
        if "Link" in tag:
            if start >= self.until:
                self._on_link(start, end, tag["Link"])
            return True
        if "Image" not in tag:
            return False
        if start >= self.until:
            self._begin(start)
            self._close_text()
            self._outer.append((start, self._pieces))
            self._pieces = []
            self._last = start + 2
        return True

    def _on_link(self, start: int, end: int, link: Any) -> None:
        if link["link_type"] in _AUTOLINKS:
            self._code("link", start, end)
            self.until = end
        else:
            self._piece(Piece(OPEN, start, start + 1, "a"))

    def on_end(self, start: int, end: int, tag: Any) -> None:
        """End an inline element."""
        if end <= self.until:
            return
        if tag == "Link":
            self._piece(Piece(CLOSE, *self._link_end(end), "a"))
        elif tag == "Image":
            self._on_image(start, end)
        elif tag.__class__ is str and tag in _EMPHASIS:
            name, width = self._emphasis(tag, start)
            self._piece(Piece(CLOSE, end - width, end, name))

    def _emphasis(self, tag: str, start: int) -> tuple[str, int]:
        name, width = _EMPHASIS[tag]
        if tag == "Strikethrough" and not self._text.startswith("~~", start):
            width = 1
        return name, width

    def _link_end(self, end: int) -> tuple[int, int]:
        """The span of a link's end; its title, if it has one, is a block."""
        at = max(self._last, self.until)
        if self._text.startswith("](", at) and (link := link_at(self._text, at + 1)):
            self.nested += link.titles
        elif self._text.startswith("[]", end):
            end += 2  # which the parser does not count
        return at, end

    def _on_image(self, start: int, end: int) -> None:
        if not self._outer or self._outer[-1][0] != start:
            return
        self._close_text()
        at, end = self._link_end(end)
        _, outer = self._outer.pop()
        inner, self._pieces = self._pieces, outer
        alt = self._alt(inner, start + 2, at, end)
        if alt is not None and LETTER.search(plain(alt.content)):
            self.nested.append(alt)
        self._code("img", start, end)

    def _alt(self, inner: list[Piece], start: int, end: int, link_end: int) -> Block | None:
        """The alternative text of an image; if it is the image's label, a target must repeat it."""
        if self._text[end:link_end] not in {"]", "][]"}:
            return block_of(self._text, inner, BlockKind.ALT, syntax="markdown-alt")
        alt = block_of(self._text, inner, BlockKind.ALT, syntax="markdown-label")
        if alt is None or (alt.start, alt.end) != (start, end):
            return None
        return replace(alt, end=max(end, link_end - 1), positions=alt.positions or ((0, start),))

    def _begin(self, start: int) -> None:
        if self._break >= 0:
            self._end_line(start)

    def _end_line(self, start: int) -> None:
        """The line that ended goes on at an offset."""
        at, self._break = self._break, -1
        if self._is_hard:
            self._add(Piece(ALONE, at, start, "br"))
        elif self._text[at:start].isspace():
            self._start, self._end = (at if self._end < 0 else self._start), start
        else:
            self._add(Piece(LITERAL, at, start, " "))

    def _code(self, name: str, start: int, end: int) -> None:
        self._piece(Piece(ALONE, start, end, name))

    def _piece(self, piece: Piece) -> None:
        if self._break >= 0:
            self._end_line(piece.start)
        self._add(piece)
        self._last = piece.end

    def _add(self, piece: Piece) -> None:
        if self._end >= 0:
            self._close_text()
        self._pieces.append(piece)

    def _close_text(self) -> None:
        start, end = self._start, self._end
        if end < 0:
            return
        self._start = self._end = -1
        if self._codes is not None and _CODE_STARTS.search(self._text, start, end):
            start = self._split(start, end)
        if start < end:
            self._pieces.append(Piece(TEXT, start, end))

    def _split(self, start: int, end: int) -> int:
        """The codes in a text as pieces; gives the offset of the text after the last."""
        assert self._codes is not None  # noqa: S101 - told to the type checker
        for found in self._codes.finditer(self._text, start, end):
            if found.start() > start:
                self._pieces.append(Piece(TEXT, start, found.start()))
            start = found.end()
            if found["code"]:
                self.nested += argument_blocks(self._text, found.start(), start)
            name = found.lastgroup or "ph"
            if name == "open":
                kind = CLOSE if found[0] == "</>" else OPEN
                self._pieces.append(Piece(kind, found.start(), start, "fragment"))
            else:
                name = {"code": "id" if found["id"] else "ph", "expression": "ph"}.get(name, name)
                self._pieces.append(Piece(ALONE, found.start(), start, name))
        return start


class Inline(NamedTuple):
    """What one text holds: its pieces in order, and the blocks inside its codes."""

    pieces: list[Piece]
    nested: list[Block]


def has_words(text: str, pieces: list[Piece]) -> bool:
    """Whether there is a letter in what is text."""
    if len(pieces) == 1 and pieces[0].kind == TEXT:
        return LETTER.search(text, pieces[0].start, pieces[0].end) is not None
    return any(
        LETTER.search(text, piece.start, piece.end)
        if piece.kind == TEXT
        else piece.kind == LITERAL and LETTER.search(piece.data)
        for piece in pieces
    )
