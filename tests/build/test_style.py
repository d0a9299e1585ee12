"""House style: digits, quotation marks, spaces and months of what is published."""

from __future__ import annotations

import pytest

from l10n.build.style import Style, styled
from l10n.model import Locale

NARROW = "\N{NARROW NO-BREAK SPACE}"
WIDE = "\N{NO-BREAK SPACE}"

CASES = {
    "thousands, decimals and per cent in Arabic digits": (
        *("ar", Style(digits="arab"), "قتل 2,400 شخص و3.5% منهم"),
        "قتل ٢٬٤٠٠ شخص و٣٫٥٪ منهم",
    ),
    "the parts of a date, a time and a score stay apart": (
        *("ar", Style(digits="arab"), "في 27/1/2024 و27.1.2024 و2024-01-27 عند 10:30، 3-1"),
        "في ٢٧/١/٢٠٢٤ و٢٧.١.٢٠٢٤ و٢٠٢٤-٠١-٢٧ عند ١٠:٣٠، ٣-١",
    ),
    "addresses of machines and their ports are copied": (
        *("ar", Style(digits="arab"), "192.168.0.1:8080 و2001:db8::1 وlocalhost:80 والمنفذ 80 و80"),
        "192.168.0.1:8080 و2001:db8::1 وlocalhost:80 والمنفذ 80 و٨٠",
    ),
    "versions and models keep their digits, amounts beside a Latin name do not": (
        *("ar", Style(digits="arab"), "الإصدار 3.11 و1.2.3 وWindows 11، BBC 2,400 وNBC 25%"),
        "الإصدار 3.11 و1.2.3 وWindows 11، BBC ٢٬٤٠٠ وNBC ٢٥٪",
    ),
    "telephone numbers are dialled": (
        *("ckb", Style(digits="arab"), "تەلەفۆن 0750 123 4567 و +964 770 123 4567، 2003-2011"),
        "تەلەفۆن 0750 123 4567 و +964 770 123 4567، ٢٠٠٣-٢٠١١",
    ),
    "a telephone number behind a preposition": (
        *("ar", Style(digits="arab"), "اتصل بـ+964 750 123 4567 قبل 27"),
        "اتصل بـ+964 750 123 4567 قبل ٢٧",
    ),
    "numbers of books and street addresses": (
        *("fa", Style(digits="arabext"), "شابک 978-3-16-148410-0 در 10 Downing Street، 4-2-3-1"),
        "شابک 978-3-16-148410-0 در 10 Downing Street، ۴-۲-۳-۱",
    ),
    "forms, models and epidemics": (
        *("ur", Style(digits="arabext"), "COVID-19، B-52، H1N1، I-9، S/2024/12 اور 24/7"),
        "COVID-19، B-52، H1N1، I-9، S/2024/12 اور ۲۴/۷",
    ),
    "a code is given Western digits where the house has them": (
        *("ar", Style(digits="latn"), "F-١٦ و١٩٢.١٦٨.٠.١"),
        "F-16 و192.168.0.1",
    ),
    "a fraction behind groups of India, or behind a space": (
        *("ur", Style(digits="arabext"), f"12,34,567.89 اور 1{WIDE}234,5 اور 1{WIDE}234.5"),
        f"۱۲٬۳۴٬۵۶۷٫۸۹ اور ۱{WIDE}۲۳۴٫۵ اور ۱{WIDE}۲۳۴٫۵",
    ),
    "names, addresses, placeholders and code keep their digits": (
        *("ar", Style(digits="arab"), "طائرة F-16 و5G https://x.org/24 {0} <code1>a 5</code1> 7"),
        "طائرة F-16 و5G https://x.org/24 {0} <code1>a 5</code1> ٧",
    ),
    "the numbers in tags are no text": (
        *("ar", Style(digits="arab"), "<a1>12</a1><br2/>"),
        "<a1>١٢</a1><br2/>",
    ),
    "Western digits for Arabic ones": (
        *("ar", Style(digits="latn"), "قتل ٢٬٤٠٠ شخص و٣٫٥٪"),
        "قتل 2,400 شخص و3.5%",
    ),
    "Western digits with Morocco's separators": (
        *("ar-MA", Style(digits="latn"), "٢٬٤٠٠ و٣٫٥"),
        "2.400 و3,5",
    ),
    "Persian digits": (
        *("fa", Style(digits="arabext"), "2,400 نفر و 3.5 درصد"),
        "۲٬۴۰۰ نفر و ۳٫۵ درصد",
    ),
    "Urdu with Indian groups": (
        *("ur", Style(digits="arabext"), "2,40,000 روپے"),
        "۲٬۴۰٬۰۰۰ روپے",
    ),
    "Sorani digits": (*("ckb", Style(digits="arab"), "27 کەس"), "٢٧ کەس"),
    "a date alone in Iran": (
        *("fa", Style(calendar="persian", digits="arabext"), "<time1>۲۸ ژانویه ۲۰۲۴</time1>"),
        "<time1>۸ بهمن ۱۴۰۲</time1>",
    ),
    "a date alone in Afghanistan": (
        *("fa-AF", Style(calendar="persian"), "28 جنوری 2024"),
        "8 دلو 1402",
    ),
    "a date alone by Umm al-Qura": (
        *("ar", Style(calendar="islamic-umalqura"), "28 يناير 2024"),
        "16 رجب 1445 هـ",
    ),
    "a date alone in Urdu": (
        *("ur", Style(calendar="islamic-umalqura"), "28 جنوری 2024"),
        "16 رجب\N{ARABIC COMMA} 1445 ہجری",
    ),
    "a date's month in the Levant": (
        *("ar", Style(months="levantine"), "في 27 يناير 2024 وفي يناير"),
        "في 27 كانون الثاني 2024 وفي يناير",
    ),
    "a prefix stays before the month": (
        *("ar", Style(months="levantine"), "بيناير 2024"),
        "بكانون الثاني 2024",
    ),
    "a month of both namings becomes the Gulf's": (
        *("ar", Style(months="gulf"), "في 17 آذار/مارس 2021"),
        "في 17 مارس 2021",
    ),
    "a name with a month in it is no date": (
        *("ar", Style(months="gulf"), "منظمة أيلول الأسود"),
        "منظمة أيلول الأسود",
    ),
    "both namings, once": (
        *("ar", Style(months="both"), "في 28 كانون الثاني و27 كانون الثاني/يناير 2024"),
        "في 28 كانون الثاني/يناير و27 كانون الثاني/يناير 2024",
    ),
    "straight marks become guillemets": (
        *(
            "ar",
            Style(quotes="«»"),
            'قال "نعم" و"لا" ثم \N{LEFT DOUBLE QUOTATION MARK}حسنا\N{RIGHT DOUBLE QUOTATION MARK}.',
        ),
        "قال «نعم» و«لا» ثم «حسنا».",
    ),
    "a quotation inside another": (
        *("ru", Style(quotes="cldr"), 'Он сказал: "да "нет" да".'),
        "Он сказал: «да \N{DOUBLE LOW-9 QUOTATION MARK}нет\N{LEFT DOUBLE QUOTATION MARK} да».",
    ),
    "a Hebrew acronym keeps its mark": (
        *(
            "he",
            Style(quotes="\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"),
            'דובר צה"ל אמר "כן".',
        ),
        'דובר צה"ל אמר \N{LEFT DOUBLE QUOTATION MARK}כן\N{RIGHT DOUBLE QUOTATION MARK}.',
    ),
    "marks that do not pair are left alone": (
        *("fa", Style(quotes="cldr"), 'گفت "بله'),
        'گفت "بله',
    ),
    "corners in traditional Chinese": (
        *("zh-Hant", Style(quotes="cldr"), '他說"是"。'),
        "他說「是」。",
    ),
    "French spaces": (
        *("fr", Style(quotes="cldr", spaces="french"), 'Il dit "oui": vraiment? Yahoo!'),
        f"Il dit «{WIDE}oui{WIDE}»{WIDE}: vraiment{NARROW}? Yahoo!",
    ),
    "French spaces behind a tag": (
        *("fr", Style(spaces="french"), "Est-ce <a1>lui</a1>? Oui <code2/>!"),
        f"Est-ce <a1>lui</a1>{NARROW}? Oui <code2/>{NARROW}!",
    ),
    "Canada's French has fewer": (
        *("fr-CA", Style(spaces="french"), "Il dit: vraiment?"),
        f"Il dit{WIDE}: vraiment?",
    ),
    "the spaces of guillemets go with them": (
        *(
            "fr",
            Style(quotes="\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"),
            f"Il dit «{WIDE}oui{WIDE}».",
        ),
        "Il dit \N{LEFT DOUBLE QUOTATION MARK}oui\N{RIGHT DOUBLE QUOTATION MARK}.",
    ),
}


