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

    from turbohtml import Token as _Parsed

# the tokenizer's numbers
TEXT, START, END, COMMENT, DOCTYPE, REFERENCE = range(6)

# code of template engines; none holds the beginning of another, but for a comment
TEMPLATE = (
    r"\{\{-?\s*+/\*(?:(?!\*/|\{\{-?\s*+/\*).)*+\*/\s*+-?\}\}"
    r"|\{\{(?:(?!\}\}|\{\{).)*+\}\}|\{%(?:(?!%\}|\{%).)*+%\}"
)
# what the tokenizer shall not see: server-side code, which ends before more of it begins; an end
# tag without a name, which is nothing and no token; what is read without scripting, which is
# markup to us and raw text to a browser; a title that is closed at once, in a drawing or in XHTML
_HIDDEN = re.compile(
    r"""<(?:(?P<code>\?(?:php\b|=).*?(?:\?>|\Z)
        |%--(?:(?!--%>|<%--).)*+--%>|%(?:(?!%>|<%).)*+%>)
    |/>|(?P<noscript>/?noscrip)t(?=[\s/>])|(?P<title>titl)e(?=\s*/>|\s[^<>]*/>))""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>[^\s/>=][^\s/>=]*+)
    (?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)))?""",
    re.VERBOSE,
)

# ITS's attributes as XHTML writes them
_ITS_IN_XML = {
    "its:translate": "translate",
    "its:withintext": "its-within-text",
    "its:locnote": "its-loc-note",
    "its:locnoteref": "its-loc-note-ref",
    "its:term": "its-term",
    "its:terminforef": "its-term-info-ref",
    "its:localefilterlist": "its-locale-filter-list",
    "its:localefiltertype": "its-locale-filter-type",
}
_RENAMED = {"noscripx": "noscript", "titlx": "title"}
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


def parsed(text: str) -> Iterator[tuple[int, int, int, str, _Parsed]]:
    """Kind, start, end, name and the tokenizer's own token, in order: what costs least.

    Unfinished markup at the end is left out.
    """
    from turbohtml import tokenize

    at = 0
    for token in tokenize(same_length(text), resolve_references=False, capture_source=True):
        kind, start = token.type, at
        if kind == TEXT:
            at += len(token.data or "")
            yield kind, start, at, "", token
        else:
            at += len(token.source or "")
            name = token.tag or ""
            yield kind, start, at, _RENAMED.get(name, name), token


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a page or a part of one, as `parsed` finds them."""
    for kind, start, end, name, token in parsed(text):
        if kind == START:
            yield Token(kind, start, end, name, token.attrs or (), token.self_closing)
        else:
            yield Token(kind, start, end, name)


def attributes(text: str, token: Token) -> Iterator[Attribute]:
    """The attributes of a start tag, first one of a name only, as HTML has it."""
    return attributes_between(text, token.start + 1 + len(token.name), token.end - 1)


def attributes_between(text: str, at: int, end: int) -> Iterator[Attribute]:
    """The attributes that stand behind a tag's name and before its end."""
    seen: set[str] = set()
    while at < end and (found := _ATTRIBUTE.match(text, at, end)):
        at = found.end()
        name = found["name"].lower()
        name = _ITS_IN_XML.get(name, name)
        if name not in seen:
            seen.add(name)
            group = found.lastgroup or "name"
            if group == "name":
                yield Attribute(name, "", at, at, "")
            else:
                yield Attribute(name, found[group], *found.span(group), _QUOTES[group])


def same_length(text: str) -> str:
    """The text as the tokenizer may read it: no carriage return, no server-side code."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return _HIDDEN.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    if found["code"]:
        return f"<?{'x' * (len(found[0]) - 3)}>"
    name = found["noscript"] or found["title"]
    return f"<{name}x" if name else "<!>"
