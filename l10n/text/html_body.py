"""The article in a page: told by a CSS selector, or found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from l10n.errors import FormatError
from l10n.text.html_tokens import same_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model.document import Block

_USUAL = ("[itemprop~=articleBody]", "article", "main", "[role=main]")


def in_body(text: str, blocks: Sequence[Block], body: str) -> Iterable[Block]:
    """The blocks of the article and of the page's head; all of them if ``body`` is empty.

    ``body`` is ``auto`` or a CSS selector; where nothing is found, the whole page is the article.
    """
    if not body:
        return blocks
    spans = list(_spans(text, body))
    head = text.lower().find("</head")
    if not spans:
        return blocks
    return [
        block
        for block in blocks
        if block.end <= head
        or any(start <= block.start and block.end <= end for start, end in spans)
    ]


def _spans(text: str, body: str) -> Iterator[tuple[int, int]]:
    import turbohtml

    page = turbohtml.parse(same_length(text), source_locations=True)
    try:
        found = _found(page, body)
    except turbohtml.SelectorSyntaxError as error:
        raise FormatError(
            f"{body!r} is not a CSS selector: {error}",
            hint="[articles] body takes auto or a selector",
        ) from error
    for element in found:
        place = element.source_location
        if place is not None and place.start_tag is not None:
            end = place.end_tag.end_offset if place.end_tag is not None else len(text)
            yield place.start_tag.start_offset, end


def _found(page: Any, body: str) -> list[Any]:
    if body != "auto":
        return list(page.select(body))
    for selector in _USUAL:
        elements = list(page.select(selector))
        if len(elements) == 1:
            return elements
        if selector == "article" and elements:
            longest = max(elements, key=lambda element: len(element.text))
            return [longest]
    return []
