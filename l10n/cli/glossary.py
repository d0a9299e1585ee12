"""``l10n glossary``: names and terms, found in a source and verified in a target."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli import glossary_files, glossary_work
from l10n.cli.everywhere import Session, group, session
from l10n.cli.glossary_files import Files, opened
from l10n.cli.streams import Record, answer_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import TermHit

app = group("Names and terms: found in every spelling, verified in every inflection.")

for commands in (glossary_files, glossary_work):
    commands.register(app)
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
    terms = opened(here, glossary)

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


def _highlighted(here: Session, text: str, hits: Sequence[TermHit]) -> str:
    parts: list[str] = []
    at = 0
    for hit in hits:
        parts += (text[at : hit.start], here.paint(text[hit.start : hit.end], "yellow"))
        at = hit.end
    return "".join([*parts, text[at:]])
