"""Checks: right on the cases, quiet on human translations, and as fast as a named peer or faster.

    python benchmarks/checks.py cases|human|seed [--wrong N] [--show CHECK]

``cases`` scores ../shared/data/checks/cases.jsonl, ``human`` counts findings on NTREX, ``seed`` on
the example article. How fast they are is measured by checks_speed.py.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from l10n.checks import Context, run
from l10n.glossary import Glossary
from l10n.glossary.uses import term_uses
from l10n.model import Finding, Locale, Severity, Unit

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
HUMAN = "ar fa ur he tr ru fr es pt-BR de zh-Hans".split()
EN = Locale("en")


@cache
def glossary_of(path: str) -> Glossary:
    return Glossary.open(DATA / "seed" / "glossary.csv" if path == "seed_glossary.csv" else path)


def glossary_of_rows(rows: Any, locale: str) -> Glossary | None:
    if isinstance(rows, str):
        return glossary_of(rows)
    if not rows:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "source", "pos", locale])
        for n, row in enumerate(rows):
            writer.writerow([f"t{n}", row["source"], "proper-name", row["target"]])
        file.flush()
        return Glossary.open(file.name)


def units_of(row: dict[str, Any]) -> tuple[Unit, ...]:
    if "units" in row:
        return tuple(
            Unit(source=u["source"], target=u["target"], context=u.get("role", ""))
            for u in row["units"]
        )
    plurals = tuple(row.get("target_plurals", ()))
    return (
        Unit(
            source=row["source"],
            target=row.get("target", plurals[0] if plurals else ""),
            source_plural=row.get("source_plural", ""),
            target_plurals=plurals,
        ),
    )


def findings_of(row: dict[str, Any]) -> tuple[Finding, ...]:
    target = Locale.parse(row["locale"])
    glossary = glossary_of_rows(row.get("glossary"), row["locale"])
    units = units_of(row)
    found: list[Finding] = []
    for unit in units:
        terms = term_uses(glossary, unit.source, unit.target, EN, target) if glossary else ()
        context = Context(
            source=EN,
            target=target,
            terms=terms,
            neighbours=units if "units" in row else (),
            max_headline=row.get("max_headline", 0),
        )
        found += run(unit, context)
    return tuple(found)


def cases(wrong: int) -> None:
    lines = (DATA / "checks" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    right = caught = bad = alarm = clean = 0
    for row in rows:
        found = findings_of(row)
        got, want, may = {f.check for f in found}, set(row["expect"]), set(row["optional"])
        if want <= got <= want | may:
            right += 1
        elif wrong > 0:
            wrong -= 1
            print(
                row["id"], row["locale"], row.get("source"), row.get("target"), row.get("units", "")
            )
            print("   missing", sorted(want - got), "extra", sorted(got - want - may))
            print("  ", [f"{f.check}: {f.message}" for f in found if f.check not in want])
        bad += bool(want)
        caught += bool(got & want)
        clean += not want
        alarm += not want and bool(got - may)
    print(
        f"cases: {right}/{len(rows)} exactly right, {caught}/{bad} faults caught, "
        f"{alarm}/{clean} clean cases with a false alarm"
    )


def pairs_of(locale: str, lines: int = 1000) -> list[tuple[str, str]]:
    folder = DATA / "formats" / "ntrex"
    sides = [(folder / f"{n}.txt").read_text(encoding="utf-8").split("\n") for n in ("en", locale)]
    return list(zip(*(side[:lines] for side in sides), strict=True))


def human(show: str, locales: list[str]) -> None:
    kinds: dict[str, Counter[str]] = {}
    total = errors = any_finding = 0
    for tag in locales or HUMAN:
        context = Context(source=EN, target=Locale.parse(tag))
        kinds[tag] = Counter()
        one_error = one_any = 0
        for n, (source, target) in enumerate(pairs_of(tag), 1):
            found = run(Unit(source=source, target=target), context)
            total += 1
            one_error += any(f.severity is Severity.ERROR for f in found)
            one_any += bool(found)
            kinds[tag].update({f.check for f in found})
            for f in found:
                if f.check == show or (show == "error" and f.severity is Severity.ERROR):
                    place = target[max(0, f.start - 20) : f.end + 20] if f.end else ""
                    print(f"{tag} {n} [{f.check}] {f.message} <{place}>\n   {source}\n   {target}")
        errors += one_error
        any_finding += one_any
        print(
            f"{tag:8} error {one_error / 10:4.1f} %  any {one_any / 10:4.1f} %  {dict(kinds[tag])}"
        )
    print(
        f"human: {total} units, {100 * errors / total:.2f} % with an error, "
        f"{100 * any_finding / total:.2f} % with a finding"
    )


def seed() -> None:
    glossary = glossary_of("seed_glossary.csv")
    for tag in ("ar", "fr"):
        lines = (DATA / "seed" / f"translation.{tag}.jsonl").read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        units = tuple(Unit(source=r["source"], target=r["target"]) for r in rows)
        locale = Locale.parse(tag)
        counts: Counter[str] = Counter()
        for unit in units:
            terms = term_uses(glossary, unit.source, unit.target, EN, locale)
            context = Context(source=EN, target=locale, terms=terms, neighbours=units)
            for f in run(unit, context):
                counts[f.severity] += 1
                print(f"   {f}\n      {unit.source}\n      {unit.target}")
        print(f"seed {tag}: {len(units)} units, {dict(counts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["cases", "human", "seed"])
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--show", default="")
    parser.add_argument("--locales", nargs="*", default=[])
    told = parser.parse_args()
    if told.what == "cases":
        cases(told.wrong)
    elif told.what == "human":
        human(told.show, told.locales)
    else:
        seed()


if __name__ == "__main__":
    main()
