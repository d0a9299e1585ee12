"""The blocks of HTML: one pass over the tokens, never failing, with a stack of open elements.

Block elements cut the page into runs of text and inline tags; attributes that are text are blocks
of their own, inside the tag that a run may hold. What is marked ``translate="no"``, what is code,
and what is no text at all stays in the skeleton.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape as html_unescape
from typing import TYPE_CHECKING, NamedTuple

from l10n.model.document import Block, BlockKind
from l10n.text import html_elements as elements
from l10n.text.encoding import LONE_BYTES, has_lone_bytes
from l10n.text.html_attributes import attribute_blocks, primary
from l10n.text.html_contexts import (
    Context,
    inside,
    plain_inside,
    ruled_attribute_blocks,
    within_text,
)
from l10n.text.html_runs import (
    ALONE,
    CLOSE,
    LETTER,
    LITERAL,
    OPEN,
    TEXT,
    Piece,
    block_of,
    code_kind,
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
from l10n.text.views import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from turbohtml import Token as Tag

    from l10n.text.its_rules import Ruled

    Script = Callable[[str, int, int], Iterable[Block]]

_TEMPLATE = re.compile(TEMPLATE + "|" + LONE_BYTES.pattern, re.DOTALL)


_NOTHING: Mapping[str, Attribute] = {}


_MOST_NESTED = 8  # flows within each other; nobody writes more


class _Opaque(NamedTuple):
    """An inline element whose inside is not text of the run, and where it begins.

    ``inside`` is where a flow of its own begins that stands within (ITS: nested); else 0.
    """

    name: str
    start: int
    inside: int
    context: Context


class HtmlReader:
    """Reads one text; `blocks` gives what it found in document order."""

    def __init__(
        self,
        text: str,
        *,
        kind: BlockKind = BlockKind.PARAGRAPH,
        lang: str = "",
        script: Script | None = None,
        ruled: Mapping[int, Ruled] | None = None,
    ) -> None:
        """``lang`` is the language of the text; what says another is not translated.

        ``script`` reads the strings of a JSON-LD script; ``ruled`` is what ITS rules say, by the
        offsets of start tags.
        """
        self._lang = primary(lang)
        self.text = text
        self.found: list[Block] = []
        self._script = script
        self._ruled = ruled or {}
        self._stack = [Context(name="", kind=kind, translate=True)]
        self._counts: dict[str, int] = {}
        self._run: list[Piece] = []
        self._has_words = False
        self._opaque: _Opaque | None = None
        self._opaque_depth = 0  # of elements of its name
        self._opaque_blocks: dict[str, int] = {}  # that are open in it
        self._nesting = 0  # flows within text around this one
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
            self._end_opaque(len(self.text), len(self.text))
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
        if self._ruled and (ruled := self._ruled.get(start)):
            local = attributes_between(self.text, start + 1 + len(name), end - 1)
            found = ruled.added_to({one.name: one for one in local})
        if found:
            self._on_told_start(Token(START, start, end, name, (), tag.self_closing), found)
        elif name in elements.BLOCKS:
            self._begin_block(name)
            if name not in elements.VOID:
                self._push(plain_inside(self._stack[-1], name))
        elif name in elements.NOT_INLINE or tag.self_closing:
            token = Token(START, start, end, name, (), tag.self_closing)
            context = plain_inside(self._stack[-1], name)
            self._enter(token, context, found, within="yes")
        elif self._stack[-1].translate:
            self._run.append(Piece(OPEN, start, end, name))

    def _on_told_start(self, token: Token, found: Mapping[str, Attribute]) -> None:
        """A start tag with attributes that may concern us."""
        within = within_text(token.name, found)
        if within == "nested" and (not self._stack[-1].translate or self._nesting >= _MOST_NESTED):
            within = "no"
        if within == "no":
            self._begin_block(token.name)
        foreign = self._is_foreign(token.name, found)
        context = inside(self._stack[-1], token.name, found, foreign=foreign)
        if token.start in self._ruled:
            ruled = self._ruled[token.start]
            self.found += ruled_attribute_blocks(self.text, token.name, found, context, ruled)
        elif context.translate:
            self.found += attribute_blocks(self.text, token.name, found, context.notes)
        self._enter(token, context, found, within=within)

    def _begin_block(self, name: str) -> None:
        if self._run:
            self._flush()
        if name in elements.IMPLIED_END:
            self._imply_ends(name)

    def _enter(
        self, token: Token, context: Context, found: Mapping[str, Attribute], *, within: str
    ) -> None:
        name = token.name
        is_block = within == "no"
        empty = token.empty and not is_block and name not in elements.RAW
        if name in elements.VOID or (empty and name not in elements.KINDS):
            if not is_block:
                self._run.append(Piece(ALONE, token.start, token.end, name))
        elif is_block:
            self._push(context)
        elif name in elements.OPAQUE or (not context.translate and self._stack[-1].translate):
            self._begin_opaque(token, context, found, inside=0)
        elif within == "nested":
            self._begin_opaque(token, context, found, inside=token.end)
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

    def _is_foreign(self, name: str, found: Mapping[str, Attribute]) -> bool:
        """Whether an element says that it is in another language than the text."""
        told = primary(found["lang"].value) if "lang" in found else ""
        if name == "html":
            self._lang = self._lang or told
            return False
        return bool(told and self._lang and told != self._lang)

    def _push(self, element: Context) -> None:
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
        for one in ended:
            if self._counts.get(one):
                break
        else:
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
            notes = inside.notes
            if notes or self._notes:
                notes = tuple(dict.fromkeys((*notes, *self._notes)))
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

    def _begin_opaque(
        self, token: Token, context: Context, found: Mapping[str, Attribute], *, inside: int
    ) -> None:
        self._opaque = _Opaque(token.name, token.start, inside, context)
        self._opaque_depth = 1
        self._opaque_blocks = {}
        kind = found["type"].value.lower() if "type" in found and token.name == "script" else ""
        self._in_script = "ld+json" in kind

    def _on_start_inside(self, start: int, end: int, name: str, *, empty: bool) -> None:
        assert self._opaque is not None  # noqa: S101 - told to the type checker
        opaque = self._opaque.name
        if name == opaque and not empty and name not in elements.VOID:
            self._opaque_depth += 1
        elif opaque == "svg" and name in elements.SVG_TEXT and not empty:
            self._drawn = []
        elif self._drawn is not None:
            self._drawn.append(Piece(ALONE if empty else OPEN, start, end, name))
        elif name in elements.BLOCKS and name not in elements.VOID:
            self._opaque_blocks[name] = self._opaque_blocks.get(name, 0) + 1

    def _on_end_inside(self, start: int, end: int, name: str) -> None:
        assert self._opaque is not None  # noqa: S101 - told to the type checker
        opaque = self._opaque.name
        if self._drawn is not None and name in elements.SVG_TEXT:
            self._end_drawn()
        elif self._drawn is not None and name != opaque:
            self._drawn.append(Piece(CLOSE, start, end, name))
        elif name == opaque:
            self._opaque_depth -= 1
            if not self._opaque_depth:
                self._end_opaque(start, end)
        elif self._opaque_blocks.get(name):
            self._opaque_blocks[name] -= 1
        elif name in elements.BLOCKS and self._counts.get(name) and opaque != "svg":
            self._end_opaque(start, start)
            self._on_end(start, end, name)

    def _end_opaque(self, text_end: int, end: int) -> None:
        """The element ends: its text at ``text_end``, and its end tag, if it has one, at ``end``."""
        opaque, self._opaque = self._opaque, None
        assert opaque is not None  # noqa: S101 - told to the type checker
        self._in_script = False
        self._drawn = None
        if opaque.inside:
            self.found += self._nested(opaque, text_end)
        if self._stack[-1].translate:
            kind = ALONE if opaque.inside else code_kind(opaque.name, self.text[opaque.start : end])
            self._run.append(Piece(kind, opaque.start, end, opaque.name))

    def _nested(self, opaque: _Opaque, end: int) -> Iterator[Block]:
        """The blocks of a flow that stands within a text, which has one code for it."""
        view = View.of_lines(self.text, [(opaque.inside, end)])
        context, script = opaque.context, self._script
        inside = {at - opaque.inside: one for at, one in self._ruled.items()}
        reader = HtmlReader(
            view.text, kind=context.kind, lang=self._lang, script=script, ruled=inside
        )
        reader._nesting = self._nesting + 1
        for block in reader.blocks():
            lifted = view.lifted(block)
            notes = tuple(dict.fromkeys((*context.notes, *block.notes)))
            yield replace(lifted, notes=notes) if context.notes else lifted

    def _end_drawn(self) -> None:
        """A text in a drawing is a block inside the code that the drawing is."""
        run, self._drawn = self._drawn or [], None
        if self._stack[-1].translate and any(
            LETTER.search(self.text, piece.start, piece.end) for piece in run
        ):
            block = block_of(self.text, run, BlockKind.LABEL, syntax="html")
            self.found += [block] if block is not None else []
