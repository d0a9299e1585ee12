"""HTML: what is a block, what a translator sees, and how a target is written back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from l10n.formats import ReadOptions, parse, write_article
from l10n.model import Locale

NBSP = "\N{NO-BREAK SPACE}"


def contents(html: str, **options: str) -> list[tuple[str, str]]:
    document = parse(html.encode(), "page.html", options=ReadOptions(**options))
    return [(str(block.kind), block.content) for block in document.blocks]


SEEN = {
    "markup that wraps a paragraph stays outside": ("<p><b>All</b></p>", [("paragraph", "All")]),
    "tags are numbered and typed": (
        "<p>An <a href=x>office</a> and<br>more</p>",
        [("paragraph", "An <a1>office</a1> and<br2/>more")],
    ),
    "list items need no end tags": (
        "<ul><li>One<li>Two</ul>",
        [("list-item", "One"), ("list-item", "Two")],
    ),
    "crossed tags are codes that stand alone or pairs": (
        "<p>x <b>bold<i>both</b>it</i> y</p>",
        [("paragraph", "x <b1>bold<i2/>both</b1>it<i3/> y")],
    ),
    "entities are letters, a no-break space stays one": (
        "<p>m&aacute;s&nbsp;AT&amp;T</p>",
        [("paragraph", f"más{NBSP}AT&T")],
    ),
    "what looks like a tag of ours is escaped": (
        "<p>&lt;a1&gt; &amp;lt; a</p>",
        [("paragraph", "&lt;a1> &amp;lt; a")],
    ),
    "code is opaque inside a sentence": (
        "<p>Call <code>x()</code> now</p>",
        [("paragraph", "Call <code1/> now")],
    ),
    "preformatted text and scripts are no text": ("<pre>a b</pre><script>var x</script>", []),
    "translate=no is honoured, and yes inside it": (
        "<div translate=no>No <p translate=yes>Yes</p></div>",
        [("paragraph", "Yes")],
    ),
    "class notranslate inside a sentence is one code": (
        '<p>By <span class="notranslate">Foo</span> here</p>',
        [("paragraph", "By <span1/> here")],
    ),
    "a template's comment is one code, whatever it holds": (
        "<p>واحد {{/* see {{ .Title }} */}} اثنان {{- /* x */ -}} ثلاثة</p>",
        [("paragraph", "واحد <ph1/> اثنان <ph2/> ثلاثة")],
    ),
    "a name that is left alone is part of its sentence at either end": (
        '<p>By <b translate=no>Foo</b></p><p><i class="notranslate">کرکوک</i> سقط.</p>',
        [("paragraph", "By <b1/>"), ("paragraph", "<i1/> سقط.")],
    ),
    "another language at the end of a sentence is one code": (
        "<html lang=en><p>They said <i lang=ar>سلام</i></p></html>",
        [("paragraph", "They said <i1/>")],
    ),
    "what is left alone and has no words is none": (
        "<p>By <b translate=no> </b></p><p>By <svg><path/></svg></p>",
        [("paragraph", "By"), ("paragraph", "By")],
    ),
    "another language is left alone": (
        "<html lang=en><p>Text</p><blockquote lang=ar><p>نص</p></blockquote></html>",
        [("paragraph", "Text")],
    ),
    "an alternative text is its own unit inside the sentence": (
        "<p>See <img alt='A desk'> here</p>",
        [("paragraph", "See <img1/> here"), ("alt", "A desk")],
    ),
    "placeholders and labels are text": (
        '<input placeholder="Captcha *"><button aria-label=Share>Share</button>',
        [("label", "Captcha *"), ("label", "Share"), ("label", "Share")],
    ),
    "meta descriptions are text and addresses are not": (
        '<meta name=description content="A line"><meta property="og:url" content="http://x">',
        [("description", "A line")],
    ),
    "structured data give their headline and not the author's name": (
        (
            '<script type="application/ld+json">{"headline": "Talks", '
            '"author": {"@type": "Person", "name": "Anas"}}</script>'
        ),
        [("title", "Talks")],
    ),
    "a title in a drawing is a label": (
        "<p>Go <svg><title>Menu</title></svg> on</p>",
        [("paragraph", "Go <svg1/> on"), ("label", "Menu")],
    ),
    "template and server code are codes": (
        "<p>Hello {{ name }} and <?php echo '</p>' ?> you</p>",
        [("paragraph", "Hello <ph1/> and <comment2/> you")],
    ),
    "numbers and addresses alone are no units": ("<p>2024</p><p>https://x.org/a</p>", []),
    "Arabic text is read as any other": (
        "<h1>بغداد&nbsp;اليوم</h1>",
        [("headline", f"بغداد{NBSP}اليوم")],
    ),
    "Persian text keeps its joiner": (
        "<li>می&zwnj;رود</li>",
        [("list-item", "می\N{ZERO WIDTH NON-JOINER}رود")],
    ),
    "Urdu, Sorani and Hebrew paragraphs": (
        "<p>بغداد۔<p>بەغدا<p>בגדאד",
        [("paragraph", "بغداد۔"), ("paragraph", "بەغدا"), ("paragraph", "בגדאד")],
    ),
}


@pytest.mark.parametrize(("html", "expected"), SEEN.values(), ids=SEEN)
def test_a_translator_sees(html: str, expected: list[tuple[str, str]]) -> None:
    assert contents(html) == expected


WRITTEN = {
    "text is escaped": ("<p>One</p>", {"One": "A < B & C"}, "<p>A &lt; B &amp; C</p>"),
    "a tab and a line end that are spelled stay so": (
        "<p>One&#9;two&#10;three</p>",
        {"One\ttwo\nthree": "واحد\tاثنان\nثلاثة"},
        "<p>واحد&#9;اثنان&#10;ثلاثة</p>",
    ),
    "a value keeps its double quotes": (
        '<img alt="A &quot;b&quot;">',
        {'A "b"': 'C "d"'},
        '<img alt="C &quot;d&quot;">',
    ),
    "a value without quotes gets some when it needs them": (
        "<img alt=desk>",
        {"desk": "the desk"},
        '<img alt="the desk">',
    ),
    "tags move with the words": (
        "<p>A <b>new</b> <i>day</i></p>",
        {"A <b1>new</b1> <i2>day</i2>": "Un <i2>jour</i2> <b1>nouveau</b1>"},
        "<p>Un <i>jour</i> <b>nouveau</b></p>",
    ),
    "a nested alternative text is written inside its tag": (
        "<p>See <img src=x alt='A desk'> here</p>",
        {"A desk": "Un bureau", "See <img1/> here": "Voir <img1/> ici"},
        "<p>Voir <img src=x alt='Un bureau'> ici</p>",
    ),
    "a sentence beside a changed one keeps its spelling": (
        "<p>It gave&nbsp;no\n   m&aacute;s date. Then it changed.</p>",
        {
            f"It gave{NBSP}no más date. Then it changed.": f"It gave{NBSP}no más date. Puis rien.",
        },
        "<p>It gave&nbsp;no\n   m&aacute;s date. Puis rien.</p>",
    ),
    "a target that begins with all of its source": (
        "<p>caf&eacute; one two</p>",
        {"café one two": "café one two three"},
        "<p>caf&eacute; one two three</p>",
    ),
    "a letter is spelled as this block spells it": (
        "<p>caf&eacute; one two</p>",
        {"café one two": "un café, été"},
        "<p>un caf&eacute;, &eacute;t&eacute;</p>",
    ),
    "a string of a script cannot end the script": (
        '<script type="application/ld+json">{"headline": "Talks"}</script>',
        {"Talks": 'a "</script>"'},
        '<script type="application/ld+json">{"headline": "a \\"<\\/script>\\""}</script>',
    ),
}


@pytest.mark.parametrize(("html", "targets", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_a_target_is_written(html: str, targets: dict[str, str], expected: str) -> None:
    document = parse(html.encode(), "page.html")
    by_number = {
        n: targets[block.content]
        for n, block in enumerate(document.blocks)
        if block.content in targets
    }
    assert write_article(document, by_number).decode() == expected


LOCALIZED = {
    "set on the root": ('<html lang="en"><p>x', "ar", '<html dir="rtl" lang="ar"><p>x'),
    "added to the root": ("<html><p>x", "fa", '<html lang="fa" dir="rtl"><p>x'),
    "added to the one element of a fragment": (
        "<article><p>x</p></article>\n",
        "ur",
        '<article lang="ur" dir="rtl"><p>x</p></article>\n',
    ),
    "corrected further down": (
        '<html lang="en"><div dir="ltr" lang="en-US">x</div>',
        "he",
        '<html dir="rtl" lang="he"><div dir="rtl" lang="he">x</div>',
    ),
    "not where another language is said": (
        '<html lang="en"><p lang="fr" dir="ltr">x</p>',
        "ckb",
        '<html dir="rtl" lang="ckb"><p lang="fr" dir="ltr">x</p>',
    ),
    "for Open Graph with an underscore": (
        '<html lang=en><meta property="og:locale" content="en_US">',
        "pt-BR",
        '<html lang=pt-BR><meta property="og:locale" content="pt_BR">',
    ),
}


@pytest.mark.parametrize(("html", "locale", "expected"), LOCALIZED.values(), ids=LOCALIZED)
def test_language_and_direction_are(html: str, locale: str, expected: str) -> None:
    document = replace(parse(html.encode(), "page.html"), locale="en")
    assert write_article(document, {}, Locale.parse(locale)).decode() == expected


ODD_BYTES = {
    "mixed line ends and a mark": b"\xef\xbb\xbf<p>a\r\nb\rc\n</p>",
    "a declared narrow encoding": '<meta charset="windows-1256"><p>بغداد</p>'.encode("cp1256"),
    "wrong bytes in UTF-8": b"<p>" + b"word " * 100 + b"\xff end</p>",
    "Latin-1 that says nothing": "<p>más café</p>".encode("latin-1"),
    "an unfinished tag": b"<p>text <a hre",
    "nothing at all": b"",
}


@pytest.mark.parametrize("raw", ODD_BYTES.values(), ids=ODD_BYTES)
def test_odd_bytes_come_back(raw: bytes) -> None:
    assert write_article(parse(raw, "page.html"), {}) == raw


def test_a_narrow_page_keeps_its_encoding_and_gets_references() -> None:
    document = parse(b'<meta charset="iso-8859-1"><p>One</p>', "page.html")
    assert write_article(document, {0: "بغ"}) == b'<meta charset="iso-8859-1"><p>&#1576;&#1594;</p>'


BODIES = {
    "auto": ("auto", ["Title", "In"]),
    "a selector": ("#side", ["Title", "Out"]),
    "the whole page": ("", ["Title", "Out", "In"]),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_the_article_in_a_page_is(body: str, expected: list[str]) -> None:
    html = "<head><title>Title</title></head><nav id=side>Out</nav>\r\n<article><p>In</p></article>"
    assert [content for _, content in contents(html, body=body)] == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<svg><text><tspan x='1'>Gilead</tspan> <tspan x='2'>sales</tspan></text></svg>",
            ["<tspan1>Gilead</tspan1> <tspan2>sales</tspan2>"],
        ),
        ("a</>b<p>مكتب", ["a<comment1/>b", "مكتب"]),
        ("<div>x<iframe src='y' />no text</div>", ["x"]),
        ('<img alt="&#1605;&#1603;&#1578;&#1576;">', ["مكتب"]),
    ],
    ids=[
        "parts of a drawing's text are tags",
        "an empty end tag moves nothing",
        "raw text is not closed by a slash",
        "a value of nothing but references is text",
    ],
)
def test_markup_that_is_easily_misread(page: str, expected: list[str]) -> None:
    document = parse(page.encode(), "x.html")
    assert [block.content for block in document.blocks] == expected
    targets = {n: f"{block.content}!" for n, block in enumerate(document.blocks)}
    again = parse(write_article(document, targets), "x.html")
    assert [block.content for block in again.blocks] == list(targets.values())


def test_an_encoding_named_in_a_value_is_none() -> None:
    page = '<p title="x> <meta charset=iso-8859-2">میں</p>'
    assert parse(page.encode(), "x.html").blocks[-1].content == "میں"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<p translate="no">Aenean</p><p>مكتب</p>', [("مكتب", ())]),
        ('<div translate="no">x <p translate="yes">دفتر</p></div>', [("دفتر", ())]),
        ("<p>Use <b translate='no'>Vista</b> now", [("Use <b1/> now", ())]),
        (
            "<p>one <span its-within-text='no'>میں</span> two",
            [("one", ()), ("میں", ()), ("two", ())],
        ),
        ("<p>one<li its-within-text='yes'>בית</li>two", [("one<li1>בית</li1>two", ())]),
        (
            "<p>ראשון<span its-within-text=nested its-loc-note=why>הערה <b>שלו</b></span> שני",
            [("ראשון<span1/> שני", ()), ("הערה <b1>שלו</b1>", ("why",))],
        ),
        (
            "<div>یک <span its-within-text='nested'><div>دو</div><p>سه</span> چهار</div>",
            [("یک <span1/> چهار", ()), ("دو", ()), ("سه", ())],
        ),
        (
            "<p>one <span its-within-text='nested'>two</p><p>three",
            [("one", ()), ("two", ()), ("three", ())],
        ),
        (
            "<p translate=no>x <span its-within-text='nested'>y</span></p><p>خبر",
            [("خبر", ())],
        ),
        ("<p its-loc-note='a &quot;name&quot;'>نووسین", [("نووسین", ('a "name"',))]),
        ("<p its-loc-note-ref='notes#1'>Text", [("Text", ("see notes#1",))]),
        (
            "<p>The <i its-term=yes its-term-info-ref='#q'>Quds</i>.",
            [("The <i1>Quds</i1>.", ("term, see #q",))],
        ),
        ("<p its-locale-filter-list=''>Legal</p><p>Text", [("Text", ())]),
        (
            "<p its-locale-filter-list='*' its-locale-filter-type='exclude'>Legal</p>x",
            [("x", ())],
        ),
        ("<p its-locale-filter-list='fr-CA, ar'>Loi</p>", [("Loi", ("only for fr-CA, ar",))]),
        (
            "<p its-locale-filter-list='he' its-locale-filter-type='exclude'>Loi</p>",
            [("Loi", ("not for he",))],
        ),
        (
            "<p its:translate='no'>Loi</p><p its:locNote='short' its:withinText='no'>نص</p>",
            [("نص", ("short",))],
        ),
    ],
    ids=[
        "translate=no is left alone",
        "translate=yes inside it is text again",
        "inside a sentence it is a code",
        "within-text=no cuts the sentence",
        "within-text=yes joins a block",
        "within-text=nested is a unit of its own inside the sentence",
        "a nested flow may hold blocks",
        "a nested flow without its end tag ends with the text around it",
        "a nested flow in what is left alone is left alone",
        "a note is told",
        "a reference to a note is told",
        "a term is told",
        "what is for no locale is left alone",
        "so is what all locales are excluded from",
        "some locales only are told",
        "some locales not are told",
        "attributes may have the names of XML",
    ],
)
def test_its_local_markup(page: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    blocks = parse(page.encode(), "x.html").blocks
    assert [(block.content, block.notes) for block in blocks] == expected


def test_a_flow_within_a_text_and_the_text_around_it_are_both_written() -> None:
    page = "<p>أعلن<span its-within-text='nested' title='هامش'>حاشية <i>أولى</i></span> المتحدث</p>"
    document = parse(page.encode(), "x.html")
    assert write_article(document, {}) == page.encode()
    targets = {n: f"{block.content}!" for n, block in enumerate(document.blocks)}
    assert write_article(document, targets).decode() == (
        "<p>أعلن<span its-within-text='nested' title='هامش!'>حاشية <i>أولى</i>!</span> المتحدث!</p>"
    )


def test_flows_within_flows_without_end_are_read_in_time() -> None:
    page = "<p>a" + "<b its-within-text=nested>x<i its-within-text=nested>y" * 2_000
    assert len(parse(page.encode(), "x.html").blocks) == 4_001


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>5 <% 6 and <%= name %> here</p>", "5 <% 6 and <comment1/> here"),
        ("<p>one <%-- not <% this %> one --%> two</p>", "one <comment1/> two"),
        ("<p>یک <?PHP echo '</p>' ?> دو</p>", "یک <comment1/> دو"),
        ("<p>אחת</><noScript> שתיים</NOSCRIPT></p>", "אחת"),
    ],
    ids=[
        "a template's mark that nothing closes is text, the next one is code",
        "a template's comment may hold code",
        "PHP in capitals is code",
        "what is read without scripting is a block of its own",
    ],
)
def test_code_of_a_server(page: str, expected: str) -> None:
    assert contents(page)[0] == ("paragraph", expected)


def test_marks_of_a_template_that_nothing_closes_are_read_in_time() -> None:
    assert len(contents("<p>a <% b" * 20_000)) == 20_000


def test_a_title_that_is_closed_at_once_hides_nothing() -> None:
    page = "<a><svg><title id='x' /><use/></svg></a><p>Sign <i>in</i></p><svg><title>A desk</title></svg>"
    assert contents(page) == [("paragraph", "Sign <i1>in</i1>"), ("label", "A desk")]


def test_code_with_blocks_inside_stays_code() -> None:
    page = "<p>x</p><div>Use <code>struct A {<div>field: B</div> other: C}</code> here</div>"
    assert contents(page) == [("paragraph", "x"), ("paragraph", "Use <code1/> here")]


WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize(
    "page",
    [
        "<html lang=ar><p>قال المتحدث إن 160 هجوما وقعت.</p></html>",
        "<!DOCTYPE html>\n<p>می\N{ZERO WIDTH NON-JOINER}گوید</p>",
        "<p>یہ ایک خبر ہے۔</p>",
        "<p>ئەمە هەواڵێکە</p>",
        "\r\n<p>זו ידיעה</p>",
        "<p>一个新闻，一个</p>",
        "<p>plain words \N{GRINNING FACE}</p>",
    ],
    ids=["Arabic", "Persian", "Urdu", "Sorani", "Hebrew", "Chinese", "English"],
)
def test_wide_letters_without_a_mark_are_told_by_their_zero_bytes(page: str, encoding: str) -> None:
    document = parse(page.encode(encoding), "x.html")
    assert (document.encoding, document.text) == (encoding, page)
    assert document.raw == page.encode(encoding)
    target = write_article(document, {0: "خبر"})
    assert "<p>خبر</p>" in target.decode(encoding)


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize(
    "text",
    [
        "قال المتحدث إن 160 هجوما وقعت.\n\nثم مضى.",
        "او می\N{ZERO WIDTH NON-JOINER}گوید که نه.",
        "یہ ایک خبر ہے۔ وہ گئے۔",
        "ئەمە هەواڵێکە\n\nئەو ڕۆیشت",
        "זו ידיעה, וזו עוד אחת.",
        "\N{LEFT DOUBLE QUOTATION MARK}A quotation\N{RIGHT DOUBLE QUOTATION MARK} begins it",
        "新闻 <b>一个</b>，一个",
        "Это новость, а это нет.",
    ],
    ids=["Arabic", "Persian", "Urdu", "Sorani", "Hebrew", "English", "Chinese", "Russian"],
)
@pytest.mark.parametrize("path", ["x.html", "x.md", "x.txt"])
def test_wide_letters_are_told_though_no_ascii_begins_the_text(
    text: str, encoding: str, path: str
) -> None:
    document = parse(text.encode(encoding), path)
    assert (document.encoding, document.text) == (encoding, text)


@pytest.mark.parametrize(
    "raw",
    [
        b'<meta charset="utf-16le"><p>words in ASCII</p>',
        b"<p>a\0b</p>" * 30,
        b"a\0b\0c",
        b"<p>" + "\N{ARABIC LETTER ALEF}".encode() * 9 + b"\0</p>",
        b"wo rds\0a" * 100,
    ],
    ids=[
        "a declaration that could be read was not in UTF-16",
        "zero bytes in a text in ASCII",
        "a short text with zero bytes",
        "a zero byte in Arabic",
        "zero bytes at even places",
    ],
)
def test_what_is_not_wide_is_utf_8(raw: bytes) -> None:
    document = parse(raw, "x.html")
    assert (document.encoding, document.raw) == ("utf-8", raw)


def test_the_credit_of_a_caption_is_a_unit_of_its_own() -> None:
    page = "<figcaption>Sudani in <b>Baghdad</b> [Getty]\n</figcaption><p>A list [of words]</p>"
    found = [(block.kind, block.content) for block in parse(page.encode(), "x.html").blocks]
    assert found == [
        ("caption", "Sudani in <b1>Baghdad</b1>"),
        ("credit", "[Getty]"),
        ("paragraph", "A list [of words]"),
    ]
