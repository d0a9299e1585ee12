"""Catalogs to XLIFF, CSV and XLSX and back: nothing lost, nothing overwritten, what does not fit is listed."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.catalog import Catalog
from l10n.catalog.exchange.returned import Row, Side, merge
from l10n.catalog.exchange.sheet import guarded, read_sheet, unguarded, write_csv, write_xlsx
from l10n.catalog.exchange.xliff import VERSIONS, read_xliff, write_xliff
from l10n.catalog.exchange.xliff2_validate import validate
from l10n.errors import CatalogError
from l10n.model import State
from l10n.project.checking_sources import open_any

SUITES = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "formats" / "exchange"
KINDS = [*(f"xliff {version}" for version in VERSIONS), "csv", "xlsx"]

PO = r"""
msgid ""
msgstr "Language: %s\nContent-Type: text/plain; charset=UTF-8\n"

#. headline
#. Ain al-Asad = عين الأسد
msgctxt "headline"
msgid "Rockets hit <a1>Ain al-Asad</a1>"
msgstr "%s <a1>%s</a1>"

#. paragraph
#. limit: 42 characters a line
#, fuzzy
#| msgid "He left."
msgid "=1+1 is <em1>bold <br2/></em1> & \"quoted\"\tx"
msgstr "-%s <em1>%s<br2/></em1>"

msgid "He &lt;left&gt; <b>now</b>"
msgstr ""

msgid "One <a1>crossed <em2>pair</a1></em2>"
msgstr "%s <a1>x<em2>y</a1></em2>"

