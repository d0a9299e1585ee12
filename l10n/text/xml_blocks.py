"""The blocks of an XML document whose elements are told by tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from l10n.text.html_attributes import primary
from l10n.text.html_runs import ALONE, CLOSE, LETTER, LITERAL, OPEN, TEXT, Piece, block_of
from l10n.text.passages import blocks_of
from l10n.text.views import View
from l10n.text.xml_tokens import CDATA, END, START, XmlToken, local, xml_attributes, xml_tokens
from l10n.text.xml_tokens import TEXT as TEXT_TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model.document import Block, BlockKind

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot|apos);")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the elements of a format are.

    ``kinds`` are elements whose text is translated, inline elements inside them being tags;
    ``values`` are those that hold a value which may be HTML in itself; names with a prefix stand
    for just that, others for any prefix. ``opaque`` holds no text even inside a block.
    """

    kinds: Mapping[str, BlockKind]
    values: Mapping[str, BlockKind] = field(default_factory=dict)
    opaque: frozenset[str] = frozenset()


def xml_blocks(text: str, vocabulary: Vocabulary, lang: str = "") -> list[Block]:
    """The blocks in document order; what says a language other than ``lang`` has none."""
    return _Reader(text, vocabulary, primary(lang)).blocks()


class _Reader:
    def __init__(self, text: str, vocabulary: Vocabulary, lang: str) -> None:
        self.text = text
        self._lang = lang
        self._foreign = 0  # open elements in or below one of another language
        self.words = vocabulary
        self.found: list[Block] = []
        self._stack: list[tuple[str, BlockKind | None, BlockKind | None]] = []
        self._run: list[Piece] = []
        self._opaque = 0

    def blocks(self) -> list[Block]:
        for token in xml_tokens(self.text):
            if token.kind == START:
                self._start(token)
            elif token.kind == END:
                self._end(token)
            elif token.kind in {TEXT_TOKEN, CDATA}:
                self._characters(token)
        return sorted(self.found, key=lambda block: block.start)

    def _start(self, token: XmlToken) -> None:
        if self._foreign or self._is_foreign(token):
            self._foreign += 1
            return
        outer = self._stack[-1][1] if self._stack else None
        value = self._of(self.words.values, token.name)
        kind = self._of(self.words.kinds, token.name)
        if kind is not None or value is not None:
            self._flush()
        elif outer is not None:
            opaque = local(token.name) in self.words.opaque
            self._opaque += opaque
            self._run.append(Piece(OPEN, token.start, token.end, local(token.name)))
        self._stack.append((token.name, kind or (None if value else outer), value))

    def _is_foreign(self, token: XmlToken) -> bool:
        if not self._lang or "xml:lang" not in self.text[token.start : token.end]:
            return False
        told = xml_attributes(self.text, token).get("xml:lang", ("", 0, 0))[0]
        return bool(self._stack and told and primary(told) != self._lang)

    def _end(self, token: XmlToken) -> None:
        if self._foreign:
            self._foreign -= 1
            return
        name, kind, value = self._stack.pop()
        if self._of(self.words.kinds, name) is not None or value is not None:
            self._flush(kind)
        elif kind is not None:
            self._opaque -= local(name) in self.words.opaque
            self._run.append(Piece(CLOSE, token.start, token.end, local(name)))

    def _characters(self, token: XmlToken) -> None:
        if self._foreign or not self._stack:
            return
        _, kind, value = self._stack[-1]
        if value is not None:
            view = _view(self.text, token)
            syntax = "cdata" if token.kind == CDATA else "html"
            self.found += blocks_of(view, value, syntax)
        elif kind is not None and token.kind == CDATA:
            self.found += blocks_of(_view(self.text, token), kind, "cdata")
        elif kind is not None:
            self._run += self._pieces(token)

    def _pieces(self, token: XmlToken) -> Iterator[Piece]:
        if self._opaque:
            yield Piece(ALONE, token.start, token.end, "code")
            return
        at = token.start
        for found in _REFERENCE.finditer(self.text, at, token.end):
            if found.start() > at:
                yield Piece(TEXT, at, found.start())
            at = found.end()
            yield Piece(LITERAL, found.start(), at, unescape(found[0]))
        if at < token.end:
            yield Piece(TEXT, at, token.end)

    def _flush(self, kind: BlockKind | None = None) -> None:
        kind = kind or (self._stack[-1][1] if self._stack else None)
        run, self._run = self._run, []
        if kind is not None and any(
            LETTER.search(self.text, piece.start, piece.end) for piece in run if piece.kind == TEXT
        ):
            block = block_of(self.text, run, kind, syntax="html")
            self.found += [block] if block is not None else []

    def _of(self, table: Mapping[str, BlockKind], name: str) -> BlockKind | None:
        return table.get(name) or table.get(local(name))


def _view(text: str, token: XmlToken) -> View:
    """The value of an element's text or CDATA section."""
    if token.kind == CDATA:
        return View(text=text[token.start : token.end], marks=((0, token.start),), end=token.end)
    marks: list[tuple[int, int]] = [(0, token.start)]
    parts: list[str] = []
    length, at = 0, token.start
    for found in _REFERENCE.finditer(text, token.start, token.end):
        literal = unescape(found[0])
        parts += (text[at : found.start()], literal)
        length += found.start() - at
        marks += ((length, found.start()), (length + len(literal), found.end()))
        length += len(literal)
        at = found.end()
    parts.append(text[at : token.end])
    return View(text="".join(parts), marks=tuple(dict(marks).items()), end=token.end)


def xml_language_edits(text: str, source: str, tag: str) -> Mapping[tuple[int, int], str]:
    """Where a document says the source's language: ``xml:lang``, ``<language>``."""
    edits: dict[tuple[int, int], str] = {}
    inside = ""
    for token in xml_tokens(text):
        if token.kind == START:
            inside = local(token.name)
            for name, (value, start, end) in xml_attributes(text, token).items():
                says = name == "xml:lang" or (inside == "language" and name in {"tag", "code"})
                if says and primary(value) == primary(source):
                    edits[start, end] = tag
        elif token.kind in {TEXT_TOKEN, CDATA} and inside == "language":
            value = text[token.start : token.end]
            if value.strip() and primary(value) == primary(source):
                edits[token.start, token.end] = tag
        else:
            inside = ""
    return edits
