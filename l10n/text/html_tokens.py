"""HTML in tokens with their offsets, and the attributes of a start tag with theirs.

The tokenizer is turbohtml's, which follows WHATWG and never fails. It reads a copy of the same
length, in which line ends are told apart from nothing and server-side code (``<?php ... ?>``,
``<% ... %>``) is one comment, so that every offset is also the source's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, START, END, COMMENT, DOCTYPE, REFERENCE = range(6)

# code of template engines; none holds the beginning of another
TEMPLATE = r"\{\{(?:(?!\}\}|\{\{).)*+\}\}|\{%(?:(?!%\}|\{%).)*+%\}"
_SERVER_CODE = re.compile(r"<\?(?:php\b|=).*?(?:\?>|\Z)|<%.*?%>", re.DOTALL)
# what is read without scripting is markup, not raw text: the name is hidden from the tokenizer
_NOSCRIPT = re.compile(r"(?<=<)(/?noscrip)t(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>[^\s/>=][^\s/>=]*+)
    (?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)))?""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A token with its span; ``name`` is the lower-case tag name, ``data`` a reference's text."""

    kind: int
    start: int
    end: int
    name: str = ""
    data: str = ""
    empty: bool = False


class Attribute(NamedTuple):
    """An attribute; ``value`` is as written, between ``start`` and ``end``, within ``quote``."""

    name: str
    value: str
    start: int
    end: int
    quote: str


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a page or a part of one, in order; unfinished markup at the end is left out."""
    from turbohtml import tokenize

    at = 0
    for token in tokenize(same_length(text), resolve_references=False, capture_source=True):
        kind = token.type.value
        source = token.source or ""
        start = at
        if kind == TEXT:
            at += len(token.data or "")
            yield Token(TEXT, start, at)
            continue
        at += len(source)
        if kind == START:
            yield Token(START, start, at, _name(token.tag or ""), empty=token.self_closing)
        elif kind == END:
            yield Token(END, start, at, _name(token.tag or ""))
        elif kind == REFERENCE:
            yield Token(REFERENCE, start, at, data=token.data or "")
        else:
            yield Token(COMMENT, start, at)


def attributes(text: str, token: Token) -> Iterator[Attribute]:
    """The attributes of a start tag, first one of a name only, as HTML has it."""
    at = token.start + 1 + len(token.name)
    seen: set[str] = set()
    end = token.end - 1
    while at < end and (found := _ATTRIBUTE.match(text, at, end)):
        at = found.end()
        name = found["name"].lower()
        if name not in seen:
            seen.add(name)
            group = next((g for g in ("double", "single", "bare") if found[g] is not None), "")
            quote = {"double": '"', "single": "'"}.get(group, "")
            span = found.span(group) if group else (at, at)
            yield Attribute(name, found[group] if group else "", *span, quote)


def _name(tag: str) -> str:
    return "noscript" if tag == "noscripx" else tag


def same_length(text: str) -> str:
    """The text as the tokenizer may read it: no carriage return, no server-side code."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "<?" in text or "<%" in text:
        text = _SERVER_CODE.sub(lambda found: f"<?{'x' * (len(found[0]) - 3)}>", text)
    return _NOSCRIPT.sub(r"\1x", text)
