"""What holds for every text: nothing lost, the short cut exact, quotations whole on request."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.segmentation import boundaries, explain, split

CODES = ["en", "ar", "fa", "ur", "ckb", "he", "de", "tr", "fr", "hi", "zh", "ja", "th", "hy", "so"]
PIECES = st.sampled_from(
    [
        *"aAbZ1259 \n\t.!?:;,-()[]\"'*_/",
        *"\N{RIGHT-TO-LEFT MARK}\N{NO-BREAK SPACE}\N{HORIZONTAL ELLIPSIS}\N{EM DASH}\u2029",
        *"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{ZERO WIDTH NON-JOINER}",
        *"«»؟۔।。！？「」（）،؛։…",
        *"دمابهکیےאבגनक中文あア가Ωж",
        "Dr. ",
        "No. ",
        "U.S. ",
        " 27. ",
        "e.g. ",
        ". ",
        ". The ",
        ". He ",
        '." ',
        "? she said",
        "د. ",
        "ق.م. ",
        "۔ ",
        " و",
        "word",
        "Word",
        "\n\n",
        "1. ",
        "2. ",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(deadline=None)
@given(text=TEXTS, code=st.sampled_from(CODES), quotes=st.sampled_from(["split", "whole"]))
def test_segments_joined_are_the_text_again(text: str, code: str, quotes: str) -> None:
    segments = split(text, code, quotes=quotes)  # type: ignore[arg-type]
    assert "".join(segments) == text
    assert all(segments)


@settings(deadline=None)
@given(text=TEXTS, code=st.sampled_from(CODES))
def test_the_short_cut_and_the_explained_rules_agree_on_any_text(text: str, code: str) -> None:
    assert boundaries(text, code) == tuple(d.offset for d in explain(text, code) if d.breaks)


@settings(deadline=None)
@given(text=TEXTS, code=st.sampled_from(CODES))
def test_a_segment_begins_with_no_white_space(text: str, code: str) -> None:
    for segment in split(text, code)[1:]:
        assert not segment[0].isspace()


@pytest.mark.parametrize("code", CODES)
def test_a_blank_line_breaks_and_a_line_end_does_not(code: str) -> None:
    assert split("one\ntwo\n \nthree", code) == ("one\ntwo\n \n", "three")
    assert split("one\r\n\r\ntwo\u2029three", code) == ("one\r\n\r\n", "two\u2029", "three")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", 'She said: "It rained. We stayed." '),
        ("ar", "قالت: «هطل المطر. بقينا هنا.» "),
        ("fa", "گفت: «باران آمد. ماندیم.» "),
        ("ur", "اس نے کہا: ”بارش ہوئی۔ ہم رکے۔“ "),
        ("ckb", "گوتی: «باران باری. ماینەوە.» "),
        ("he", 'היא אמרה: "ירד גשם. נשארנו." '),
        ("zh", "她说：“下雨了。我们留下。”"),
    ],
)
def test_a_quotation_of_two_sentences_stays_whole_on_request(code: str, text: str) -> None:
    assert len(split(text, code)) == 2
    assert len(split(text, code, quotes="whole")) == 1


@pytest.mark.parametrize(
    ("code", "text", "rule"),
    [
        ("en", "He met Dr. Who. Then", "title"),
        ("ar", "قال د. علي ذلك", "title"),
        ("fa", "کتاب ص. ۴۵ را", "abbreviation-before-number"),
        ("ur", "ڈاکٹر اے۔ کیو۔ خان", "initial"),
        ("ckb", "ساڵی 850 پ.ز. دروست", "abbreviation-without-starter"),
        ("he", '"מי?" שאל האיש. הוא', "attribution-follows"),
        ("en", "a.\n\nB", "blank-line"),
        ("en", "One. Two.", "full-stop"),
        ("de", "am 3. Oktober", "ordinal"),
        ("ja", "「行く？」と聞いた", "particle-follows"),
        ("en", "1. Open it 2. Close it", "list-item"),
        ("so", "One. Two", "unicode-sentence-break"),
    ],
)
def test_an_explanation_names_the_rule_that_decided(code: str, text: str, rule: str) -> None:
    assert rule in [decision.rule for decision in explain(text, code)]


HOSTILE = [
    ".", '"', '."', ". ", "? ", "( . ", "A. ", '"A." ', ".) ", "[1].", "(A. B ", "[ A? ", "1. A 2. B ",
    ".\N{NO-BREAK SPACE}»", "\n \n", "A.\N{RIGHT-TO-LEFT MARK} ", "。”", "د. ", "۔",
]  # fmt: skip


@pytest.mark.parametrize("code", ["en", "ar", "ur", "zh", "so"])
@pytest.mark.parametrize("unit", HOSTILE, ids=[repr(unit) for unit in HOSTILE])
def test_a_long_hostile_text_comes_to_an_end(code: str, unit: str) -> None:
    text = unit * (30_000 // len(unit))
    assert "".join(split(text, code)) == text
