"""Inline tags as translators see them: ``<a1>the office</a1>``, ``<br3/>``.

The number is the key, the name tells what it is. A literal text that would read as such a tag, or
as one of the two escapes, is written with ``&lt;`` and ``&amp;``; every other ``<`` and ``&`` stays
as it is, so that "AT&T" and "a < b" need no decoding by a person.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]{1,12}[0-9]{1,5})(?P<alone>/?)>")
# literal characters that content must write as escapes, and how
NEEDS_ESCAPE = re.compile(r"&(?=(?:lt|amp);)|<(?=/?[a-z]{1,12}[0-9]{1,5}/?>)")
_ESCAPED = re.compile(r"&(lt|amp);")
WRITTEN = {"&": "&amp;", "<": "&lt;"}
_READ = {"lt": "<", "amp": "&"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text (``tag`` is empty) or one tag of a content, with its code-point span."""

    start: int
    end: int
    text: str
    tag: str = ""
    closes: bool = False
    alone: bool = False

    @property
    def opens(self) -> bool:
        return bool(self.tag) and not self.closes and not self.alone


def escape(text: str) -> str:
    """Literal text as content: only what would be read as a tag or an escape is changed."""
    return NEEDS_ESCAPE.sub(lambda found: WRITTEN[found[0]], text)


def unescape(content: str) -> str:
    """Content without tags as literal text; the inverse of `escape`."""
    return _ESCAPED.sub(lambda found: _READ[found[1]], content) if "&" in content else content


def pieces(content: str) -> Iterator[Piece]:
    """Text runs and tags in order; text runs are still escaped."""
    at = 0
    for found in TAG.finditer(content):
        if found.start() > at:
            yield Piece(at, found.start(), content[at : found.start()])
        yield Piece(
            found.start(),
            found.end(),
            found[0],
            found["name"],
            closes=bool(found["close"]),
            alone=bool(found["alone"]),
        )
        at = found.end()
    if at < len(content):
        yield Piece(at, len(content), content[at:])


def plain(content: str) -> str:
    """The literal text of a content: tags removed, escapes read."""
    return unescape(TAG.sub("", content)) if "<" in content else unescape(content)


def tags(content: str) -> Counter[str]:
    """How often each tag stands in a content, as written (``<a1>``, ``</a1>``, ``<br3/>``)."""
    return Counter(found[0] for found in TAG.finditer(content)) if "<" in content else Counter()


def well_formed(content: str) -> bool:
    """Whether every opening tag is closed, in nesting order."""
    open_tags: list[str] = []
    for found in TAG.finditer(content):
        if found["alone"]:
            continue
        if not found["close"]:
            open_tags.append(found["name"])
        elif not open_tags or open_tags.pop() != found["name"]:
            return False
    return not open_tags


def same_tags(source: str, target: str) -> bool:
    """Whether a target has exactly the source's tags, well nested, in any order."""
    if "<" not in source and "<" not in target:
        return True
    return tags(source) == tags(target) and (well_formed(target) or not well_formed(source))
