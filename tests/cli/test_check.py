"""`l10n check`: report formats, baselines, changes since a revision, fixes, suppressions."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import l10n

SOURCE = "Troops stay at Ain al-Asad."
NUMBERS = "The base hosts 2,400 soldiers."


@pytest.fixture
def faulty(small: Path) -> Path:
    """A project whose Arabic catalog has a wrong number and a wrong name."""
    l10n("extract", cwd=small)
    put(small, NUMBERS, "تستضيف القاعدة 2500 جندي.")
    put(small, SOURCE, "تبقى القوات في قاعدة أخرى.")
    return small


def put(folder: Path, source: str, target: str, locale: str = "ar") -> None:
    po = f"locales/{locale}/talks.po"
    said = l10n("po", "set", po, "--source", source, "--target", target, cwd=folder)
    assert said.code == 0, said.err


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


def test_sarif_names_rules_places_and_fingerprints(faulty: Path) -> None:
    log = json.loads(l10n("check", "-l", "ar", "--format", "sarif", cwd=faulty).out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "locales/ar/talks.po"
        assert place["region"]["startLine"] > 0
        assert result["partialFingerprints"]


def test_junit_counts_its_failures(faulty: Path) -> None:
    root = ET.fromstring(l10n("check", "-l", "ar", "--format", "junit", cwd=faulty).out)
    assert int(root.get("failures", "0")) == len(root.findall(".//failure")) >= 2


def test_github_commands_are_one_line_each(faulty: Path) -> None:
    lines = l10n("check", "-l", "ar", "--format", "github", cwd=faulty).out.splitlines()
    assert any(line.startswith("::error file=locales/ar/talks.po,line=") for line in lines)
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_gitlab_fingerprints_are_unique(faulty: Path) -> None:
    rows = json.loads(l10n("check", "-l", "ar", "--format", "gitlab", cwd=faulty).out)
    assert len({row["fingerprint"] for row in rows}) == len(rows) >= 2


def test_the_page_escapes_and_gives_each_text_its_direction(faulty: Path) -> None:
    put(faulty, "Nobody was hurt.", "<script>alert(1)</script>")
    page = l10n("check", "-l", "ar", "--format", "html", cwd=faulty).out
    assert "<script>alert(1)" not in page
    assert 'dir="rtl" lang="ar"' in page


def test_a_baseline_hides_what_was_there_and_nothing_new(faulty: Path) -> None:
    written = l10n("check", "-l", "ar", "--baseline", "known.json", "--update-baseline", cwd=faulty)
    assert written.code == 0, written.err
    assert l10n("check", "-l", "ar", "--baseline", "known.json", cwd=faulty).code == 0
    put(faulty, "Talks in Erbil end", "انتهاء المحادثات في بغداد")
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
    put(faulty, "Talks in Erbil end", "انتهاء المحادثات في بغداد")
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
    put(faulty, NUMBERS, "تستضيف القاعدة 2600 جندي.")
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


def test_any_po_file_can_be_checked_without_a_project(tmp_path: Path) -> None:
    (tmp_path / "fa.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: fa\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "12 soldiers"\nmsgstr "۱۳ سرباز"\n',
        "utf-8",
    )
    said = l10n("check", "fa.po", "--format", "json", cwd=tmp_path)
    assert said.code == 1
    (finding,) = json.loads(said.out)["findings"]
    assert (finding["check"], finding["locale"], finding["line"]) == ("numbers", "fa", 6)