msgid "%%d drone"
msgid_plural "%%d drones"
msgstr[0] "%s %%d"
msgstr[1] "%s %%d"
"""
WORDS = {
    "ar": "طائرة",
    "fa": "پهپادها\N{ZERO WIDTH NON-JOINER}ی",
    "ur": "ڈرون",
    "ckb": "درۆن",
    "he": "רחפן",
    "fr": "drone",
}


def catalog(tmp_path: Path, locale: str = "ar") -> Catalog:
    path = tmp_path / f"{locale}.po"
    word = WORDS[locale]
    path.write_text(PO % (locale, *([word] * 7)), encoding="utf-8")
    return open_any(path)


def sent(kind: str, units: Catalog, tmp_path: Path) -> Path:
    path = tmp_path / f"sent.{'xlf' if kind.startswith('xliff') else kind}"
    if kind == "xlsx":
        write_xlsx(units, path)
    elif kind == "csv":
        path.write_bytes(write_csv(units).encode("utf-8-sig"))
    else:
        version = kind.split()[1]
        path.write_text(
            write_xliff(units, source="en", original="x.po", version=version), encoding="utf-8"
        )
    return path


def rows(path: Path) -> tuple[Row, ...]:
    return read_xliff(path)[0].rows if path.suffix == ".xlf" else read_sheet(path).rows


@pytest.mark.parametrize("locale", list(WORDS))
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_comes_back_as_it_left(tmp_path: Path, kind: str, locale: str) -> None:
    units = catalog(tmp_path, locale)
    back = rows(sent(kind, units, tmp_path))
    assert [(row.source, row.context, row.target, row.plurals) for row in back] == [
        (unit.source, unit.context, unit.target, unit.target_plurals) for unit in units.units
    ]
    result = merge(units, back)
    assert result.catalog.data == units.data
    assert (result.problems, result.missing, result.changed, result.confirmed) == (0, [], [], [])


@pytest.mark.parametrize("locale", list(WORDS))
def test_what_is_written_is_valid_xliff(tmp_path: Path, locale: str) -> None:
    text = write_xliff(catalog(tmp_path, locale), source="en", original="x.po")
    assert validate(text.encode()) == ()
    assert 'slr:sizeRestriction="42"' in text
    assert ("<gls:term>Ain al-Asad</gls:term>" in text) is True
    assert 'subState="l10n:fuzzy"' in text


def returned(units: Catalog, number: int, **changes: object) -> Row:
    """A row as `rows` would give it, some of it changed by somebody else."""
    from l10n.catalog.exchange.returned import identity, sent_mark

    unit = units.units[number]
    row = Row(
        source=unit.source,
        context=unit.context,
        target=unit.target,
        forms=tuple(enumerate(unit.target_plurals)),
        identity=identity(unit.key),
        sent=sent_mark(unit),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def test_a_returned_text_is_a_persons_and_wants_review_unless_it_says_reviewed(
    tmp_path: Path,
) -> None:
    units = catalog(tmp_path)
    plain = returned(units, 2, target="غادر", state=State.TRANSLATED)
    result = merge(units, [plain])
    unit = result.catalog.units[2]
    assert (unit.target, unit.fuzzy, unit.machine_owned) == ("غادر", True, False)
    assert not merge(units, [plain], reviewed=True).catalog.units[2].fuzzy
    final = merge(units, [returned(units, 2, target="غادر", state=State.FINAL)])
    assert not final.catalog.units[2].fuzzy


def test_an_unchanged_fuzzy_text_is_confirmed_by_its_state(tmp_path: Path) -> None:
    units = catalog(tmp_path)
    result = merge(units, [returned(units, 1, state=State.REVIEWED)])
    assert len(result.confirmed) == 1
    assert not result.catalog.units[1].fuzzy


@pytest.mark.parametrize(
    ("number", "changes", "where"),
    [
        (0, {"identity": "0" * 16}, "unknown"),
        (0, {"source": "Rockets hit <a1>Erbil</a1>", "target": "x <a1>y</a1>"}, "edited"),
        (0, {"target": "صواريخ بلا رابط"}, "broken"),
        (0, {"target": "صواريخ <a1>هنا</a1>", "sent": "s00000000r"}, "conflicts"),
    ],
    ids=["no such unit", "an edited source", "lost tags", "both sides changed it"],
)
def test_what_does_not_fit_is_listed_and_changes_nothing(
    tmp_path: Path, number: int, changes: dict[str, object], where: str
) -> None:
    units = catalog(tmp_path)
    result = merge(units, [returned(units, number, **changes)])
    assert len(getattr(result, where)) == result.problems == 1
    assert result.catalog.data == units.data


def test_theirs_or_ours_decides_where_both_sides_changed(tmp_path: Path) -> None:
    units = catalog(tmp_path)
    row = returned(units, 0, target="صواريخ <a1>هنا</a1>", sent="s00000000r")
    assert merge(units, [row], Side.THEIRS).catalog.units[0].target == row.target
    kept = merge(units, [row], Side.OURS)
    assert kept.catalog.data == units.data
    assert kept.problems == 0


def test_our_later_work_stays_where_they_did_not_touch_it(tmp_path: Path) -> None:
    before = catalog(tmp_path)
    back = rows(sent("xliff 2.1", before, tmp_path))
    later = before.with_units([replace(before.units[2], target="غادر الآن")])
    result = merge(later, back)
    assert result.catalog.data == later.data
    assert result.problems == 0


FORMS = ("صفر", "واحدة", "اثنتان", "قليل", "كثير", "أخرى")


@pytest.mark.parametrize(
    ("order", "lost"),
    [((5, 3, 1, 0, 2, 4), ()), ((0, 1, 2, 4, 5), (3,)), ((0, 1), (2, 3, 4, 5))],
    ids=["sorted by somebody", "one row deleted", "most rows deleted"],
)
@pytest.mark.parametrize("kind", ["csv", "xliff 2.1", "xliff 1.2"])
def test_no_plural_form_moves_or_goes(
    tmp_path: Path, kind: str, order: tuple[int, ...], lost: tuple[int, ...]
) -> None:
    path = tmp_path / "ar.po"
    texts = "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(FORMS))
    path.write_text(
        'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgid "One drone"\nmsgid_plural "Drones"\n' + texts,
        encoding="utf-8",
    )
    units = open_any(path)
    file = sent(kind, units, tmp_path)
    (row,) = rows(file)
    assert row.forms == tuple(enumerate(FORMS))
    edited = {number: f"{FORMS[number]} الآن" if number == 1 else FORMS[number] for number in order}
    result = merge(units, [replace(row, forms=tuple(sorted(edited.items())))])
    wanted = tuple(f"{form} الآن" if n == 1 else form for n, form in enumerate(FORMS))
    assert result.catalog.units[0].target_plurals == wanted
    assert bool(result.incomplete) is bool(lost)


def test_a_file_without_ids_never_takes_plural_forms_away(tmp_path: Path) -> None:
    units = catalog(tmp_path)
    row = Row(source="%d drone", target="واحدة %d")
    result = merge(units, [row], Side.THEIRS)
    assert result.incomplete == [row]
    assert result.catalog.data == units.data


def test_rows_of_one_message_may_stand_anywhere(tmp_path: Path) -> None:
    units = catalog(tmp_path)
    file = sent("csv", units, tmp_path)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        head, *body = csv.reader(stream)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([head, *reversed(body)])
    result = merge(units, [row for row in rows(file) if row.forms])
    assert result.catalog.data == units.data
    assert not result.problems


@pytest.mark.parametrize(
    ("target", "where"), [("", "emptied"), ("  ", "emptied")], ids=["nothing", "blanks"]
)
def test_an_emptied_target_is_listed_and_stays(tmp_path: Path, target: str, where: str) -> None:
    units = catalog(tmp_path)
    result = merge(units, [returned(units, 1, target=target)])
    assert len(getattr(result, where)) == 1
    assert result.catalog.data == units.data


def test_a_second_row_of_one_unit_is_listed(tmp_path: Path) -> None:
    units = catalog(tmp_path)
    rows_ = [returned(units, 2, target=text) for text in ("أول", "ثان")]
    result = merge(units, rows_)
    assert result.catalog.units[2].target == "أول"
    assert result.doubled == [rows_[1]]


def test_a_state_that_was_sent_is_nobodys_approval(tmp_path: Path) -> None:
    units = catalog(tmp_path)
    sent_state = returned(units, 0, target="قصف <a1>هنا</a1>", state=State.REVIEWED)
    assert merge(units, [sent_state]).catalog.units[0].fuzzy
    assert not merge(units, [replace(sent_state, state=State.FINAL)]).catalog.units[0].fuzzy


@pytest.mark.parametrize("kind", KINDS)
def test_line_ends_and_odd_characters_return_too(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "ar.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: ar\\n"\n\n#. a note \ufffe\nmsgid "a\\r\\nb"\nmsgstr "x\\ry"\n',
        encoding="utf-8",
    )
    units = open_any(path)
    (row,) = rows(sent(kind, units, tmp_path))
    assert (row.source, row.target) == ("a\r\nb", "x\ry")


def test_units_that_did_not_return_are_missing(tmp_path: Path) -> None:
    units = catalog(tmp_path)
    result = merge(units, [returned(units, 0)])
    assert [unit.source for unit in result.missing] == [u.source for u in units.units[1:]]


@pytest.mark.parametrize(
    "text", ["=SUM(A1)", "+1", "-5 %", "@home", "\tx", "'=x", "''-1", "plain", "'quoted'", "", "٥-"]
)
def test_no_text_is_a_formula_and_every_text_returns(text: str) -> None:
    assert guarded(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert unguarded(guarded(text)) == text


def test_a_unit_that_another_tool_segmented_is_one_again(tmp_path: Path) -> None:
    units = catalog(tmp_path)
    path = sent("xliff 2.1", units, tmp_path)
    text = path.read_text(encoding="utf-8")
    whole = "<source>He &amp;lt;left&amp;gt; &lt;b&gt;now&lt;/b&gt;</source>"
    assert whole in text
    cut = (
        "<source>He &amp;lt;left&amp;gt; </source><target>انه </target></segment>"
        "<segment state='reviewed'><source>&lt;b&gt;now&lt;/b&gt;</source><target>الان</target>"
    )
    path.write_text(text.replace(whole, cut), encoding="utf-8")
    (row,) = (row for row in rows(path) if row.source.startswith("He"))
    assert (row.source, row.target) == (units.units[2].source, "انه الان")


def test_another_tools_xliff_is_read_with_its_codes_as_tags(tmp_path: Path) -> None:
    path = tmp_path / "other.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.html" '
        'source-language="en" target-language="he" datatype="html"><body><trans-unit id="7">'
        '<source>The <g id="1">base</g><x id="2"/></source>'
        '<target state="translated">ה<g id="1">בסיס</g><x id="2"/></target></trans-unit></body></file></xliff>',
        encoding="utf-8",
    )
    (batch,) = read_xliff(path)
    assert (batch.source, batch.locale, batch.original) == ("en", "he", "a.html")
    assert batch.rows[0].source == "The <ph1>base</ph1><ph2/>"
    assert batch.rows[0].target == "ה<ph1>בסיס</ph1><ph2/>"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.xlf", b"<xliff", "not well-formed"),
        ("x.xlf", b"<tmx/>", "no XLIFF"),
        ("x.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "declares an entity"),
        ("x.csv", b"source,target,state\na,b,done\n", "x.csv:2: has the state 'done'"),
        (
            "x.xlf",
            b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"><file id="f"><unit id="u"><segment><source><cp hex="D800"/></source></segment></unit></file></xliff>',
            "no character that a text can hold",
        ),
        ("x.csv", b"a,b\n1,2\n", "no columns 'source' and 'target'"),
        ("x.csv", "source,target\nété,x".encode("latin-1"), "not UTF-8"),
        ("x.xlsx", b"PK nothing", "no workbook"),
    ],
    ids=[
        "cut off",
        "another format",
        "an entity",
        "an odd state",
        "no character",
        "other columns",
        "Latin-1",
        "no zip",
    ],
)
def test_a_file_that_cannot_be_used_is_a_clear_error(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CatalogError, match=says):
        rows(path)


@pytest.mark.skipif(not SUITES.exists(), reason="the shared XLIFF suites are not here")
@pytest.mark.parametrize(
    ("suite", "valid", "invalid"), [("xliff-21", 59, 162), ("xliff-22", 60, 163)]
)
def test_the_suites_of_oasis_are_accepted_and_rejected(
    suite: str, valid: int, invalid: int
) -> None:
    found = {True: [0, 0], False: [0, 0]}
    for path in SUITES.joinpath(suite).glob("*/*/*.xlf"):
        faults = validate(path.read_bytes())
        # one "valid" file of 2.2 uses a prefix that it does not declare
        good = path.parent.name == "valid" and path.name != "Good-pgs_plural.xlf"
        found[good][bool(faults)] += 1
    assert found == {True: [valid, 0], False: [0, invalid]}
