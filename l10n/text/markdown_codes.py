"""Codes in Markdown that are no CommonMark: shortcodes, Liquid, heading ids, footnotes, JSX.

Each is one opaque code to a translator; the words in the arguments of a shortcode are blocks of
their own.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from l10n.model.document import Block, BlockKind
from l10n.text.content import ContentBuilder
from l10n.text.html_tokens import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterator

# none of these may hold the beginning of another, so that no text is looked through twice
_QUOTED = r"\"[^\"{}]*+\"|'[^'{}]*+'|`[^`{}]*+`"
SHORTCODE = rf"\{{\{{[<%](?:{_QUOTED}|(?!\}}\}}|\{{\{{).)*+\}}\}}"
CODE = re.compile(
    rf"""(?P<ph>{SHORTCODE}|{TEMPLATE})
    | (?P<id>\{{(?:\#[^\s{{}}]*+|:[^{{}}\n]*+|\.[\w-][^{{}}\n]*+)\}}|\{{/\*(?:(?!\*/|/\*).)*+\*/\}})
    """,
    re.VERBOSE | re.DOTALL,
)
EXPRESSION = re.compile(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}")
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,100}\]")
# what may begin a paragraph without being part of its text
LEADING = re.compile(
    r"\[![A-Za-z]{2,20}\][+-]?[ \t]*|\[\^[^\]\s]{1,100}\]:[ \t]*|\[[ xX]\](?=[ \t\n])"
)
# imports and exports of MDX, which prose that begins with these words is not ("export default
# settings to a file")
MODULE = re.compile(
    r"""import\s+(?:(?:type\s+)?(?:[\w$]+|\*\s+as\s+[\w$]+|\{[^{}]*\})
            (?:\s*,\s*(?:\*\s+as\s+[\w$]+|\{[^{}]*\}))?\s*from\s*)?(?:"[^"\s]++"|'[^'\s]++')(?=[ \t]*(?:;|//|\r?$))
    |export\s+(?:(?:const|let|var)\s+[\w$\[{][^\n=]*=|\*\s|\{[^{}]*\}
        |(?:default\s+)?(?:async\s+)?function\b[\s*]*[\w$]*\s*\(
        |(?:default\s+)?class\s+[\w$]+\s+(?:extends\s[^\n{]*)?\{
        |default\s+(?:[(\[{<]|[\w$.]+(?:\([^\n]*\))?[ ]*(?:;[ \t\r]*$|=>)))""",
    re.VERBOSE | re.MULTILINE,
)
# which only a component's file has
EXPORTED_NAME = re.compile(r"export\s+default\s+[\w$.]+[ \t\r]*(?:\n[ \t\r]*(?:\n|\Z)|\Z)")
_ARGUMENT = re.compile(
    r"""\b(?P<name>alt|caption|title|description|summary|label|text|heading|attr|credit|quote)
    \s*=\s*(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)')""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?P<letter>[\"'\\])")
_MARKDOWN_ESCAPE = re.compile(
    r"\\(?P<letter>[!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_KINDS = {
    **dict.fromkeys(("title", "heading"), BlockKind.TITLE),
    **dict.fromkeys(("caption", "attr"), BlockKind.CAPTION),
    **dict.fromkeys(("description", "summary"), BlockKind.DESCRIPTION),
    **dict.fromkeys(("label", "text"), BlockKind.LABEL),
    **{"alt": BlockKind.ALT, "credit": BlockKind.CREDIT, "quote": BlockKind.QUOTE},
}


def argument_blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """The blocks in a shortcode's (or Liquid include's) arguments."""
    for found in _ARGUMENT.finditer(text, start, end):
        group = "double" if found["double"] is not None else "single"
        value = found[group]
        if not any(letter.isalpha() for letter in value) or "{{" in value:
            continue
        yield quoted_block(text, *found.span(group), _KINDS[found["name"]], f"shortcode-{group}")


def quoted_block(text: str, start: int, end: int, kind: BlockKind, syntax: str) -> Block:
    """The block in a quoted string with backslash escapes."""
    builder = ContentBuilder(start)
    at = start
    escapes = _MARKDOWN_ESCAPE if syntax.startswith("markdown") else _ESCAPE
    for found in escapes.finditer(text, start, end):
        builder.text(text, at, found.start())
        at = found.end()
        literal = found["letter"] or unescape(found[0])
        if literal != found[0]:
            builder.literal(literal, found.start(), at)
        else:
            builder.text(text, found.start(), at)
    builder.text(text, at, end)
    return builder.block(kind, start, end, syntax=syntax)
