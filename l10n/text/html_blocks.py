"""The blocks of HTML: one pass over the tokens, never failing, with a stack of open elements.

Block elements cut the page into runs of text and inline tags; attributes that are text are blocks
of their own, inside the tag that a run may hold. What is marked ``translate="no"``, what is code,
and what is no text at all stays in the skeleton.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape as html_unescape
from typing import TYPE_CHECKING

from l10n.model.document import Block, BlockKind
from l10n.text import html_elements as elements
from l10n.text.encoding import LONE_BYTES, has_lone_bytes
from l10n.text.html_attributes import attribute_blocks, notes_in, primary, translates
from l10n.text.html_runs import (
    ALONE,
    CLOSE,
    LETTER,
    LITERAL,
    OPEN,
    TEXT,
    Piece,
    block_of,
    with_credit,
)
from l10n.text.html_tokens import (
    END,
    REFERENCE,
    START,
    TEMPLATE,
    Attribute,
    Token,
    attributes_between,
    parsed,
)
from l10n.text.html_tokens import TEXT as TEXT_TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from turbohtml import Token as Tag

    Script = Callable[[str, int, int], Iterable[Block]]

_TEMPLATE = re.compile(TEMPLATE + "|" + LONE_BYTES.pattern, re.DOTALL)


_NOTHING: Mapping[str, Attribute] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """An open element and what holds inside it; ``plain`` are those inside without attributes."""

    name: str
    kind: BlockKind
    translate: bool
    notes: tuple[str, ...] = ()
    plain: dict[str, _Open] = field(default_factory=dict)


class HtmlReader:
    """Reads one text; `blocks` gives what it found in document order."""

    def __init__(
        self,
        text: str,
        *,
        kind: BlockKind = BlockKind.PARAGRAPH,
        lang: str = "",
        script: Script | None = None,
    ) -> None:
        """``lang`` is the language of the text; what says another is not translated.

        ``script`` reads the strings of a JSON-LD script.
        """
        self._lang = primary(lang)
        self.text = text
        self.found: list[Block] = []
        self._script = script
        self._stack = [_Open(name="", kind=kind, translate=True)]
        self._counts: dict[str, int] = {}
        self._run: list[Piece] = []
        self._has_words = False
        # an inline element whose inside is no text: its name, where it began, how deep it nests
        self._opaque: tuple[str, int, int] | None = None
        self._opaque_depth = 0
        self._in_script = False
        self._has_codes = "{{" in text or "{%" in text or has_lone_bytes(text)
        self._drawn: list[Piece] | None = None  # the run of a text in a drawing
        self._joined: list[str] = []  # blocks that ITS makes inline elements of the run
        self._notes: list[str] = []  # of inline elements in the run

    def blocks(self) -> list[Block]:
        for kind, start, end, name, token in parsed(self.text):
            if kind == TEXT_TOKEN:
                if self._run or self._drawn is not None or not (token.data or "").isspace():
                    self._on_text(start, end)
            elif kind == START:
                self._on_start(start, end, name, token)
            elif kind == END:
                self._on_end(start, end, name)
            elif kind == REFERENCE:
                self._on_reference(start, end)
            elif self._run and not self._opaque:
                self._run.append(Piece(ALONE, start, end, "comment"))
        if self._opaque:
            self._end_opaque(len(self.text))
        self._flush()
        self.found.sort(key=lambda block: block.start)
        return self.found

    def _on_text(self, start: int, end: int) -> None:
        translate = self._stack[-1].translate
        if self._opaque:
            if self._drawn is not None:
                self._drawn.append(Piece(TEXT, start, end))
            if self._in_script and self._script is not None and translate:
                self.found += self._script(self.text, start, end)
            return
        if not translate:
            return
        if not self._has_words and LETTER.search(self.text, start, end):
            self._has_words = True
        if self._has_codes:
            for found in _TEMPLATE.finditer(self.text, start, end):
                if found.start() > start:
                    self._run.append(Piece(TEXT, start, found.start()))
                start = found.end()
                self._run.append(Piece(ALONE, found.start(), start, "ph"))
        if start < end:
            self._run.append(Piece(TEXT, start, end))

    def _on_reference(self, start: int, end: int) -> None:
        # a reference without its semicolon may have swallowed text that it is not
        literal = html_unescape(self.text[start:end])
        if self._drawn is not None:
            self._drawn.append(Piece(LITERAL, start, end, literal))
        if self._opaque or not self._stack[-1].translate:
            return
        self._has_words = self._has_words or any(letter.isalpha() for letter in literal)
        self._run.append(Piece(LITERAL, start, end, literal))

    def _on_start(self, start: int, end: int, name: str, tag: Tag) -> None:
        if self._opaque:
            self._on_start_inside(start, end, name, empty=tag.self_closing)
            return
        told = tag.attrs
        found = self._attributes(told, start + 1 + len(name), end - 1) if told else _NOTHING
        if found:
            self._on_told_start(Token(START, start, end, name, (), tag.self_closing), found)
        elif name in elements.BLOCKS:
            self._begin_block(name)
            if name not in elements.VOID:
                self._push(self._inside(name, found))
        elif name in elements.NOT_INLINE or tag.self_closing:
            token = Token(START, start, end, name, (), tag.self_closing)
            self._enter(token, self._inside(name, found), found, is_block=False)
        elif self._stack[-1].translate:
            self._run.append(Piece(OPEN, start, end, name))

    def _on_told_start(self, token: Token, found: Mapping[str, Attribute]) -> None:
        """A start tag with attributes that may concern us."""
        is_block = _is_block(token.name, found)
        if is_block:
            self._begin_block(token.name)
        context = self._inside(token.name, found)
        if context.translate:
            self.found += attribute_blocks(self.text, token.name, found, context.notes)
        self._enter(token, context, found, is_block=is_block)

    def _begin_block(self, name: str) -> None:
        if self._run:
            self._flush()
        if name in elements.IMPLIED_END:
            self._imply_ends(name)

    def _enter(
        self, token: Token, context: _Open, found: Mapping[str, Attribute], *, is_block: bool
    ) -> None:
        name = token.name
        empty = token.empty and not is_block and name not in elements.RAW
        if name in elements.VOID or (empty and name not in elements.KINDS):
            if not is_block:
                self._run.append(Piece(ALONE, token.start, token.end, name))
        elif is_block:
            self._push(context)
        elif name in elements.OPAQUE or (not context.translate and self._stack[-1].translate):
            self._begin_opaque(token, found)
        elif context.translate != self._stack[-1].translate:
            self._flush()
            self._push(context)
        elif context.translate:
            self._notes += [note for note in context.notes if note not in self._stack[-1].notes]
            self._run.append(Piece(OPEN, token.start, token.end, name))
            if name in elements.BLOCKS:
                self._joined.append(name)

    def _on_end(self, start: int, end: int, name: str) -> None:
        if self._opaque:
            self._on_end_inside(start, end, name)
        elif self._joined and self._joined[-1] == name:
            self._joined.pop()
            self._run.append(Piece(CLOSE, start, end, name))
        elif name in elements.BLOCKS or self._counts.get(name):
            if self._run:
                self._flush()
            self._pop(name)
        elif self._stack[-1].translate and name not in elements.OPAQUE:
            self._run.append(Piece(CLOSE, start, end, name))

    def _attributes(
        self, told: Sequence[tuple[str, str | None]], start: int, end: int
    ) -> Mapping[str, Attribute]:
        """The attributes, if one of them may concern us."""
        for name, value in told:
            if name in elements.CONCERNING and (name != "class" or elements.tells(value or "")):
                return {one.name: one for one in attributes_between(self.text, start, end)}
        return _NOTHING

    def _inside(self, name: str, found: Mapping[str, Attribute]) -> _Open:
        """What holds inside an element that begins here."""
        outer = self._stack[-1]
        plain = outer.plain.get(name)
        if plain is None:
            plain = outer.plain[name] = _plain(name, outer)
        if not found:
            return plain
        default = plain.translate and not self._is_foreign(name, found)
        return _Open(
            name=name,
            kind=_class_kind(name, found, plain.kind),
            translate=translates(found, default=default),
            notes=(*plain.notes, *notes_in(found)),
        )

    def _is_foreign(self, name: str, found: Mapping[str, Attribute]) -> bool:
        """Whether an element says that it is in another language than the text."""
        told = primary(found["lang"].value) if "lang" in found else ""
        if name == "html":
            self._lang = self._lang or told
            return False
        return bool(told and self._lang and told != self._lang)

    def _push(self, element: _Open) -> None:
        self._stack.append(element)
        self._counts[element.name] = self._counts.get(element.name, 0) + 1

    def _pop(self, name: str) -> None:
        """Close the innermost open element of a name, and what is open inside it."""
        if not self._counts.get(name):
            return
        at = len(self._stack) - 1
        if self._stack[at].name == name:
            self._stack.pop()
            self._counts[name] -= 1
            return
        while self._stack[at].name != name:
            if self._stack[at].name in elements.END_SHIELDS and name not in elements.TABLE_PARTS:
                return
            at -= 1
        self._cut(at)

    def _cut(self, at: int) -> None:
        for element in self._stack[at:]:
            self._counts[element.name] -= 1
        del self._stack[at:]

    def _imply_ends(self, name: str) -> None:
        """Close what a start tag closes without saying so."""
        ended, shields = elements.IMPLIED_END[name]
        if not any(map(self._counts.get, ended)):
            return
        for at in range(len(self._stack) - 1, 0, -1):
            if self._stack[at].name in ended:
                self._cut(at)
                return
            if self._stack[at].name in shields:
                return

    def _flush(self) -> None:
        """End the run: it becomes a block if there is a word in it."""
        if self._has_words:
            inside = self._stack[-1]
            notes = tuple(dict.fromkeys((*inside.notes, *self._notes)))
            parts: Iterable[tuple[Sequence[Piece], BlockKind]] = ((self._run, inside.kind),)
            if inside.kind is BlockKind.CAPTION:
                parts = with_credit(self.text, self._run)
            for run, kind in parts:
                block = block_of(self.text, run, kind, syntax="html", notes=notes)
                if block is not None:
                    self.found.append(block)
            self._has_words = False
        self._run = []
        if self._joined:
            self._joined = []
        if self._notes:
            self._notes = []

    def _begin_opaque(self, token: Token, found: Mapping[str, Attribute]) -> None:
        self._opaque = (token.name, token.start, len(self._stack))
        self._opaque_depth = 1
        kind = found["type"].value.lower() if "type" in found and token.name == "script" else ""
        self._in_script = "ld+json" in kind

    def _on_start_inside(self, start: int, end: int, name: str, *, empty: bool) -> None:
        assert self._opaque is not None  # noqa: S101 - told to the type checker
        opaque = self._opaque[0]
        if name == opaque and not empty and name not in elements.VOID:
            self._opaque_depth += 1
        elif opaque == "svg" and name in elements.SVG_TEXT and not empty:
            self._drawn = []
        elif self._drawn is not None:
            self._drawn.append(Piece(ALONE if empty else OPEN, start, end, name))

    def _on_end_inside(self, start: int, end: int, name: str) -> None:
        assert self._opaque is not None  # noqa: S101 - told to the type checker
        opaque = self._opaque[0]
        if self._drawn is not None and name in elements.SVG_TEXT:
            self._end_drawn()
        elif self._drawn is not None and name != opaque:
            self._drawn.append(Piece(CLOSE, start, end, name))
        elif name == opaque:
            self._opaque_depth -= 1
            if not self._opaque_depth:
                self._end_opaque(end)
        elif name in elements.BLOCKS and self._counts.get(name) and opaque != "svg":
            self._end_opaque(start)
            self._on_end(start, end, name)

    def _end_opaque(self, end: int) -> None:
        assert self._opaque is not None  # noqa: S101 - told to the type checker
        name, start, _ = self._opaque
        self._opaque = None
        self._in_script = False
        self._drawn = None
        if self._stack[-1].translate:
            self._run.append(Piece(ALONE, start, end, name))

    def _end_drawn(self) -> None:
        """A text in a drawing is a block inside the code that the drawing is."""
        run, self._drawn = self._drawn or [], None
        if self._stack[-1].translate and any(
            LETTER.search(self.text, piece.start, piece.end) for piece in run
        ):
            block = block_of(self.text, run, BlockKind.LABEL, syntax="html")
            self.found += [block] if block is not None else []


def _plain(name: str, outer: _Open) -> _Open:
    """What holds inside an element without attributes."""
    kind = elements.KINDS.get(name, outer.kind)
    if name == "p" and outer.kind not in elements.INHERITED:
        kind = BlockKind.PARAGRAPH
    if name == "p" and outer.kind in {BlockKind.HEADLINE, BlockKind.TITLE}:
        kind = outer.kind
    translate = outer.translate and name not in elements.NOT_TEXT
    return _Open(name=name, kind=kind, translate=translate, notes=outer.notes)


def _is_block(name: str, found: Mapping[str, Attribute]) -> bool:
    """Whether an element cuts the text; ITS may tell otherwise."""
    if found and "its-within-text" in found:
        return found["its-within-text"].value.strip().lower() != "yes"
    return name in elements.BLOCKS


def _class_kind(name: str, found: Mapping[str, Attribute], kind: BlockKind) -> BlockKind:
    """The kind that a class name tells, for elements that tell little themselves."""
    if "class" not in found or name in {"html", "body", "li", "td", "th", "h1", "title"}:
        return kind
    for word in found["class"].value.lower().split():
        last = re.split(r"[-_]", word)[-1]
        if last in elements.CLASS_KINDS:
            return elements.CLASS_KINDS[last]
    return kind
