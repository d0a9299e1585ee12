"""Options that every command takes, before or after its name, and what they add up to."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.project import Project


_FLAGS = frozenset({"--json", "--quiet", "-q", "--verbose", "-v"})
_VALUES = frozenset({"-C", "--config", "--color", "--progress"})
_EPILOG = "-C DIR, --config, --json, -q, -v, --color and --progress go with every command: l10n -h"


@dataclass(slots=True)
class Session:
    """What the caller asked of every command."""

    config: str = ""
    json: bool = False
    quiet: bool = False
    verbose: bool = False
    color: str = "auto"
    progress: str = "auto"
    opened: Project | None = None

    def project(self) -> Project:
        """The project that the command works in, opened once: its providers' limits hold for all."""
        if self.opened is None:
            from l10n.project import open_project

            self.opened = open_project(config=self.config)
        return self.opened

    def has_project(self) -> bool:
        """Whether there is a project around, or one was named."""
        from l10n.errors import ConfigError
        from l10n.project.around import find_config

        if self.config:
            return True
        try:
            find_config(Path())
        except ConfigError:
            return False
        return True

    def say(self, text: str = "") -> None:
        """A line for people; nothing with ``--quiet`` or ``--json``."""
        if not (self.quiet or self.json):
            typer.echo(text, color=self.colored)

    def note(self, text: str) -> None:
        """A line about the work itself, on standard error."""
        if not self.quiet:
            typer.echo(text, err=True)

    @property
    def colored(self) -> bool:
        """Whether standard output gets colors: asked for, or a terminal without ``NO_COLOR``."""
        if self.color == "auto":
            return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        return self.color == "always"

    def paint(self, text: str, color: str) -> str:
        return typer.style(text, fg=color) if self.colored else text


def session(ctx: typer.Context) -> Session:
    """The session of a command."""
    root: Any = ctx.find_root()
    if not isinstance(root.obj, Session):
        root.obj = Session()
    return root.obj


def group(help: str) -> typer.Typer:  # noqa: A002 - Typer's own name for it
    """A Typer group in the house's manner."""
    return typer.Typer(
        help=help,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog=_EPILOG,
    )


def command_of(arguments: Sequence[str]) -> str:
    """The name of the command, whatever options stand before it; empty if there is none."""
    waiting = iter(arguments)
    for one in waiting:
        if one in _VALUES:
            next(waiting, None)
        elif one not in _FLAGS and one.partition("=")[0] not in _VALUES:
            return "" if one.startswith("-") else one
    return ""


def to_front(arguments: Sequence[str]) -> list[str]:
    """The arguments with the options of every command moved before the command's name.

    What follows ``--`` stays. A value that looks like such an option is written ``--target=-q``.
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for one in waiting:
        name = one.partition("=")[0]
        if one == "--":
            return [*front, *rest, one, *waiting]
        if one in _FLAGS or (name in _VALUES and "=" in one):
            front.append(one)
        elif one in _VALUES:
            front += (one, *islice(waiting, 1))
        else:
            rest.append(one)
    return [*front, *rest]
