"""Targets as HTML: text, attributes in their quotes, strings of scripts, in the page's encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.text.syntax import encoder, quoted_if_needed

if TYPE_CHECKING:
    from l10n.text.rendering import Rendering


def written(rendering: Rendering, n: int, target: str) -> str:
    """The HTML that replaces a block."""
    document = rendering.document
    syntax = document.blocks[n].syntax
    if "json-script" in syntax:
        narrow = not document.encoding.startswith("utf")
        return rendering.block(n, target, encoder(f"{syntax} ascii" if narrow else syntax))
    text = rendering.block(n, target, encoder(syntax))
    if syntax == "html-bare":
        text = quoted_if_needed(text)
    return _encodable(text, document.encoding)


def _encodable(text: str, encoding: str) -> str:
    """The text with references for what a narrow encoding lacks: the page keeps its encoding."""
    try:
        text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return "".join(
            letter.encode(encoding, "xmlcharrefreplace").decode(encoding) for letter in text
        )
    return text
