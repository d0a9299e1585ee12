"""``l10n memory``: earlier translations, searched by similarity."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, group, session
from l10n.cli.streams import Record, answer_each

if TYPE_CHECKING:
    from l10n.memory import Memory
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


@app.command("import")
def take_in(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="TMX files.")],
) -> None:
    """Take the translations of TMX files into the memory."""
    from l10n.memory.tmx import Skipped, read

    here = session(ctx)
    memory = _memory(here)
    for file in files:
        skipped = Skipped()
        counts = memory.take_in(read(file, skipped), file.name)
        for (source, target), count in sorted(counts.items()):
            here.say(f"{file}: {count} units {source} to {target}")
        if skipped.count:
            here.note(
                f"{file}:{skipped.first_line}: {skipped.count} units without two usable sides"
                " were left out, the first one here"
            )


@app.command("export")
def give_out(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The TMX file to write.")],
    locale: Annotated[
        list[str] | None, typer.Option("--locale", "-l", help="Only this locale; repeat it.")
    ] = None,
) -> None:
    """Write the memory as TMX 1.4b."""
    from l10n.disk import write_atomic
    from l10n.memory.tmx import write

    here = session(ctx)
    project = here.project()
    source = project.config.source
    targets = project.locales(locale or ())
    for target in targets:
        project.learn(target)
    pairs = [pair for target in targets for pair in project.memory.rows(source.tag, target.tag)]
    write_atomic(file, ("\n".join(write(pairs, source)) + "\n").encode())
    here.say(f"wrote {len(pairs)} units to {file}")


@app.command("stats")
def stats(ctx: typer.Context) -> None:
    """Count what is remembered, by locale."""
    here = session(ctx)
    project = here.project()
    rows = {}
    for target in project.config.locales:
        project.learn(target)
        rows[target.tag] = project.memory.size(project.config.source.tag, target.tag)
    if here.json:
        typer.echo(json.dumps(rows))
    for tag, count in rows.items():
        here.say(f"{project.config.source} to {tag}: {count} units")


def _memory(here: Session) -> Memory:
    """The project's memory; without a project, one in this folder's ``.l10n``."""
    from l10n.errors import ConfigError
    from l10n.memory import Memory

    try:
        return here.project().memory
    except ConfigError:
        return Memory.open("sqlite:.l10n/memory.db", root=Path(here.directory))


def _record(match: Match) -> Record:
    return {
        "source": match.source,
        "target": match.target,
        "similarity": match.similarity,
        "kind": str(match.kind),
        "origin": match.origin,
    }
