"""`l10n check`: report formats, baselines, changes since a revision, fixes, suppressions."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from l10n.cli.everywhere import command_of
from l10n.project import open_project
from tests.conftest import l10n, put_target

SOURCE = "Troops stay at Ain al-Asad."
NUMBERS = "The base hosts 2,400 soldiers."


@pytest.fixture
def faulty(small: Path) -> Path:
    """A project whose Arabic catalog has a wrong number and a wrong name."""
    project = open_project(small)
    project.extract(project.articles()[0], "ar")
    put_target(small, NUMBERS, "تستضيف القاعدة 2500 جندي.")
    put_target(small, SOURCE, "تبقى القوات في قاعدة أخرى.")
    return small


def found(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    said = l10n("check", "-l", "ar", "--format", "json", *arguments, cwd=folder)
    report = json.loads(said.out)
    assert report["version"] == 1
    return sorted((one["check"], one["severity"]) for one in report["findings"])


def test_a_wrong_number_and_a_wrong_name_are_errors_and_the_exit_code_is_1(faulty: Path) -> None:
    said = l10n("check", "-l", "ar", cwd=faulty)
    assert said.code == 1
    assert "locales/ar/talks.po:" in said.out
    assert ("numbers", "error") in found(faulty)
    assert ("glossary", "error") in found(faulty)
    assert l10n("check", "-l", "ar", "--fail-on", "never", cwd=faulty).code == 0


@pytest.mark.parametrize("form", ["sarif", "html"])
def test_a_report_may_have_any_format(faulty: Path, form: str) -> None:
    said = l10n("check", "-l", "ar", "--format", form, cwd=faulty)
    assert "locales/ar/talks.po" in said.out
    assert (said.code, said.err) == (1, "")


def test_a_baseline_hides_what_was_there_and_nothing_new(faulty: Path) -> None:
    written = l10n("check", "-l", "ar", "--baseline", "known.json", "--update-baseline", cwd=faulty)
    assert written.code == 0, written.err
    assert l10n("check", "-l", "ar", "--baseline", "known.json", cwd=faulty).code == 0
    put_target(faulty, "Talks in Erbil end", "انتهاء المحادثات في بغداد")
    assert ("glossary", "error") in found(faulty, "--baseline", "known.json")
    missing = l10n("check", "-l", "ar", "--baseline", "gone.json", cwd=faulty)
    assert missing.code == 2
    assert "gone.json" in missing.err


def test_only_what_changed_since_a_revision_is_looked_at(faulty: Path) -> None:
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "x"],
    ):
        subprocess.run(["git", *command], cwd=faulty, check=True)
    assert found(faulty, "--changed", "HEAD") == []
    put_target(faulty, "Talks in Erbil end", "انتهاء المحادثات في بغداد")
    assert found(faulty, "--changed", "HEAD") == [("glossary", "error")]
    unknown = l10n("check", "--changed", "no-such-revision", cwd=faulty)
    assert unknown.code == 2
    assert "no-such-revision" in unknown.err


def test_a_suppression_in_the_catalog_holds_and_an_unused_one_is_reported(faulty: Path) -> None:
    po = faulty / "locales/ar/talks.po"
    text = po.read_text("utf-8")
    entry = f'msgid "{NUMBERS}"'
    at = text.rindex("\n\n", 0, text.index(entry)) + 2
    po.write_text(
        text[:at] + "# l10n: ignore=numbers,tatweel the count was updated\n" + text[at:], "utf-8"
    )
    checks = found(faulty)
    assert ("numbers", "error") not in checks
    assert ("unused-suppression", "info") in checks
    put_target(faulty, NUMBERS, "تستضيف القاعدة 2600 جندي.")
    assert "ignore=numbers,tatweel" in po.read_text("utf-8")


def test_the_configuration_switches_off_and_changes_severities(faulty: Path) -> None:
    config = faulty / "l10n.toml"
    plain = config.read_text()
    config.write_text(
        plain + '[checks.ar]\noff = ["numbers"]\n[checks.severity]\nglossary = "info"\n'
    )
    assert found(faulty) == [("glossary", "info")]
    config.write_text(plain + '[checks]\noff = ["no-such-check"]\n')
    said = l10n("check", cwd=faulty)
    assert said.code == 2
    assert "checks.off" in said.err


LOOSE = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "12 soldiers of Kataib Hizbullah"\nmsgstr "{}"\n'
)


def test_a_folder_of_catalogs_can_be_checked_without_a_project(tmp_path: Path) -> None:
    """With a glossary, again, below another folder, and beside a damaged file."""
    po = tmp_path / "po"
    po.mkdir()
    (po / "fa.po").write_text(
        LOOSE.format("fa", "۱۳ سرباز کتائب حزب\N{ZERO WIDTH NON-JOINER}الله"), "utf-8"
    )
    (po / "ar.po").write_text(LOOSE.format("ar", "12 جندياً من حزب الله"), "utf-8")
    (tmp_path / "names.csv").write_text(
        "id,source,pos,ar\nk,Kataib Hizbullah,proper-name,كتائب حزب الله\n", "utf-8"
    )
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = ("check", "po", "--glossary", "names.csv", "--format", "json")
    first = l10n(*command, cwd=tmp_path, env=env)
    findings = json.loads(first.out)["findings"]
    assert [(one["check"], one["path"], one["line"]) for one in findings] == [
        ("glossary", "po/ar.po", 6),
        ("numbers", "po/fa.po", 6),
    ]
    assert first.code == 1
    assert (tmp_path / "cache" / "l10n" / "findings.db").is_file()
    elsewhere = l10n("-C", str(tmp_path), *command, cwd=tmp_path / "po", env=env)
    assert (elsewhere.out, elsewhere.code) == (first.out, 1)
    (po / "he.po").write_text('msgid "x"\nmsgstr "y\n', "utf-8")
    damaged = l10n(*command, "--fail-on", "never", cwd=tmp_path, env=env)
    assert damaged.code == 2
    assert "po/he.po:" in damaged.err
    assert len(json.loads(damaged.out)["findings"]) == 2


def test_a_report_for_people_says_which_files_were_not_checked(tmp_path: Path) -> None:
    (tmp_path / "he.po").write_text('msgid "x"\nmsgstr "y\n', "utf-8")
    (tmp_path / "ur.po").write_text(LOOSE.format("ur", "کتائب حزب اللہ کے 12 سپاہی"), "utf-8")
    said = l10n("check", ".", cwd=tmp_path, env={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    assert said.code == 2
    assert said.out.splitlines()[-2:] == [
        "no findings in what could be read",
        "not checked, because they cannot be read: he.po",
    ]


UNIT = '<unit id="u{0}"><segment><source>{1}</source><target>{2}</target></segment></unit>'
DOCUMENT = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ar">'
    '<file id="f">{}</file></xliff>'
)


def test_an_xliff_file_is_compared_unit_by_unit_and_not_written(tmp_path: Path) -> None:
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    path = tmp_path / "talks.xlf"
    first = UNIT.format(1, "The base hosts 2,400 soldiers.", "تستضيف القاعدة 2500 جندي.")
    path.write_text(DOCUMENT.format(first), "utf-8")
    for command in (
        ["init", "-q"],
        ["add", "talks.xlf"],
        ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "x"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    second = UNIT.format(2, "Talks began on 12 May.", "بدأت المحادثات  في 12 مايو.")
    path.write_text(DOCUMENT.format(first + second), "utf-8")
    told = l10n("check", ".", "--changed", "HEAD", "--format", "json", cwd=tmp_path, env=env)
    assert [one["check"] for one in json.loads(told.out)["findings"]] == ["double-space"]
    before = path.read_bytes()
    fixing = l10n("check", ".", "--fix", cwd=tmp_path, env=env)
    assert "--fix writes PO files only; left as they are: talks.xlf" in fixing.err
    assert path.read_bytes() == before


def test_the_checks_can_be_listed(tmp_path: Path) -> None:
    captions = json.loads(l10n("checks", "--json", cwd=tmp_path).out)
    assert captions["first-mention"].startswith("A term is written out at its first mention")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (("check", "po"), "check"),
        (("-C", "check", "status"), "status"),
        (("--color=never", "-q", "checks"), "checks"),
        (("--help",), ""),
        ((), ""),
    ],
    ids=["a name", "a folder called check", "options before it", "only an option", "nothing"],
)
def test_the_command_is_the_first_word_that_is_no_option(told: tuple[str, ...], name: str) -> None:
    assert command_of(told) == name
