"""Files of units through the checks: kept findings, several processes, damage, rules, XLIFF."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.errors import L10nError
from l10n.model import Finding, Locale, Severity
from l10n.project.check_rules import CheckRules
from l10n.project.checking_files import Outcome, Setting, Task, check_files
from l10n.project.findings import IN_MEMORY, Findings, dumped, loaded
from l10n.text.message import Message

HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WRONG = {
    "ar": "تستضيف القاعدة 2500 جندي.",
    "fa": "این پایگاه میزبان ۲۵۰۰ سرباز است.",
    "ur": "اڈے پر 2500 فوجی ہیں۔",
    "ckb": "بنکەکە ٢٥٠٠ سەربازی تێدایە.",
    "he": "בבסיס 2,500 חיילים.",
    "fr": "La base accueille 2\N{NARROW NO-BREAK SPACE}500 soldats.",
}


def catalog(folder: Path, locale: str, *entries: str) -> Path:
    path = folder / f"{locale}.po"
    body = entries or (f'msgid "The base hosts 2,400 soldiers."\nmsgstr "{WRONG[locale]}"\n',)
    path.write_text(HEADER.format(locale) + "\n".join(body), "utf-8")
    return path


def checked(
    paths: list[Path], setting: Setting | None = None, kept: Path = IN_MEMORY, *, jobs: int = 1
) -> list[Outcome]:
    tasks = [Task(path=path, shown=path.name) for path in paths]
    return list(check_files(tasks, setting or Setting(), Findings(kept), jobs=jobs))


def told(outcomes: list[Outcome]) -> list[tuple[str, str, int]]:
    return [(f.check, f.path, f.line) for one in outcomes for f in one.findings]


@pytest.mark.parametrize("locale", WRONG)
def test_any_catalog_tells_its_locale_and_gets_its_findings(tmp_path: Path, locale: str) -> None:
    (outcome,) = checked([catalog(tmp_path, locale)])
    assert told([outcome]) == [("numbers", f"{locale}.po", 6)]
    assert outcome.findings[0].locale == locale


def test_several_processes_say_what_one_says_in_the_same_order(tmp_path: Path) -> None:
    entries = [
        f'msgid "Unit {n} has 12 soldiers."\nmsgstr "وحدة {n} فيها {12 + n % 2} جندي."\n'
        for n in range(300)
    ]
    paths = []
    for n in range(6):
        folder = tmp_path / f"article{n}"
        folder.mkdir()
        paths.append(catalog(folder, "ar", *entries[: 300 - n]))
    one, two = checked(paths, jobs=1), checked(paths, jobs=2)
    assert told(one) == told(two)
    assert len(told(one)) > 600


def test_an_unchanged_file_is_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, kept = [catalog(tmp_path, locale) for locale in WRONG], tmp_path / "findings.db"
    first = checked(paths, kept=kept)

    def refuse(*_: object) -> None:
        raise AssertionError("a file that did not change was read as a catalog")

    with monkeypatch.context() as patched:
        patched.setattr("l10n.project.checking_sources.sheets_of", refuse)
        assert checked(paths, kept=kept) == first
    paths[0].write_text(paths[0].read_text("utf-8").replace("2500", "2400"), "utf-8")
    assert told(checked(paths, kept=kept)) == told(first)[1:]


def test_another_glossary_or_configuration_looks_again(tmp_path: Path) -> None:
    path, kept = catalog(tmp_path, "ar"), tmp_path / "findings.db"
    terms, config = tmp_path / "terms.csv", tmp_path / "l10n.toml"
    terms.write_text("id,source,pos,ar\nbase,base,noun,المعسكر\n", "utf-8")
    config.write_text("", "utf-8")
    assert len(told(checked([path], Setting(config=config), kept))) == 1
    named = Setting(config=config, glossaries=(terms,))
    assert {check for check, *_ in told(checked([path], named, kept))} == {"glossary", "numbers"}
    terms.write_text("id,source,pos,ar\nbase,base,noun,القاعدة\n", "utf-8")
    assert len(told(checked([path], named, kept))) == 1
    config.write_text("# changed\n", "utf-8")
    quiet = Setting(config=config, rules=CheckRules(off=frozenset({"numbers"})))
    assert told(checked([path], quiet, kept)) == []


def test_a_damaged_file_is_an_outcome_and_the_others_go_on(tmp_path: Path) -> None:
    good, bad = catalog(tmp_path, "ar"), tmp_path / "fa.po"
    bad.write_text(HEADER.format("fa") + 'msgid "x"\nmsgstr "y\n', "utf-8")
    outcomes = checked([bad, tmp_path / "gone.po", good])
    assert [isinstance(one.error, L10nError) for one in outcomes] == [True, True, False]
    assert "fa.po:" in str(outcomes[0].error)
    assert len(told(outcomes)) == 1


def test_findings_about_the_file_obey_the_rules_of_all_findings(tmp_path: Path) -> None:
    twice = 'msgid "Security"\nmsgstr "الأمن"\n'
    path = catalog(tmp_path, "ar", twice, twice)
    assert [check for check, *_ in told(checked([path]))] == ["catalog-duplicate"]
    rules = CheckRules(severities={"catalog-duplicate": Severity.INFO})
    (outcome,) = checked([path], Setting(rules=rules))
    assert [one.severity for one in outcome.findings] == [Severity.INFO]
    for off in (
        CheckRules(off=frozenset({"catalog-duplicate"})),
        CheckRules(off_by_locale={"ar": frozenset({"catalog-duplicate"})}),
    ):
        assert told(checked([path], Setting(rules=off))) == []
    path.write_text("# l10n: ignore=catalog-duplicate\n" + path.read_text("utf-8"), "utf-8")
    assert told(checked([path])) == []


def test_a_suppression_at_the_header_that_nothing_needs_is_told(tmp_path: Path) -> None:
    path = catalog(tmp_path, "ar", 'msgid "Security"\nmsgstr "الأمن"\n')
    path.write_text("# l10n: ignore=catalog-duplicate\n" + path.read_text("utf-8"), "utf-8")
    assert told(checked([path])) == [("unused-suppression", "ar.po", 2)]


@pytest.mark.parametrize("locale", WRONG)
def test_the_second_of_two_equal_entries_has_suppressions_of_its_own(
    tmp_path: Path, locale: str
) -> None:
    wrong = f'msgid "The base hosts 2,400 soldiers."\nmsgstr "{WRONG[locale]}"\n'
    path = catalog(
        tmp_path, locale, wrong, f"# l10n: ignore=numbers,catalog-duplicate known\n{wrong}"
    )
    assert told(checked([path])) == [("numbers", f"{locale}.po", 6)]


def test_xliff_is_checked_like_a_catalog(tmp_path: Path) -> None:
    path = tmp_path / "talks.xlf"
    path.write_text(
        '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="he">\n'
        '<file id="f"><unit id="u1"><segment state="translated">\n'
        "<source>The base hosts 2,400 soldiers.</source>\n"
        f"<target>{WRONG['he']}</target></segment></unit></file></xliff>\n",
        "utf-8",
    )
    (outcome,) = checked([path])
    assert told([outcome]) == [("numbers", "talks.xlf", 2)]
    assert outcome.findings[0].locale == "he"


def test_findings_that_were_kept_are_the_same_findings() -> None:
    message = Message("{found} for {wanted}", {"found": 13, "wanted": Locale("ar")})
    found = Finding(severity=Severity.WARNING, message=message, check="x", end=3, line=4, path="a")
    (again,) = loaded(dumped([found]))
    assert again == found
    assert again.message.pattern == "{found} for {wanted}"  # type: ignore[attr-defined]
