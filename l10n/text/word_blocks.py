"""The blocks of WordprocessingML: each paragraph, its differently formatted runs as tags.

Neighbouring runs with the same formatting are one run of text. A run that differs from the
paragraph's most usual formatting is a pair of tags, whose source is what stands between the texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape
from typing import TYPE_CHECKING

from l10n.model.document import Block, BlockKind
from l10n.text.html_runs import ALONE, CLOSE, LETTER, LITERAL, OPEN, TEXT, Piece, block_of
from l10n.text.xml_tokens import END, START, XmlToken, xml_attributes, xml_tokens
from l10n.text.xml_tokens import TEXT as TEXT_TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model.locale import Locale

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot|apos);")
_STYLES = {
    "title": BlockKind.HEADLINE,
    "subtitle": BlockKind.DECK,
    "caption": BlockKind.CAPTION,
    "quote": BlockKind.QUOTE,
    "intensequote": BlockKind.QUOTE,
    "listparagraph": BlockKind.LIST_ITEM,
}
# what in a run's properties is no formatting that a translator need see
_NOISE = re.compile(r"<w:(?:lang|noProof|rtl|cs|webHidden)\b[^>]*/>|\sw:rsid\w*=\"[^\"]*\"")
# inside these of a paragraph nothing is text
_SKIPPED = frozenset({"w:pPr", "w:del", "w:instrText", "w:delText", "mc:Fallback", "w:object"})
_STANDING = frozenset({"w:drawing", "w:pict", "w:footnoteReference", "w:endnoteReference", "w:sym"})


@dataclass(slots=True)
class _Text:
    """The text of one ``w:t``: its span and its run's formatting; or a code that stands alone."""

    start: int
    end: int
    format: str
    code: str = ""


def word_blocks(text: str, between: str) -> Iterator[Block]:
    """The blocks of parts that a character tells apart."""
    offset = 0
    for part in text.split(between):
        for paragraph in _paragraphs(part):
            block = _block(part, *paragraph)
            if block is not None:
                yield _moved(block, offset)
        offset += len(part) + len(between)


def direction_edits(text: str, target: Locale) -> Mapping[tuple[int, int], str]:
    """Right-to-left paragraphs, for a locale that is written so."""
    if target.direction != "rtl":
        return {}
    edits: dict[tuple[int, int], str] = {}
    for found in re.finditer(
        r"<w:p(?:\s[^<>]*)?(?<!/)>(?P<has>\s*<w:pPr(?:\s[^<>]*)?(?P<alone>/)?>)?", text
    ):
        following = text[found.end() : found.end() + 400].partition("</w:pPr>")[0]
        if found["alone"]:
            edits[found.span("has")] = "<w:pPr><w:bidi/></w:pPr>"
        elif not found["has"]:
            edits[found.end(), found.end()] = "<w:pPr><w:bidi/></w:pPr>"
        elif "<w:bidi" not in following:
            edits[_bidi_place(text, found.end())] = "<w:bidi/>"
    return edits


# the properties of a paragraph that stand before w:bidi (ECMA-376, 17.3.1.26)
_BEFORE_BIDI = re.compile(
    r"\s*(?:<w:(?P<name>pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl|numPr"
    r"|suppressLineNumbers|pBdr|shd|tabs|suppressAutoHyphens|kinsoku|wordWrap|overflowPunct"
    r"|topLinePunct|autoSpaceDE|autoSpaceDN)\b[^<>]*(?:/>|(?<!/)>.*?</w:(?P=name)>))",
    re.DOTALL,
)


def _bidi_place(text: str, at: int) -> tuple[int, int]:
    while found := _BEFORE_BIDI.match(text, at):
        at = found.end()
    return at, at


def _paragraphs(part: str) -> list[tuple[list[_Text], BlockKind]]:
    """The texts of each paragraph, in order of their ends."""
    return _PartReader(part).paragraphs()


@dataclass(slots=True)
class _Paragraph:
    """An open paragraph: its texts, its kind, and what of its surroundings was being skipped."""

    kind: BlockKind
    skipped_outside: int
    texts: list[_Text] = field(default_factory=list)


