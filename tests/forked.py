"""A process that has loaded the command line and forks itself for each command: tests load it once.

The fork runs l10n's own ``main`` in its folder, with its environment and its own three streams, and ends as
an interpreter ends. Where systems do not fork, a test runs the command line as anybody would.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

STREAMS = ("in", "out", "err")


class Forked:
    """The process, and what a command says that is run in it."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.forked"],
            cwd=Path(__file__).resolve().parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, arguments: tuple[str, ...], cwd: Path, stdin: bytes, env: dict[str, str]
    ) -> tuple[int, bytes, bytes]:
        """The exit code, and what was written to standard output and standard error."""
        assert self._server.stdin
        assert self._server.stdout
        with tempfile.TemporaryDirectory() as folder:
            streams = [Path(folder, name) for name in STREAMS]
            streams[0].write_bytes(stdin)
            told = {"arguments": arguments, "cwd": str(cwd), "env": env, "streams": folder}
            self._server.stdin.write(json.dumps(told) + "\n")
            self._server.stdin.flush()
            code = int(self._server.stdout.readline())
            return code, streams[1].read_bytes(), streams[2].read_bytes()

    def close(self) -> None:
        """End the process."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()


def serve() -> int:
    """Answer each line of standard input with the exit code of the command that it tells."""
    _load()
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if not child:
            return _command(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    return 0


def _load() -> None:
    from l10n import plugins
    from l10n.cli import _app
    from l10n.project import verbs

    assert verbs
    _app("run")
    for family in ("checks", "formats"):
        for name in plugins.names(family):
            plugins.load(family, name)


def _command(told: dict[str, object]) -> int:
    from l10n.cli import main

    folder = Path(str(told["streams"]))
    for handle, name in enumerate(STREAMS):
        flags = os.O_RDONLY if not handle else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        opened = os.open(folder / name, flags)
        os.dup2(opened, handle)
        os.close(opened)
    sys.stdin, sys.stdout, sys.stderr = (
        open(handle, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - for good
        for handle, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    os.environ.clear()
    os.environ.update(told["env"])  # type: ignore[arg-type]
    os.chdir(str(told["cwd"]))
    arguments: list[str] = told["arguments"]  # type: ignore[assignment]
    return main(arguments)


if __name__ == "__main__":
    sys.exit(serve())
