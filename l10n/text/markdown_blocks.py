"""Markdown's block structure: the leaves that hold text, and the lines where each one stands.

markdown-it-py finds the structure. Its rules are wrapped so that a leaf is noted where the rule
knows its lines; further rules know what sites add to Markdown: footnotes, containers (``:::``),
lines that are only a shortcode or a Liquid tag, and verbatim regions between two of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from l10n.text.markdown_codes import CODE, FOOTNOTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

    Rule = Callable[[StateBlock, int, int, bool], bool]

_INTERRUPTING: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
# code that runs until its closing tag
_VERBATIM = re.compile(
    r"\{%-?\s*(?P<liquid>highlight|comment|codeblock|mermaid|math|js|css)\b"
    r"|\{\{[<%]\s*(?P<hugo>highlight|mermaid|math|katex|gist|code)\b(?![^\n]*/[>%]\}\})|(?P<math>\$\$)"
)
_CONTAINER = re.compile(r":{3,}[ \t]*(?:\{?[\w.-]*\}?)?[ \t]*\[?(?P<title>[^\]\n]*)\]?")
_MODULE = re.compile(
    r"(?:import|export)\s(?:[^\n]*\sfrom\s*['\"]|\s*['\"]|(?:const|let|default|function)\b)"
)
_CELL = re.compile(r"(?:[^|\\]|\\.|\\\Z)*", re.DOTALL)
_DEEPEST = 60  # containers in containers; what is deeper stays as it is


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place with text: what it is, the spans of its lines, and the container around it."""

    kind: str
    lines: tuple[tuple[int, int], ...]
    container: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Structure:
    """The leaves of a text in order, and the keys of its reference labels."""

    leaves: tuple[Leaf, ...]
    references: frozenset[str]


def structure(text: str) -> Structure:
    """The structure of a text; line ends of all kinds are understood."""
    source = text
    if "\r" in source:
        source = source.replace("\r\n", " \n").replace("\r", "\n")
    if "\x00" in source:
        source = source.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    env: dict[str, Any] = {"leaves": []}
    parser = _parser()
    parser.block.parse(source, parser, env, [])
    return Structure(tuple(env["leaves"]), frozenset(env.get("references", ())))


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the cells of a table's row."""
    spans: list[tuple[int, int]] = []
    at = start
    while at <= end:
        found = _CELL.match(text, at, end)
        after = found.end() if found else end
        spans.append((at, after))
        at = after + 1
    if spans and not text[slice(*spans[0])].strip():
        del spans[0]
    if spans and not text[slice(*spans[-1])].strip():
        del spans[-1]
    return spans


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    ruler = parser.block.ruler
    rules = {rule.name: rule.fn for rule in ruler.__rules__}
    alts = {rule.name: rule.alt for rule in ruler.__rules__}
    for name, note in _NOTES.items():
        ruler.at(name, _noting(rules[name], note), {"alt": alts[name]})
    ruler.before("table", "verbatim", _verbatim, _INTERRUPTING)
    ruler.before("table", "code_line", _code_line, _INTERRUPTING)
    ruler.before("table", "container", _container, _INTERRUPTING)
    ruler.before("table", "definition", _definition, _INTERRUPTING)
    ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    ruler.before("paragraph", "module", _module, {"alt": []})
    return parser