class _PartReader:
    """Reads one part; a paragraph inside another (a text box) is a code of the outer one."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._done: list[tuple[list[_Text], BlockKind]] = []
        self._open: list[_Paragraph] = []
        self._skipped = 0  # open elements whose inside is no text
        self._cells = 0
        self._format = ""  # of the run
        self._properties = -1  # where those of the run begin
        self._code = ("", 0)  # an element that stands for itself, and where it begins
        self._in_text = False

    def paragraphs(self) -> list[tuple[list[_Text], BlockKind]]:
        for token in xml_tokens(self.part):
            if token.kind == START:
                self._start(token)
            elif token.kind == END:
                self._end(token)
            elif token.kind == TEXT_TOKEN and self._in_text and self._open and not self._skipped:
                self._add(token.start, token.end)
        return self._done

    def _start(self, token: XmlToken) -> None:
        name = token.name
        self._in_text = name == "w:t"
        self._skipped += name in _SKIPPED
        self._cells += name == "w:tc"
        if name in _STANDING and not self._code[0]:
            self._code = (name, token.start)
        if name == "w:p":
            kind = BlockKind.CELL if self._cells else BlockKind.PARAGRAPH
            self._open.append(_Paragraph(kind, self._skipped))
            self._skipped = 0
        elif name in {"w:pStyle", "w:numPr"} and self._open:
            self._open[-1].kind = _style(self.part, token, self._open[-1].kind)
        elif name == "w:r":
            self._format = ""
        elif name == "w:rPr" and not self._skipped:
            self._properties = token.end

    def _end(self, token: XmlToken) -> None:
        name = token.name
        self._in_text = False
        self._skipped -= name in _SKIPPED
        self._cells -= name == "w:tc"
        if name == "w:rPr" and self._properties >= 0:
            self._format = _NOISE.sub("", self.part[self._properties : token.start])
            self._properties = -1
        elif name == "w:p" and self._open:
            closed = self._open.pop()
            self._skipped = closed.skipped_outside
            self._done.append((closed.texts, closed.kind))
        elif self._open and name == self._code[0]:
            self._add(self._code[1], token.end, "img")
            self._code = ("", 0)
        elif self._open and name in {"w:br", "w:tab"} and not self._skipped and not self._code[0]:
            self._add(self.part.rfind("<", 0, token.end), token.end, name[2:])

    def _add(self, start: int, end: int, code: str = "") -> None:
        self._open[-1].texts.append(_Text(start, end, self._format, code))


def _style(part: str, token: XmlToken, kind: BlockKind) -> BlockKind:
    if token.name == "w:numPr":
        return BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH else kind
    style = xml_attributes(part, token).get("w:val", ("", 0, 0))[0].lower().replace(" ", "")
    if found := re.fullmatch(r"heading([1-9])", style):
        return BlockKind.HEADLINE if found[1] == "1" else BlockKind.SUBHEAD
    if style.startswith("list"):
        return BlockKind.LIST_ITEM
    return _STYLES.get(style, kind)


def _block(part: str, texts: list[_Text], kind: BlockKind) -> Block | None:
    """The block of a paragraph's texts."""
    weights: dict[str, int] = {}
    for one in texts:
        weights[one.format] = weights.get(one.format, 0) + (
            one.end - one.start if not one.code else 0
        )
    usual = max(weights, key=lambda key: weights[key], default="")
    run = list(_run(part, texts, usual))
    words = any(p.kind == TEXT and LETTER.search(part, p.start, p.end) for p in run)
    return block_of(part, run, kind, syntax="html") if words else None


def _run(part: str, texts: list[_Text], usual: str) -> Iterator[Piece]:
    """The pieces of a paragraph: tags where the formatting leaves the usual one and returns."""
    at, now = texts[0].start if texts else 0, usual
    for one in texts:
        if not one.code and one.format != now:
            # from one special formatting to another, the source between belongs to the second
            between = one.start if one.format == usual else at
            if now != usual:
                yield Piece(CLOSE, at, between, _name(now))
            if one.format != usual:
                yield Piece(OPEN, between, one.start, _name(one.format))
            now = one.format
        if one.code:
            yield Piece(ALONE, one.start, one.end, one.code)
        else:
            yield from _pieces(part, one)
        at = one.end
    if now != usual:
        yield Piece(CLOSE, at, at, _name(now))


def _pieces(part: str, one: _Text) -> Iterator[Piece]:
    at = one.start
    for found in _REFERENCE.finditer(part, one.start, one.end):
        if found.start() > at:
            yield Piece(TEXT, at, found.start())
        at = found.end()
        yield Piece(LITERAL, found.start(), at, unescape(found[0]))
    if at < one.end:
        yield Piece(TEXT, at, one.end)


def _name(formatting: str) -> str:
    """A short name for what a formatting shows."""
    for mark, name in (
        ("<w:b/>", "b"),
        ("<w:i/>", "i"),
        ("<w:u ", "u"),
        ('w:val="Hyperlink"', "a"),
    ):
        if mark in formatting:
            return name
    return "run"


def _moved(block: Block, by: int) -> Block:
    return replace(
        block,
        start=block.start + by,
        end=block.end + by,
        positions=tuple((at, place + by) for at, place in block.positions),
    )
