"""The blocks of HTML: one pass over the tokens, never failing, with a stack of open elements.

Block elements cut the page into runs of text and inline tags; attributes that are text are blocks
of their own, inside the tag that a run may hold. What is marked ``translate="no"``, what is code,
and what is no text at all stays in the skeleton.
"""

from __future__ import annotations

import re
from html import unescape as html_unescape
from typing import TYPE_CHECKING, NamedTuple

from l10n.model.document import Block, BlockKind
from l10n.text import html_elements as elements
from l10n.text.encoding import LONE_BYTES
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
    attributes,
    tokens,
)
from l10n.text.html_tokens import TEXT as TEXT_TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Script = Callable[[str, int, int], Iterable[Block]]

_TEMPLATE = re.compile(TEMPLATE + "|" + LONE_BYTES.pattern, re.DOTALL)


class _Open(NamedTuple):
    """An open element and what holds inside it."""

    name: str
    kind: BlockKind
    translate: bool
    notes: tuple[str, ...] = ()


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
        self._stack = [_Open("", kind, translate=True)]
        self._counts: dict[str, int] = {}
        self._run: list[Piece] = []
        self._has_words = False
        # an inline element whose inside is no text: its name, where it began, how deep it nests
        self._opaque: tuple[str, int, int] | None = None
        self._opaque_depth = 0
        self._in_script = False
        self._has_codes = "{{" in text or "{%" in text
        self._has_codes |= not text.isascii() and bool(LONE_BYTES.search(text))
        self._drawn: list[Piece] | None = None  # the run of a text in a drawing
        self._joined: list[str] = []  # blocks that ITS makes inline elements of the run
        self._notes: list[str] = []  # of inline elements in the run

    def blocks(self) -> list[Block]:
        for token in tokens(self.text):
            if token.kind == TEXT_TOKEN:
                self._on_text(token)
            elif token.kind == START:
                self._on_start(token)
            elif token.kind == END:
                self._on_end(token)
            elif token.kind == REFERENCE:
                self._on_reference(token)
            elif self._run and not self._opaque:
                self._run.append(Piece(ALONE, token.start, token.end, "comment"))
        if self._opaque:
            self._end_opaque(len(self.text))
        self._flush()
        self.found.sort(key=lambda block: block.start)
        return self.found

    def _on_text(self, token: Token) -> None:
        if self._drawn is not None:
            self._drawn.append(Piece(TEXT, token.start, token.end))
        if self._in_script and self._script is not None and self._stack[-1].translate:
            self.found += self._script(self.text, token.start, token.end)
        if self._opaque or not self._stack[-1].translate:
            return
        text = self.text
        if not self._has_words and LETTER.search(text, token.start, token.end):
            self._has_words = True
        at = token.start
        if self._has_codes:
            for found in _TEMPLATE.finditer(text, at, token.end):
                if found.start() > at:
                    self._run.append(Piece(TEXT, at, found.start()))
                at = found.end()
                self._run.append(Piece(ALONE, found.start(), at, "ph"))
        if at < token.end:
            self._run.append(Piece(TEXT, at, token.end))

    def _on_reference(self, token: Token) -> None:
        # a reference without its semicolon may have swallowed text that it is not
        literal = html_unescape(self.text[token.start : token.end])
        if self._drawn is not None:
            self._drawn.append(Piece(LITERAL, token.start, token.end, literal))
        if self._opaque or not self._stack[-1].translate:
            return
        self._has_words = self._has_words or any(letter.isalpha() for letter in literal)
        self._run.append(Piece(LITERAL, token.start, token.end, literal))

    def _on_start(self, token: Token) -> None:
        name = token.name
        if self._opaque:
            self._on_start_inside(token)
            return
        found = self._attributes(token) if token.told else {}
        if not found and name not in elements.NOT_INLINE and not token.empty:
            if self._stack[-1].translate:
                self._run.append(Piece(OPEN, token.start, token.end, name))
            return
        is_block = _is_block(name, found)
        if is_block:
            self._flush()
            self._imply_ends(name)
        context = self._inside(name, found)
        if context.translate and found:
            self.found += attribute_blocks(self.text, name, found, context.notes)
        self._enter(token, context, found, is_block=is_block)

    def _enter(
        self, token: Token, context: _Open, found: dict[str, Attribute], *, is_block: bool
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

    def _on_end(self, token: Token) -> None:
        name = token.name
        if self._opaque:
            self._on_end_inside(token)
        elif self._joined and self._joined[-1] == name:
            self._joined.pop()
            self._run.append(Piece(CLOSE, token.start, token.end, name))
        elif name in elements.BLOCKS or self._counts.get(name):
            self._flush()
            self._pop(name)
        elif self._stack[-1].translate and name not in elements.OPAQUE:
            self._run.append(Piece(CLOSE, token.start, token.end, name))

    def _attributes(self, token: Token) -> dict[str, Attribute]:
        """The attributes, if one of them may concern us."""
        for name, value in token.told:
            if name in elements.CONCERNING and (name != "class" or elements.tells(value or "")):
                return {one.name: one for one in attributes(self.text, token)}
        return {}

    def _inside(self, name: str, found: dict[str, Attribute]) -> _Open:
        """What holds inside an element that begins here."""
        outer = self._stack[-1]
        translate = outer.translate and name not in elements.NOT_TEXT
        kind = elements.KINDS.get(name, outer.kind)
        if name == "p" and outer.kind not in elements.INHERITED:
            kind = BlockKind.PARAGRAPH
        if name == "p" and outer.kind in {BlockKind.HEADLINE, BlockKind.TITLE}:
            kind = outer.kind
        notes = outer.notes
        if found:
            translate = translates(found, default=translate and not self._is_foreign(name, found))
            kind = _class_kind(name, found, kind)
            notes = (*notes, *notes_in(found))
        return _Open(name, kind, translate, notes)

    def _is_foreign(self, name: str, found: dict[str, Attribute]) -> bool:
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
        ended, shields = elements.IMPLIED_END.get(name, (frozenset(), frozenset()))
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
            for run, kind in with_credit(self.text, self._run, inside.kind):
                block = block_of(self.text, run, kind, syntax="html", notes=notes)
                if block is not None:
                    self.found.append(block)
        self._run = []
        self._joined = []
        self._notes = []
        self._has_words = False

    def _begin_opaque(self, token: Token, found: dict[str, Attribute]) -> None:
        self._opaque = (token.name, token.start, len(self._stack))
        self._opaque_depth = 1
        kind = found["type"].value.lower() if "type" in found and token.name == "script" else ""
        self._in_script = "ld+json" in kind

    def _on_start_inside(self, token: Token) -> None:
        assert self._opaque is not None  # noqa: S101 - told to the type checker
        name = self._opaque[0]
        if token.name == name and not token.empty and name not in elements.VOID:
            self._opaque_depth += 1
        elif name == "svg" and token.name in elements.SVG_TEXT and not token.empty:
            self._drawn = []
        elif self._drawn is not None:
            kind = ALONE if token.empty else OPEN
            self._drawn.append(Piece(kind, token.start, token.end, token.name))

    def _on_end_inside(self, token: Token) -> None:
        assert self._opaque is not None  # noqa: S101 - told to the type checker
        name = self._opaque[0]
        if self._drawn is not None and token.name in elements.SVG_TEXT:
            self._end_drawn()
        elif self._drawn is not None and token.name != name:
            self._drawn.append(Piece(CLOSE, token.start, token.end, token.name))
        elif token.name == name:
            self._opaque_depth -= 1
            if not self._opaque_depth:
                self._end_opaque(token.end)
        elif token.name in elements.BLOCKS and self._counts.get(token.name) and name != "svg":
            self._end_opaque(token.start)
            self._on_end(token)

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


def _is_block(name: str, found: dict[str, Attribute]) -> bool:
    """Whether an element cuts the text; ITS may tell otherwise."""
    if found and "its-within-text" in found:
        return found["its-within-text"].value.strip().lower() != "yes"
    return name in elements.BLOCKS


def _class_kind(name: str, found: dict[str, Attribute], kind: BlockKind) -> BlockKind:
    """The kind that a class name tells, for elements that tell little themselves."""
    if "class" not in found or name in {"html", "body", "li", "td", "th", "h1", "title"}:
        return kind
    for word in found["class"].value.lower().split():
        last = re.split(r"[-_]", word)[-1]
        if last in elements.CLASS_KINDS:
            return elements.CLASS_KINDS[last]
    return kind
