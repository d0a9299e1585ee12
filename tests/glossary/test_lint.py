"""What a glossary's own rows may have wrong."""

from __future__ import annotations

import pytest

from l10n.glossary import Glossary, lint
from l10n.model import Designation, Severity, Term, TermStatus

PREFERRED, FORBIDDEN, ACCEPTED = TermStatus.PREFERRED, TermStatus.FORBIDDEN, TermStatus.ACCEPTED


def term(id_: str, source: str, *forms: tuple[str, str, TermStatus], **more: str) -> Term:
    spellings = tuple(Designation(locale=tag, text=text, status=how) for tag, text, how in forms)
    return Term(id=id_, source=source, designations=spellings, **more)  # type: ignore[arg-type]


WRONG = [
    (
        "one source spelling in two rows",
        [term("a", "Kataib Hizbullah"), term("b", "Kata'ib Hizbullah")],
        "doubled-spelling",
    ),
    (
        "one form for two terms",
        [
            term("a", "Syria", ("ar", "سوريا", PREFERRED)),
            term("b", "Levant", ("ar", "سوريا", PREFERRED)),
        ],
        "shared-form",
    ),
    (
        "a form both forbidden and approved",
        [term("a", "Syria", ("ar", "سوريا", PREFERRED), ("ar", "سوريا", FORBIDDEN))],
        "forbidden-and-approved",
    ),
    (
        "a form forbidden here and approved elsewhere",
        [term("a", "A", ("fr", "Kataëb", FORBIDDEN)), term("b", "B", ("fr", "Kataëb", PREFERRED))],
        "forbidden-and-approved",
    ),
    (
        "a Persian form typed on an Arabic keyboard",
        [term("a", "Iran", ("fa", "ايران", PREFERRED))],
        "wrong-letter",
    ),
    (
        "a Sorani form with an Arabic kaf",
        [term("a", "K", ("ckb", "كوردستان", PREFERRED))],
        "wrong-letter",
    ),
    (
        "an Urdu form with an Arabic heh",
        [term("a", "T", ("ur", "تهران", PREFERRED))],
        "wrong-letter",
    ),
    (
        "an Arabic form with a Persian yeh",
        [term("a", "S", ("ar", "سوریا", PREFERRED))],
        "wrong-letter",
    ),
    (
        "a Latin letter within a Russian word",
        [term("a", "I", ("ru", "Иpaк", PREFERRED))],
        "wrong-script",
    ),
    (
        "a Hebrew form in Arabic letters",
        [term("a", "I", ("he", "العراق", PREFERRED))],
        "wrong-script",
    ),
    (
        "an invisible control within a form",
        [term("a", "I", ("ar", "العراق\N{RIGHT-TO-LEFT MARK}", PREFERRED))],
        "invisible-character",
    ),
    ("a locale without a form", [term("a", "I", ("fr", "Irak", PREFERRED))], "missing-locale"),
    (
        "a term that ends before it begins",
        [term("a", "I", ("ar", "س", PREFERRED), valid_from="2024", valid_until="2023")],
        "validity",
    ),
]
RIGHT = [
    ("a name kept in Latin letters", [term("a", "Captcha", ("ar", "Captcha", PREFERRED))]),
    (
        "a Persian form with a non-joiner",
        [
            term(
                "a",
                "H",
                ("ar", "حزب", PREFERRED),
                ("fa", "حزب\N{ZERO WIDTH NON-JOINER}الله", PREFERRED),
            )
        ],
    ),
    ("a Latin acronym beside Arabic", [term("a", "F-16", ("ar", "مقاتلة F-16", PREFERRED))]),
    (
        "two rows with one spelling, one after the other",
        [
            term("a", "Turkey", ("ar", "تركيا", PREFERRED), valid_until="2022-05-31"),
            term("b", "Turkey", ("ar", "تركيا", PREFERRED), valid_from="2022-06-01"),
        ],
    ),
    (
        "a short form accepted for two persons",
        [
            term("a", "A", ("ar", "أ", PREFERRED), ("ar", "السوداني", ACCEPTED)),
            term("b", "B", ("ar", "ب", PREFERRED), ("ar", "السوداني", ACCEPTED)),
        ],
    ),
]


@pytest.mark.parametrize(("case", "terms", "check"), WRONG, ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_named(case: str, terms: list[Term], check: str) -> None:
    assert check in {finding.check for finding in lint(terms, ["ar"])}, case


@pytest.mark.parametrize(("case", "terms"), RIGHT, ids=[row[0] for row in RIGHT])
def test_what_looks_wrong_and_is_right_is_let_through(case: str, terms: list[Term]) -> None:
    assert lint(terms, ["ar"]) == (), case


def test_a_contradiction_within_a_row_is_an_error_with_its_place() -> None:
    row = term("a", "S", ("ar", "س", PREFERRED), ("ar", "س", FORBIDDEN), path="names.csv", line="7")
    (finding,) = lint([row])
    assert (finding.severity, finding.path, finding.line) == (Severity.ERROR, "names.csv", "7")


def test_the_glossary_as_shipped_has_no_errors() -> None:
    from pathlib import Path

    path = Path(__file__).resolve().parents[2] / "glossaries" / "middle-east-security.csv"
    errors = [one for one in lint(Glossary.open(path).terms) if one.severity is Severity.ERROR]
    assert errors == []
