"""JSON, WordPress exports, news XML, subtitles, Word documents: read, written, refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from l10n.errors import FormatError
from l10n.formats import ReadOptions, parse, write_article
from l10n.model import Document, Locale

CUE = "1\r\n00:00:01,000 --> 00:00:02,500\r\n"
NITF = '<?xml version="1.0"?>\n<nitf xml:lang="en"><body><hedline><hl1>Talks</hl1></hedline>{}</body></nitf>'
WXR = (
    '<?xml version="1.0"?>\n<!-- http://wordpress.org/export/1.2/ --><rss><channel>'
    "<language>en-US</language>{}</channel></rss>"
)
RUN = "<w:r>{}<w:t>{}</w:t></w:r>"


def contents(document: Document) -> list[tuple[str, str]]:
    return [(str(block.kind), block.content) for block in document.blocks]


SEEN = {
    "ninjs": (
        "a.json",
        '{"headline": "Talks", "body_html": "<p>A <b>b<\\/b><\\/p>", "uri": "urn:x", "byline": "By A"}',
        [("headline", "Talks"), ("paragraph", "A <b1>b</b1>"), ("byline", "By A")],
    ),
    "WordPress REST": (
        "a.json",
        '{"slug": "talks", "title": {"rendered": "T &amp; U"}, "content": {"rendered": "<p>x y</p>"}}',
        [("headline", "T & U"), ("paragraph", "x y")],
    ),
    "Arc ANS": (
        "a.json",
        (
            '{"headlines": {"basic": "Talks"}, "content_elements": [{"type": "header", "content": "One"},'
            ' {"type": "text", "content": "Two <i>x</i>"}], "credits": {"by": [{"name": "Anas"}]}}'
        ),
        [("headline", "Talks"), ("subhead", "One"), ("paragraph", "Two <i1>x</i1>")],
    ),
    "escapes of JSON are letters": (
        "a.json",
        '{"title": "\\u0628\\u063a\\u062f\\u0627\\u062f \\"x\\" \\ud83d\\ude00"}',
        [("title", 'بغداد "x" \N{GRINNING FACE}')],
    ),
    "a WordPress export": (
        "a.xml",
        WXR.format(
            "<item><title>T &amp; U</title><wp:post_name>slug</wp:post_name>"
            "<content:encoded><![CDATA[<p>One <b>two</b></p>]]></content:encoded></item>"
        ),
        [("headline", "T & U"), ("paragraph", "One <b1>two</b1>")],
    ),
    "NITF with inline elements": (
        "a.xml",
        NITF.format("<p>In <location>Baghdad</location> &amp; <em>now</em></p>"),
        [
            ("headline", "Talks"),
            ("paragraph", "In <location1>Baghdad</location1> & <em2>now</em2>"),
        ],
    ),
    "subtitles, one block a speaker": (
        "a.srt",
        f"{CUE}<i>One\r\ntwo</i> x\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n- Yes\r\n- No\r\n",
        [("paragraph", "<i1>One two</i1> x"), ("paragraph", "Yes"), ("paragraph", "No")],
    ),
    "WebVTT with voices and notes": (
        "a.vtt",
        "WEBVTT\n\nNOTE nothing\n\n00:01.000 --> 00:02.000 line:0\n<v Bob>A &amp; b\n",
        [("paragraph", "A & b")],
    ),
}


@pytest.mark.parametrize(("path", "text", "expected"), SEEN.values(), ids=SEEN)
def test_a_translator_sees(path: str, text: str, expected: list[tuple[str, str]]) -> None:
    document = parse(text.encode(), path)
    assert contents(document) == expected
    assert write_article(document, {}) == text.encode()


WRITTEN = {
    "a JSON string": ("a.json", '{"title": "One"}', 'a "b" \\ c', '{"title": "a \\"b\\" \\\\ c"}'),
    "a JSON file in ASCII stays so": (
        "a.json",
        '{"title": "On\\u00e9"}',
        "بـ",
        '{"title": "\\u0628\\u0640"}',
    ),
    "HTML in JSON": (
        "a.json",
        '{"content": "<p>One<\\/p>"}',
        'a "b" < c',
        '{"content": "<p>a \\"b\\" &lt; c<\\/p>"}',
    ),
    "a CDATA section": (
        "a.xml",
        WXR.format("<title><![CDATA[One]]></title>"),
        "a & ]]> b",
        WXR.format("<title><![CDATA[a & ]]]]><![CDATA[> b]]></title>"),
    ),
    "a subtitle of two lines": (
        "a.srt",
        f"{CUE}One of two lines that is\r\nnot so short at all\r\n",
        "Une phrase de deux lignes qui est longue sans doute",
        f"{CUE}Une phrase de deux lignes\r\nqui est longue sans doute\r\n",
    ),
}


@pytest.mark.parametrize(("path", "text", "target", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_a_target_is_written(path: str, text: str, target: str, expected: str) -> None:
    assert write_article(parse(text.encode(), path), {0: target}).decode() == expected


LOCALIZED = {
    "JSON": ("a.json", '{"language": "en-GB", "title": "x"}', '{"language": "ar", "title": "x"}'),
    "WXR": ("a.xml", WXR.format(""), WXR.format("").replace("en-US", "ar")),
    "NITF": ("a.xml", NITF.format(""), NITF.format("").replace('"en"', '"ar"')),
}


@pytest.mark.parametrize(("path", "text", "expected"), LOCALIZED.values(), ids=LOCALIZED)
def test_the_language_is_set_in(path: str, text: str, expected: str) -> None:
    document = replace(parse(text.encode(), path), locale="en")
    assert write_article(document, {}, Locale.parse("ar")).decode() == expected


def test_a_cue_tells_its_limit_a_speaker_has_a_line() -> None:
    raw = (
        b"1\n00:00:01,000 --> 00:00:03,000\nTalks in Erbil end\nafter two days\n\n"
        b"2\n00:00:04,000 --> 00:00:06,000\n- Are they over?\n- They are.\n"
    )
    limits = [block.notes for block in parse(raw, "a.srt").blocks]
    assert limits == [
        ("limit: 42 characters a line, 2 lines",),
        ("limit: 42 characters a line, 1 line",),
        ("limit: 42 characters a line, 1 line",),
    ]


def test_a_project_can_tell_the_fields() -> None:
    options = ReadOptions(fields=("story.title = headline", "story.parts.*.words"))
    raw = b'{"story": {"title": "One", "body": "No", "parts": [{"a": {"words": "Two"}}]}}'
    document = parse(raw, "a.json", options=options)
    assert contents(document) == [("headline", "One"), ("paragraph", "Two")]


def word(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p>{one}</w:p>" for one in paragraphs)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
        package.writestr("word/media/image1.png", bytes(range(256)))
    return made.getvalue()


BOLD = "<w:rPr><w:b/></w:rPr>"
DOCX = word(
    '<w:pPr><w:pStyle w:val="Title"/></w:pPr>' + RUN.format("", "Talks"),
    RUN.format("", "A ")
    + RUN.format("", "new ")
    + RUN.format(BOLD, "office")
    + RUN.format("", " &amp; so"),
)


def test_runs_of_a_word_document_are_merged_into_tags() -> None:
    document = parse(DOCX, "a.docx")
    assert contents(document) == [
        ("headline", "Talks"),
        ("paragraph", "A new <b1>office</b1> & so"),
    ]
    assert write_article(document, {}) == DOCX


def test_a_word_document_keeps_its_other_parts_byte_for_byte() -> None:
    built = write_article(parse(DOCX, "a.docx"), {1: "Un <b1>bureau</b1> < x"}, Locale.parse("ar"))
    before, after = (zipfile.ZipFile(io.BytesIO(raw)) for raw in (DOCX, built))
    assert after.testzip() is None
    assert after.namelist() == before.namelist()
    assert after.read("word/media/image1.png") == before.read("word/media/image1.png")
    body = after.read("word/document.xml").decode()
    assert RUN.format(BOLD, "bureau") in body
    assert "&lt; x" in body
    assert body.count("<w:bidi/>") == 2


def truncated() -> bytes:
    return DOCX[:-80]


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:document>" + b" " * (70 << 20))
    return made.getvalue()


REFUSED = {
    "JSON that ends too soon": ("a.json", b'{"title": "x'),
    "JSON nested too deeply": ("a.json", b"[" * 100_000),
    "XML with entities": ("a.xml", b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>&a;</nitf>'),
    "XML that is not closed": ("a.xml", b"<nitf><body><p>x</body></nitf>"),
    "XML of another kind": ("a.xml", b"<other>x</other>"),
    "subtitles without a timing": ("a.srt", b"only text\n"),
    "binary data as HTML": ("a.html", bytes(range(256))),
    "binary data as Markdown": ("a.md", bytes(range(256))),
    "a truncated package": ("a.docx", truncated()),
    "a package that unpacks to too much": ("a.docx", bomb()),
    "no package at all": ("a.docx", b"PK nothing"),
}


@pytest.mark.parametrize(("path", "raw"), REFUSED.values(), ids=REFUSED)
def test_refused_with_an_error_that_names_the_file(path: str, raw: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        parse(raw, path)
    assert caught.value.path == path


HOSTILE = {
    "nested elements": ("a.html", "<div>" * 20_000 + "word"),
    "unclosed emphasis": ("a.md", "*a_" * 10_000),
    "open brackets": ("a.md", "[" * 20_000 + "word"),
    "unclosed comments": ("a.md", "word <!-- " * 20_000),
    "unclosed template code": ("a.html", "word {{ " * 20_000),
    "deep quotes": ("a.md", ">" * 5_000 + "word"),
    "one long line": ("a.md", "word " * 100_000),
}


@pytest.mark.parametrize(("path", "text"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_back(path: str, text: str) -> None:
    assert write_article(parse(text.encode(), path), {}) == text.encode()
