"""ITS 2.0 rules: what selectors say about a page's elements and attributes."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.errors import FormatError
from l10n.formats import parse, read_article, write_article
from l10n.model import Document

RULES = (
    '<its:rules version="2.0" xmlns:its="http://www.w3.org/2005/11/its"'
    ' xmlns:h="http://www.w3.org/1999/xhtml"{more}>{rules}</its:rules>'
)


def page(rules: str, body: str, more: str = "") -> Document:
    told = RULES.format(rules=rules, more=more)
    raw = f'<html><head><script type="application/its+xml">{told}</script></head><body>{body}</body></html>'
    return parse(raw.encode(), "page.html")


def texts(document: Document) -> list[str]:
    return [block.content for block in document.blocks]


SAID = {
    "an element is not translated": (
        '<its:translateRule selector="//h:p[@class=\'legal\']" translate="no"/>',
        "<p>نص قصير.</p><p class=legal>Terms</p>",
        ["نص قصير."],
    ),
    "an inline element is one code": (
        '<its:translateRule selector="//h:b" translate="no"/>',
        "<p>متن <b>Kirkuk</b> اینجا</p>",
        ["متن <b1/> اینجا"],
    ),
    "the last rule wins": (
        (
            '<its:translateRule selector="//h:*" translate="no"/>'
            '<its:translateRule selector="//h:p" translate="yes"/>'
        ),
        "<h1>כותרת</h1><p>פסקה</p>",
        ["פסקה"],
    ),
    "what the element says itself wins": (
        '<its:translateRule selector="//h:p" translate="no"/>',
        "<p>One</p><p translate=yes>دوو</p>",
        ["دوو"],
    ),
    "an attribute is not translated": (
        '<its:translateRule selector="//h:img/@alt" translate="no"/>',
        '<p>تصویر <img alt="A dog" title="خبر"></p>',
        ["تصویر", "خبر"],
    ),
    "an attribute that is no text is": (
        '<its:translateRule selector="//@data-caption" translate="yes"/>',
        '<p data-caption="A dog" data-id="big dog">متن</p>',
        ["A dog", "متن"],
    ),
    "an element within text begins no block": (
        '<its:withinTextRule selector="//h:div[@id=\'x\']" withinText="yes"/>',
        "<p>قبل <div id=x>داخل</div> بعد</p>",
        ["قبل <div1>داخل</div1> بعد"],
    ),
    "an inline element that is not within text begins one": (
        '<its:withinTextRule selector="//h:span" withinText="no"/>',
        "<div><span>ראשון</span> <span>שני</span></div>",
        ["ראשון", "שני"],
    ),
    "a flow nested in the text is a block of its own, with rules in it": (
        (
            '<its:withinTextRule selector="//h:cite" withinText="nested"/>'
            '<its:translateRule selector="//h:cite/h:i" translate="no"/>'
        ),
        "<p>نص <cite>حاشية <i>Kirkuk</i></cite> آخر</p>",
        ["نص <cite1/> آخر", "حاشية <i1/>"],
    ),
    "a selector in the words of CSS": (
        '<its:translateRule selector="p.legal" translate="no"/>',
        "<p class=legal>Terms</p><p>متن</p>",
        ["متن"],
    ),
    "a parameter": (
        (
            '<its:param name="which">b2</its:param>'
            '<its:translateRule selector="//h:*[@id=$which]" translate="no"/>'
        ),
        "<p id=b1>یک</p><p id=b2>دو</p>",
        ["یک"],
    ),
    "a prefix in a literal is no prefix": (
        '<its:translateRule selector="//h:p[.=\'h:p\']" translate="no"/>',
        "<p>h:p</p><p>h:q</p>",
        ["h:q"],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_a_text_and_where_it_ends(name: str) -> None:
    rules, body, wanted = SAID[name]
    document = page(rules, body, ' queryLanguage="css"' if "CSS" in name else "")
    assert texts(document) == wanted
    assert write_article(document, {}) == document.raw


NOTES = {
    "a note": (
        '<its:locNoteRule selector="//h:p"><its:locNote>Keep\n short &amp; calm</its:locNote></its:locNoteRule>',
        "<p>نص</p>",
        ("Keep short & calm",),
    ),
    "a note about an attribute": (
        '<its:locNoteRule selector="//@alt"><its:locNote>over the image</its:locNote></its:locNoteRule>',
        '<img alt="صورة">',
        ("over the image",),
    ),
    "a note elsewhere in the page": (
        '<its:locNoteRule selector="//h:p" locNotePointer="../h:i" locNoteType="description"/>',
        "<div><i translate=no>شرح</i><p>نص</p></div>",
        ("شرح",),
    ),
    "where to read more": (
        '<its:locNoteRule selector="//h:p" locNoteRef="errors.html#1" locNoteType="description"/>',
        "<p>نص</p>",
        ("see errors.html#1",),
    ),
    "where to read more, in an attribute": (
        '<its:locNoteRule selector="//h:p" locNoteRefPointer="@data-see" locNoteType="description"/>',
        "<p data-see='a.html?x=1&amp;y=2'>نص</p>",
        ("see a.html?x=1&y=2",),
    ),
    "a term and what it means": (
        '<its:termRule selector="//h:em" term="yes" termInfoPointer="../@data-means"/>',
        "<p data-means='کەس'><em>ناو</em> لە دەق</p>",
        ("term: کەس",),
    ),
    "no term, though an earlier rule says so": (
        '<its:termRule selector="//h:em" term="yes"/><its:termRule selector="//h:em" term="no"/>',
        "<p><em>ناو</em> لە دەق</p>",
        (),
    ),
    "for whom it is": (
        '<its:localeFilterRule selector="//h:p" localeFilterList="ar-IQ" localeFilterType="exclude"/>',
        "<p>نص</p>",
        ("not for ar-IQ",),
    ),
    "the element's own list, with its own kind": (
        '<its:localeFilterRule selector="//h:p" localeFilterList="ar-IQ" localeFilterType="exclude"/>',
        '<p its-locale-filter-list="fa">نص</p>',
        ("only for fa",),
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_what_a_translator_is_told(name: str) -> None:
    rules, body, wanted = NOTES[name]
    (block,) = page(rules, body).blocks
    assert block.notes == wanted


def test_what_is_for_no_locale_is_no_text() -> None:
    rule = '<its:localeFilterRule selector="//h:p" localeFilterList=""/>'
    assert texts(page(rule, "<p>Draft</p><h1>عنوان</h1>")) == ["عنوان"]


def test_offsets_are_those_of_a_page_with_line_ends_of_two_characters() -> None:
    rule = '<its:translateRule selector="//h:b" translate="no"/>'
    document = page(rule, "<p>نص\r\n<b>Kirkuk</b>\r\nآخر</p>\r\n<?php echo '<b>'; ?><p>متن</p>")
    assert [content.split() for content in texts(document)] == [["نص", "<b1/>", "آخر"], ["متن"]]


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A page in a folder, its rules beside it, and rules above that those name."""
    common = '<its:translateRule selector="//h:h1" translate="no"/>'
    own = '<its:translateRule selector="//h:p" translate="no"/>'
    further = ' xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="../common.xml"'
    (tmp_path / "common.xml").write_text(RULES.format(rules=common, more=""), encoding="utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "rules.xml").write_text(
        RULES.format(rules=own, more=further), encoding="utf-8"
    )
    path = tmp_path / "news" / "page.html"
    path.write_text(
        "<html><head><link rel=its-rules href=rules.xml><link rel=its-rules href=gone.xml>"
        "<link rel=its-rules href=https://news.example/rules.xml></head>"
        "<body><h1>Title</h1><p>Text</p><div>بقية</div></body></html>",
        encoding="utf-8",
    )
    return path


