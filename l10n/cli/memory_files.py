"""``l10n memory import`` and ``export``: TMX files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.memory import Entry, Memory


EXCHANGED = "tmx:"  # before the name of a file in the place of an article


def take_in(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="TMX files.")],
) -> None:
    """Take the translations of TMX files into the memory; a file that was taken in before is renewed."""
    from l10n.memory.tmx import Skipped, read

    here = session(ctx)
    memory = memory_of(here)
    for file in files:
        skipped = Skipped()
        counts = memory.take_in(read(file, skipped), f"{EXCHANGED}{_shown(file)}")
        for (source, target), count in sorted(counts.items()):
            here.say(f"{file}: {count} units {source} to {target}")
        if not counts:
            here.note(f"{file}: nothing to take in")
        if skipped.count:
            here.note(
                f"{file}:{skipped.first_line}: {skipped.count} units without two usable sides"
                " were left out, the first one here"
            )
    memory.catch_up()


def _shown(file: Path) -> str:
    """How the memory calls a file: below the folder that the command works in, or from the root."""
    path, root = file.resolve(), Path.cwd()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def give_out(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The TMX file to write.")],
    locale: Annotated[
        list[str] | None, typer.Option("--locale", "-l", help="Only this locale; repeat it.")
    ] = None,
) -> None:
    """Write the memory as TMX 1.4b."""
    from l10n.disk import replacing
    from l10n.memory.tmx_writer import write

    here = session(ctx)
    project = here.project()
    source = project.config.source
    targets = project.locales(locale or ())
    for target in targets:
        project.learn(target)
    count = 0

    def entries() -> Iterator[Entry]:
        nonlocal count
        written: set[tuple[str, str]] = set()
        for target in targets:
            for pair in project.memory.answering(source.tag, target.tag):
                if pair in written:
                    continue
                written.add(pair)
                for entry in project.memory.rows(*pair):
                    count += 1
                    yield entry

    with replacing(file) as stream:
        stream.writelines(f"{line}\n".encode() for line in write(entries(), source))
    here.say(f"wrote {count} units to {file}")


def memory_of(here: Session) -> Memory:
    """The project's memory; without a project, one in this folder's ``.l10n``."""
    from l10n.errors import ConfigError
    from l10n.memory import Memory
    from l10n.project.around import find_config

    try:
        find_config(Path(here.config or "."))
    except ConfigError:
        if here.config:
            raise
        return Memory.open("sqlite:.l10n/memory.db", root=Path())
    return here.project().memory
