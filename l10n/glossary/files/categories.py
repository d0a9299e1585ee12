"""The data categories of TBX: which element carries which, and what they mean to us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model.term import TermStatus

if TYPE_CHECKING:
    from l10n.glossary.files.elements import Element

CORE = "urn:iso:std:iso:30042:ed-2"
MODULES = {
    "min": "http://www.tbxinfo.net/ns/min",
    "basic": "http://www.tbxinfo.net/ns/basic",
    "ling": "http://www.tbxinfo.net/ns/ling",
}
# A note that begins so carries a field that TBX-Basic has no category for.
MARK = "l10n:"

_META = {
    "admin": "customerSubset projectSubset productSubset businessUnitSubset applicationSubset source "
    "sourceIdentifier sourceType originatingPerson originatingInstitution securitySubset elementWorkingStatus",
    "termNote": "administrativeStatus partOfSpeech grammaticalGender grammaticalNumber termLocation termType "
    "geographicalUsage register transferComment abbreviatedFormFor usageNote",
    "transac": "transactionType",
    "transacNote": "responsibility",
    "ref": "crossReference",
    "xref": "externalCrossReference xGraphic corpusTrace",
}
_META_OF = {name: meta for meta, names in _META.items() for name in names.split()}
_MODULE_OF = {
    **dict.fromkeys(
        (
            "administrativeStatus",
            "customerSubset",
            "externalCrossReference",
            "partOfSpeech",
            "subjectField",
        ),
        "min",
    ),
    **dict.fromkeys(
        "crossReference context definition geographicalUsage grammaticalGender projectSubset "
        "responsibility source termLocation termType transactionType xGraphic".split(),
        "basic",
    ),
}
PARTS_OF_SPEECH = {
    "properNoun": "proper-name",
    **{one: one for one in ("noun", "verb", "adjective", "adverb", "other")},
}
OF_PARTS = {ours: theirs for theirs, ours in PARTS_OF_SPEECH.items()}
STATUSES = {
    "preferredTerm-admn-sts": TermStatus.PREFERRED,
    "admittedTerm-admn-sts": TermStatus.ADMITTED,
    "standardizedTerm-admn-sts": TermStatus.PREFERRED,
    "deprecatedTerm-admn-sts": TermStatus.DEPRECATED,
    "supersededTerm-admn-sts": TermStatus.DEPRECATED,
    "preferred": TermStatus.PREFERRED,
    "admitted": TermStatus.ADMITTED,
    "notRecommended": TermStatus.DEPRECATED,
    "obsolete": TermStatus.DEPRECATED,
}
OF_STATUS = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.ACCEPTED: "admittedTerm-admn-sts",
    TermStatus.FIRST: "admittedTerm-admn-sts",
    TermStatus.DEPRECATED: "deprecatedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}


def meta_of(category: str) -> str:
    """The element that carries a category in DCA style."""
    return _META_OF.get(category, "descrip")


def module_of(category: str) -> str:
    """The prefix under which DCT style writes a category, or empty for one it has no module for."""
    return _MODULE_OF.get(category, "")


def normal(element: Element) -> None:
    """Turn DCT style (a category is an element) into DCA (a category is a type), all the way down."""
    for child in element.elements():
        if child.space and child.space != CORE:
            child.attributes = {"type": child.name, **child.attributes}
            child.name = meta_of(child.name)
        child.space = ""
        normal(child)
