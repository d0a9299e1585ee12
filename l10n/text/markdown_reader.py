"""The blocks of Markdown: the parser's events, leaf by leaf; HTML inside it read as HTML.

The parser is pulldown-cmark, which tells the span of everything that it finds.
"""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from l10n.model.document import Block, BlockKind
from l10n.text.html_blocks import HtmlReader
from l10n.text.html_runs import block_of
from l10n.text.markdown_codes import MODULE, argument_blocks
from l10n.text.markdown_inline import Inline, Run, has_words
from l10n.text.markdown_links import definition_titles, label_key
from l10n.text.markdown_masks import REGION, copy_of
from l10n.text.views import View

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_JSX = re.compile(rf"^\s*<[A-Z]\w*[\s/>]|^(?:{MODULE.pattern})", re.MULTILINE | re.VERBOSE)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\](?:\[\])?\Z", re.DOTALL)
_DEFINED = re.compile(r"\s*\[((?:[^\[\]\\]|\\.){0,999})\]:", re.DOTALL)
_NEXT_LINE = re.compile(r"\n[ \t>]*")

_LEAVES = frozenset({"Paragraph", "Heading", "TableCell", "CodeBlock"})
_END_OF_PARAGRAPH = {"End": "Paragraph"}
# what is inside a container, and what a leaf in it is
_CONTAINERS = {
    "Item": BlockKind.LIST_ITEM,
    "BlockQuote": BlockKind.QUOTE,
    "FootnoteDefinition": BlockKind.PARAGRAPH,
}


class MarkdownReader:
    """Reads one text, or a part of it from an offset on."""

    def __init__(self, text: str, *, start: int = 0, jsx: bool | None = None) -> None:
        self.text = text
        self.jsx = bool(_JSX.search(text, start)) if jsx is None else jsx
        self._copy = copy_of(text, jsx=self.jsx, start=start)
        self._run = Run(text, self._copy, jsx=self.jsx)
        self._found: list[Block] = []
        self._around = [BlockKind.PARAGRAPH]
        self._leaf: tuple[BlockKind, str] | None = None
        self._lines: list[tuple[int, int]] = []  # of the HTML block that is open

    def blocks(self) -> list[Block]:
        run = self._run
        told = run.handlers | {
            "Start": self._on_start,
            "End": self._on_end,
            "Html": self._on_html,
        }
        for event, span in _events(self._copy):
            start, end = span["start"], span["end"]
            if event.__class__ is dict:
                for kind, data in event.items():
                    told[kind](start, end, data)
            elif event == "Rule":
                self._flush()
            else:
                run.on_break(start, end, hard=event == "HardBreak")
        self._flush()
        self._found += run.nested
        for start, end in _definitions(self._copy):
            self._found += definition_titles(self.text, start, end)
        self._found.sort(key=attrgetter("start"))
        return self._found

    def references_only(self) -> Container[str]:
        """The keys of the defined reference labels."""
        labels = (_DEFINED.match(self.text, *span) for span in _definitions(self._copy))
        return frozenset(label_key(label[1]) for label in labels if label)

    def _on_start(self, start: int, end: int, tag: Any) -> None:
        if self._run.on_start(start, end, tag):
            return
        self._flush()
        name = tag if tag.__class__ is str else next(iter(tag))
        if name in _CONTAINERS:
            self._around.append(_CONTAINERS[name])
        elif name == "Heading":
            self._leaf = self._heading(start, tag["Heading"]["level"])
        elif name == "TableCell":
            self._leaf = (BlockKind.CELL, "markdown-cell")
        elif name == "CodeBlock":
            self._run.until = end
        elif name == "HtmlBlock":
            self._lines = []

    def _on_end(self, start: int, end: int, tag: Any) -> None:
        name = tag if tag.__class__ is str else next(iter(tag))
        if name in _CONTAINERS:
            self._flush()
            self._around.pop()
        elif name == "HtmlBlock":
            self._found += self._html()
        elif name in _LEAVES:
            self._flush()
            self._leaf = None
        else:
            self._run.on_end(start, end, name)

    def _on_html(self, start: int, end: int, _: str) -> None:
        self._lines.append((start, end))

    def _heading(self, start: int, level: str) -> tuple[BlockKind, str]:
        mark = self.text[start]
        if mark == ":":  # the line of a container
            return BlockKind.LABEL, "markdown"
        kind = BlockKind.HEADLINE if level == "H1" else BlockKind.SUBHEAD
        return kind, "markdown-heading" if mark == "#" else "markdown"

    def _flush(self) -> None:
        """End the leaf: it becomes a block if there is a word in it."""
        pieces = self._run.take()
        if pieces and has_words(self.text, pieces):
            kind, syntax = self._leaf or (self._around[-1], "markdown")
            block = block_of(self.text, pieces, kind, syntax=syntax)
            if block is not None:
                self._found.append(block)

    def _html(self) -> Iterable[Block]:
        start, end = self._lines[0][0], self._lines[-1][1]
        if self._copy.startswith("<!C", start) and self.text[start] != "<":
            return argument_blocks(self.text, start, end)
        joined = all(a[1] == b[0] for a, b in zip(self._lines, self._lines[1:], strict=False))
        lines = [(start, end)] if joined else [self._without_end(*line) for line in self._lines]
        view = View.of_lines(self.text, lines)
        text = view.text
        for region in REGION.finditer(View.of_lines(self._copy, lines).text):
            if text[region.start()] != "<":
                hidden = f"<hr {'x' * (len(region[0]) - 5)}>"
                text = f"{text[: region.start()]}{hidden}{text[region.end() :]}"
        return [view.lifted(block) for block in HtmlReader(text).blocks()]

    def _without_end(self, start: int, end: int) -> tuple[int, int]:
        return start, start + len(self.text[start:end].rstrip("\r\n"))


def read_inline(text: str, references: Container[str], *, jsx: bool) -> Inline:
    """The first paragraph of a short text, in which the labels with these keys are defined."""
    text = _NEXT_LINE.sub("\n", text)
    copy = copy_of(text, jsx=jsx)
    run = Run(text, copy, jsx=jsx)

    def defined(broken: Any) -> tuple[str, str] | None:
        label = _LABEL.search(text[broken["span"]["start"] : broken["span"]["end"]])
        return ("x", "") if label and label_key(label[1]) in references else None

    told = run.handlers | {"Start": run.on_start, "End": run.on_end}
    for event, span in _events(copy, defined if references else None):
        if event.__class__ is str:
            run.on_break(span["start"], span["end"], hard=event == "HardBreak")
        elif event == _END_OF_PARAGRAPH:
            break
        else:
            for kind, data in event.items():
                told[kind](span["start"], span["end"], data)
    return Inline(run.take(), run.nested)


@cache
def _options() -> Any:
    from pyromark import Options

    return Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_FOOTNOTES


def _events(copy: str, defined: Any = None) -> Iterator[tuple[Any, Any]]:
    from pyromark import events_with_range

    return events_with_range(copy, options=_options(), broken_link_callback=defined)


def _definitions(copy: str) -> Iterator[tuple[int, int]]:
    """The spans of the definitions of reference labels."""
    if "]:" not in copy:
        return
    from pyromark import reference_definitions

    for definition in reference_definitions(copy, options=_options()).values():
        yield definition["span"]["start"], definition["span"]["end"]
