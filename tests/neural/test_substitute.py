"""Approved names are put where the engine wrote its own, and nothing else changes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.neural import (
    Alignment,
    Engine,
    Replacement,
    Translation,
    find,
    locate,
    substitute,
)

CASES = json.loads(Path(__file__).with_name("substitute.json").read_text("utf-8"))
Case = dict[str, Any]

# A link says that a target piece owes a share of its attention to a source piece.
Links = dict[int, dict[int, float]]


def aligned(source: str, target: str, links: str, language: str) -> Translation:
    """Pieces are separated by ``_`` (inside a word) and spaces; ``links`` is "0-0 1-2:0.6"."""
    rows: Links = {}
    for link in links.split():
        pair, _, weight = link.partition(":")
        left, right = pair.split("-")
        rows.setdefault(int(right), {})[int(left)] = float(weight or 0.95)
    targets = spans(target)
    return Translation(
        source=source.replace("_", ""),
        text=target.replace("_", ""),
        language=language,
        alignment=Alignment(
            sources=spans(source),
            targets=targets,
            rows=tuple(tuple(rows.get(at, {}).items()) for at in range(len(targets))),
        ),
    )


def spans(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for match in re.finditer(r"[^\s_]+", text):
        before = text[: match.start()].count("_")
        found.append((match.start() - before, match.end() - before))
    return tuple(found)


def cases(group: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in CASES[group]]


def read(case: Case) -> tuple[Translation, list[Replacement]]:
    translation = aligned(case["source"], case["target"], case["links"], case["language"])
    return translation, replacing(translation, **case["names"])


def replacing(translation: Translation, **names: str) -> list[Replacement]:
    """Replacements for source words; an underscore in a keyword is a space in the source."""
    return [
        (match.start(), match.end(), name)
        for phrase, name in names.items()
        for match in re.finditer(re.escape(phrase.replace("_", " ")), translation.source)
    ]


@pytest.mark.parametrize("case", cases("replaced"))
def test_a_name_is_replaced(case: Case) -> None:
    translation, replacements = read(case)
    done = substitute(translation, replacements)
    assert done.text == case["expected"]
    assert done.failures == ()
    for one in done.located:
        assert translation.text[slice(*one.before)] == one.replaced


@pytest.mark.parametrize("case", cases("left alone"))
def test_a_name_without_a_certain_place_is_left_alone(case: Case) -> None:
    translation, replacements = read(case)
    done = substitute(translation, replacements)
    assert done.text == translation.text
    assert done.failures
    assert all(case["reason"] in failure.reason for failure in done.failures)


@pytest.mark.parametrize("case", cases("twice"))
def test_a_name_that_stands_twice(case: Case) -> None:
    done = substitute(*read(case))
    assert done.text == case["expected"]
    assert len(done.failures) == case["failures"]


LINKS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6), st.sampled_from([0.4, 0.8])))


@given(case=st.sampled_from([*CASES["replaced"], *CASES["twice"]]), links=LINKS)
def test_whatever_the_alignment_only_the_names_change(
    case: Case, links: list[tuple[int, int, float]]
) -> None:
    given_links = " ".join(f"{left}-{right}:{weight}" for left, right, weight in links)
    translation, replacements = read({**case, "links": given_links})
    done = substitute(translation, replacements)
    text, rebuilt, at = translation.text, "", 0
    for one in sorted(done.located, key=lambda located: located.before):
        rebuilt += text[at : one.before[0]] + done.text[slice(*one.after)]
        at = one.before[1]
    assert done.text == rebuilt + text[at:]
    assert len(done.located) + len(done.failures) == len(replacements)


def test_spans_after_substitution_are_true() -> None:
    (case,) = CASES["spans"]
    translation, replacements = read(case)
    done = substitute(translation, replacements)
    assert done.text == case["expected"]
    assert [done.text[slice(*one.after)] for one in done.located] == case["located"]
    assert [one.review for one in done.located] == case["review"]


@pytest.mark.parametrize("case", cases("marked for review"))
def test_what_the_grammar_added_is_marked_for_review(case: Case) -> None:
    (one,) = substitute(*read(case)).located
    assert one.review is case["review"]


def test_without_replacements_nothing_changes() -> None:
    translation, _ = read(CASES["spans"][0])
    assert substitute(translation, []).text == translation.text


@pytest.mark.parametrize("case", cases("phrases"))
def test_the_place_of_a_phrase_is_found(case: Case) -> None:
    translation = aligned(case["source"], case["target"], case["links"], "")
    start = translation.source.index(case["phrase"])
    place = locate(translation, (start, start + len(case["phrase"])))
    assert (place and translation.text[slice(*place)]) == case["expected"]


def test_the_real_model_gets_its_names_right(real_models: Path) -> None:
    text = (
        "US bases in Iraq and Syria have come under more than 160 attacks by Iran-backed groups, "
        "foremost among them Kataib Hizbullah."
    )
    (translation,) = Engine.open(find("en", "pt-BR", real_models).path).translate([text])
    names = {"Kataib_Hizbullah": "Kataib Hezbollah", "Iraq": "Iraque", "Syria": "Síria"}
    done = substitute(translation, replacing(translation, **names))
    assert done.failures == ()
    assert done.text == translation.text.replace("Kataib Hizbullah", "Kataib Hezbollah")
    assert "Kataib Hezbollah" in done.text
