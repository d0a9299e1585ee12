"""Identity and pseudo-stability, through a PO file on disk, of real and of generated articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.build import build
from l10n.catalog import new_catalog, open_catalog, save_catalog
from l10n.catalog.merge import template_units, update
from l10n.formats import parse, write_article
from l10n.model import Document, Key, Locale, Segment, Unit
from l10n.providers import Request, Settings
from l10n.providers.pseudo import provider as pseudo_letters
from l10n.segmentation.document import segment
from l10n.text.inline import pieces

EN, XA = Locale.parse("en"), Locale.parse("en-XA")
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "formats"
SUFFIXES = {".md", ".html", ".htm", ".json", ".xml"}
FOLDERS = ("html", "markdown", "news")
ARTICLES = sorted(
    path
    for folder in FOLDERS
    for path in (DATA / folder).rglob("*")
    if path.suffix in SUFFIXES and path.stat().st_size < 60_000
)
PSEUDO = str.maketrans("aeiou", "åéîöü")


def read(raw: bytes, path: str) -> tuple[Document, tuple[Segment, ...]]:
    document = replace(parse(raw, path), locale="en")
    return document, segment(document)


def on_disk(segments: tuple[Segment, ...], path: Path) -> dict[Key, str]:
    """The targets that a catalog with target = source gives after it was saved and opened."""
    units = template_units(Unit(source=s.source, context=s.kind.context) for s in segments)
    path.unlink(missing_ok=True)
    catalog = update(new_catalog(path, XA, source=EN), units).catalog
    save_catalog(catalog.with_units([replace(u, target=u.source) for u in catalog.units]))
    return {unit.key: unit.target for unit in open_catalog(path, XA).units}


def pseudo(content: str) -> str:
    return "".join(p.text if p.tag else p.text.translate(PSEUDO) for p in pieces(content))


@pytest.mark.skipif(not ARTICLES, reason="../shared/data/formats is not here")
@pytest.mark.parametrize("folder", FOLDERS)
def test_real_articles_come_back_byte_for_byte(folder: str, tmp_path: Path) -> None:
    for path in ARTICLES:
        if folder not in path.relative_to(DATA).parts:
            continue
        raw = path.read_bytes()
        document, segments = read(raw, str(path))
        targets = on_disk(segments, tmp_path / "catalog.po")
        built = build(document, segments, targets, source=EN, target=XA, attributes="keep")
        assert built.data == raw, path


def stable(text: str, path: str) -> None:
    """Reading and writing change nothing; changed words are read again as they were written."""
    raw = text.encode()
    document = parse(raw, path)
    assert document.raw == raw
    assert write_article(document, {n: b.content for n, b in enumerate(document.blocks)}) == raw
    targets = {n: pseudo(block.content) for n, block in enumerate(document.blocks)}
    again = parse(write_article(document, targets), path)
    assert [block.content for block in again.blocks] == list(targets.values())


NEIGHBOURS = {
    "an abbreviation ends a sentence": "<p>It came from U.S. Games Systems, Inc. “We prevailed,” he said.</p>",
    "an address is a sentence": "<p>“A title” (in English). <i>www.vice.com</i>. Retrieved later.</p>",
    "a name of a file ends a sentence": "<p>- Expanded FAQ.txt. We've added workarounds.</p>",
    "titles and initials inside": "<p>Mr. A. B. Smith Jr. met Dr. No at 5 p.m. ET. They left.</p>",
    "notes behind a stop": "<p>Over and over.<sup>[15]</sup> This is it.<sup>[16]</sup> (The same.)</p>",
    "numbers that open items": "<p>1. Open the lid. 2. Close it. 3. Go to Fig. 3. Then a) rest</p>",
    "a question that is quoted": "<p>“Why?” he asked... And left! “No.” She did e.g. nothing.</p>",
    "an abbreviation before codes": "<p>It skips some, e.g. <code>a</code> & <code>b</code>. It ends.</p>",
    "an address inside": "<p>See https://example.org. We did. Ask me@example.org. You can.</p>",
}


@pytest.mark.parametrize("text", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_sentences_in_pseudo_letters_are_those_of_the_source(text: str) -> None:
    provider = pseudo_letters(Settings(name="pseudo", type="pseudo"))
    document, segments = read(text.encode(), "page.html")
    assert len(segments) > 1
    sources = tuple(one.source for one in segments)
    reply = provider.translate(Request(texts=sources, source=EN, target=XA))
    targets = [one.target for one in reply.candidates]
    pairs = {Key(s.kind.context, s.source): t for s, t in zip(segments, targets, strict=True)}
    built = build(document, segments, pairs, source=EN, target=XA, attributes="keep")
    assert [one.source for one in read(built.data, "page.html")[1]] == targets


WORDS = st.sampled_from(
    [
        "word",
        "two words",
        "مكتب",
        "دفتر",
        "میں",
        "نووسین",
        "בית",
        "a&b",
        "1.",
        "x\N{NO-BREAK SPACE}y",
    ]
)
HTML = st.recursive(
    WORDS
    | st.sampled_from(["&amp;", "&nbsp;", "<br>", "<img alt='a desk'>", "<!-- c -->", " ", "\n"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from("p div b i a span ul li td h1 code blockquote".split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)
MARKS = st.sampled_from(
    ["*", "**", "_", "`", "[", "](x)", "![", "~~", "\\", "<b>", "</b>", "&amp;", " ", "\n", "\n\n"]
)
LINES = st.sampled_from(["# ", "> ", "- ", "1. ", "    ", "", "|", "\n", "```\n", "<div>\n"])
MARKDOWN = st.lists(
    st.builds(
        lambda start, parts: start + "".join(parts), LINES, st.lists(WORDS | MARKS, max_size=8)
    ),
    max_size=6,
).map("\n".join)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(HTML, max_size=5).map("".join))
def test_generated_pages_are_stable(text: str) -> None:
    stable(text, "page.html")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(MARKDOWN)
def test_generated_markdown_comes_back(text: str) -> None:
    raw = text.encode()
    document = parse(raw, "story.md")
    assert write_article(document, {n: b.content for n, b in enumerate(document.blocks)}) == raw
    write_article(document, {n: pseudo(block.content) for n, block in enumerate(document.blocks)})
