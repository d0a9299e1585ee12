"""``l10n glossary``: names and terms, found in a source and verified in a target."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, group, session
from l10n.cli.streams import Record, answer_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.glossary import Glossary
    from l10n.model import TermHit

app = group("Names and terms: found in every spelling, verified in every inflection.")

Files = Annotated[
    list[Path] | None,
    typer.Option("--glossary", help="Glossary files; the project's own without it."),
]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")]


@app.command("find")
def find(
    ctx: typer.Context,
    text: Annotated[
        str, typer.Argument(help="The text; standard input without it.", show_default=False)
    ] = "",
    glossary: Files = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the text.")] = "",
    jsonl: Jsonl = False,
) -> None:
    """Find the terms that a source text holds."""
    here = session(ctx)
    terms = _glossary(here, glossary)

    def answer(record: Record) -> Record:
        hits = terms.find(record["text"], lang=str(record.get("lang") or lang or "en"))
        return {"hits": [{"term": h.term.id, "start": h.start, "end": h.end} for h in hits]}

    if jsonl:
        answer_each(answer, ["text"], optional=["lang"])
        return
    source = text or sys.stdin.buffer.read().decode("utf-8", errors="replace")
    hits = terms.find(source, lang=lang or "en")
    if here.json:
        typer.echo(json.dumps(answer({"text": source, "lang": lang})["hits"], ensure_ascii=False))
        return
    here.say(_highlighted(here, source, hits).rstrip("\n"))
    for hit in hits:
        here.say(f"  {hit.start}-{hit.end}  {source[hit.start : hit.end]}  [{hit.term.id}]")


@app.command("verify")
def verify(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="The target text.", show_default=False)] = "",
    term: Annotated[str, typer.Option("--term", help="The form that must stand in it.")] = "",
    lang: Annotated[str, typer.Option("--lang", "-l", help="Language of the text.")] = "",
    pos: Annotated[str, typer.Option("--pos", help="Part of speech.")] = "proper-name",
    jsonl: Jsonl = False,
) -> None:
    """Say whether a target text holds a form: present, derived or absent (exit 1 if absent)."""
    from l10n.glossary import verify as verified
    from l10n.model import Locale

    here = session(ctx)

    def answer(record: Record) -> Record:
        told = Locale.parse(record["lang"]).tag
        found = verified(
            record["text"], record["term"], told, pos=str(record.get("pos") or "proper-name")
        )
        return {"verdict": str(found.verdict), "start": found.start, "end": found.end}

    if jsonl:
        answer_each(answer, ["lang", "text", "term"], optional=["pos"])
        return
    if not (text and term and lang):
        raise typer.BadParameter("verify needs TEXT, --term and --lang (or --jsonl)")
    result = answer({"text": text, "term": term, "lang": lang, "pos": pos})
    if here.json:
        typer.echo(json.dumps(result, ensure_ascii=False))
    place = text[result["start"] : result["end"]]
    here.say(f"{result['verdict']}{f': {place}' if place else ''}")
    if result["verdict"] == "absent":
        raise typer.Exit(1)


@app.command("list")
def list_terms(
    ctx: typer.Context,
    locale: Annotated[
        list[str] | None,
        typer.Option("--locale", "-l", help="Show this locale's forms; repeat it."),
    ] = None,
    glossary: Files = None,
) -> None:
    """List the terms with their forms."""
    here = session(ctx)
    terms = _glossary(here, glossary)
    tags = locale or [tag.tag for tag in (here.project().config.locales if not glossary else ())]
    rows: list[Record] = [
        {
            "id": term.id,
            "source": term.source,
            "forms": {tag: list(terms.forms(term, tag).approved) for tag in tags},
        }
        for term in terms.terms
    ]
    if here.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for row in rows:
        here.say(f"{row['id']}: {row['source']}")
        for tag, approved in row["forms"].items():
            if approved:
                here.say(f"    {tag}: {' | '.join(approved)}")


def _glossary(here: Session, files: Sequence[Path] | None) -> Glossary:
    from l10n.glossary import Glossary

    return Glossary.open(*files) if files else here.project().glossary


def _highlighted(here: Session, text: str, hits: Sequence[TermHit]) -> str:
    parts: list[str] = []
    at = 0
    for hit in hits:
        parts += (text[at : hit.start], here.paint(text[hit.start : hit.end], "yellow"))
        at = hit.end
    return "".join([*parts, text[at:]])