def _noting(rule: Rule, note: Callable[[StateBlock, int, int], Leaf]) -> Rule:
    """A rule of markdown-it that also notes the leaf that it found."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        container, before = state.parentType, len(state.tokens)
        if not rule(state, start, end, silent):
            # markdown-it-py's lheading leaves its own type behind when it finds nothing
            state.parentType = container
            return False
        if not silent:
            leaf = note(state, start, before)
            state.env["leaves"].append(Leaf(leaf.kind, leaf.lines, str(container), leaf.level))
            del state.tokens[before:]  # nobody asks for them, and they hold the text once more
        return True

    return noting


def _lines(state: StateBlock, start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (min(state.bMarks[n] + state.tShift[n], state.eMarks[n]), state.eMarks[n])
        for n in range(start, end)
    )


def _text_leaf(kind: str) -> Callable[[StateBlock, int, int], Leaf]:
    return lambda state, start, _: Leaf(kind, _lines(state, start, state.line))


def _heading_leaf(state: StateBlock, start: int, before: int) -> Leaf:
    return Leaf("heading", _lines(state, start, start + 1), level=int(state.tokens[before].tag[1]))


def _underlined_leaf(state: StateBlock, start: int, before: int) -> Leaf:
    level = int(state.tokens[before].tag[1])
    return Leaf("underlined", _lines(state, start, state.line - 1), level=level)


def _table_leaf(state: StateBlock, start: int, before: int) -> Leaf:
    columns = sum(token.type == "th_open" for token in state.tokens[before:])
    lines = _lines(state, start, start + 1) + _lines(state, start + 2, state.line)
    return Leaf("table", lines, level=columns)


_NOTES: dict[str, Callable[[StateBlock, int, int], Leaf]] = {
    "paragraph": _text_leaf("paragraph"),
    "html_block": _text_leaf("html"),
    "reference": _text_leaf("reference"),
    "heading": _heading_leaf,
    "lheading": _underlined_leaf,
    "table": _table_leaf,
}


def _verbatim(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A region whose inside is code of another kind, to its closing line."""
    at = state.bMarks[start] + state.tShift[start]
    found = _VERBATIM.match(state.src, at, state.eMarks[start])
    if found is None or state.is_code_block(start):
        return False
    if found["math"]:
        closing = re.compile(r"\$\$\s*$")
        if closing.search(state.src, at + 2, state.eMarks[start]):
            return False
    elif found["liquid"]:
        closing = re.compile(rf"\{{%-?\s*end{found['liquid']}\s*-?%\}}")
    else:
        closing = re.compile(rf"\{{\{{[<%]\s*/\s*{found['hugo']}\s*[>%]\}}\}}")
    for line in range(start if not found["math"] else start + 1, end):
        if closing.search(state.src, state.bMarks[line], state.eMarks[line]):
            state.line = line + 1 if not silent else state.line
            return True
    return False


def _code_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Lines that are nothing but shortcodes or Liquid tags."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{", at) or state.is_code_block(start):
        return False
    line = start
    while found := CODE.match(state.src, at):
        while line + 1 < end and state.eMarks[line] < found.end():
            line += 1
        at = found.end()
        rest = state.src[at : state.eMarks[line]].lstrip()
        if not rest:
            break
        at = state.eMarks[line] - len(rest)
    if not found:
        return False
    if not silent:
        state.line = line + 1
        state.env["leaves"].append(Leaf("codes", _lines(state, start, line + 1)))
    return True


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """The line that begins or ends a container (``:::note Title``)."""
    del end
    at = state.bMarks[start] + state.tShift[start]
    found = _CONTAINER.match(state.src, at, state.eMarks[start])
    if found is None or state.is_code_block(start):
        return False
    if not silent:
        state.line = start + 1
        state.env["leaves"].append(Leaf("label", (found.span("title"),)))
    return True


def _module(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Imports and exports of MDX, to the next blank line."""
    at = state.bMarks[start] + state.tShift[start]
    if silent or state.level or not _MODULE.match(state.src, at, state.eMarks[start]):
        return False
    line = start + 1
    while line < end and not state.isEmpty(line):
        line += 1
    state.line = line
    return True


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A footnote's definition; what is indented by four is its continuation."""
    at = state.bMarks[start] + state.tShift[start]
    found = FOOTNOTE.match(state.src, at, state.eMarks[start])
    if found is None or not state.src.startswith(":", found.end()) or state.is_code_block(start):
        return False
    if not silent:
        _indented(state, start, end, found.end() + 1, "footnote")
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A definition (``: text``) below its term."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith((": ", ":\t"), at) or state.is_code_block(start) or not start:
        return False
    if not silent:
        _indented(state, start, end, at + 1, "list")
    return True


def _indented(state: StateBlock, start: int, end: int, after: int, parent: str) -> None:
    """Read the rest of a line, and what is indented by four below it, as a container."""
    saved = (state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType)
    while after < state.eMarks[start] and state.src[after] in " \t":
        after += 1
    state.bMarks[start], state.tShift[start] = after, 0
    step = 4 if parent == "footnote" else 2
    state.sCount[start] = state.blkIndent + step
    state.blkIndent += step
    state.parentType = parent
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= step
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = saved
