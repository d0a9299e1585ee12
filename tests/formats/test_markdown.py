"""Markdown: what is a block, what a translator sees, and how a target is written back."""

from __future__ import annotations

import pytest

from l10n.formats import parse, write_article
from l10n.model import Locale


def contents(text: str) -> list[tuple[str, str]]:
    return [(str(b.kind), b.content) for b in parse(text.encode(), "story.md").blocks]


SEEN = {
    "headings without their marks and ids": ("# One two # {#id}\n", [("headline", "One two #")]),
    "a heading id stays outside": ("## One {#one}\n", [("subhead", "One")]),
    "emphasis is a tag": (
        "A *b* **c** ~~d~~\n",
        [("paragraph", "A <em1>b</em1> <strong2>c</strong2> <del3>d</del3>")],
    ),
    "a template's comment is one code, whatever it holds": (
        "یک {{/* see {{ .Title }} */}} دو\n",
        [("paragraph", "یک <ph1/> دو")],
    ),
    "a bracket in a string of a module opens nothing": (
        'export const s = ":("\n\nText one.\n\n<X/>\n\nSmile :) now.\n',
        [("paragraph", "Text one."), ("paragraph", "Smile :) now.")],
    ),
    "a name that is left alone is part of its sentence at either end": (
        'We left <b translate="no">Kirkuk</b>\n\n<span class="notranslate">کرکوک</span> سقط.\n',
        [("paragraph", "We left <b1/>"), ("paragraph", "<span1/> سقط.")],
    ),
    "wrapped lines are one text, a hard break is a code": (
        "One\ntwo  \nthree\n",
        [("paragraph", "One two<br1/>three")],
    ),
    "links, their titles, and code": (
        'See [it](/x "Its title") in `code`.\n',
        [("paragraph", "See <a1>it</a1> in <code2/>."), ("title", "Its title")],
    ),
    "images give their descriptions": (
        "See ![a desk](x.png) here\n",
        [("paragraph", "See <img1/> here"), ("alt", "a desk")],
    ),
    "quotes, items, cells": (
        "> One\n\n- [ ] two\n\n|a|b|\n|-|-|\n|c\\|d|`e`|\n",
        [("quote", "One"), ("list-item", "two"), ("cell", "a"), ("cell", "b"), ("cell", "c|d")],
    ),
    "front matter in YAML": (
        "---\ntitle: 'It''s'\ndraft: true\nimage:\n  alt: A desk\ntags: [x]\n---\nText\n",
        [("title", "It's"), ("alt", "A desk"), ("paragraph", "Text")],
    ),
    "longer keys of front matter, and what is switched on": (
        "---\nimage_figcaption: A desk\nheroTitle: Kirkuk\nshow_title: true\nsummary: no\nlayout: post\n---\n",
        [("caption", "A desk"), ("title", "Kirkuk")],
    ),
    "front matter in TOML": (
        '+++\ntitle = "A \\"b\\""\ndate = 2024-01-27\n[params]\n  summary = \'c\'\n+++\nText\n',
        [("title", 'A "b"'), ("description", "c"), ("paragraph", "Text")],
    ),
    "shortcodes are codes with text in their arguments": (
        '{{< img src="x" alt="A desk" >}}\n\nThe {{< abbr "x" >}} word\n',
        [("alt", "A desk"), ("paragraph", "The <ph1/> word")],
    ),
    "verbatim regions are no text": (
        "{% highlight js %}\nvar x\n\ny z\n{% endhighlight %}\nText\n",
        [("paragraph", "Text")],
    ),
    "footnotes": (
        "Text[^1] here.\n\n[^1]: The note.\n\n    More of it.\n",
        [
            ("paragraph", "Text<fn1/> here."),
            ("paragraph", "The note."),
            ("paragraph", "More of it."),
        ],
    ),
    "callouts and containers": (
        "> [!NOTE]\n> Mind this\n\n:::tip Good to know\nText\n:::\n",
        [("quote", "Mind this"), ("label", "Good to know"), ("paragraph", "Text")],
    ),
    "HTML inside is HTML": (
        "<figure>\n<figcaption>A desk</figcaption>\n</figure>\n\nWith <b>bold</b> text\n",
        [("caption", "A desk"), ("paragraph", "With <b1>bold</b1> text")],
    ),
    "MDX imports and expressions": (
        "import X from './x'\n\n<Note>\n\nIt is {x + 1} now\n\n</Note>\n",
        [("paragraph", "It is <ph1/> now")],
    ),
    "what begins as an import or an export and is prose": (
        'export default settings to a file\n\nimport goods from "abroad" now\n\nexport the {x}\n',
        [
            ("paragraph", "export default settings to a file"),
            ("paragraph", 'import goods from "abroad" now'),
            ("paragraph", "export the {x}"),
        ],
    ),
    "an export with a blank line in its brackets": (
        "import {\n  A,\n} from './a'\n\nexport const m = {\n  a: 1,\n\n  b: 2\n}\n\n<A />\n\nText\n\nexport default B\n",
        [("paragraph", "Text")],
    ),
    "mathematics ends before a blank line": (
        "$$ is not math.\n\nIt costs $$\n\n> $$\n> E = mc^2\n> $$\n\n$$a = b$$\n\n$$x\ny$$\n\nEnd\n",
        [("paragraph", "$$ is not math."), ("paragraph", "It costs $$"), ("paragraph", "End")],
    ),
    "mathematics between marks on lines of their own": (
        "$$\na = b\n\nc = d\n$$\nEnd\n\n$$\n\nMore\n",
        [("paragraph", "End"), ("paragraph", "More")],
    ),
    "definitions": ("Term\n: What it is\n", [("paragraph", "Term"), ("list-item", "What it is")]),
    "labels in other letters, defined or not": (
        "انظر [مكتب] و [قلم]\n\n[مكتب]: /x 'عنوان'\n",
        [("paragraph", "انظر <a1>مكتب</a1> و [قلم]"), ("title", "عنوان")],
    ),
    "what would be a tag in other letters is text": (
        "ראו <ספר/> או <https://example.org/münchen> כאן\n",
        [("paragraph", "ראו <ספר/> או <link1/> כאן")],
    ),
    "a number that ends a line of Persian is no list": (
        "در سال ۱۴۰۳. نامه\n\n۱۴۰۳. نامه\n",
        [("paragraph", "در سال ۱۴۰۳. نامه"), ("paragraph", "۱۴۰۳. نامه")],
    ),
    "a no-break space is text, and neither a blank line nor a mark": (
        "Il dit\N{NO-BREAK SPACE}: *oui*\n\N{NO-BREAK SPACE}\nvoilà\n",
        [("paragraph", "Il dit\N{NO-BREAK SPACE}: <em1>oui</em1> \N{NO-BREAK SPACE} voilà")],
    ),
    "lines of a quote are one text, whatever stands before them": (
        "> One *two\n>three* [four\n> five](/x)\n> > Six\n",
        [("quote", "One <em1>two three</em1> <a2>four five</a2>"), ("quote", "Six")],
    ),
    "code in an attribute, in an address and in a title": (
        'With <img src="{% asset x.png %}" alt="A desk"> and [it]({{ site.url }}/x)\n',
        [("paragraph", "With <img1/> and <a2>it</a2>"), ("alt", "A desk")],
    ),
    "code in a component without blank lines around it": (
        "<Tab>\n```js\nlet x\n\n<b>y</b>\n```\nText\n</Tab>\n\n## After\n",
        [("paragraph", "Text"), ("subhead", "After")],
    ),
    "Arabic with emphasis": (
        "قال **المكتب** ذلك\n",
        [("paragraph", "قال <strong1>المكتب</strong1> ذلك")],
    ),
    "Persian, Urdu, Sorani and Hebrew": (
        "# تهران\n\n- لاہور\n\n> هەولێر\n\nחיפה\n",
        [("headline", "تهران"), ("list-item", "لاہور"), ("quote", "هەولێر"), ("paragraph", "חיפה")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SEEN.values(), ids=SEEN)
def test_a_translator_sees(text: str, expected: list[tuple[str, str]]) -> None:
    assert contents(text) == expected


WRITTEN = {
    "what has a meaning is escaped": (
        "One\n",
        {"One": "a *b* <c> [d](e)"},
        "a \\*b\\* \\<c> \\[d\\](e)\n",
    ),
    "what has none is not": ("One\n", {"One": "2 * 3 = 6 & a_b"}, "2 * 3 = 6 & a_b\n"),
    "a list mark at the beginning is escaped": ("One\n", {"One": "- no item"}, "\\- no item\n"),
    "a number at the beginning is escaped": ("One\n", {"One": "2024. A year"}, "2024\\. A year\n"),
    "a bar in a cell is escaped": ("|One|\n|-|\n", {"One": "a|b"}, "|a\\|b|\n|-|\n"),
    "underscores become asterisks where letters touch": (
        "An _office_ here\n",
        {"An <em1>office</em1> here": "و<em1>مكتب</em1>ه"},
        "و*مكتب*ه\n",
    ),
    "a link by its label keeps the label": (
        "See [CommonMark][] now\n\n[CommonMark]: /x\n",
        {"See <a1>CommonMark</a1> now": "Voir <a1>la norme</a1>"},
        "Voir [la norme][CommonMark]\n\n[CommonMark]: /x\n",
    ),
    "an image by its label keeps the label": (
        "![desk]\n\n[desk]: /x\n",
        {"desk": "bureau"},
        "![bureau][desk]\n\n[desk]: /x\n",
    ),
    "a plain scalar gets quotes when it needs them": (
        "---\ntitle: One\n---\n",
        {"One": "Un : deux"},
        '---\ntitle: "Un : deux"\n---\n',
    ),
    "a plain scalar stays plain": (
        "---\ntitle: One\n---\n",
        {"One": "Un"},
        "---\ntitle: Un\n---\n",
    ),
    "quotes are doubled in single quotes": (
        "---\ntitle: 'One'\n---\n",
        {"One": "l'un"},
        "---\ntitle: 'l''un'\n---\n",
    ),
    "a wrapped sentence beside a changed one stays wrapped": (
        "The first one\nis wrapped. Second one.\n",
        {"The first one is wrapped. Second one.": "The first one is wrapped. La seconde."},
        "The first one\nis wrapped. La seconde.\n",
    ),
}


@pytest.mark.parametrize(("text", "targets", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_a_target_is_written(text: str, targets: dict[str, str], expected: str) -> None:
    document = parse(text.encode(), "story.md")
    by_number = {
        n: targets[b.content] for n, b in enumerate(document.blocks) if b.content in targets
    }
    written = write_article(document, by_number)
    assert written.decode() == expected
    read_again = [block.content for block in parse(written, "story.md").blocks]
    assert set(by_number.values()) <= {content.replace("em2", "em1") for content in read_again}


LOCALIZED = {
    "added to YAML": ("---\ntitle: x\n---\n", "ar", "---\nlang: ar\ndir: rtl\ntitle: x\n---\n"),
    "set in YAML": ("---\nlang: en\n---\n", "fr", "---\nlang: fr\n---\n"),
    "added to TOML": ("+++\nx = 1\n+++\n", "he", '+++\nlang = "he"\ndir = "rtl"\nx = 1\n+++\n'),
    "not without front matter": ("Text\n", "fa", "Text\n"),
}


@pytest.mark.parametrize(("text", "locale", "expected"), LOCALIZED.values(), ids=LOCALIZED)
def test_language_and_direction_are(text: str, locale: str, expected: str) -> None:
    assert (
        write_article(parse(text.encode(), "story.md"), {}, Locale.parse(locale)).decode()
        == expected
    )
