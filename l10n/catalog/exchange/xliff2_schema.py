"""XLIFF 2: which elements, attributes and values there are, as tables.

Source: XLIFF Version 2.1, OASIS Standard, 13 February 2018, sections 4 and 5, and version 2.2 core.
An element's line reads ``name | attributes | content``. An attribute is ``name``, ``name!`` where it is
required, ``name:kind`` with the kind of its value; ``*`` stands for attributes of any other name
space, ``fs``, ``slr`` for those of these modules. A content is a regular expression of child elements,
``EMPTY``, ``INLINE`` (text and codes), ``TEXT``, or ``ANY``; ``other`` is an element of another name space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

CORE: Final = ("urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2")
MODULES: Final = {
    "urn:oasis:names:tc:xliff:matches:2.0": "mtc",
    "urn:oasis:names:tc:xliff:glossary:2.0": "gls",
    "urn:oasis:names:tc:xliff:fs:2.0": "fs",
    "urn:oasis:names:tc:xliff:metadata:2.0": "mda",
    "urn:oasis:names:tc:xliff:resourcedata:2.0": "res",
    "urn:oasis:names:tc:xliff:changetracking:2.0": "ctr",
    "urn:oasis:names:tc:xliff:sizerestriction:2.0": "slr",
    "urn:oasis:names:tc:xliff:validation:2.0": "val",
}
INLINE_CODES: Final = ("ph", "pc", "sc", "ec")
SPANS: Final = ("mrk", "sm")

_CODE = (
    "canCopy:yesno canDelete:yesno canReorder:reorder copyOf:id type:code subType:prefixed fs slr"
)
_ELEMENTS: Final = f"""
xliff | version!:version srcLang!:lang trgLang:lang space * | (other )*(notes )?(file )+
file | id!:id canResegment:yesno original translate:yesno srcDir:dir trgDir:dir space * fs slr | (skeleton )?(other )*(notes )?(unit |group )+
skeleton | href * | ANY
group | id!:id name canResegment:yesno translate:yesno srcDir:dir trgDir:dir type:prefixed space * fs slr | (other )*(notes )?(unit |group )*
unit | id!:id name canResegment:yesno translate:yesno srcDir:dir trgDir:dir type:prefixed space * fs slr | (other )*(notes )?(originalData )?(ignorable )*segment (segment |ignorable )*
segment | id:id canResegment:yesno state:state subState:prefixed fs | source (target )?
ignorable | id:id fs | source (target )?
notes | fs | (note )+
note | id:id appliesTo:side ref:fragment category priority:priority * fs | TEXT
originalData | fs | (data )+
data | id!:id dir:dir space fs | (cp )*
source | lang space fs | INLINE
target | lang space order:positive fs | INLINE
cp | hex!:control | EMPTY
ph | id!:id disp equiv dataRef:id subFlows:ids {_CODE} | EMPTY
pc | id!:id canOverlap:yesno dispStart dispEnd equivStart equivEnd dataRefStart:id dataRefEnd:id subFlowsStart:ids subFlowsEnd:ids dir:dir {_CODE} | INLINE
sc | id!:id canOverlap:yesno disp equiv dataRef:id subFlows:ids dir:dir isolated:yesno {_CODE} | EMPTY
ec | id:id startRef:id canOverlap:yesno disp equiv dataRef:id subFlows:ids dir:dir isolated:yesno {_CODE} | EMPTY
mrk | id!:id translate:yesno type:mark value ref * fs slr | INLINE
sm | id!:id translate:yesno type:mark value ref * fs slr | EMPTY
em | startRef!:id | EMPTY
mtc:matches | | (match )+
mtc:match | id:id matchQuality:percent matchSuitability:percent origin ref!:fragment reference:yesno similarity:percent subType:prefixed type:match * | (other )*(originalData )?source target (other )*
gls:glossary | | (glossEntry )+
gls:glossEntry | id:id ref:fragment * | term (translation )*(definition )?(other )*
gls:term | source * | TEXT
gls:translation | id:id ref source * | TEXT
gls:definition | source * | TEXT
mda:metadata | id:id fs | (metaGroup )+
mda:metaGroup | id:id category appliesTo:group | (metaGroup |meta )+
mda:meta | type! | TEXT
res:resourceData | | (resourceItemRef |resourceItem )+(other )*
res:resourceItemRef | id:id ref!:id * | EMPTY
res:resourceItem | id:id context:yesno mimeType * | (source )?(target )?(reference )*
res:source | href lang * | ANY
res:target | href lang * | ANY
res:reference | href! lang * | EMPTY
ctr:changeTrack | | (revisions )+(other )*
ctr:revisions | appliesTo!:id ref:id currentVersion:id * | (revision )+(other )*
ctr:revision | author datetime version:id * | (item )+(other )*
ctr:item | property! * | TEXT
slr:profiles | generalProfile storageProfile | (normalization )?(other )*
slr:normalization | general:normal storage:normal | EMPTY
slr:data | profile! * | ANY
val:validation | * | (rule )+
val:rule | isPresent occurs:positive isNotPresent startsWith endsWith existsInSource:yesno caseSensitive:yesno normalization:normal disabled:yesno * | EMPTY
"""
# Attributes of modules on elements of the core.
MODULE_ATTRIBUTES: Final = {
    "fs": {"fs": "html", "subFs": ""},
    "slr": {
        "storageRestriction": "size",
        "sizeRestriction": "size",
        "equivStorage": "number",
        "sizeInfo": "sized",
        "sizeInfoRef": "id",
    },
}
# The names of HTML 5 elements that the format style module allows.
HTML: Final = frozenset(
    "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 "
    "h3 h4 h5 h6 head hr html i img label legend li ol p pre q s samp select small span strike strong style "
    "sub sup table tbody td tfoot th thead title tr tt u ul".split()
)
_MATCHES = "am mt icm idm tb tm other"
_NMTOKEN = r"[\w.:\-\u00b7]+"
_PREFIXED = r"(?!xlf:(?!(?:lb|pb|b|i|u|var)$))[^:\s]+:\S.*"
KINDS: Final = {
    "": r"(?s:.*)",
    "id": _NMTOKEN,
    "ids": rf"{_NMTOKEN}(?: {_NMTOKEN})*",
    "yesno": "yes|no",
    "reorder": "yes|no|firstNo",
    "dir": "ltr|rtl|auto",
    "lang": r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*|[xi](?:-[A-Za-z0-9]{1,8})+",
    "space": "default|preserve",
    "version": r"2\.[012]",
    "state": "initial|translated|reviewed|final",
    "side": "source|target",
    "group": "source|target|ignorable",
    "priority": "[1-9]|10",
    "positive": "0*[1-9][0-9]*",
    "number": "[0-9]+",
    # An integer in the standard profiles; a profile of somebody's own has words.
    "sized": r"[0-9]+|[^0-9.]*",
    "size": r"\*|[0-9]+(?:,(?:[0-9]+|\*))?",
    "percent": r"(?:100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?)",
    "normal": "none|nfc|nfd",
    "fragment": r"#\S+",
    "html": "|".join(sorted(HTML)),
    "match": "|".join(_MATCHES.split()),
    "code": "fmt|ui|quote|link|image|other",
    "mark": rf"generic|comment|term|{_PREFIXED}",
    "prefixed": _PREFIXED,
    "control": "[0-9A-Fa-f]{1,6}",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What one element may have: attributes with the kinds of their values, and a content."""

    attributes: dict[str, str]
    required: frozenset[str]
    foreign: bool
    modules: frozenset[str]
    lang: bool
    space: bool
    content: str


@cache
def rules() -> dict[str, Rule]:
    """The rule of each element, those of modules by ``prefix:name``."""
    return dict(_rule(line) for line in _ELEMENTS.strip().splitlines())


@cache
def kind(name: str) -> re.Pattern[str]:
    """What a value of this kind looks like."""
    return re.compile(f"(?:{KINDS[name]})\\Z")


def _rule(line: str) -> tuple[str, Rule]:
    name, told, content = (part.strip() for part in line.split("|", 2))
    words = told.split()
    special = {"*", "fs", "slr", "space", "lang"}
    named = [word.partition(":") for word in words if word not in special]
    rule = Rule(
        attributes={one.rstrip("!"): value for one, _, value in named},
        required=frozenset(one[:-1] for one, _, _ in named if one.endswith("!")),
        foreign="*" in words,
        modules=frozenset({"fs", "slr"} & set(words)),
        lang="lang" in words,
        space="space" in words,
        content=content,
    )
    return name, rule
