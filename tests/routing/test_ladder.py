"""Names and tags through providers of every kind: whatever happens on the way, each stands once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary import Glossary
from l10n.memory import Memory
from l10n.model import Designation, Locale, Term, Unit
from l10n.model.request import PLAIN_MARKUP, Markup, Protection
from l10n.routing import Plan, route
from l10n.routing.flat import flatten
from l10n.routing.markup import read, written
from l10n.routing.masks import SHAPES, masked, replaced, unmasked
from l10n.routing.rendered import Name
from l10n.text.inline import same_tags
from tests.routing.desks import EN, Scripted, desk

HOUSE = {
    "ar": ("كتائب حزب الله", "أربيل"),
    "fa": ("کتائب حزب\N{ZERO WIDTH NON-JOINER}الله", "اربیل"),
    "ur": ("کتائب حزب اللہ", "اربیل"),
    "ckb": ("کەتائیبی حزبوڵڵا", "هەولێر"),
    "he": ("כתאיב חזבאללה", "ארביל"),
    "pt-BR": ("Kataib Hezbollah", "Erbil"),
    "ja": ("カタイブ・ヒズボラ", "アルビル"),
}
SOURCES = {
    "two names": "Kataib Hizbullah attacked the base in Erbil again.",
    "a name in a link": "A spokesman of <a1>Kataib Hizbullah</a1> left Erbil.",
    "a link around words": "See <a1>the new report</a1> about Erbil.",
    "nested tags": "<em1>The <a2>new report</a2></em1> names Kataib Hizbullah.",
    "a break": "Erbil was hit.<br1/>Kataib Hizbullah denied it.",
    "signs that look like markup": "AT&T < Erbil &lt;a1> & Kataib Hizbullah",
}
CASES = [
    pytest.param(tag, source, id=f"{label} in {tag}")
    for tag in HOUSE
    for label, source in SOURCES.items()
]


def glossary(tag: str) -> Glossary:
    names = ("Kataib Hizbullah", "Erbil")
    return Glossary(
        Term(
            id=source,
            source=source,
            pos="proper-name",
            designations=(Designation(locale=tag, text=text),),
        )
        for source, text in zip(names, HOUSE[tag], strict=True)
    )


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = Memory.open(tmp_path / "memory.db")
    yield made
    made.close()


def routed(folder: Path, memory: Memory, tag: str, source: str, provider: Scripted) -> Unit:
    locale = Locale.parse(tag)
    provider.pair = (EN, locale)
    at = desk(folder, memory, glossary=glossary(tag), target=locale, x=provider)
    made = route([Unit(source=source)], Plan(steps=("x",), review="none"), at)
    (unit,) = made.units
    return unit


def holds(unit: Unit, source: str, tag: str) -> None:
    """The unit has the source's tags, and each of its names in the house's form."""
    assert same_tags(source, unit.target), unit.target
    for name, form in zip(("Kataib Hizbullah", "Erbil"), HOUSE[tag], strict=True):
        assert (form in unit.target) == (name in source), unit.target


ELEMENTS = re.compile(r"(<[^<>]*>)")


def by_elements(text: str) -> str:
    """An engine that keeps elements and entities, and knows one word."""
    parts = re.split(r"(<[^<>]*>|&\w+;)", text)
    return "".join(p if p[:1] in "<&" else re.sub("[A-Za-z]+", "كلمة", p) for p in parts)


@pytest.mark.parametrize(("tag", "source"), CASES)
def test_elements_carry_names_and_tags(
    tmp_path: Path, memory: Memory, tag: str, source: str
) -> None:
    engine = Scripted(by_elements, protection=Protection.MARKUP)
    unit = routed(tmp_path, memory, tag, source, engine)
    holds(unit, source, tag)
    assert not unit.fuzzy
    assert len(engine.asked) == 1


@pytest.mark.parametrize(("tag", "source"), CASES)
def test_where_elements_are_lost_something_else_holds(
    tmp_path: Path, memory: Memory, tag: str, source: str
) -> None:
    engine = Scripted(lambda text: ELEMENTS.sub("", text), protection=Protection.MARKUP)
    holds(routed(tmp_path, memory, tag, source, engine), source, tag)


MANGLED: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "surnames": lambda text: re.sub(r"Xavora|Belmira|Novak|Tanaka", "Silva", text),
    "letters before digits": lambda text: re.sub(r"XTERM|T(?=\d)", "Z", MANGLED["surnames"](text)),
    "every mask": lambda text: re.sub(r"\[\d\]", "", MANGLED["letters before digits"](text)),
    "digits": lambda text: MANGLED["surnames"](text).translate(
        {ord("1"): "\N{ARABIC-INDIC DIGIT ONE}", ord("2"): "\N{EXTENDED ARABIC-INDIC DIGIT TWO}"}
    ),
    "spaces": lambda text: re.sub(r"(\w)(\d)(X)", r"\1 \2 \3", MANGLED["surnames"](text)),
    "case": lambda text: MANGLED["surnames"](text).lower(),
    "order": lambda text: " ".join(reversed(text.split(" "))),
}
ENGINES = [
    pytest.param(tag, source, spoil, id=f"{label} in {tag}, spoiling {name}")
    for tag in ("ar", "fa", "ckb", "pt-BR")
    for label, source in SOURCES.items()
    for name, spoil in MANGLED.items()
]


@pytest.mark.parametrize(("tag", "source", "spoil"), ENGINES)
def test_masks_carry_names_whatever_the_engine_spoils(
    tmp_path: Path, memory: Memory, tag: str, source: str, spoil: Callable[[str], str]
) -> None:
    engine = Scripted(spoil, protection=Protection.MASKS)
    holds(routed(tmp_path, memory, tag, source, engine), source, tag)


def test_a_model_is_told_the_terms_and_what_was_wrong(tmp_path: Path, memory: Memory) -> None:
    answers = iter(["هاجمت كتائب القاعدة.", "هاجمت كتائب حزب الله القاعدة."])
    engine = Scripted(lambda _: next(answers), protection=Protection.TERMS)
    unit = routed(tmp_path, memory, "ar", "Kataib Hizbullah attacked the base.", engine)
    first, second = engine.requests
    assert [(t.source, t.target) for t in first.terms] == [("Kataib Hizbullah", "كتائب حزب الله")]
    assert first.remarks == ()
    assert "كتائب حزب الله must stand in it" in second.remarks[0]
    assert unit.target == "هاجمت كتائب حزب الله القاعدة."


def test_a_glossary_is_asked_first_between_its_languages_only(
    tmp_path: Path, memory: Memory
) -> None:
    markup = Markup(glossaries=frozenset({"en", "ar"}))
    right = Scripted(
        lambda text: text.replace("Erbil", "أربيل"), protection=Protection.MARKUP, markup=markup
    )
    assert routed(tmp_path, memory, "ar", "Erbil waits.", right).target == "أربيل waits."
    assert right.asked == ["Erbil waits."]
    assert {one.source for one in right.requests[0].glossary} == {"Kataib Hizbullah", "Erbil"}
    other = Scripted(by_elements, protection=Protection.MARKUP, markup=markup, identity="other")
    routed(tmp_path, memory, "fa", "Erbil waits.", other)
    assert "<x id=" in other.asked[0]


AZURE = Markup(
    opening='<span id="{id}">',
    closing="</span>",
    alone='<span id="{id}"></span>',
    name='<mstrans:dictionary translation="{wanted}">{source}</mstrans:dictionary>',
)


def test_a_dictionary_element_comes_back_as_its_wanted_form(tmp_path: Path, memory: Memory) -> None:
    def engine(text: str) -> str:
        return re.sub(r'<mstrans:dictionary translation="([^"]*)">[^<]*</[^>]*>', r"\1", text)

    made = Scripted(engine, protection=Protection.MARKUP, markup=AZURE)
    unit = routed(tmp_path, memory, "ar", "See <a1>the report</a1> on Erbil.", made)
    assert unit.target == "See <a1>the report</a1> on أربيل."


SPOILED = {
    "an element is missing": ("one two", "a tag did not come back"),
    "an element came twice": ('<g id="a1">one</g> <g id="a1">two</g>', "a1 came back twice"),
    "an element is closed too often": ('<g id="a1">one</g></g>', "never opened"),
}


@pytest.mark.parametrize(("answer", "problem"), SPOILED.values(), ids=SPOILED)
def test_an_answer_with_spoiled_elements_is_refused(answer: str, problem: str) -> None:
    made = read(answer, flatten("<a1>one</a1> two"), (), PLAIN_MARKUP)
    assert problem in made.problem
    assert made.content == ""


TEXT = st.text(alphabet="ab <>&;'\"/1 \N{ARABIC LETTER BEH}\N{HEBREW LETTER ALEF}", max_size=30)


@given(TEXT, TEXT, TEXT)
def test_any_text_survives_elements(one: str, two: str, three: str) -> None:
    flat = flatten(
        one.replace("<", "").replace("&", "")
        + "<a1>"
        + two.replace("<", "").replace("&", "")
        + "</a1>"
        + three.replace("<", "").replace("&", "")
        + "<br2/>"
    )
    sent = written(flat, (), PLAIN_MARKUP)
    assert flatten(read(sent, flat, (), PLAIN_MARKUP).content).tags == flat.tags
    assert unescape(ELEMENTS.sub("", sent)) == flat.text


@given(st.text(alphabet="ab cd", min_size=12, max_size=40), st.sampled_from(SHAPES))
def test_masks_that_come_back_give_the_sentence_back(text: str, shape: str) -> None:
    names = (
        Name(start=1, end=3, wanted="أربيل", right=lambda _: True),
        Name(start=6, end=9, wanted="حرير", right=lambda _: True),
    )
    flat = flatten(text)
    sent = masked(flat, names, shape)
    if all(len(re.findall(re.escape(m.word), sent.text)) == 1 for m in sent.masks):
        made = unmasked(sent, f" {sent.text} ", {})
        if not made.problem:
            assert made.content.count("أربيل") == made.content.count("حرير") == 1


def test_an_offset_moves_with_what_is_replaced_before_it() -> None:
    text, moved = replaced("one two three", [(0, 3, "x"), (4, 7, "longer")])
    assert text == "x longer three"
    assert [moved(at) for at in (0, 3, 4, 7, 8, 13)] == [0, 1, 2, 8, 9, 14]
