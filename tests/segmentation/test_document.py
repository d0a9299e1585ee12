"""Segments of a document: tags stay whole, layout and wrapping tags stay outside."""

from __future__ import annotations

import pytest

from l10n.model import Block, BlockKind, Document
from l10n.segmentation.document import segment
from l10n.text.inline import well_formed

CASES = {
    "two sentences": ("One came. Two left.", ["One came.", "Two left."]),
    "a tag inside one sentence": (
        "See <a1>the office</a1>. It is new.",
        ["See <a1>the office</a1>.", "It is new."],
    ),
    "a tag around both sentences": ("<em1>One came. Two left.</em1>", ["One came.", "Two left."]),
    "a tag around the second": ("One came. <em1>Two left.</em1>", ["One came.", "Two left."]),
    "a tag that a break would tear": (
        "He said <q1>this. And that</q1> too.",
        ["He said <q1>this. And that</q1> too."],
    ),
    "a break at the edge": ("<br1/>One came.<br2/>", ["One came."]),
    "a line break between sentences": ("One came.<br1/>Two left.", ["One came.", "Two left."]),
    "a line break inside a sentence": ("One<br1/>came.", ["One<br1/>came."]),
    "code at the edge is text": ("<code1/> stops. Run it.", ["<code1/> stops.", "Run it."]),
    "an escape beside a stop": ("A &lt;b1> tag. AT&T came.", ["A &lt;b1> tag.", "AT&T came."]),
    "numbers alone are no text": ("2,400", []),
    "Arabic with a title": (
        "قال <a1>د. علي</a1> ذلك. ثم غادر.",
        ["قال <a1>د. علي</a1> ذلك.", "ثم غادر."],
    ),
    "Urdu with a closing tag at the stop": (
        "<strong1>وہ آئے۔</strong1> پھر چلے گئے۔",
        ["وہ آئے۔", "پھر چلے گئے۔"],
    ),
}
LANGUAGES = {"Arabic with a title": "ar", "Urdu with a closing tag at the stop": "ur"}


@pytest.mark.parametrize("name", CASES)
def test_a_block_is_cut_into_well_formed_segments(name: str) -> None:
    content, expected = CASES[name]
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(content), content=content)
    document = Document(path="a", format="plain-text", text=content, blocks=(block,))
    segments = segment(document, LANGUAGES.get(name, "en"))
    assert [one.source for one in segments] == expected
    assert all(well_formed(one.source) for one in segments)
    assert all(content[one.start : one.end] == one.source for one in segments)


def test_a_paragraph_may_be_a_unit_of_its_own() -> None:
    content = "One came. Two left."
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(content), content=content)
    document = Document(path="a", format="plain-text", text=content, blocks=(block,))
    assert [one.source for one in segment(document, "en", unit="paragraph")] == [content]
