"""Markdown's inline structure with exact offsets (CommonMark 0.31, GFM's strikethrough).

One scan over the characters that may mean something; brackets and delimiter runs are resolved as
the specification says. What comes out are the pieces of a run, as HTML makes them.
"""

# ruff: noqa: SLF001 - the table at the end names the reader's own methods

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, replace
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from l10n.model.document import Block, BlockKind
from l10n.text import html_elements as elements
from l10n.text.encoding import LONE_BYTES
from l10n.text.html_attributes import attribute_blocks, translates
from l10n.text.html_runs import ALONE, CLOSE, LETTER, LITERAL, OPEN, TEXT, Piece, block_of, bounded
from l10n.text.html_tokens import START, Token, attributes
from l10n.text.inline import plain
from l10n.text.markdown_codes import CODE, EXPRESSION, FOOTNOTE, LEADING, argument_blocks
from l10n.text.markdown_delimiters import Pair, Run, pairs, run_at
from l10n.text.markdown_links import Link, label_key, link_at

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&{\n]|h(?=ttps?://)|[\udc80-\udcff]")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<!": ">", "<?": "?>"}
_TICKS = re.compile(r"`+")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")
_URL = re.compile(r"https?://[^\s<>\[\]()*`{|\\&\"]+")
_AUTOLINK = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+)>"
)
_VALUE = r"""(?:\s*=\s*(?:[^\s"'=<>`{]++|'[^']*+'|"[^"]*+"|\{(?:[^{}]|\{[^{}]*+\})*+\}))?"""
_HTML = re.compile(
    rf"""<(?:(?P<open>[A-Za-z][A-Za-z0-9.:-]*+)(?:\s+[A-Za-z_:@][\w.:@-]*+{_VALUE})*+\s*(?P<empty>/?)
    |/(?P<close>[A-Za-z][A-Za-z0-9.:-]*+)\s*
    |(?P<fragment>/?)
    |(?P<comment>!---?|!--(?:(?!-->).)*+--|\?(?:(?!\?>).)*+\?|![A-Za-z][^>]*+
      |!\[CDATA\[(?:(?!\]\]>).)*+\]\]))>""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Bracket:
    """An open ``[`` or ``![``: where it stands, and how many pieces and runs came before."""

    start: int
    end: int
    image: bool
    pieces: int
    runs: int
    active: bool = True


class Inline(NamedTuple):
    """What one text holds: its pieces in order, and the blocks inside its codes."""

    pieces: list[Piece]
    nested: list[Block]
    has_words: bool


class InlineReader:
    """Reads one text; ``references`` are the keys of the labels that are defined.

    With ``jsx`` an expression in braces is a code too.
    """

    def __init__(self, text: str, references: Container[str], *, jsx: bool = False) -> None:
        self.text = text
        self.jsx = jsx
        self._references = references
        self._pieces: list[Piece] = []
        self._nested: list[Block] = []
        self._brackets: list[_Bracket] = []
        self._runs: list[Run] = []
        self._pairs: list[Pair] = []
        self._ticks: dict[int, list[int]] = {}
        self._endless: set[str] = set()  # beginnings whose end is not to come any more
        self._at = 0  # up to here everything is in a piece

    def read(self) -> Inline:
        text = self.text
        if found := LEADING.match(text):
            self._code("mark", 0, found.end())
        at = self._at
        while found := _SPECIAL.search(text, at):
            start = found.start()
            rule = _RULES.get(text[start], InlineReader._lone_bytes)
            at = rule(self, start) or start + 1
            bounded(text, self._pieces)
        self._plain(len(text))
        self._pairs += pairs(self._runs)
        pieces = _with_pairs(self._pieces, self._pairs)
        words = any(
            LETTER.search(text, piece.start, piece.end) if piece.kind == TEXT else piece.data
            for piece in pieces
            if piece.kind in {TEXT, LITERAL}
        )
        return Inline(pieces, self._nested, bool(words))

    def _plain(self, end: int) -> None:
        if self._at < end:
            self._pieces.append(Piece(TEXT, self._at, end))
        self._at = max(self._at, end)

    def _piece(self, piece: Piece) -> int:
        self._plain(piece.start)
        self._pieces.append(piece)
        self._at = piece.end
        return piece.end

    def _code(self, name: str, start: int, end: int) -> int:
        return self._piece(Piece(ALONE, start, end, name))

    def _backslash(self, at: int) -> int:
        after = self.text[at + 1 : at + 2]
        if after == "\n" and (found := _BREAK.match(self.text, at + 1)):
            return self._code("br", at, found.end())
        if after in _ESCAPABLE and after:
            return self._piece(Piece(LITERAL, at, at + 2, after))
        return 0

    def _newline(self, at: int) -> int:
        start = at
        while start > self._at and self.text[start - 1] == " ":
            start -= 1
        if at - start >= 2 and (found := _BREAK.match(self.text, at)):
            return self._code("br", start, found.end())
        return 0

    def _backtick(self, at: int) -> int:
        """A code span; the places of all runs are looked up once."""
        if not self._ticks:
            for found in _TICKS.finditer(self.text):
                self._ticks.setdefault(found.end() - found.start(), []).append(found.start())
        end = at
        while self.text.startswith("`", end):
            end += 1
        starts = self._ticks.get(end - at, [])
        after = bisect.bisect_left(starts, end)
        if after == len(starts):
            return end
        return self._code("code", at, starts[after] + end - at)

    def _delimiter(self, at: int) -> int:
        letter = self.text[at]
        end = at + 1
        while self.text.startswith(letter, end):
            end += 1
        self._piece(Piece(TEXT, at, end))
        self._runs.append(run_at(self.text, at, end))
        return end

    def _entity(self, at: int) -> int:
        found = _ENTITY.match(self.text, at)
        if not found or (found[0][1] != "#" and found[0][1:] not in html5):
            return 0
        return self._piece(Piece(LITERAL, at, found.end(), unescape(found[0])))

    def _url(self, at: int) -> int:
        """An address is text in which nothing means anything."""
        found = _URL.match(self.text, at)
        return found.end() if found else 0

    def _lone_bytes(self, at: int) -> int:
        found = LONE_BYTES.match(self.text, at)
        return self._code("byte", at, found.end()) if found else 0

    def _brace(self, at: int) -> int:
        found = CODE.match(self.text, at)
        if found:
            self._nested += argument_blocks(self.text, at, found.end())
            return self._code("ph" if found["ph"] else "id", at, found.end())
        if self.jsx and (expression := EXPRESSION.match(self.text, at)):
            return self._code("ph", at, expression.end())
        return 0

    def _angle(self, at: int) -> int:
        if found := _AUTOLINK.match(self.text, at):
            return self._code("link", at, found.end())
        opening = next((mark for mark in _ENDS if self.text.startswith(mark, at)), "")
        if opening in self._endless:
            return 0
        if opening and self.text.find(_ENDS[opening], at + 2) < 0:
            self._endless.add(opening)
            return 0
        found = _HTML.match(self.text, at)
        if found is None or (found["fragment"] is not None and not self.jsx):
            return 0
        end = found.end()
        if found["comment"]:
            return self._code("comment", at, end)
        if name := (found["close"] or ("fragment" if found["fragment"] == "/" else "")):
            return self._piece(Piece(CLOSE, at, end, name.lower()))
        return self._start_tag(at, end, (found["open"] or "fragment").lower(), bool(found["empty"]))

    def _start_tag(self, at: int, end: int, name: str, empty: bool) -> int:  # noqa: FBT001
        token = Token(START, at, end, name)
        told = {one.name: one for one in attributes(self.text, token)}
        is_text = translates(told, default=name not in elements.OPAQUE | elements.NOT_TEXT)
        if is_text:
            self._nested += attribute_blocks(self.text, name, told, ())
        if empty or name in elements.VOID:
            return self._code(name, at, end)
        if not is_text:
            closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)
            closed = closing.search(self.text, end)
            return self._code(name, at, closed.end() if closed else end)
        return self._piece(Piece(OPEN, at, end, name))

    def _open_bracket(self, at: int) -> int:
        if found := FOOTNOTE.match(self.text, at):
            return self._code("fn", at, found.end())
        return self._bracket(at, at + 1)

    def _bang(self, at: int) -> int:
        return self._bracket(at, at + 2) if self.text.startswith("[", at + 1) else 0

    def _bracket(self, at: int, end: int) -> int:
        self._plain(at)
        self._brackets.append(_Bracket(at, end, end - at == 2, len(self._pieces), len(self._runs)))
        return self._piece(Piece(TEXT, at, end))

    def _close_bracket(self, at: int) -> int:
        if not self._brackets:
            return 0
        bracket = self._brackets.pop()
        if not bracket.active:
            return 0
        link = self._link(bracket, at)
        if link is None:
            return 0
        self._plain(at)
        self._pairs += pairs(self._runs[bracket.runs :])
        del self._runs[bracket.runs :]
        self._nested += link.titles
        if bracket.image:
            inner = _with_pairs(self._pieces[bracket.pieces + 1 :], self._pairs)
            del self._pieces[bracket.pieces :]
            alt = self._alt(inner, bracket.end, at, link.end)
            if alt is not None and LETTER.search(plain(alt.content)):
                self._nested.append(alt)
            self._at = bracket.start
            return self._code("img", bracket.start, link.end)
        self._pieces[bracket.pieces] = Piece(OPEN, bracket.start, bracket.end, "a")
        self._piece(Piece(CLOSE, at, link.end, "a"))
        for outer in self._brackets:
            outer.active = outer.active and outer.image
        return link.end

    def _alt(self, inner: list[Piece], start: int, end: int, link_end: int) -> Block | None:
        """The alternative text of an image; if it is the image's label, a target must repeat it."""
        is_label = self.text[end:link_end] in {"]", "][]"}
        if not is_label:
            return block_of(self.text, inner, BlockKind.ALT, syntax="markdown-alt")
        alt = block_of(self.text, inner, BlockKind.ALT, syntax="markdown-label")
        if alt is None or (alt.start, alt.end) != (start, end):
            return None
        return replace(alt, end=max(end, link_end - 1), positions=alt.positions or ((0, start),))

    def _link(self, bracket: _Bracket, at: int) -> Link | None:
        """The link or image that a closing bracket ends."""
        text = self.text
        if text.startswith("(", at + 1) and (link := link_at(text, at + 1)):
            return link
        if found := _LABEL.match(text, at + 1):
            label = found[1] if found[1].strip() else text[bracket.end : at]
            return Link(found.end()) if label_key(label) in self._references else None
        if not self._references:
            return None
        return Link(at + 1) if label_key(text[bracket.end : at]) in self._references else None


def _with_pairs(pieces: Sequence[Piece], found: Sequence[Pair]) -> list[Piece]:
    """The pieces with emphasis in place of the delimiters that make it."""
    if not found:
        return list(pieces)
    tags: list[Piece] = []
    for name, start, end, closing, after in found:
        tags += (Piece(OPEN, start, end, name), Piece(CLOSE, closing, after, name))
    tags.sort(key=lambda tag: tag.start)
    starts = [tag.start for tag in tags]
    made: list[Piece] = []
    for piece in pieces:
        if piece.kind != TEXT:
            made.append(piece)
            continue
        at = piece.start
        for tag in tags[bisect.bisect_left(starts, at) : bisect.bisect_left(starts, piece.end)]:
            if at < tag.start:
                made.append(Piece(TEXT, at, tag.start))
            made.append(tag)
            at = tag.end
        if at < piece.end:
            made.append(Piece(TEXT, at, piece.end))
    return made


_RULES: dict[str, Callable[[InlineReader, int], int]] = {
    "\\": InlineReader._backslash,
    "\n": InlineReader._newline,
    "`": InlineReader._backtick,
    "*": InlineReader._delimiter,
    "_": InlineReader._delimiter,
    "~": InlineReader._delimiter,
    "&": InlineReader._entity,
    "h": InlineReader._url,
    "{": InlineReader._brace,
    "<": InlineReader._angle,
    "[": InlineReader._open_bracket,
    "!": InlineReader._bang,
    "]": InlineReader._close_bracket,
}
