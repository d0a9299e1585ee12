"""``l10n memory``: earlier translations, searched by similarity."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from l10n.cli import memory_files, memory_work
from l10n.cli.everywhere import group, session
from l10n.cli.memory_search import Asked, Searching, answering
from l10n.cli.streams import answer_batches

app = group("Earlier translations that a person has reviewed.")
app.command("import")(memory_files.take_in)
app.command("export")(memory_files.give_out)
app.command("grep")(memory_work.grep)
app.command("analyze")(memory_work.analyze)
app.command("prune")(memory_work.prune)
app.command("stats")(memory_work.stats)


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
    most: Annotated[int, typer.Option("--most", min=1, help="So many matches at most.")] = 5,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what differs, letter by letter.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Miss nothing, however large the memory is.")
    ] = False,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair/--no-repair", help="Put numbers, months and names right where that is safe."
        ),
    ] = True,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="With --jsonl: so many processes.")
    ] = 1,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")] = False,
) -> None:
    """Show what was translated before that is like a text, the most similar first."""
    here = session(ctx)
    asked = Asked(
        config=here.config,
        locale=locale,
        at_least=at_least,
        most=most,
        sure=exact or None,
        repair=repair,
        explain=explain,
    )
    if jsonl:
        with answering(asked, jobs) as answers:
            answer_batches(answers, ["source"], ["before", "after"], most=40 * jobs)
        return
    wanted = text or sys.stdin.buffer.read().decode("utf-8", errors="replace").strip()
    matches = Searching(asked).answer({"source": wanted})["matches"]
    if here.json:
        typer.echo(json.dumps(matches, ensure_ascii=False, indent=1))
    for match in matches:
        memory_work.show_match(here, match, wanted)
    if not matches:
        here.say("nothing similar")