@pytest.mark.parametrize(("tag", "style", "target", "expected"), CASES.values(), ids=CASES)
def test_published_text_follows_the_house(
    tag: str, style: Style, target: str, expected: str
) -> None:
    locale = Locale.parse(tag)
    source = "Sunday, January 28, 2024" if style.calendar else "He said yes. Yahoo!"
    built = styled(target, style, locale, source)
    assert built == expected
    assert styled(built, style, locale, source) == built, "twice is once"


@pytest.mark.parametrize(
    "source",
    ["The talks of January 28, 2024", "January 2024", "April 31, 2024", "28", "2024-13-01"],
)
def test_what_is_no_date_alone_stays(source: str) -> None:
    style = Style(calendar="persian")
    assert styled("28 ژانویه 2024", style, Locale.parse("fa"), source) == "28 ژانویه 2024"


@pytest.mark.parametrize(
    ("language", "source"),
    [
        *(("en", "28 January 2024"), ("en", "Jan. 28, 2024"), ("en", "2024-01-28")),
        *(("fr", "dimanche 28 janvier 2024"), ("ar", "28 كانون الثاني/يناير 2024")),
        *(("de", "28. Januar 2024"), ("es", "28 de enero de 2024")),
    ],
)
def test_a_date_alone_is_read_in_the_source_language(language: str, source: str) -> None:
    style = Style(calendar="persian")
    built = styled("x", style, Locale.parse("fa"), source, language=language)
    assert built == "8 بهمن 1402"


def test_no_style_changes_nothing() -> None:
    text = 'قال "نعم" 2,400 في 27 يناير'
    assert styled(text, Style(), Locale.parse("ar")) == text
