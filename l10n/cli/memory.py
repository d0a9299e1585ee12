"""``l10n memory``: earlier translations, searched by similarity."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import group, session
from l10n.cli.streams import Record, answer_each

if TYPE_CHECKING:
    from l10n.model import Match

app = group("Earlier translations that a person has reviewed.")


@app.command("search")
def search(
    ctx: typer.Context,
    locale: Annotated[str, typer.Option("--locale", "-l", help="The target locale.")],
    text: Annotated[
        str, typer.Argument(help="The source text; standard input without it.", show_default=False)
    ] = "",
    at_least: Annotated[
        int, typer.Option("--at-least", help="Lowest similarity, 1-100; the project's own.")
    ] = 0,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")] = False,
) -> None:
    """Show what was translated before that is like a text, the most similar first."""
    here = session(ctx)
    project = here.project()
    target, source = project.locales([locale])[0], project.config.source
    project.learn(target)

    def answer(record: Record) -> Record:
        matches = project.memory.recall(
            record["source"],
            target.tag,
            source=source.tag,
            at_least=at_least or project.config.offer,
        )
        return {"matches": [_record(match) for match in matches]}

    if jsonl:
        answer_each(answer, ["source"])
        return
    wanted = text or sys.stdin.buffer.read().decode("utf-8", errors="replace").strip()
    matches = answer({"source": wanted})["matches"]
    if here.json:
        typer.echo(json.dumps(matches, ensure_ascii=False, indent=1))
    for match in matches:
        here.say(f"{match['similarity']:3} {match['source']}")
        here.say(f"    {match['target']}  ({match['origin']})")
    if not matches:
        here.say("nothing similar")


def _record(match: Match) -> Record:
    return {
        "source": match.source,
        "target": match.target,
        "similarity": match.similarity,
        "kind": str(match.kind),
        "origin": match.origin,
    }
