"""What holds for all checks together, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.checks import Context, run, worst_first
from l10n.model import Locale, Severity, Unit

LOCALES = ("ar", "fa", "ur", "ckb", "he", "fr", "ru", "zh-Hans", "tr", "hi", "th", "de")
EN = Locale("en")
_PIECES = st.sampled_from(
    [
        *(
            "The talks began.",
            "2,400",
            "January 27",
            '"',
            "«",
            "»",
            "(",
            ")",
            "<b>",
            "</b1>",
            "{0}",
        ),
        *(
            "%(name)s",
            "https://a.org/",
            "[x](y)",
            "**",
            "`",
            "&amp;",
            "?",
            "؟",
            "۔",
            "。",
            "\n",
            "  ",
        ),
        *("المحادثات", "می روند", "ہیں", 'צה"ל', "Ирaк", "24万", "\N{ZERO WIDTH NON-JOINER}", "٣٠"),
        *(
            "\N{RIGHT-TO-LEFT EMBEDDING}",
            "\N{COMBINING ACUTE ACCENT}",
            "\N{MAN}\N{ZERO WIDTH JOINER}",
            "-",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=8).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(source=TEXTS, target=TEXTS, tag=st.sampled_from(LOCALES))
def test_any_text_is_checked_and_findings_point_into_it(source: str, target: str, tag: str) -> None:
    units = (Unit(source=source, target=target), Unit(source=target, target=source))
    context = Context(source=EN, target=Locale.parse(tag), neighbours=units, max_headline=20)
    for unit in units:
        for one in run(unit, context):
            assert 0 <= one.start <= one.end <= len(unit.target), one
            assert 0 <= one.source_start <= one.source_end <= len(unit.source), one
            assert one.fix is None or 0 <= one.fix.start <= one.fix.end <= len(unit.target), one
            assert one.check
            assert one.message


@pytest.mark.parametrize("tag", LOCALES)
def test_a_check_that_the_unit_ignores_says_nothing(tag: str) -> None:
    unit = Unit(source="12 talks", target="13 ", ignored_checks=("numbers",))
    found = run(unit, Context(source=EN, target=Locale.parse(tag)))
    assert "numbers" not in {one.check for one in found}


def test_the_worst_stand_first_in_one_place() -> None:
    unit = Unit(source="There are 12.", target="Il y en a 13 !")
    found = worst_first(run(unit, Context(source=EN, target=Locale("fr"))))
    assert [one.severity for one in found] == sorted(
        (one.severity for one in found), key=lambda severity: -severity.rank
    )
    assert found[0].severity is Severity.ERROR


def test_a_message_remembers_its_pattern() -> None:
    (found,) = run(
        Unit(source="12", target="13"), Context(source=EN, target=Locale("fr")), ("numbers",)
    )
    assert found.message == "the number 12 of the source is 13 here"
