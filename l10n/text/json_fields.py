"""Which strings of a CMS's JSON are text: ninjs, WordPress REST, Arc ANS, or patterns of fields."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from typing import TYPE_CHECKING

from l10n.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.text.json_spans import JsonString

Field = tuple[str, BlockKind]

_H, _D, _DECK, _P = BlockKind.HEADLINE, BlockKind.DESCRIPTION, BlockKind.DECK, BlockKind.PARAGRAPH
_T, _C, _ALT, _L = BlockKind.TITLE, BlockKind.CAPTION, BlockKind.ALT, BlockKind.LABEL

NINJS: tuple[Field, ...] = (
    *(
        ("**.headline*", _H),
        ("**.headlines.value", _H),
        ("**.title", _T),
        ("**.byline", BlockKind.BYLINE),
    ),
    *(("**.body_*", _P), ("**.bodies.value", _P), ("**.body.value", _P)),
    *(
        ("**.description_*", _D),
        ("**.descriptions.value", _D),
        ("**.caption", _C),
        ("**.altid", _ALT),
    ),
)
ANS: tuple[Field, ...] = (
    *(("**.headlines.*", _H), ("**.subheadlines.*", _DECK), ("**.description.*", _D)),
    *(("**.label.*.text", BlockKind.KICKER), ("**.subtitle", _T), ("**.caption", _C)),
    *(("**.alt_text", _ALT), ("**.content", _P), ("**.text", _P), ("**.title", _T)),
    *(("**.content_elements.items", BlockKind.LIST_ITEM), ("**.rows.content", BlockKind.CELL)),
)
WORDPRESS: tuple[Field, ...] = (
    *(
        ("**.title.rendered", _H),
        ("**.title.raw", _H),
        ("**.content.rendered", _P),
        ("**.content.raw", _P),
    ),
    *(
        ("**.excerpt.rendered", _D),
        ("**.excerpt.raw", _D),
        ("**.caption.*", _C),
        ("**.alt_text", _ALT),
    ),
    *(("**.description.rendered", _D), ("**.description.raw", _D), ("**.description", _D)),
    *(("**.yoast_head_json.*title", _T), ("**.yoast_head_json.*description", _D)),
)
GENERAL: tuple[Field, ...] = (
    *(
        ("**.headline*", _H),
        ("**.title", _T),
        ("**.subtitle", _DECK),
        ("**.dek", _DECK),
        ("**.deck", _DECK),
    ),
    *(
        ("**.kicker", BlockKind.KICKER),
        ("**.standfirst", _DECK),
        ("**.lead", _DECK),
        ("**.byline", BlockKind.BYLINE),
    ),
    *(("**.summary", _D), ("**.description", _D), ("**.excerpt", _D), ("**.abstract", _D)),
    *(("**.body", _P), ("**.body_*", _P), ("**.content", _P), ("**.text", _P), ("**.html", _P)),
    *(("**.paragraphs", _P), ("**.articleBody", _P), ("**.caption", _C), ("**.alt", _ALT)),
    *(
        ("**.alt_text", _ALT),
        ("**.altText", _ALT),
        ("**.credit", BlockKind.CREDIT),
        ("**.label", _L),
    ),
    *(
        ("**.quote", BlockKind.QUOTE),
        ("**.heading", BlockKind.SUBHEAD),
        ("**.subheading", BlockKind.SUBHEAD),
    ),
)
# below these keys are people, organisations, classifications, machinery
_LEFT_OUT = frozenset(
    "credits author authors taxonomy _links links renditions planning source distributor owner "
    "additional_properties infosource infosources publisher service subject subjects rightsinfo "
    "copyright guid yoast_head meta class_list tags revision workflow workflows websites".split()
)
_SHAPES: tuple[tuple[frozenset[str], tuple[Field, ...]], ...] = (
    (
        frozenset({"content.rendered", "title.rendered", "excerpt.rendered", "caption.rendered"}),
        WORDPRESS,
    ),
    (
        frozenset(
            {"headlines.basic", "content_elements", "description.basic", "subheadlines.basic"}
        ),
        ANS,
    ),
    (
        frozenset(
            {
                "body_html",
                "body_xhtml",
                "body_text",
                "description_text",
                "descriptions.value",
                "headlines.value",
                "bodies.value",
                "description_caption",
            }
        ),
        NINJS,
    ),
)
_CODE_LIKE = re.compile(
    r"\s*(?:[a-z]+:\S*|https?://\S*|[\w.+-]+@[\w-]+\.\S+|[\w-]+(?:/[\w.+-]+)+)\s*"
)


def fields_of(paths: set[str]) -> tuple[Field, ...]:
    """The fields of the shape that the paths of a document's strings tell."""
    for signs, fields in _SHAPES:
        if any(sign in paths for sign in signs):
            return (*fields, *GENERAL) if fields is not ANS else fields
    return GENERAL


def patterns(told: Sequence[str]) -> tuple[Field, ...]:
    """Fields as a project tells them: ``story.blocks.*.text`` or ``story.title = headline``."""
    fields: list[Field] = []
    for one in told:
        pattern, _, kind = (part.strip() for part in one.partition("="))
        fields.append((pattern, BlockKind(kind) if kind else BlockKind.PARAGRAPH))
    return tuple(fields)


def kind_of(
    found: JsonString, value: str, fields: tuple[Field, ...], *, told: bool
) -> BlockKind | None:
    """What a string is; None if it is no text. ``told`` fields are taken at their word."""
    path = found.path
    if not told and (_LEFT_OUT & {*path} or _CODE_LIKE.fullmatch(value)):
        return None
    dotted = ".".join(path)
    for pattern, kind in fields:
        if _compiled(pattern).fullmatch(dotted):
            return _in_element(found, kind)
    return None


def _in_element(found: JsonString, kind: BlockKind) -> BlockKind:
    """The kind that the element of a body says by its type."""
    if kind is not BlockKind.PARAGRAPH:
        return kind
    told = found.holder.record.strings.get("type", "").lower()
    return _BY_TYPE.get(told, kind)


_BY_TYPE = {
    **{"header": BlockKind.SUBHEAD, "heading": BlockKind.SUBHEAD, "quote": BlockKind.QUOTE},
    **{
        "list": BlockKind.LIST_ITEM,
        "list_element": BlockKind.LIST_ITEM,
        "pullquote": BlockKind.QUOTE,
    },
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern.startswith("**."):
        return re.compile(rf"(?:.*\.)?{_one(pattern[3:])}")
    return re.compile(_one(pattern))


def _one(pattern: str) -> str:
    parts = pattern.split("**")
    return ".*".join(translate(part)[4:-3].replace(".*", "[^.]*") for part in parts)
