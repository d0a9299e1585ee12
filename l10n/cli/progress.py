"""Progress for whoever waits: a bar on a terminal, JSON Lines for a program, nothing otherwise."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from l10n.cli.everywhere import Session


@contextlib.contextmanager
def progress(session: Session, what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Call the given function with the number of things done since the last call."""
    if session.progress == "jsonl":
        yield _lines(what, total)
    elif session.quiet or session.progress == "none" or not sys.stderr.isatty() or not total:
        yield lambda _: None
    else:
        with _bar(what, total) as advance:
            yield advance


def _lines(what: str, total: int) -> Callable[[int], None]:
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        sys.stderr.write(json.dumps({"task": what, "done": done, "total": total}) + "\n")
        sys.stderr.flush()

    return advance


@contextlib.contextmanager
def _bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda count: bar.advance(task, count)
