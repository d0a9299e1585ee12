"""Numbers, measures, dates and their words in the languages' own spellings."""

from __future__ import annotations

import pytest

from l10n.text.dates import months, solar_days
from l10n.text.measures import alike, quantities
from l10n.text.number_words import values_in_words
from l10n.text.numbers import numbers
from l10n.text.plural_forms import plural_counts
from l10n.text.reading import Reading


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "2,400 soldiers", 2400),
        ("en", "3.5 percent", 3.5),
        ("en", "$2.8bn", 2.8e9),
        ("ar", "٢٬٤٠٠ جندي", 2400),
        ("ar", "240 ألف عنصر", 240_000),
        ("fa", "۲۴۰ هزار نفر", 240_000),
        ("ur", "86 ممالک", 86),
        ("he", "240 אלף איש", 240_000),
        ("hi", "2,40,000", 240_000),
        ("fr", "240\N{NARROW NO-BREAK SPACE}000", 240_000),
        ("de", "240.000", 240_000),
        ("es", "2,4", 2.4),
        ("zh", "24万", 240_000),
        ("ru", "240 тыс. человек", 240_000),
    ],
)
def test_a_number_has_its_value(language: str, text: str, value: float) -> None:
    assert numbers(Reading(text, language))[0].value == value


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "two hundred and fifty", 250),
        ("fr", "quatre-vingt-dix", 90),
        ("de", "zweihundertfünfzig", 250),
        ("ar", "ثمانين في المئة", 80),
        ("fa", "هشتاد درصد", 80),
        ("ru", "пятьдесят", 50),
        ("zh", "二〇二三", 2023),
        ("zh", "三百五十", 350),
    ],
)
def test_words_may_stand_for_a_value(language: str, text: str, value: float) -> None:
    assert value in values_in_words(Reading(text, language))


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("en", "on January 27", 1),
        ("ar", "في 27 كانون الثاني", 1),
        ("ar", "في 27 يناير", 1),
        ("fa", "۲۷ ژانویه", 1),
        ("ur", "27 جنوری", 1),
        ("he", "27 בינואר", 1),
        ("ru", "27 января", 1),
        ("zh", "1月27日", 1),
    ],
)
def test_a_month_is_known_by_all_its_names(language: str, text: str, month: int) -> None:
    (found,) = months(Reading(text, language))
    assert (found.number, found.day) == (month, 27)


def test_new_year_in_iran_is_in_march() -> None:
    assert (1, 1) in solar_days(3, 21)


def test_both_numbers_of_a_span_have_its_unit() -> None:
    assert [q.units for q in quantities(Reading("2 to 4 inches of rain", "en"))] == [("inch",)] * 2


def test_feet_and_inches_are_one_measure() -> None:
    (height,) = quantities(Reading("the 6-foot-6 forward", "en"))
    assert alike(height.number.value, "foot", 1.98, "m")


@pytest.mark.parametrize(
    ("tag", "counts"), [("ar", {6}), ("ru", {3, 4}), ("fr", {2, 3}), ("zh", {1}), ("fa", {1, 2})]
)
def test_plural_forms_are_those_of_whole_numbers_or_all_of_cldr(tag: str, counts: set[int]) -> None:
    from l10n.model import Locale

    assert plural_counts(tag, Locale.parse(tag).plural_forms) == counts
