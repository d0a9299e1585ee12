"""Isolates stand only where the Unicode algorithm would show a run in the wrong place."""

from __future__ import annotations

import pytest

from l10n.build.direction import isolated, isolated_content
from l10n.model import Locale

LRI, RLI, PDI = (
    "\N{LEFT-TO-RIGHT ISOLATE}",
    "\N{RIGHT-TO-LEFT ISOLATE}",
    "\N{POP DIRECTIONAL ISOLATE}",
)
LEFT_ALONE = {
    "a Latin name inside an Arabic sentence": (
        "ar",
        "قال متحدث باسم Operation Inherent Resolve: نعم.",
    ),
    "a hyphenated designation": ("ar", "أسقطت طائرة F-16 قرب أربيل."),
    "a number in brackets after a Latin name": ("ur", "ادارہ ABC (1) نے کہا"),
    "an acronym in brackets": ("ar", "قوات الحشد (PMF) في العراق"),
    "numbers alone": ("fa", "در سال ۲۰۲۱ حدود ۲٬۴۰۰ سرباز"),
    "Sorani with a Latin word in it": ("ckb", "کۆمپانیای Reuters لە هەولێر ڕایگەیاند"),
    "a Hebrew sentence with a Latin name": ("he", "הסוכנות Reuters דיווחה"),
    "dates, amounts and addresses of machines": (
        "ar",
        "في 2024-01-27 خسر 1 234 567 دينارًا على 10.0.0.1:8080 من 10 إلى 20",
    ),
    "a telephone number with hyphens alone": ("he", "התקשרו 050-123-4567 היום"),
    "a telephone number in English": ("en", "Call +964 750 123 4567 now"),
    "English without any other script": ("en", "Nothing to see (here), 100%."),
    "Arabic in an English sentence": ("en", "the word سلام means peace"),
}
NEED_ONE = {
    "signs that belong to the name": ("ar", "نسخة C++ هي الأحدث", "C++"),
    "an address with a slash at its end": (
        "ar",
        "على http://a.example/b/ تجدونه",
        "http://a.example/b/",
    ),
    "a plus after a Latin word": ("fa", "شبکه 5G+ راه افتاد", "5G+"),
    "a telephone number behind a preposition": (
        "ar",
        "اتصل بـ+964 750 123 4567 الآن",
        "+964 750 123 4567",
    ),
    "a telephone number in Persian": ("fa", "تلفن +98 21 1234 5678 است", "+98 21 1234 5678"),
    "a telephone number in Persian digits": ("fa", "تلفن ۰۲۱ ۱۲۳۴ ۵۶۷۸ است", "۰۲۱ ۱۲۳۴ ۵۶۷۸"),
    "a telephone number with a code in brackets": ("ur", "فون (212) 555-0147 ہے", "(212) 555-0147"),
}


@pytest.mark.parametrize("case", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_a_run_that_is_shown_rightly_gets_nothing(case: tuple[str, str]) -> None:
    locale, line = case
    assert isolated(line, Locale.parse(locale)) == line


@pytest.mark.parametrize("case", NEED_ONE.values(), ids=NEED_ONE)
def test_a_run_that_would_be_torn_is_isolated(case: tuple[str, str, str]) -> None:
    locale, line, run = case
    assert isolated(line, Locale.parse(locale)) == line.replace(run, f"{LRI}{run}{PDI}")


def test_a_line_with_controls_of_its_own_stays_as_it_is() -> None:
    line = f"نسخة {LRI}C++{PDI} هي"
    assert isolated(line, Locale.parse("ar")) == line
    assert RLI not in isolated(line, Locale.parse("ar"))


@pytest.mark.parametrize(
    ("locale", "content", "expected"),
    [
        ("ar", "نسخة <b1>C++</b1> هي الأحدث", f"نسخة <b1>{LRI}C++{PDI}</b1> هي الأحدث"),
        ("fa", "شبکه <b1>تازه 5G+ راه</b1> افتاد", f"شبکه <b1>تازه {LRI}5G+{PDI} راه</b1> افتاد"),
        ("he", "הסוכנות <a1>Reuters</a1> דיווחה", "הסוכנות <a1>Reuters</a1> דיווחה"),
        ("ur", "ورژن C++ &lt;b1> ہے", "ورژن C++ &lt;b1> ہے"),
        ("ckb", "<b1>C</b1>++ نوێیە", f"{LRI}<b1>C</b1>++{PDI} نوێیە"),
    ],
    ids=[
        "a run in a tag",
        "a run beside others in a tag",
        "a run that is shown rightly",
        "escapes are left alone",
        "a run over the end of a tag",
    ],
)
def test_tags_are_no_part_of_the_line(locale: str, content: str, expected: str) -> None:
    assert isolated_content(content, Locale.parse(locale)) == expected