def test_rules_beside_the_page_and_beside_those(beside: Path) -> None:
    assert texts(read_article(beside)) == ["بقية"]


@pytest.mark.parametrize("address", ["/dev/zero", "../" * 20 + "dev/zero", ".", "a\0b", "x" * 5000])
def test_what_is_no_file_beside_the_page_says_nothing(beside: Path, address: str) -> None:
    text = beside.read_text("utf-8").replace("href=rules.xml", f'href="{address}"')
    beside.write_text(text, "utf-8")
    assert texts(read_article(beside)) == ["Title", "Text", "بقية"]


def test_rules_that_name_each_other_end(beside: Path) -> None:
    rules = beside.with_name("rules.xml")
    rules.write_text(rules.read_text("utf-8").replace("../common.xml", "rules.xml"), "utf-8")
    assert texts(read_article(beside)) == ["Title", "بقية"]


WRONG = {
    "a selector": (
        '<its:translateRule selector="//h:p[" translate="no"/>',
        "line 1: selector='//h:p[' cannot be used",
    ),
    "an unknown parameter": (
        '<its:translateRule selector="//h:p[$x]" translate="no"/>',
        "cannot be used",
    ),
    "markup": ("<its:translateRule>", "not well-formed XML"),
}


@pytest.mark.parametrize("name", WRONG)
def test_rules_that_cannot_be_read_are_an_error(name: str) -> None:
    rules, message = WRONG[name]
    with pytest.raises(FormatError, match="the rules in line 1") as caught:
        page(rules, "<p>x</p>")
    assert message in str(caught.value)


ENDLESS = {
    "conditions within conditions": "//h:*[//h:*[//h:*[@z]]]",
    "what stands before": "//h:p[count(preceding-sibling::h:p) = 5]",
    "what stands behind": "//h:p/following-sibling::h:p",
    "all others for each one": "//h:p[//h:p[@id='1']]",
}


@pytest.mark.parametrize("selector", ENDLESS.values(), ids=ENDLESS)
def test_rules_that_look_at_everything_again_and_again_are_refused(selector: str) -> None:
    rule = f'<its:translateRule selector="{selector}" translate="no"/>'
    with pytest.raises(FormatError, match=r"it looks at too much of a page of 50\d\d tags"):
        page(rule, "<p>نص</p>" * 5000)


NEAR = (".//h:b", "descendant::h:b", "ancestor::h:nav", "../@class = 'x'", "@id", "h:b/h:i")


@pytest.mark.parametrize("condition", NEAR)
def test_conditions_about_what_is_near_hold_in_large_pages(condition: str) -> None:
    rule = f'<its:translateRule selector="//h:p[{condition}]" translate="no"/>'
    assert len(page(rule, "<p>نص</p>" * 20_000).blocks) == 20_000


def test_rules_with_bytes_that_are_no_text_are_an_error() -> None:
    text = "<meta charset=utf-8><p>نص طويل</p>".encode() * 50
    raw = text + b"<script type='application/its+xml'><a>\xff</a></script>"
    with pytest.raises(FormatError, match="the rules in line 1, line 1: not well-formed"):
        parse(raw, "page.html")


def test_rules_that_declare_entities_are_refused(beside: Path) -> None:
    beside.with_name("rules.xml").write_text('<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "utf-8")
    with pytest.raises(FormatError, match=r"rules\.xml, line 1: the file declares an entity"):
        read_article(beside)
