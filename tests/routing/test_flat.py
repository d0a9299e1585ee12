"""Tags are taken out and put back; what is literal text stays literal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.routing.flat import flatten, with_tags

CONTENTS = {
    "a link": "see <a1>the office</a1> now",
    "nested tags": "<em1>new <a2>office</a2></em1> here",
    "tags that touch": "<a1>one</a1><a2>two</a2>",
    "a break": "one<br1/>two",
    "an empty pair": "one <a1></a1>two",
    "Arabic with a tag": "زار <a1>مكتب رئيس الوزراء</a1> في بغداد",
    "Sorani with nested tags": "<em1>نووسینگەی <a2>سەرۆک</a2></em1>",
    "text that looks like a tag": "literal &lt;a1> and &amp;lt; and AT&T < 5",
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_flattening_and_tagging_again_gives_the_content(content: str) -> None:
    flat = flatten(content)
    assert "<a1>" not in flat.text or "&lt;a1>" in content
    assert with_tags(flat.text, flat.tags) == content


@given(st.text(alphabet="ab<>&;/1ltamp \N{ARABIC LETTER BEH}", max_size=40))
def test_any_literal_text_survives(text: str) -> None:
    assert flatten(with_tags(text, ())).text == text
