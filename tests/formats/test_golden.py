"""Each folder below a format's holds an article, its template, its catalog and what is built of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.build import build
from l10n.catalog import open_catalog
from l10n.formats import read_article
from l10n.model import Document, Key, Locale, Segment
from l10n.segmentation.document import segment

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/story.pot"))
EN, AR = Locale.parse("en"), Locale.parse("ar")


def article(case: Path) -> Path:
    stories = case.glob("story.*")
    return next(p for p in stories if p.suffix not in {".po", ".pot"} and p.name.count(".") == 1)


def read(case: Path) -> tuple[Document, tuple[Segment, ...]]:
    document = read_article(article(case), "en")
    return document, segment(document)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name} {case.name}")
def test_the_units_are_those_of_the_template(case: Path) -> None:
    _, segments = read(case)
    keys = dict.fromkeys(Key(one.kind.context, one.source) for one in segments)
    template = open_catalog(case / "story.pot", EN)
    assert list(keys) == [unit.key for unit in template.units]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name} {case.name}")
def test_the_catalog_builds_the_translated_article(case: Path) -> None:
    document, segments = read(case)
    catalog = open_catalog(case / "story.ar.po", AR)
    targets = {unit.key: unit.target for unit in catalog.units}
    built = build(document, segments, targets, source=EN, target=AR)
    expected = case / f"story.ar{article(case).suffix}"
    assert built.missing == ()
    assert built.data.decode() == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name} {case.name}")
def test_targets_equal_to_their_sources_give_back_the_bytes(case: Path) -> None:
    document, segments = read(case)
    targets = {Key(one.kind.context, one.source): one.source for one in segments}
    built = build(document, segments, targets, source=EN, target=AR, attributes="keep")
    assert built.data == article(case).read_bytes()
