"""Lines of ``l10n check --jsonl``: nonsense is an error about what is wrong, never a traceback."""

from __future__ import annotations

import pytest

from l10n.errors import L10nError
from l10n.glossary import Glossary
from l10n.project.checking_records import of_record

PAIR = {"locale": "ar", "source": "12 talks", "target": "13 محادثات"}


def checks(**told: object) -> list[str]:
    return sorted(one.check for one in of_record({**PAIR, **told}, lambda _: Glossary()))


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"max_headline": "abc"}, "max_headline"),
        ({"max_headline": -1}, "max_headline"),
        ({"target_plurals": 5}, "target_plurals"),
        ({"units": [1]}, "units"),
        ({"units": {"source": "x"}}, "units"),
        ({"glossary": 3}, "glossary"),
        ({"locale": "no locale"}, "not a locale"),
        ({"lang": 7}, "not a locale"),
    ],
)
def test_what_cannot_be_used_is_named(told: dict[str, object], named: str) -> None:
    with pytest.raises(L10nError, match=named):
        checks(**told)


def test_a_pair_and_units_of_an_article_have_their_findings() -> None:
    assert checks() == ["numbers"]
    assert checks(target=None) == ["empty"]
    units = [
        {"source": "Read more", "target": "اقرأ المزيد"},
        {"source": "Read more", "target": "المزيد"},
    ]
    assert checks(units=units) == ["inconsistent"]
    terms = [{"source": "talks", "target": "المباحثات"}]
    assert checks(glossary=terms) == ["glossary", "numbers"]
