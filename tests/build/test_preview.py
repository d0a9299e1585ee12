"""The preview page: both texts, both directions, findings where they stand, nothing executed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from l10n.build.preview import page
from l10n.formats import parse
from l10n.model import Finding, Locale, Severity, Unit
from l10n.segmentation.document import segment
from l10n.text.message import say

EN = Locale.parse("en")
SENTENCE = "Officials met <b1>Sudani</b1> today."


def preview(locale: str, target: str, *findings: Finding, source: Locale = EN) -> str:
    raw = b"<h1>Talks</h1><p>Officials met <b>Sudani</b> today.</p>"
    document = replace(parse(raw, "story.html"), locale=source.tag)
    unit = Unit(source=SENTENCE, target=target)
    return page(
        segment(document),
        {unit.key: unit},
        [replace(f, source=SENTENCE, target=target) for f in findings],
        source=source,
        target=Locale.parse(locale),
        title="talks",
    )


@pytest.mark.parametrize(
    ("locale", "target", "direction"),
    [
        ("ar", "التقى المسؤولون <b1>السوداني</b1> اليوم.", "rtl"),
        ("fa", "مسئولان امروز با <b1>سودانی</b1> دیدار کردند.", "rtl"),
        ("ur", "حکام نے آج <b1>سودانی</b1> سے ملاقات کی۔", "rtl"),
        ("ckb", "بەرپرسان ئەمڕۆ چاویان بە <b1>سوودانی</b1> کەوت.", "rtl"),
        ("he", "הבכירים נפגשו היום עם <b1>סודאני</b1>.", "rtl"),
        ("fr", "Les responsables ont vu <b1>Soudani</b1> aujourd’hui.", "ltr"),
    ],
)
def test_each_side_has_its_language_and_direction(locale: str, target: str, direction: str) -> None:
    shown = preview(locale, target)
    assert 'lang="en" dir="ltr">Officials met' in shown
    assert f'lang="{locale}" dir="{direction}">{target.split("<", maxsplit=1)[0]}' in shown
    assert '<span class="tag">&lt;b1&gt;</span>' in shown


def test_a_finding_is_marked_where_it_stands_and_listed() -> None:
    found = Finding(severity=Severity.ERROR, check="names", message="not <Soudani>", start=0, end=3)
    shown = preview("fr", "Les responsables", found)
    assert '<mark class="error" title="names: not &lt;Soudani&gt;">Les</mark> responsables' in shown
    assert '<li class="error">error, names: not &lt;Soudani&gt;</li>' in shown


def test_a_unit_without_a_target_shows_its_source_in_its_language() -> None:
    shown = preview("ar", "x")
    assert '<bdi class="missing" lang="en" title="not translated">Talks</bdi>' in shown


def test_text_is_never_markup() -> None:
    shown = preview("fr", "<script>alert(1)</script>")
    assert "<script>" not in shown


def test_tags_run_left_to_right_in_every_cell() -> None:
    shown = preview("he", "הבכירים נפגשו היום עם <b1>סודאני</b1>.")
    style = shown[: shown.index("</style>")]
    (rule,) = (part for part in style.split("}") if part.strip().startswith(".tag{"))
    assert "direction:ltr" in rule
    assert "unicode-bidi:isolate" in rule


def test_what_stands_in_a_message_is_isolated_from_its_sentence() -> None:
    message = say("{found} is to be called {wanted}", found="Sudani", wanted="السوداني")
    found = Finding(severity=Severity.ERROR, check="glossary", message=message)
    assert "<bdi>السوداني</bdi></li>" in preview("ar", "سوداني", found)
