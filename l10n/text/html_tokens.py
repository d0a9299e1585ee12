"""HTML in tokens with their offsets, and the attributes of a start tag with theirs.

The tokenizer is turbohtml's, which follows WHATWG and never fails. It reads a copy of the same
length, in which line ends are told apart from nothing and server-side code (``<?php ... ?>``,
``<% ... %>``) is one comment, so that every offset is also the source's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

_QUOTES = {"double": '"', "single": "'", "bare": ""}


class Token(NamedTuple):
    """A token with its span; ``name`` is a tag's in lower case, ``told`` its attributes."""

    kind: int
    start: int
    end: int
    name: str = ""
    told: Sequence[tuple[str, str | None]] = ()
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
    from turbohtml import TokenType, tokenize

    text_type, start_type = TokenType.TEXT, TokenType.START_TAG
    kinds = {TokenType.END_TAG: END, TokenType.CHARACTER_REFERENCE: REFERENCE}
    at = 0
    for token in tokenize(same_length(text), resolve_references=False, capture_source=True):
        kind, start = token.type, at
        if kind is text_type:
            at += len(token.data or "")
            yield Token(TEXT, start, at)
            continue
        at += len(token.source or "")
        if kind is start_type:
            told = token.attrs or ()
            yield Token(START, start, at, _name(token.tag or ""), told, token.self_closing)
        else:
            yield Token(kinds.get(kind, COMMENT), start, at, _name(token.tag or ""))


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
            group = found.lastgroup or "name"
            if group == "name":
                yield Attribute(name, "", at, at, "")
            else:
                yield Attribute(name, found[group], *found.span(group), _QUOTES[group])


def _name(tag: str) -> str:
    return "noscript" if tag == "noscripx" else tag


def same_length(text: str) -> str:
    """The text as the tokenizer may read it: no carriage return, no server-side code."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "<?" in text or "<%" in text:
        text = _SERVER_CODE.sub(lambda found: f"<?{'x' * (len(found[0]) - 3)}>", text)
    text = text.replace("</>", "<!>")  # both are nothing, but the second is a token
    return _NOSCRIPT.sub(r"\1x", text) if "noscript" in text.lower() else text
