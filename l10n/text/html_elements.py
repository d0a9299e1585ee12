"""What HTML's elements and attributes are to a translator (tables; HTML Living Standard)."""

from __future__ import annotations

import re
from functools import lru_cache

from l10n.model.document import BlockKind

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track "
    "wbr".split()
)
# elements that begin and end a block
BLOCKS = frozenset(
    "address article aside audio base blockquote body button canvas caption center col colgroup "
    "datalist dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset "
    "h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li link listing main menu meta nav "
    "noframes noscript object ol optgroup option p pre search section select summary table tbody td "
    "template tfoot th thead title tr ul video xmp plaintext".split()
)
# elements that a sentence may hold and whose inside is no text
OPAQUE = frozenset("code iframe math script style svg textarea noembed".split())
# of these, what holds characters only: a slash in the start tag does not close it
RAW = frozenset("iframe script style textarea noembed".split())
NOT_TEXT = frozenset("pre listing xmp plaintext noframes".split())
# all others begin an inline tag, if they have no attribute that tells otherwise
NOT_INLINE = BLOCKS | VOID | OPAQUE | NOT_TEXT
# codes at the edge of a block that are part of its text
SPOKEN = frozenset({"code", "math", "ph"})
# drawing that has words in it
SVG_TEXT = frozenset({"title", "desc", "text"})

KINDS = {
    "h1": BlockKind.HEADLINE,
    **dict.fromkeys("h2 h3 h4 h5 h6".split(), BlockKind.SUBHEAD),
    **dict.fromkeys("li dt dd".split(), BlockKind.LIST_ITEM),
    **dict.fromkeys("td th".split(), BlockKind.CELL),
    **dict.fromkeys("figcaption caption".split(), BlockKind.CAPTION),
    **dict.fromkeys("button label legend option summary".split(), BlockKind.LABEL),
    "blockquote": BlockKind.QUOTE,
    "title": BlockKind.TITLE,
}
# kinds that a paragraph inside takes on
INHERITED = frozenset(
    {
        *(BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.CELL, BlockKind.CAPTION, BlockKind.DECK),
        *(BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.KICKER, BlockKind.LABEL, BlockKind.SUBHEAD),
    }
)
# last parts of class names by which themes say what an element is
CLASS_KINDS = {
    **dict.fromkeys("kicker eyebrow overline".split(), BlockKind.KICKER),
    **dict.fromkeys("dek deck standfirst subtitle subheadline subheading".split(), BlockKind.DECK),
    **dict.fromkeys("byline".split(), BlockKind.BYLINE),
    **dict.fromkeys("caption".split(), BlockKind.CAPTION),
    **dict.fromkeys("credit credits".split(), BlockKind.CREDIT),
    **dict.fromkeys("pullquote blockquote".split(), BlockKind.QUOTE),
}

ATTRIBUTES = {
    **dict.fromkeys("alt aria-valuetext".split(), BlockKind.ALT),
    "title": BlockKind.TITLE,
    **dict.fromkeys(
        "placeholder aria-label aria-description aria-placeholder aria-roledescription".split(),
        BlockKind.LABEL,
    ),
}
# attributes that are text on some elements only
ELEMENT_ATTRIBUTES = {
    ("table", "summary"): BlockKind.DESCRIPTION,
    **{(name, "label"): BlockKind.LABEL for name in ("track", "option", "optgroup", "menuitem")},
    ("th", "abbr"): BlockKind.CELL,
}
BUTTONS = frozenset({"submit", "button", "reset"})
META = {
    **dict.fromkeys(
        "title og:title twitter:title dc.title dcterms.title dc:title headline parsely-title "
        "sailthru.title citation_title".split(),
        BlockKind.TITLE,
    ),
    **dict.fromkeys(
        "description og:description twitter:description dc.description dcterms.description "
        "dc:description abstract sailthru.description alternativeheadline".split(),
        BlockKind.DESCRIPTION,
    ),
    **dict.fromkeys("og:image:alt twitter:image:alt caption".split(), BlockKind.ALT),
}
# a tag with none of these has no attribute that concerns us
CONCERNING = frozenset(
    {
        *ATTRIBUTES,
        *(name for _, name in ELEMENT_ATTRIBUTES),
        *("translate", "lang", "xml:lang", "value", "content", "class", "type"),
        *("its-within-text", "its-loc-note", "its-loc-note-ref", "its-term", "its-term-info-ref"),
        *("its-locale-filter-list", "its-locale-filter-type"),
        *("its:translate", "its:withintext", "its:locnote", "its:locnoteref", "its:term"),
        *("its:terminforef", "its:localefilterlist", "its:localefiltertype"),
    }
)
_TELLING_CLASS = re.compile("no-?translate|" + "|".join(CLASS_KINDS), re.IGNORECASE)

# which open elements a start tag ends, and what shields them from it
_FLOW = frozenset("td th caption table button object template".split())
_ENDS_P = frozenset({"p"})
IMPLIED_END = {
    **dict.fromkeys(
        "address article aside blockquote center details dialog dir div dl fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr listing main menu nav ol p plaintext "
        "pre search section summary table ul xmp".split(),
        (_ENDS_P, _FLOW),
    ),
    "li": (frozenset({"li"}), _FLOW | {"ul", "ol", "menu", "dir"}),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), _FLOW | {"dl"})),
    **dict.fromkeys(
        ("td", "th"), (frozenset({"td", "th", "caption"}), frozenset({"table", "template"}))
    ),
    "tr": (frozenset({"tr", "caption"}), frozenset({"table", "template"})),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"),
        (frozenset({"tbody", "thead", "tfoot", "caption", "tr"}), frozenset({"table", "template"})),
    ),
    **dict.fromkeys(("option", "optgroup"), (frozenset({"option"}), frozenset({"select"}))),
    "body": (frozenset({"head", "title"}), frozenset()),
}
END_SHIELDS = frozenset({"table", "td", "th", "caption", "template"})
TABLE_PARTS = frozenset("table tbody thead tfoot tr td th caption body html template".split())


@lru_cache(maxsize=4096)
def tells(classes: str) -> bool:
    """Whether class names tell something; a page says the same ones again and again."""
    return _TELLING_CLASS.search(classes) is not None
