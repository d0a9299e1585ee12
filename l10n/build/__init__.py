"""The article, reassembled: skeleton and targets, for one locale."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.build.assemble import block_targets
from l10n.build.direction import isolated, isolated_content
from l10n.build.site import Site, for_site
from l10n.build.style import Style, styled
from l10n.formats import write_article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from l10n.model import Block, Document, Key, Locale, Segment

__all__ = ["Built", "Site", "Style", "build"]

# syntaxes of text that is shown in lines
_RUNNING = frozenset({"html", "markdown", "markdown-heading", "markdown-cell"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A localized article: its bytes, where they were written, and what shows its source still."""

    data: bytes = field(repr=False)
    missing: tuple[Key, ...] = ()
    path: Path = Path()


def build(
    document: Document,
    segments: Sequence[Segment],
    targets: Mapping[Key, str],
    *,
    source: Locale,
    target: Locale,
    attributes: str = "set",
    site: Site | None = None,
    style: Style | None = None,
) -> Built:
    """Put an article together, in the house's style; a unit without a target shows its source.

    With ``attributes = "keep"`` nothing but the text is touched; with ``"set"`` language and
    direction are said in the format's way, and runs of the other direction are isolated where the
    Unicode algorithm would show them in the wrong place.
    """
    blocks, missing = block_targets(document, segments, targets, source=source, target=target)
    if style is not None:
        blocks = {
            n: styled(text, style, target, document.blocks[n].content, language=source.language)
            if text != document.blocks[n].content
            else text
            for n, text in blocks.items()
        }
    if attributes == "keep":
        return Built(data=write_article(document, blocks), missing=missing)
    if document.format == "plain-text":
        blocks = {n: isolated(text, target) for n, text in blocks.items()}
    else:
        blocks = {n: _isolated(document.blocks[n], text, target) for n, text in blocks.items()}
    data = write_article(document, blocks, target)
    if site is not None and document.format in {"html", "markdown"}:
        text = data.removeprefix(document.bom).decode(document.encoding, "surrogateescape")
        text = for_site(text, document.format, site, target)
        data = document.bom + text.encode(document.encoding, "surrogateescape")
    return Built(data=data, missing=missing)


def _isolated(block: Block, text: str, target: Locale) -> str:
    """The text of a page with isolates; none in attributes, where they would be read aloud."""
    if block.syntax not in _RUNNING or text == block.content:
        return text
    return isolated_content(text, target)
