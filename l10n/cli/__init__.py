"""The command line: parse, call one verb of the project, print, exit.

Exit codes: 0 clean, 1 findings at or above the chosen severity, 2 usage, configuration or a file
that cannot be read, 3 a provider failed, 4 the gate refused, 130 interrupted.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from l10n import __version__
from l10n.cli.everywhere import Session, command_of, group, to_front
from l10n.errors import BuildRefused, ConfigError, L10nError, ProviderError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

FINDINGS, MISUSE, PROVIDER, REFUSED, INTERRUPTED = 1, 2, 3, 4, 130


def _root(
    ctx: typer.Context,
    *,
    directory: str = typer.Option(
        "", "-C", metavar="DIR", help="Work as if started in this folder."
    ),
    config: str = typer.Option("", metavar="FILE", help="Use this configuration file."),
    json: bool = typer.Option(False, "--json", help="Print results as JSON."),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Print errors only."),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Print more."),
    color: str = typer.Option("auto", metavar="WHEN", help="auto, always or never."),
    progress: str = typer.Option("auto", metavar="HOW", help="auto, none or jsonl."),
    version: bool = typer.Option(False, "--version", help="Print the version and exit."),
) -> None:
    if version:
        typer.echo(f"l10n {__version__}")
        raise typer.Exit
    if color not in {"auto", "always", "never"}:
        raise typer.BadParameter("--color takes auto, always or never")
    if progress not in {"auto", "none", "jsonl"}:
        raise typer.BadParameter("--progress takes auto, none or jsonl")
    if directory:
        ctx.with_resource(_within(directory))
    ctx.obj = Session(
        config=config,
        json=json,
        quiet=quiet,
        verbose=verbose,
        color=color,
        progress=progress,
    )
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit


def _within(directory: str) -> AbstractContextManager[None]:
    """The folder that a command works in: all paths on its command line are below it."""
    if not Path(directory).is_dir():
        found = "is no folder" if Path(directory).exists() else "there is no such folder"
        raise ConfigError(found, path=directory, hint="-C takes a folder")
    return contextlib.chdir(directory)


def _app(command: str) -> typer.Typer:
    """All commands; only the one that is asked for where that is run again and again, by hooks."""
    app = group(
        "Articles in, localized articles out: units in PO catalogs, names right everywhere."
    )
    app.callback(invoke_without_command=True)(_root)
    if command in {"check", "checks"}:
        from l10n.cli import check

        app.command(command)(getattr(check, command))
        return app
    from l10n.cli import exchange, glossary, memory, messages, po, providers, segment, start, work

    for room in (start, work, segment):
        room.register(app)
    for name, room_app in (
        ("glossary", glossary.app),
        ("memory", memory.app),
        ("providers", providers.app),
        ("po", po.app),
        ("xliff", exchange.xliff),
        ("sheet", exchange.sheet),
        ("messages", messages.app),
    ):
        app.add_typer(room_app, name=name)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; a user's mistake is never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    told = to_front(sys.argv[1:] if arguments is None else arguments)
    if told == ["--version"]:  # asked by scripts, often: not worth building all commands for
        typer.echo(f"l10n {__version__}")
        return 0
    # matrices of the local engine's size lose by threads, most of all on a busy machine
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        code = _app(command_of(told))(told, prog_name="l10n", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("interrupted; what was finished is saved", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (L10nError, OSError) as error:
        return _failed(error)
    except Exception as error:
        show = getattr(error, "show", None)  # a usage error of whichever click Typer brings
        if show is None:
            raise
        _misused(error, show, command_of(told))
        return MISUSE
    if code == INTERRUPTED:  # some versions of Typer answer for the interrupt themselves
        typer.echo("interrupted; what was finished is saved", err=True)
    return code if isinstance(code, int) else 0


def _misused(error: Exception, show: Callable[[], None], command: str) -> None:
    """A usage error as Typer shows it; of an option without its value, where to read what it takes."""
    name = getattr(error, "option_name", "")
    if not (name and "requires an argument" in str(error)):
        show()
        return
    typer.echo(f"error: {name} needs a value after it", err=True)
    typer.echo(f"  {' '.join(filter(None, ('l10n', command, '-h')))} says which", err=True)


def _failed(error: L10nError | OSError) -> int:
    """Report an error, or a place that cannot be read or written, wherever that was noticed."""
    if isinstance(error, OSError):
        if not error.filename:
            raise error
        error = L10nError(error.strerror or str(error), path=str(error.filename2 or error.filename))
    report(error)
    return exit_code(error)


def report(error: L10nError, word: str = "error") -> None:
    """One line that says where and what, and one that says what to do."""
    if (
        error.path
        and Path(error.path).is_absolute()
        and Path(error.path).is_relative_to(Path.cwd())
    ):
        error.path = Path(error.path).relative_to(Path.cwd()).as_posix()
    typer.echo(f"{word}: {error}", err=True)
    if error.hint:
        typer.echo(f"  {error.hint}", err=True)


def exit_code(error: L10nError) -> int:
    """The exit code that an error stands for."""
    if isinstance(error, ProviderError):
        return PROVIDER
    return REFUSED if isinstance(error, BuildRefused) else MISUSE
